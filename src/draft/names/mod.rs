//! A place in a text → the names of units that stand there: lists of them, one by one (`one`), by tier (`tier`), by field of work (`field`).

mod field;
mod one;
mod tier;

use std::collections::{BTreeMap, BTreeSet};

pub use field::split_outside;
pub use one::name_at;

use super::cues;
use field::fields;
use tier::{of_each, tier, tier_run};

/// Nouns that name nobody when they stand alone.
const NOUNS: &[&str] = &[
    "单位", "部门", "机关", "机构", "中心", "办公室", "委员会", "工作组", "团体", "支队", "大队", "组织", "领导组",
    "工作站", "服务站", "业务部门", "专班", "小组", "处室", "科室", "人员",
];

/// Names that are believed wherever they stand: those of headings, tails, fields and rosters.
#[derive(Debug, Default)]
pub struct Known {
    names: BTreeSet<String>,
    /// Short names that the text declares, with the full ones.
    short: BTreeMap<String, String>,
}

impl Known {
    /// Believes a name.
    pub fn add(&mut self, name: &str) {
        if name.chars().count() > 1 {
            self.names.insert(name.to_owned());
        }
    }

    /// Believes a full name and the short one that the text declares for it.
    pub fn shorten(&mut self, full: &str, short: &str) {
        self.add(full);
        self.add(short);
        self.short.insert(short.to_owned(), full.to_owned());
    }

    /// The full name that a short one was declared for.
    pub fn full(&self, short: &str) -> Option<&str> {
        self.short.get(short).map(String::as_str)
    }

    /// The short names that were declared for a full one.
    pub fn shorts<'a>(&'a self, full: &'a str) -> impl Iterator<Item = &'a str> {
        let of = self.short.iter().filter(move |(_, long)| *long == full);
        of.map(|(short, _)| short.as_str())
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

/// The list of units that a text opens with: `市公安局、市民政局和有关部门`, `教育、公安等部门`.
pub fn list_at(text: &str, known: &Known) -> Option<List> {
    let mut list = List::default();
    let mut rest = text;
    let mut before: Option<String> = None;
    while let Some((length, names, open)) = element(rest, known) {
        list.names.extend(
            names
                .into_iter()
                .map(|name| shared_government(&name, before.as_deref())),
        );
        before = list.names.last().cloned();
        list.length += length;
        list.open |= open;
        rest = rest.get(length..).unwrap_or_default();
        if !open && let Some(closing) = etc(rest) {
            list.open = true;
            list.length += closing;
            rest = rest.get(closing..).unwrap_or_default();
        }
        // 委员会及其办公室
        if let Some(office) = ["及其办公室", "及办公室"].iter().find(|word| rest.starts_with(**word)) {
            let named = before.as_ref().map(|name| format!("{name}办公室"));
            list.names.extend(named);
            list.length += office.len();
            break;
        }
        let Some(joint) = joint(rest) else { break };
        let after = rest.get(joint..).unwrap_or_default();
        if element(after, known).is_none() {
            break;
        }
        list.length += joint;
        rest = after;
    }
    // One tier alone is a word, and 县、乡、村 a rhetorical figure.
    let word = of_each(text).is_none() || list.names.len() < 2;
    let word = word && list.names.iter().all(|name| name.chars().count() < 2);
    (!word).then_some(list)
}

/// 乡镇党委、政府: the government of the same place.
fn shared_government(name: &str, before: Option<&str>) -> String {
    let place = before.and_then(|b| b.strip_suffix("党委").or_else(|| b.strip_suffix("党工委")));
    match place {
        Some(place) if matches!(name, "政府" | "人民政府" | "办事处") => format!("{place}{name}"),
        _ => name.to_owned(),
    }
}

/// One element of a list, with its bytes and whether 等 closes it: a name, or fields of work that one noun closes.
fn element(text: &str, known: &Known) -> Option<(usize, Vec<String>, bool)> {
    let named = name_at(text, known).map(|(skipped, name)| (skipped + name.len(), vec![name.to_owned()], false));
    let fields = fields(text);
    if let Some(run) = tier_run(text) {
        return Some(run);
    }
    match (named, fields) {
        (None, None) => tier(text),
        // 全镇各村、片: the words before are no part of the name.
        (Some(one), None) if of_each(text).is_some() && one.1.iter().all(|name| name.contains('各')) => {
            tier(text).or(Some(one))
        }
        // 民政部门 alone is a name; 民政、公安等部门 are several.
        (Some(one), Some(many)) if one.0 >= many.0 => Some(one),
        (None, many) => many,
        (Some(one), Some(many)) if text.get(one.0..).is_some_and(|rest| rest.starts_with('、')) => {
            let inside = text.get(..many.0).unwrap_or_default();
            Some(if inside.starts_with(one.1.first().map_or("", String::as_str)) {
                one
            } else {
                many
            })
        }
        (one, _) => one,
    }
}

/// 镇水利站人员 → 镇水利站: the body of its people; what names nobody's people stays.
pub fn body_of(name: &str) -> &str {
    let body = cues::PEOPLE
        .words
        .iter()
        .filter_map(|people| name.strip_suffix(people))
        .min_by_key(|body| body.len());
    body.filter(|body| {
        let short = body.ends_with(['站', '所', '办', '局']) && body.chars().count() > 2;
        (cues::BODY.closes(body) || short) && !NOUNS.contains(body) && !is_vague(body)
    })
    .unwrap_or(name)
}

/// 等, with the noun behind it.
fn etc(rest: &str) -> Option<usize> {
    let open = rest.strip_prefix('等')?;
    let noun = [
        "有关人员或者单位",
        "有关单位和个人",
        "单位和个人",
        "单位、组织",
        "特殊职责人员",
        "有关人员",
        "有关单位",
        "有关机关",
        "有关组织",
        "有关方面",
        "社会组织",
        "相关部门",
        "有关部门",
        "职能部门",
        "多部门",
        "部门",
        "单位",
        "机关",
        "群团组织",
        "组织",
        "机构",
        "人员",
    ];
    Some('等'.len_utf8() + noun.iter().find(|n| open.starts_with(**n)).map_or(0, |n| n.len()))
}

/// How many bytes of `、`, 和 and their like a text opens with.
fn joint(rest: &str) -> Option<usize> {
    // 及其他部门 is 及 and 其他部门.
    if rest.starts_with("及其他") {
        return Some('及'.len_utf8());
    }
    ["、", "以及", "及其", "和", "及", "与", "或者", "或", ","]
        .iter()
        .filter(|word| **word != ",")
        .find(|word| rest.starts_with(**word))
        .map(|word| word.len())
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

/// Whether rules address a name as they do people and shops: a social actor, or a noun without the ending of a body.
pub fn is_outside(name: &str) -> bool {
    is_social(name) || !(cues::BODY.closes(name) || cues::SHORT.closes(name) || is_vague(name))
}

/// Whether a name is of those outside the administration.
pub fn is_social(name: &str) -> bool {
    cues::SOCIAL.closes(name)
}
