//! A comma piece → its subject: who acts, by which wording, and where the words of the subject end.

use super::Around;
use super::founded::founded_here;
use super::roles::{responsible, strip_adverb, with_role};
use crate::draft::item::{Actors, Rule};
use crate::draft::names::{self, Known, List};
use crate::draft::roster;
use crate::draft::{cues, due};

/// A subject found at the start of a comma piece.
#[derive(Debug, Clone)]
pub(super) struct Subject {
    pub actors: Actors,
    pub rule: Rule,
    /// Where its words end, in bytes of the text.
    pub ends: usize,
}

impl Subject {
    /// Puts further names before those that act.
    pub fn precede(&mut self, names: Vec<String>) {
        if let Some(list) = self.actors.lists_mut().into_iter().find(|list| !list.is_empty()) {
            list.splice(0..0, names);
        }
    }

    pub fn only_assists(&self) -> bool {
        let actors = &self.actors;
        !actors.assist.is_empty() && actors.lead.is_empty() && actors.joint.is_empty() && actors.responsible.is_empty()
    }
}

/// The subject of a comma piece.
pub(super) fn subject(piece: &str, follows: &str, around: &Around, known: &Known) -> Option<Subject> {
    let skipped = piece.len() - piece.trim_start_matches([' ', '“', '"', '-', '—']).len();
    let words = piece.get(skipped..)?;
    // 因此各村要…: a conjunction is no part of the subject.
    if let Some(word) = CONJUNCTIONS.iter().find(|word| words.starts_with(**word)) {
        let found = subject(words.get(word.len()..)?, follows, around, known)?;
        let ends = if found.ends == 0 {
            0
        } else {
            found.ends + skipped + word.len()
        };
        return Some(Subject { ends, ..found });
    }
    // 6月底前市教育局…: the time stands before who acts.
    if let Some(time) = due::opening(words) {
        let rest = subject(words.get(time..)?, follows, around, known)?;
        let ends = if rest.ends == 0 { 0 } else { rest.ends + skipped + time };
        return Some(Subject { ends, ..rest });
    }
    // 请县教育局…: who is asked acts.
    if let Some(asked) = words
        .strip_prefix('请')
        .filter(|rest| names::list_at(rest, known).is_some())
    {
        return stated(asked, follows, around, known).map(|mut s| {
            s.ends += skipped + '请'.len_utf8();
            s
        });
    }
    let found = by(words, known)
        .or_else(|| seated(words, known))
        .or_else(|| forbidden(words, known))
        .or_else(|| stated(words, follows, around, known))
        .or_else(|| bearer(words))
        .or_else(|| founded_here(words))
        .or_else(|| joined(words, around, known))
        .or_else(|| charged(words, known))
        .or_else(|| free(words, around));
    found.map(|mut s| {
        s.ends += skipped;
        s
    })
}

/// `由…牵头`, `由…负责`: anywhere in the piece.
fn by(words: &str, known: &Known) -> Option<Subject> {
    let places = cues::BY.words.iter().flat_map(|word| words.match_indices(word));
    places
        .filter_map(|(at, word)| by_at(words, at, word, known))
        .min_by_key(|(at, _)| *at)
        .map(|(_, s)| s)
}

fn by_at(words: &str, at: usize, word: &str, known: &Known) -> Option<(usize, Subject)> {
    let start = at + word.len();
    let behind = words.get(start..)?;
    let list = names::list_at(behind, known).filter(|l| by_acts(word, behind.get(l.length..).unwrap_or_default()));
    // 由民兵连负责: the longer name, where no verb follows the shorter.
    let list = match (list, free_by(behind)) {
        (Some(list), Some(free)) if list.names.len() == 1 && free.length > list.length => {
            let rest = behind.get(list.length..).unwrap_or_default();
            let verb = cues::VERB.opens(rest).is_some() || cues::SOFT_VERB.opens(rest).is_some();
            if verb { list } else { free }
        }
        (list, free) => list.or(free)?,
    };
    let rest = words.get(start + list.length..)?;
    if !by_acts(word, rest) || (word == "由" && describes(rest)) {
        return None;
    }
    let ends = start + list.length;
    let mut subject = with_role(words, list, ends, Rule::ByUnit, known);
    // What stands before 由 belongs to the action as well.
    if at > 0 || word == "设在" {
        subject.ends = 0;
    }
    Some((at, subject))
}

/// `在县民政局设立办公室`: the work of the office is that body's.
fn seated(words: &str, known: &Known) -> Option<Subject> {
    let behind = words.strip_prefix('在')?;
    let list = names::list_at(behind, known)?;
    let rest = behind.get(list.length..)?;
    let office = [
        "设立办公室",
        "设办公室",
        "设立领导小组办公室",
        "下设办公室",
        "设置办公室",
    ];
    office.iter().any(|word| rest.starts_with(word)).then(|| Subject {
        actors: responsible(list),
        rule: Rule::ByUnit,
        ends: 0,
    })
}

/// `会同甲、乙开展…`: whoever leads it is not said, those who join are.
fn joined(words: &str, around: &Around, known: &Known) -> Option<Subject> {
    let behind = words
        .strip_prefix("会同")
        .filter(|_| around.heading.is_empty() && around.before.is_empty())?;
    let list = names::list_at(behind, known)?;
    Some(Subject {
        actors: Actors {
            joint: list.names,
            open: list.open,
            ..Actors::default()
        },
        rule: Rule::Subject,
        ends: 0,
    })
}

/// Whether what stands behind the list after 由 lets it act: anything but 由…组成 and 由…的.
fn by_acts(word: &str, rest: &str) -> bool {
    let noun = ["的", "组成", "构成", "之", "等组成", "为主", "所"]
        .iter()
        .any(|noun| rest.starts_with(noun));
    word == "设在" || !(noun || roster::opens_post(rest))
}

/// `由教育、公安等部门参与的机制`: what they do only describes a noun.
fn describes(rest: &str) -> bool {
    let near: String = rest.chars().take(14).collect();
    let near = near.split([',', '。', ';']).next().unwrap_or_default();
    near.contains("参与的") || near.contains("组成的") || near.contains("负责的") || near.contains("参加的")
}

/// `由民兵连负责`: what stands before 负责 or 牵头 is a unit whatever its ending.
fn free_by(behind: &str) -> Option<List> {
    let at = ["负责", "牵头", "总牵头"]
        .iter()
        .filter_map(|verb| behind.find(verb))
        .min()?;
    let name = behind.get(..at)?;
    let count = name.chars().count();
    let noun = (2..=12).contains(&count)
        && name.chars().all(char::is_alphanumeric)
        && !cues::VERB.is_in(name)
        && !cues::BREAK.is_in(name);
    noun.then(|| List {
        names: vec![name.to_owned()],
        open: false,
        length: at,
    })
}

/// `禁止父母…`, `严禁学校…`: the one who is forbidden stands behind.
fn forbidden(words: &str, known: &Known) -> Option<Subject> {
    let word = ["禁止", "严禁", "鼓励", "支持"]
        .iter()
        .find(|w| words.starts_with(**w))?;
    let list = names::list_at(words.get(word.len()..)?, known)?;
    let rest = words.get(word.len() + list.length..)?;
    let acts = !rest.is_empty() && !rest.starts_with(['的', ',', '。']);
    (acts && matches!(*word, "禁止" | "严禁")).then(|| Subject {
        actors: responsible(list),
        rule: Rule::Subject,
        ends: 0,
    })
}

/// A list of units at the start, with a verb behind it.
fn stated(words: &str, follows: &str, around: &Around, known: &Known) -> Option<Subject> {
    let mut list = names::list_at(words, known)?;
    let ends = list.length;
    let mut rest = words.get(ends..)?;
    // 镇交通站人员: the people of a body, read as one noun.
    if let [only] = list.names.as_mut_slice()
        && let Some(body) = cues::PEOPLE.words.iter().find_map(|people| only.strip_suffix(people))
        && (known.has(body) || cues::BODY.closes(body) || body.ends_with(['站', '所', '办', '局']))
        && modal_or_verb(rest.strip_prefix('将').unwrap_or(rest))
    {
        *only = body.to_owned();
    }
    // 学校(幼儿园): a bracket behind the list belongs to it.
    if rest.starts_with('(')
        && let Some(close) = rest.find(')')
    {
        rest = rest.get(close + 1..).unwrap_or_default();
    }
    // 各护林员: each of them, as a body is.
    let each = words.starts_with('各');
    let social = !each && list.names.iter().all(|name| names::is_social(name) && !known.has(name));
    // 镇水利站人员负责…, 各单位负责人要…: the body acts.
    if let Some(people) = cues::PEOPLE.opens(rest).filter(|_| !social) {
        let behind = rest.get(people.len()..).unwrap_or_default();
        if modal(behind) || cues::VERB.opens(behind).is_some() || behind.starts_with('将') {
            rest = behind;
        }
    }
    let in_section = !around.heading.is_empty();
    if acts(rest, follows, &list, social, in_section, known) {
        Some(with_role(words, list, ends, Rule::Subject, known))
    } else {
        None
    }
}

/// `校长是第一责任人`, `镇长为防汛责任人`: a post that bears the work.
fn bearer(words: &str) -> Option<Subject> {
    if let Some((before, behind)) = words.split_once("作为") {
        return appointed(before, behind);
    }
    let (name, behind) = words.split_once(['是', '为'])?;
    let bears = behind
        .split([',', '。'])
        .next()
        .is_some_and(|said| said.ends_with("责任人") || said.ends_with("负责人"));
    let noun = (2..=12).contains(&name.chars().count())
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '(' | ')'))
        && roster::is_post(name)
        && !cues::BREAK.is_in(&name.replacen('的', "", 1));
    (bears && noun).then(|| Subject {
        actors: Actors {
            responsible: vec![name.to_owned()],
            ..Actors::default()
        },
        rule: Rule::Subject,
        ends: name.len(),
    })
}

/// `设置健康监测员作为第一报告人`: who is set up bears the work.
fn appointed(before: &str, behind: &str) -> Option<Subject> {
    let bears = behind.split([',', '。']).next().is_some_and(|said| {
        ["报告人", "责任人", "负责人", "联系人"]
            .iter()
            .any(|w| said.ends_with(w))
    });
    let from = ["设置", "设立", "明确", "指定", "确定", "聘请", "选派", "配备"]
        .iter()
        .filter_map(|verb| before.rfind(verb).map(|at| at + verb.len()))
        .max()?;
    let name = before.get(from..)?;
    let noun =
        (2..=14).contains(&name.chars().count()) && name.chars().all(char::is_alphanumeric) && roster::is_post(name);
    (bears && noun).then(|| Subject {
        actors: Actors {
            responsible: vec![name.to_owned()],
            ..Actors::default()
        },
        rule: Rule::Subject,
        ends: 0,
    })
}

/// `压实属地政府主体责任`, `发挥公安、民政等部门作用`, `以乡镇为单位`: those on whom a sentence lays the work.
fn charged(words: &str, known: &Known) -> Option<Subject> {
    let adverb = [
        "充分", "切实", "积极", "更好地", "进一步", "严格", "层层", "依法", "着力", "全面", "持续", "认真",
    ];
    let plain = adverb
        .iter()
        .fold(words, |w, adverb| w.strip_prefix(adverb).unwrap_or(w));
    let word = cues::CHARGE.opens(plain)?;
    let behind = plain.get(word.len()..)?;
    let list = names::list_at(behind, known)?;
    let rest = behind.get(list.length..)?;
    let near: String = rest.chars().take(12).collect();
    let near = near.split([',', '。', ';', '、']).next().unwrap_or_default();
    let social = list.names.iter().all(|name| names::is_social(name));
    let nouns: &[&str] = match word {
        "以" => &["为单位", "为单元", "为主体", "为责任主体", "为基础", "为主,"],
        "实行" => &["报告制度", "负责制", "责任制", "值班制"],
        "发挥" if !social => &["作用", "优势", "职能"],
        "发挥" => &[],
        // 强化家长责任 is said of everybody; 强化教师报告义务 of a duty.
        _ if social => &["义务"],
        _ => &["责任", "义务", "职责"],
    };
    // 强化政府责任意识 is a state of mind.
    let charges = !near.contains("意识")
        && nouns.iter().any(|noun| {
            if word == "以" {
                near.starts_with(noun)
            } else {
                near.contains(noun)
            }
        });
    charges.then(|| Subject {
        actors: responsible(list),
        rule: Rule::Charged,
        ends: 0,
    })
}

/// A short noun right before 应当, 不得, 发现: a subject though its ending is in no table (护林员, 沿街商户).
fn free(words: &str, around: &Around) -> Option<Subject> {
    if !around.heading.is_empty() {
        return None;
    }
    let verbs = ["应当", "必须", "不得", "发现", "有权"];
    let at = verbs.iter().filter_map(|verb| words.find(verb)).min()?;
    let name = words.get(..at)?;
    let count = name.chars().count();
    // 护理员, 采购者: a verb in the name of who does it.
    let agent = count < 6 && name.ends_with(['员', '者', '工', '手']);
    let noun = (2..=8).contains(&count)
        && name.chars().all(char::is_alphanumeric)
        && !name.chars().any(|c| c.is_ascii_digit())
        && cues::START.opens(name).is_none()
        && (agent || !cues::VERB.is_in(name))
        && !cues::BREAK.is_in(name)
        && !cues::NO_UNIT.closes(name)
        && !cues::SOFT.is_in(name)
        && !["时间", "工作", "过程", "情况", "一旦"]
            .iter()
            .any(|w| name.ends_with(w))
        && !name.ends_with([
            '中', '时', '后', '前', '上', '下', '内', '也', '都', '均', '还', '并', '早',
        ]);
    noun.then(|| Subject {
        actors: Actors {
            responsible: vec![name.to_owned()],
            ..Actors::default()
        },
        rule: Rule::Subject,
        ends: at,
    })
}

/// Whether what follows a list makes it the subject.
fn acts(rest: &str, follows: &str, list: &List, social: bool, in_section: bool, known: &Known) -> bool {
    let bound = modal(rest);
    let role = cues::LEAD.opens(strip_adverb(rest)).is_some()
        || cues::ASSIST.opens(strip_adverb(rest)).is_some()
        || rest.starts_with("负责")
        || rest.starts_with("会同")
        || rest.starts_with("主要负责");
    if bound || role {
        return true;
    }
    if rest.trim_matches([',', ' ', ':']).is_empty() {
        // A list alone: what it does stands behind the comma.
        return (list.names.len() > 1 || !social || rest.starts_with(':')) && !in_section && modal_or_verb(follows);
    }
    if in_section {
        return false;
    }
    if social && list.names.len() < 2 {
        // 父母无法履行监护职责的,应当委托…
        let case = rest.trim_end_matches(',').ends_with('的') && cues::VERB.opens(rest).is_some() && modal(follows);
        // 外来人员入校须登记: bound a few words behind.
        let near: String = rest.chars().take(10).collect();
        let near = near.split([',', '。']).next().unwrap_or_default();
        let bound = ["应当", "必须", "不得", "须"]
            .iter()
            .filter_map(|modal| near.find(modal))
            .min()
            .and_then(|at| near.get(..at))
            // 学校食堂不得…: what stands between is part of the noun.
            .is_some_and(|between| !between.contains('的') && !between.ends_with(PLACES));
        return case || bound || ["发现", "接到", "对"].iter().any(|w| rest.starts_with(w));
    }
    let believed = !list.open && list.names.iter().all(|name| known.has(name) || cues::BODY.closes(name));
    cues::VERB.opens(rest).is_some()
        || soft_acts(rest)
        || (believed
            && rest.starts_with(char::is_alphanumeric)
            && cues::NOUN_AFTER.opens(rest).is_none()
            && !roster::opens_post(rest))
}

/// Words that join a sentence to the one before.
const CONJUNCTIONS: &[&str] = &[
    "因此", "因而", "所以", "同时", "其中", "此外", "另外", "故", "要求", "特别是", "尤其是",
];

/// How the names of places inside a body end.
const PLACES: &[char] = &[
    '堂', '店', '馆', '厅', '场', '室', '点', '房', '厂', '摊', '铺', '园', '站', '台',
];

fn modal(rest: &str) -> bool {
    let rest = strip_adverb(rest);
    [&cues::MUST, &cues::MUST_NOT, &cues::MAY]
        .iter()
        .any(|cue| cue.opens(rest).is_some())
        && !rest.starts_with("应急")
}

fn modal_or_verb(follows: &str) -> bool {
    let follows = follows.trim_start_matches(' ');
    modal(follows) || cues::VERB.opens(follows).is_some() || follows.starts_with('在') || follows.starts_with('对')
}

/// Soft verbs that make a subject of the name before them.
fn soft_acts(rest: &str) -> bool {
    [
        "指导", "督促", "监督", "组织", "协调", "以", "于", "原则上", "对", "将", "把", "按", "依", "每", "在", "结合",
        "向", "收", "接", "与", "抓好", "发布",
    ]
    .iter()
    .any(|word| rest.starts_with(word))
}
