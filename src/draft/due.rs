//! Words → deadlines: soft words as written, numbers with a unit of time, recurring ones, days.

use super::cues;
use super::item::Due;

/// The units of time, as written and as the language has them.
const UNITS: &[(&str, &str)] = &[
    ("个工作日", "工作日"),
    ("工作日", "工作日"),
    ("分钟", "分钟"),
    ("小时", "小时"),
    ("个月", "月"),
    ("季度", "季度"),
    ("周", "周"),
    ("天", "日"),
    ("日", "日"),
    ("年", "年"),
];
/// What recurs, as written and as so many units.
const RECURRING: &[(&str, i64, &str)] = &[
    ("每两个月", 2, "月"),
    ("每半个月", 0, "半月"),
    ("每半月", 0, "半月"),
    ("每两周", 2, "周"),
    ("每半年", 6, "月"),
    ("每季度", 1, "季度"),
    ("每个季度", 1, "季度"),
    ("每季", 1, "季度"),
    ("每个月", 1, "月"),
    ("按季度", 1, "季度"),
    ("按季", 1, "季度"),
    ("按月", 1, "月"),
    ("按周", 1, "周"),
    ("按年", 1, "年"),
    ("每月", 1, "月"),
    ("每年", 1, "年"),
    ("每周末", 1, "周"),
    ("每周", 1, "周"),
    ("每小时", 1, "小时"),
    ("每日", 1, "日"),
    ("每天", 1, "日"),
    ("每星期", 1, "周"),
    ("每学期", 0, "学期"),
    ("每学年", 0, "学年"),
];
/// Work that comes round with a year or a quarter: 年度考核, 季度和年度报告.
const ROUNDS: &[(&str, &str)] = &[("年度", "年"), ("季度", "季度"), ("月度", "月")];
const ROUND_WORK: &[&str] = &[
    "考核", "评估", "检查", "报告", "述职", "绩效", "总结", "审计", "评议", "通报", "会商", "调度", "例会", "演练",
    "目标任务", "目标考核", "工作绩效", "工作计划", "工作报告", "工作考核", "综合考核", "预算",
];

/// The deadlines in a text, in their order.
pub fn dues(text: &str) -> Vec<Due> {
    let mut found: Vec<(usize, Due)> = Vec::new();
    let mut taken = 0;
    for (at, _) in text.char_indices() {
        if at < taken {
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        if let Some((due, length)) = due_at(rest) {
            taken = at + length;
            if !found.iter().any(|(_, known)| *known == due) {
                found.push((at, due));
            }
        }
    }
    found.into_iter().map(|(_, due)| due).collect()
}

/// How many bytes of a time a text opens with: `6月底前`, `2024年3月至5月`.
pub fn opening(text: &str) -> Option<usize> {
    let (_, length) = span(text).or_else(|| day(text))?;
    (length < text.len()).then_some(length)
}

/// What stands behind a time that a text opens with: `在30分钟内报告`, `30分钟内到岗`.
pub fn behind_time(text: &str) -> &str {
    let plain = text.strip_prefix(['在', '于']).unwrap_or(text);
    due_at(plain)
        .and_then(|(_, length)| plain.get(length..))
        .unwrap_or(text)
}

/// Whether a text is a time and nothing else: `灾后3日内`.
pub fn is_time(text: &str) -> bool {
    let plain = text.trim_matches([' ', ',', '。']);
    let at = plain.char_indices().take(8).find_map(|(at, _)| {
        let rest = plain.get(at..)?;
        let (due, length) = due_at(rest)?;
        (binds(&due) && length == rest.len()).then_some(at)
    });
    at.is_some()
}

/// Counts the times that stand without a beginning from the condition: `接到报告后,30分钟内`.
pub fn anchored(dues: Vec<Due>, condition: Option<&str>) -> Vec<Due> {
    let event = condition.and_then(|words| {
        let words = words.rsplit([',', ',']).next().unwrap_or_default();
        let event = ["之后", "以后", "后", "时", "的"]
            .iter()
            .find_map(|end| words.strip_suffix(end))?;
        let plain = event.chars().all(char::is_alphanumeric) && (2..=20).contains(&event.chars().count());
        plain.then(|| event.to_owned())
    });
    dues.into_iter()
        .map(|due| match due {
            Due::Within(number, unit, None) => Due::Within(number, unit, event.clone()),
            due => due,
        })
        .collect()
}

/// Whether a deadline can be missed: a number, a day, a cycle, or at once; 及时 and 定期 cannot.
pub fn binds(due: &Due) -> bool {
    match due {
        Due::Words(words) => {
            ["第一时间", "立即", "当日", "当天", "当场"].contains(&words.as_str())
                || words.contains(|c: char| c.is_ascii_digit())
        }
        Due::Within(..) | Due::Every(..) | Due::By(_) => true,
    }
}

fn due_at(rest: &str) -> Option<(Due, usize)> {
    span(rest)
        .or_else(|| day(rest))
        .or_else(|| blank(rest))
        .or_else(|| season(rest))
        .or_else(|| round(rest))
        .or_else(|| plan_period(rest))
        .or_else(|| counted(rest))
        .or_else(|| within(rest))
        .or_else(|| recurring(rest))
        .or_else(|| {
            let word = cues::SOFT.opens(rest)?;
            // 汛期发生的, 汛前、汛期及汛后: a season only describes.
            let behind = rest.get(word.len()..).unwrap_or_default();
            let season = word.contains('汛')
                && ["发生", "的", "、", "及", "和", "值班", "24小时"]
                    .iter()
                    .any(|w| behind.starts_with(w));
            (!season).then(|| (Due::Words(word.to_owned()), word.len()))
        })
}

/// `年度考核`, `季度和年度报告`: every year, every quarter.
fn round(rest: &str) -> Option<(Due, usize)> {
    let (word, unit) = ROUNDS.iter().find(|(word, _)| rest.starts_with(word))?;
    let behind = rest.get(word.len()..)?;
    let second = behind
        .strip_prefix(['和', '、', '及'])
        .and_then(|next| ROUNDS.iter().find_map(|(word, _)| next.strip_prefix(word)));
    let work = second.unwrap_or(behind);
    ROUND_WORK
        .iter()
        .any(|noun| work.starts_with(noun))
        .then_some((Due::Every(1, unit), word.len()))
}

/// `“十四五”期间`: the years of a plan, as written.
fn plan_period(rest: &str) -> Option<(Due, usize)> {
    let plain = rest.strip_prefix('“').unwrap_or(rest);
    let name: String = plain.chars().take(3).collect();
    let five =
        name.ends_with('五') && name.chars().all(|c| "一二三四五六七八九十".contains(c)) && name.chars().count() > 1;
    let behind = plain.get(name.len()..)?.trim_start_matches('”');
    let period = ["时期", "期间", "末期", "末"]
        .iter()
        .find(|word| behind.starts_with(**word))?;
    let length = rest.len() - behind.len() + period.len();
    five.then(|| Some((Due::Words(rest.get(..length)?.to_owned()), length)))?
}

/// `于_月_日`, `20××年7月30日前`: a day that was left blank stays as it is printed.
fn blank(rest: &str) -> Option<(Due, usize)> {
    let mask = |c: char| matches!(c, '_' | '×' | '*' | '□') || c.eq_ignore_ascii_case(&'x');
    let starts = rest.starts_with(mask) || rest.starts_with("20");
    let words: String = rest
        .chars()
        .take_while(|c| mask(*c) || c.is_ascii_digit() || "年月日".contains(*c))
        .take(16)
        .collect();
    let month = words
        .split_once('月')
        .is_some_and(|(before, _)| before.ends_with(mask) || before.ends_with(|c: char| c.is_ascii_digit()));
    let dated = month && words.ends_with(['日', '月']) && words.contains(mask);
    let before = rest.get(words.len()..)?.starts_with('前');
    let length = words.len() + if before { '前'.len_utf8() } else { 0 };
    (starts && dated).then(|| Some((Due::Words(rest.get(..length)?.to_owned()), length)))?
}

fn digits(text: &str) -> Option<(i64, usize)> {
    let length = text.chars().take_while(char::is_ascii_digit).count();
    let number = text.get(..length)?.parse().ok()?;
    Some((number, length))
}

/// A number in digits, or a small one in Chinese: `三`, `十五`, `两`.
fn number(text: &str) -> Option<(i64, usize)> {
    if let Some(found) = digits(text) {
        return Some(found);
    }
    let (mut total, mut digit, mut length) = (0i64, None, 0);
    for c in text.chars().take(4) {
        let one = "一二三四五六七八九"
            .chars()
            .position(|d| d == c)
            .and_then(|d| i64::try_from(d + 1).ok());
        match (c, one) {
            ('两', _) => digit = Some(2),
            ('十', _) => total = total.max(0) + digit.take().unwrap_or(1) * 10,
            (_, Some(one)) if digit.is_none() => digit = Some(one),
            _ => break,
        }
        length += c.len_utf8();
    }
    let number = total + digit.unwrap_or(0);
    (number > 0).then_some((number, length))
}

/// `自受理之日起30日内`: what the time is counted from.
fn counted(rest: &str) -> Option<(Due, usize)> {
    let behind = rest.strip_prefix('自').or_else(|| rest.strip_prefix('从'))?;
    let window: String = behind.chars().take(20).collect();
    let (at, mark) = ["之日起", "之后", "起"]
        .iter()
        .filter_map(|mark| window.find(mark).map(|at| (at, *mark)))
        .min_by_key(|(at, _)| *at)?;
    let event = behind.get(..at)?;
    let skipped = '自'.len_utf8() + at + mark.len();
    let (due, length) = within(rest.get(skipped..)?)?;
    let from = event.chars().all(char::is_alphanumeric).then(|| event.to_owned());
    match due {
        Due::Within(number, unit, _) => Some((Due::Within(number, unit, from), skipped + length)),
        other => Some((other, skipped + length)),
    }
}

/// `9月至12月`, `2021年8月至年底`, `6月1日零时起至9月15日`.
fn span(rest: &str) -> Option<(Due, usize)> {
    digits(rest)?;
    let mut length = 0;
    let mut joined = false;
    for c in rest.chars().take(28) {
        let dated = c.is_ascii_digit() || "年月日底初零时起上中下旬".contains(c);
        let joint = matches!(c, '至' | '—' | '-' | '~' | '到');
        if !dated && !joint {
            break;
        }
        joined |= joint;
        length += c.len_utf8();
    }
    let words = rest.get(..length)?;
    let (from, to) = words.split_once(['至', '—', '-', '~', '到'])?;
    let day = |part: &str| part.contains(['年', '月', '日']);
    (joined && day(from) && day(to)).then(|| (Due::Words(words.to_owned()), length))
}

/// `2024年汛期前`, `2025年春节前`: a year and a word.
fn season(rest: &str) -> Option<(Due, usize)> {
    let (_, length) = digits(rest)?;
    let behind = rest.get(length..)?.strip_prefix('年')?;
    let word = cues::SOFT.opens(behind)?;
    let length = length + '年'.len_utf8() + word.len();
    Some((Due::Words(rest.get(..length)?.to_owned()), length))
}

/// `30日内`, `5个工作日内`, `三个工作日内`, `24小时内`.
fn within(rest: &str) -> Option<(Due, usize)> {
    let (number, length) = number(rest)?;
    let after = rest.get(length..)?;
    let (written, unit) = UNITS.iter().find(|(written, _)| after.starts_with(written))?;
    let tail = after.get(written.len()..)?;
    let closes = ["以内", "之内", "内"].iter().find(|word| tail.starts_with(**word))?;
    Some((Due::Within(number, unit, None), length + written.len() + closes.len()))
}

fn recurring(rest: &str) -> Option<(Due, usize)> {
    let (written, number, unit) = RECURRING.iter().find(|(written, ..)| rest.starts_with(written))?;
    // 每月15日前: a day of the month is kept as text.
    let after = rest.get(written.len()..)?;
    let longer: String = after.chars().take(12).collect();
    if let Some(at) = longer.find('前').filter(|at| {
        longer
            .get(..*at)
            .is_some_and(|d| d.starts_with(|c: char| c.is_ascii_digit()))
    }) {
        let length = written.len() + at + '前'.len_utf8();
        return Some((Due::Words(rest.get(..length)?.to_owned()), length));
    }
    let due = if *number > 0 {
        Due::Every(*number, unit)
    } else {
        Due::Words((*written).to_owned())
    };
    Some((due, written.len()))
}

/// `2021年7月30日前`, `10月底之前`.
fn day(rest: &str) -> Option<(Due, usize)> {
    let (first, length) = digits(rest)?;
    let after = rest.get(length..)?;
    let window: String = rest.chars().take(14).collect();
    let end = ["之前", "以前", "前", "底", "初", "上旬", "中旬", "下旬"]
        .iter()
        .filter_map(|word| window.find(word).map(|at| at + word.len()))
        .min()?;
    let words = rest.get(..end)?;
    let shape = words
        .chars()
        .all(|c| c.is_ascii_digit() || "年月日底初之以前上中下旬".contains(c));
    if !shape || !(after.starts_with('年') || after.starts_with('月') || after.starts_with('日')) {
        return None;
    }
    let words = match rest.get(end..).unwrap_or_default() {
        tail if tail.starts_with("之前") => rest.get(..end + "之前".len())?,
        tail if tail.starts_with('前') => rest.get(..end + '前'.len_utf8())?,
        _ => words,
    };
    let numbers: Vec<i64> = words
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|n| n.parse().ok())
        .collect();
    let exact = match numbers.as_slice() {
        [year, month, day]
            if words.ends_with('前')
                && (1900..2200).contains(year)
                && (1..=12).contains(month)
                && (1..=31).contains(day) =>
        {
            Some(format!("{year:04}-{month:02}-{day:02}"))
        }
        _ => None,
    };
    let _ = first;
    Some((exact.map_or_else(|| Due::Words(words.to_owned()), Due::By), words.len()))
}
