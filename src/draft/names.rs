//! A place in a text → the names of units that stand there.

use std::collections::BTreeSet;

use super::cues;

/// No name is longer, in characters.
const LONGEST: usize = 26;

/// Names that are believed wherever they stand: those of headings, tails, fields and rosters.
#[derive(Debug, Default)]
pub struct Known {
    names: BTreeSet<String>,
}

impl Known {
    /// Believes a name.
    pub fn add(&mut self, name: &str) {
        if name.chars().count() > 1 {
            self.names.insert(name.to_owned());
        }
    }

    /// Whether the name is believed.
    pub fn has(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }
}

/// The units of a list, and how many bytes of the text it takes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct List {
    /// As printed, without words such as 各级 before them.
    pub names: Vec<String>,
    /// Whether 等 closes it.
    pub open: bool,
    /// Its bytes.
    pub length: usize,
}

/// The list of units that a text opens with: `市公安局、市民政局和有关部门`.
pub fn list_at(text: &str, known: &Known) -> Option<List> {
    let mut list = List::default();
    let mut rest = text;
    while let Some((skipped, name)) = name_at(rest, known) {
        let end = skipped + name.len();
        list.names.push(name.to_owned());
        list.length += end;
        rest = rest.get(end..).unwrap_or_default();
        let Some(joint) = joint(rest) else { break };
        let after = rest.get(joint..).unwrap_or_default();
        if name_at(after, known).is_none() {
            break;
        }
        list.length += joint;
        rest = after;
    }
    if list.names.is_empty() {
        return None;
    }
    if let Some(open) = etc(rest) {
        list.open = true;
        list.length += open;
        // 等部门: the noun after 等 belongs to the list.
        rest = rest.get(open..).unwrap_or_default();
        let noun = ["相关部门", "有关部门", "职能部门", "多部门", "部门", "单位", "机关", "群团组织", "组织", "机构"];
        list.length += noun.iter().find(|n| rest.starts_with(**n)).map_or(0, |n| n.len());
    }
    Some(list)
}

fn etc(rest: &str) -> Option<usize> {
    ["等"].iter().find(|word| rest.starts_with(**word)).map(|word| word.len())
}

/// How many bytes of `、`, 和 and their like a text opens with.
fn joint(rest: &str) -> Option<usize> {
    ["、", "以及", "及其", "和", "及", "与", "或者", "或", ","]
        .iter()
        .filter(|word| **word != ",")
        .find(|word| rest.starts_with(**word))
        .map(|word| word.len())
}

/// The name that a text opens with, after so many bytes of words such as 各级.
pub fn name_at<'a>(text: &'a str, known: &Known) -> Option<(usize, &'a str)> {
    let skipped = before(text, known);
    let rest = text.get(skipped..)?;
    let name = longest(rest, known)?;
    Some((skipped, name))
}

fn before(text: &str, known: &Known) -> usize {
    let mut skipped = 0;
    while let Some(word) = cues::BEFORE.opens(text.get(skipped..).unwrap_or_default()) {
        let rest = text.get(skipped..).unwrap_or_default();
        if known.names.iter().any(|name| rest.starts_with(name.as_str()) && name.len() > word.len()) {
            break;
        }
        skipped += word.len();
    }
    skipped
}

/// The longest prefix that is a name.
fn longest<'a>(text: &'a str, known: &Known) -> Option<&'a str> {
    let mut best: Option<usize> = known_prefix(text, known);
    let mut inside = 0u32;
    for (count, (at, c)) in text.char_indices().enumerate() {
        let rest = text.get(at..).unwrap_or_default();
        let end = at + c.len_utf8();
        match c {
            '(' if closes_soon(rest) => inside += 1,
            ')' if inside > 0 => inside -= 1,
            '、' if inside > 0 => {}
            _ if !is_name_char(c) => break,
            _ => {}
        }
        let past = best.is_some_and(|b| b > at);
        if count >= LONGEST || (!past && inside == 0 && stops(rest, at, best)) {
            break;
        }
        let prefix = text.get(..end).unwrap_or_default();
        if inside == 0 && !past && is_name(prefix, text.get(end..).unwrap_or_default()) {
            best = Some(end);
        }
    }
    let name = text.get(..best?)?;
    (name.chars().count() > 1).then_some(name)
}

fn known_prefix(text: &str, known: &Known) -> Option<usize> {
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST);
    ends.filter(|end| text.get(..*end).is_some_and(|prefix| known.has(prefix)))
        .max()
}

fn is_name_char(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '·' | '(' | ')')
}

fn closes_soon(rest: &str) -> bool {
    rest.chars().take(14).any(|c| c == ')')
}

/// Whether a name that began before cannot go on here.
fn stops(rest: &str, at: usize, best: Option<usize>) -> bool {
    if cues::VERB.opens(rest).is_some() && !rest.starts_with("应急") {
        return true;
    }
    if best == Some(at) && cues::SOFT_VERB.opens(rest).is_some() {
        return true;
    }
    cues::BREAK.opens(rest).is_some()
}

/// Whether a prefix is a name, seeing what follows.
fn is_name(prefix: &str, follows: &str) -> bool {
    let count = prefix.chars().count();
    if count < 2 || cues::NO_UNIT.closes(prefix) || doubled(prefix) {
        return false;
    }
    let strong = cues::BODY.closes(prefix) || cues::SOCIAL.closes(prefix);
    strong || (cues::SHORT.closes(prefix) && ends_here(follows))
}

fn doubled(prefix: &str) -> bool {
    let mut last = prefix.chars().rev();
    last.next() == last.next()
}

/// Whether a verb, a list or the end follows.
fn ends_here(follows: &str) -> bool {
    let Some(first) = follows.chars().next() else {
        return true;
    };
    matches!(first, '、' | ',' | ';' | '。' | '(' | ')' | '等' | ' ' | ':')
        || cues::VERB.opens(follows).is_some()
        || ["要", "应", "可", "和", "及", "与", "或", "指导", "督促", "组织", "对", "将", "把", "按", "在", "每", "向"]
            .iter()
            .any(|word| follows.starts_with(word))
}

/// Whether a whole text is a list of names and nothing else: the heading of a unit's section.
pub fn is_list(text: &str, known: &Known) -> Option<List> {
    let list = list_at(text, known)?;
    let rest = text.get(list.length..).unwrap_or_default();
    rest.chars()
        .all(|c| matches!(c, '。' | ':' | '.' | ' '))
        .then_some(list)
}

/// Whether a name says that nobody is named.
pub fn is_vague(name: &str) -> bool {
    cues::VAGUE.words.iter().any(|word| name.contains(word))
}

/// Whether a name is of those outside the administration.
pub fn is_social(name: &str) -> bool {
    cues::SOCIAL.closes(name)
}
