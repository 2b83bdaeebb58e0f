//! `校长是第一责任人`, `设置监测员作为第一报告人`, `护林员发现…`: a post or a short noun, with an ending of no table, that bears the work.

use super::Around;
use super::subject::Subject;
use crate::draft::item::{Actors, Rule};
use crate::draft::names;
use crate::draft::{cues, roster};

/// `校长是第一责任人`, `镇长为防汛责任人`: a post that bears the work.
pub(super) fn bearer(words: &str) -> Option<Subject> {
    if let Some((before, behind)) = words.split_once("作为") {
        return appointed(before, behind);
    }
    let (name, behind) = words.split_once(['是', '为'])?;
    let start = names::split_outside(name)
        .last()
        .map_or(0, |last| name.len() - last.len());
    let name = name.get(start..)?;
    let bears = behind
        .split([',', '。'])
        .next()
        .is_some_and(|said| said.ends_with("责任人") || said.ends_with("负责人"));
    let noun = (2..=16).contains(&name.chars().count())
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '(' | ')' | '、'))
        && roster::is_post(name)
        && !cues::BREAK.is_in(&name.replacen('的', "", 1).replace("所在", ""));
    (bears && noun).then(|| Subject {
        actors: Actors {
            responsible: vec![names::body_of(name).to_owned()],
            ..Actors::default()
        },
        rule: Rule::Subject,
        ends: start + name.len(),
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

/// A short noun right before 应当, 不得, 发现: a subject though its ending is in no table (护林员, 沿街商户).
pub(super) fn free(words: &str, around: &Around) -> Option<Subject> {
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
