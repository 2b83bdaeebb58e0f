//! A sentence → to whom something is passed on: handed over, told, reported.

use super::cues::{self, Cue};
use super::names::{self, Known};

/// What is passed on in a sentence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Passing {
    /// Who takes over.
    pub hands_over: Vec<String>,
    /// Who is told.
    pub notifies: Vec<String>,
    /// Who is reported to.
    pub reports_to: Vec<String>,
    /// Who is guided.
    pub guides: Vec<String>,
}

impl Passing {
    fn add(&mut self, list: Which, names: Vec<String>) {
        let to = match list {
            Which::HandsOver => &mut self.hands_over,
            Which::Notifies => &mut self.notifies,
            Which::Reports => &mut self.reports_to,
            Which::Guides => &mut self.guides,
        };
        for name in names {
            if !to.contains(&name) {
                to.push(name);
            }
        }
    }
}

#[derive(Clone, Copy)]
enum Which {
    HandsOver,
    Notifies,
    Reports,
    Guides,
}

/// Words after which no receiver stands though a name does: 报告制度, 通报机制, 报告主体.
const NO_RECEIVER: &[&str] = &[
    "制度", "机制", "主体", "责任", "意识", "义务", "电话", "平台", "热线", "情况", "方式", "流程", "网络", "信息",
    "体系", "渠道", "工作", "案件", "事项", "单位", "群众", "实际", "时间", "范围",
];

/// Whether those who act tell one another.
pub fn is_mutual(text: &str) -> bool {
    ["相互通报", "互相通报", "实时通报", "互通信息", "信息互通", "互通有无"]
        .iter()
        .any(|word| text.contains(word))
}

/// Reads a sentence.
pub fn read(text: &str, known: &Known) -> Passing {
    let mut found = Passing::default();
    let mut taken = 0;
    for (at, _) in text.char_indices() {
        let rest = text.get(at..).unwrap_or_default();
        if at < taken {
            continue;
        }
        // 已经区政府同意: that is done.
        let done = text.get(..at).is_some_and(|before| before.ends_with('已'));
        let length = match toward(rest, known, &mut found) {
            None if !done => approved(rest, known, &mut found),
            length => length,
        };
        if let Some(length) = length {
            taken = at + length;
            continue;
        }
        if let Some(length) = urged(rest, known, &mut found) {
            taken = at + length;
            continue;
        }
        for (cue, which) in [
            (&cues::HAND_OVER, Which::HandsOver),
            (&cues::NOTIFY, Which::Notifies),
            (&cues::REPORT, Which::Reports),
            (&cues::GUIDE, Which::Guides),
        ] {
            if let Some(length) = after(rest, cue, which, known, &mut found) {
                taken = at + length;
                break;
            }
        }
    }
    found
}

/// `移交…`: the receivers stand right after the word.
fn after(rest: &str, cue: &Cue, which: Which, known: &Known, found: &mut Passing) -> Option<usize> {
    let word = cue.opens(rest)?;
    let behind = rest.get(word.len()..)?;
    if NO_RECEIVER.iter().any(|no| behind.starts_with(no)) {
        return Some(word.len());
    }
    let skipped = [
        "到", "至", "给", "由", "就近", "有关情况", ":", "并协助", "所在地", "户籍地", "居住地", "当地",
    ]
    .iter()
    .find(|skip| behind.starts_with(**skip))
    .map_or(0, |skip| skip.len());
    // 送医院, but 送学生.
    let list = names::list_at(behind.get(skipped..)?, known)
        .filter(|list| word != "送" || !list.names.iter().any(|name| names::is_social(name)));
    let (skipped, list) = match list {
        None if matches!(which, Which::HandsOver) => carried(behind, known),
        // 告知未成年人居住地的村委会: whose they are stands between.
        None if matches!(which, Which::Notifies) => of_somebody(behind, known),
        list => (skipped, list),
    };
    match list {
        Some(list) => {
            let length = word.len() + skipped + list.length;
            found.add(which, list.names);
            Some(length)
        }
        None => Some(word.len()),
    }
}

/// `推动村委会履行职责`, `发动网格长开展巡查`: units that are brought to act, with a verb behind them.
fn urged(rest: &str, known: &Known, found: &mut Passing) -> Option<usize> {
    let word = cues::URGE.opens(rest)?;
    let behind = rest.get(word.len()..)?;
    let skipped = ["广大", "基层"]
        .iter()
        .find(|skip| behind.starts_with(**skip))
        .map_or(0, |skip| skip.len());
    let list = names::list_at(behind.get(skipped..)?, known)?;
    let acts = behind.get(skipped + list.length..)?;
    let acts = acts.trim_start_matches(['深', '入']);
    let verb = acts.starts_with('对') || acts.starts_with("通过") || cues::VERB.opens(acts).is_some();
    let social = list.names.iter().all(|name| names::is_social(name));
    // 组织学生参加: they are whom the work is for.
    let sound = verb && !(social && word == "组织");
    sound.then(|| {
        let length = word.len() + skipped + list.length;
        found.add(Which::Guides, list.names);
        length
    })
}

/// `告知居住地的村委会`: receivers behind words that say whose they are.
fn of_somebody(behind: &str, known: &Known) -> (usize, Option<names::List>) {
    let near: String = behind.chars().take(12).collect();
    let near = near.split([',', '。', ';', ':']).next().unwrap_or_default();
    let to = ["居住地的", "所在地的", "户籍地的", "所在的", "就读的", "辖区的"]
        .iter()
        .find_map(|word| near.find(word).map(|at| at + word.len()));
    let list = to.and_then(|to| names::list_at(behind.get(to..)?, known));
    (to.unwrap_or(0), list)
}

/// `护送未成年人至救助机构`: what is handed over stands between.
fn carried(behind: &str, known: &Known) -> (usize, Option<names::List>) {
    let near: String = behind.chars().take(14).collect();
    let near = near.split([',', '。', ';', ':']).next().unwrap_or_default();
    let to = ["至", "到", "给"]
        .iter()
        .filter_map(|word| near.find(word).map(|at| at + word.len()))
        .min();
    let list = to.and_then(|to| names::list_at(behind.get(to..)?, known));
    (to.unwrap_or(0), list)
}

/// `向…报告`: the receivers stand between.
fn toward(rest: &str, known: &Known, found: &mut Passing) -> Option<usize> {
    let behind = rest.strip_prefix('向')?;
    let skipped = ["所在地", "户籍地", "居住地", "当地", "同级"]
        .iter()
        .find(|skip| {
            behind.starts_with(**skip) && names::list_at(behind.get(skip.len()..).unwrap_or_default(), known).is_some()
        })
        .map_or(0, |skip| skip.len());
    let list = names::list_at(behind.get(skipped..)?, known).or_else(|| free(behind))?;
    let list = longer(list, behind.get(skipped..)?);
    let tail: String = behind.get(skipped + list.length..)?.chars().take(10).collect();
    let tail = tail.split([',', '。', ';']).next().unwrap_or_default();
    let (_, word) = cues::TOWARD.find(tail)?;
    let which = match word {
        "移交" | "移送" | "转介" => Which::HandsOver,
        "通报" | "反馈" | "通知" => Which::Notifies,
        _ => Which::Reports,
    };
    let length = '向'.len_utf8() + skipped + list.length;
    found.add(which, list.names);
    Some(length)
}

/// `向公安机关或者服务平台报告`: a list whose last name has an ending of no table.
fn longer(list: names::List, behind: &str) -> names::List {
    let rest = behind.get(list.length..).unwrap_or_default();
    let joint = ["或者", "以及", "或", "和", "及", "、"]
        .iter()
        .find(|word| rest.starts_with(**word));
    let more = joint.and_then(|word| Some((word.len(), free(rest.get(word.len()..)?)?)));
    match more {
        Some((joint, more)) => names::List {
            names: [list.names, more.names].concat(),
            open: list.open,
            length: list.length + joint + more.length,
        },
        None => list,
    }
}

/// `向某某平台或救助中心报告`: whoever stands between, nouns whose endings are in no table.
fn free(behind: &str) -> Option<names::List> {
    let near: String = behind.chars().take(FREE).collect();
    let behind = near.split([',', '。', ';']).next().unwrap_or_default();
    let at = ["报告", "通报", "移交", "移送", "报备", "反馈", "备案", "举报", "求助"]
        .iter()
        .flat_map(|word| behind.match_indices(word))
        // 电话报告平台: the word is part of the name.
        .filter(|(at, word)| {
            let rest = behind.get(at + word.len()..).unwrap_or_default();
            !["平台", "电话", "中心", "窗口", "热线"]
                .iter()
                .any(|noun| rest.starts_with(noun))
        })
        .map(|(at, _)| at)
        .min()?;
    let words = behind.get(..at)?.replace("或者", "或");
    let listed: Vec<String> = words.split(['、', '或', '和']).map(ToOwned::to_owned).collect();
    let all = listed.iter().all(|name| is_noun(name));
    all.then_some(names::List {
        names: listed,
        open: false,
        length: at,
    })
}

/// Such receivers take no more characters than this, the verb included.
const FREE: usize = 48;

fn is_noun(name: &str) -> bool {
    let place = ["平台", "中心", "热线", "窗口"].iter().any(|end| name.ends_with(end));
    (2..=16).contains(&name.chars().count())
        && name.chars().all(char::is_alphanumeric)
        && (place || !cues::VERB.is_in(name))
        && !cues::BREAK.is_in(name)
        && !["社会", "外", "其"].contains(&name)
}

/// `经…批准`: who has to approve is asked.
fn approved(rest: &str, known: &Known, found: &mut Passing) -> Option<usize> {
    let behind = rest.strip_prefix('经')?;
    let list = names::list_at(behind, known)?;
    let tail = behind.get(list.length..)?;
    let asked = ["批准", "审批", "同意", "核准", "审核"]
        .iter()
        .any(|word| tail.starts_with(word));
    let length = '经'.len_utf8() + list.length;
    asked.then(|| {
        found.add(Which::Reports, list.names);
        length
    })
}
