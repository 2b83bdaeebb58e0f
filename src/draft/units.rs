//! Names as printed → units: one for each body, its shorter names as aliases, guesses marked.

use std::collections::{BTreeMap, BTreeSet};

use super::item::{ActorSource, Item};
use super::names::{self, Known};
use super::{Draft, cues, roster};
use crate::document::Document;

/// What a unit will be declared as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Form {
    /// A body.
    #[default]
    Body,
    /// Outside the administration.
    Social,
    /// Nobody is named.
    Vague,
    /// The members of the committee.
    Group,
}

/// A unit of the draft.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unit {
    /// Its name.
    pub name: String,
    /// What it is.
    pub form: Form,
    /// Other names: declared by the text, or guessed from the shape of the words.
    pub aliases: Vec<String>,
    /// Whether one of them is guessed.
    pub guessed: bool,
    /// Its seats.
    pub seats: Vec<String>,
    /// Where it is first named.
    pub clause: String,
    /// From 1.
    pub line: usize,
    /// The members of a group.
    pub members: Vec<String>,
}

/// Tiers whose sign stands before the names of their bodies.
const TIERS: &[char] = &['市', '县', '区', '省', '州', '镇', '乡', '旗', '盟'];
/// Endings that stand for one another after the same stem.
const SAME_BODY: &[&str] = &[
    "行政主管部门", "行政部门", "部门", "机关", "局", "委员会", "委", "厅", "办公室", "办",
];

/// Makes units of all names, and puts their names in place of what the items print.
pub fn settle(draft: &mut Draft, document: &Document, known: &Known) {
    complete_tails(&mut draft.items, known);
    let order = order(draft);
    let names: Vec<&str> = order.iter().map(|(name, ..)| name.as_str()).collect();
    let text: String = document
        .clauses
        .iter()
        .filter(|c| c.parent.is_none())
        .map(|c| c.text.as_str())
        .collect();
    let canonical = canonical(&names, &text, known);
    draft.units = declare(&order, &canonical, &draft.members, known);
    for list in draft.items.iter_mut().flat_map(Item::lists_mut) {
        replace(list, &canonical);
    }
    for member in &mut draft.members {
        if let Some(name) = canonical.get(&member.unit) {
            member.unit.clone_from(name);
        }
    }
    for item in &mut draft.items {
        one_role_each(item);
    }
    super::naming::name_items(&mut draft.items);
}

/// A bare name in a tail whose first name carries the tier belongs to the same tier: 市公安局、教育局.
fn complete_tails(items: &mut [Item], known: &Known) {
    let tier = items
        .iter()
        .filter(|i| i.source == ActorSource::Tail)
        .flat_map(|i| i.actors.all())
        .filter_map(|n| n.chars().next().filter(|c| TIERS.contains(c)))
        .fold(BTreeMap::<char, usize>::new(), |mut votes, c| {
            *votes.entry(c).or_default() += 1;
            votes
        })
        .into_iter()
        .max_by_key(|(_, count)| *count)
        .map(|(c, _)| c);
    let Some(tier) = tier else { return };
    let carried: BTreeSet<String> = known
        .iter()
        .filter(|n| n.starts_with(tier))
        .map(ToOwned::to_owned)
        .collect();
    let ends_known = |name: &str| carried.iter().any(|full| full.ends_with(name));
    for item in items.iter_mut().filter(|i| i.source == ActorSource::Tail) {
        for list in item.actors.lists_mut() {
            for name in list.iter_mut() {
                let bare = !name.starts_with(TIERS) && !name.starts_with('团') && !names::is_vague(name);
                let body = ["局", "办", "委", "法院", "检察院", "总工会", "妇联", "残联"]
                    .iter()
                    .any(|end| name.ends_with(end));
                if bare && body && !ends_known(name) && !abbreviates_any(name, carried.iter().map(String::as_str)) {
                    *name = format!("{tier}{name}");
                }
            }
        }
    }
}

/// Every name in the order of the text, with its first clause and line.
fn order(draft: &Draft) -> Vec<(String, String, usize)> {
    let mut all: Vec<(String, String, usize)> = Vec::new();
    for member in draft.members.iter().filter(|m| !m.unit.is_empty()) {
        all.push((member.unit.clone(), member.clause.clone(), member.line));
    }
    for item in &draft.items {
        let passed = item
            .notifies
            .iter()
            .chain(&item.reports_to)
            .chain(&item.hands_over)
            .chain(&item.guides);
        for name in item.actors.all().chain(passed) {
            all.push((name.clone(), item.clause.clone(), item.line));
        }
    }
    all.sort_by_key(|(.., line)| *line);
    let mut seen = BTreeSet::new();
    all.retain(|(name, ..)| seen.insert(name.clone()));
    all
}

/// For each name, the name of its unit.
fn canonical(names: &[&str], text: &str, known: &Known) -> BTreeMap<String, String> {
    let mut out: BTreeMap<String, String> = names.iter().map(|n| ((*n).to_owned(), (*n).to_owned())).collect();
    for name in names.iter().filter(|n| !names::is_vague(n)) {
        if let Some(full) = known.full(name) {
            out.insert((*name).to_owned(), full.to_owned());
            continue;
        }
        let full: Vec<&&str> = names.iter().filter(|other| stands_for(name, other, text)).collect();
        // Among several, those that are themselves short for another do not count.
        let longest: Vec<&&&str> = full
            .iter()
            .filter(|one| !full.iter().any(|other| stands_for(one, other, text)))
            .collect();
        // 公安部门 beside 公安机关: of several tiers, as that is.
        if let Some(field) = full.iter().find(|other| same_field(name, other)) {
            out.insert((*name).to_owned(), (**field).to_owned());
        } else if let [one] = longest.as_slice() {
            out.insert((*name).to_owned(), (***one).to_owned());
        }
    }
    // 全县某委员会成员单位, 各成员单位: one group.
    let group = names
        .iter()
        .filter(|n| n.ends_with("成员单位"))
        .min_by_key(|n| n.chars().count());
    for name in names.iter().filter(|n| n.ends_with("成员单位")) {
        out.extend(group.map(|group| ((*name).to_owned(), (*group).to_owned())));
    }
    // Follow chains: 检院 → 检察院 → 市人民检察院.
    let direct = out.clone();
    for target in out.values_mut() {
        for _ in 0..4 {
            match direct.get(target) {
                Some(next) if next != target => target.clone_from(next),
                _ => break,
            }
        }
    }
    out
}

/// Whether `name` is a shorter name of `full`.
fn stands_for(name: &str, full: &str, text: &str) -> bool {
    if name == full || names::is_vague(full) || cues::SHORT.words.contains(&name) {
        return false;
    }
    // 团委, 共青团: the league has one committee at each tier.
    let league = ["团市委", "团县委", "团区委", "团省委", "团州委"].contains(&full);
    if league && matches!(name, "团委" | "共青团") {
        return !general(name, text);
    }
    if level(name, full) || same_field(name, full) || tier_government(name, full) || bare_office(name, full) {
        return true;
    }
    let tiered = full.starts_with(TIERS);
    if !tiered || (name.starts_with(TIERS) && name.chars().next() != full.chars().next()) {
        return false;
    }
    if full.chars().count() <= name.chars().count() {
        return same_stem(name, full) && !general(name, text);
    }
    let plain = |n: &str| n.trim_start_matches(TIERS).to_owned();
    let (short, long) = (plain(name), plain(full));
    if short.chars().count() < 2 || short == long && name.starts_with(TIERS) {
        return false;
    }
    let suffix = full.ends_with(name) || (long.ends_with(&short) && long.chars().count() <= short.chars().count() + 2);
    suffix && !general(name, text) || abbreviates(&short, &long) || (same_stem(name, full) && !general(name, text))
}

/// 镇属机关 for 镇级机关, 镇级指挥部 for 镇指挥部: one tier, told by another sign.
fn level(name: &str, full: &str) -> bool {
    let (mut short, mut long) = (name.chars(), full.chars());
    let tier = short.next().filter(|c| TIERS.contains(c));
    if tier.is_none() || tier != long.next() {
        return false;
    }
    let (short, long) = (short.as_str(), long.as_str());
    let plain = short.strip_prefix(['级', '属', '直']);
    plain.is_some_and(|rest| {
        rest.chars().count() > 1 && (rest == long || !short.starts_with('级') && long.strip_prefix('级') == Some(rest))
    })
}

/// 公安部门 for 公安机关: a field of work, closed by another noun.
fn same_field(name: &str, full: &str) -> bool {
    let stem = name.strip_suffix("部门").filter(|stem| stem.chars().count() > 1);
    stem.is_some() && stem == full.strip_suffix("机关")
}

/// 市上 and 市 before a verb for 市政府, 县(区) for 县(区)人民政府.
fn tier_government(name: &str, full: &str) -> bool {
    let tier = name.trim_end_matches('上');
    let plain = tier.starts_with(TIERS) && tier.chars().count() < 5;
    plain
        && ["政府", "人民政府"]
            .iter()
            .any(|end| full.strip_suffix(end) == Some(tier))
}

/// 县未保办 for 未成年人保护委员会办公室: the tier stands in the short name only.
fn bare_office(name: &str, full: &str) -> bool {
    let short = name.strip_prefix(TIERS).filter(|short| short.chars().count() > 2);
    !full.starts_with(TIERS) && full.ends_with("办公室") && short.is_some_and(|short| abbreviates(short, full))
}

fn abbreviates_any<'a>(name: &str, mut full: impl Iterator<Item = &'a str>) -> bool {
    full.any(|f| abbreviates(name, f.trim_start_matches(TIERS)))
}

/// 人社局 for 人力资源和社会保障局: the same first character, the others in order, the same end.
fn abbreviates(short: &str, long: &str) -> bool {
    let (s, l) = (short.chars().count(), long.chars().count());
    if s < 2 || s >= l || short.chars().next() != long.chars().next() {
        return false;
    }
    let same_end = short.chars().last() == long.chars().last() || (short.ends_with('办') && long.ends_with("办公室"));
    let mut rest = long.chars();
    let in_order = short.chars().all(|c| rest.any(|other| other == c));
    same_end && in_order && !long.starts_with(short) || (short.ends_with('办') && long == format!("{short}公室"))
}

/// 公安机关 and 市公安局: one stem.
fn same_stem(name: &str, full: &str) -> bool {
    let stem = |n: &str| {
        let plain = n.trim_start_matches(TIERS).to_owned();
        SAME_BODY
            .iter()
            .find_map(|end| plain.strip_suffix(end))
            .map(ToOwned::to_owned)
            .filter(|s| !s.is_empty())
    };
    let both = stem(name).zip(stem(full));
    both.is_some_and(|(a, b)| a == b && a.chars().count() > 1) && !name.starts_with(TIERS)
}

/// Whether the text speaks of the name at several levels: 各级民政部门, 县级民政部门.
fn general(name: &str, text: &str) -> bool {
    [
        "各级", "同级", "县级", "各县(区)", "全市", "全县", "全省", "上级", "各地", "基层", "市级以上",
    ]
    .iter()
    .any(|before| text.contains(&format!("{before}{name}")))
}

fn declare(
    order: &[(String, String, usize)],
    canonical: &BTreeMap<String, String>,
    members: &[super::Member],
    known: &Known,
) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    for (name, clause, line) in order {
        let own = canonical.get(name).unwrap_or(name);
        let at = match units.iter().position(|u| u.name == *own) {
            Some(at) => at,
            None => {
                units.push(Unit {
                    name: own.clone(),
                    form: form(own),
                    clause: clause.clone(),
                    line: *line,
                    ..Unit::default()
                });
                units.len() - 1
            }
        };
        if let Some(unit) = units.get_mut(at).filter(|_| own != name) {
            unit.aliases.push(name.clone());
            unit.guessed |= known.full(name) != Some(own);
        }
    }
    // A short name that the text declares is one, though no item uses it.
    for unit in &mut units {
        for short in known.shorts(&unit.name).filter(|short| !canonical.contains_key(*short)) {
            unit.aliases.push(short.to_owned());
        }
    }
    let seated: Vec<String> = members.iter().filter_map(|m| canonical.get(&m.unit).cloned()).collect();
    for (member, unit) in members
        .iter()
        .filter(|m| !m.unit.is_empty())
        .filter_map(|m| Some((m, canonical.get(&m.unit)?)))
    {
        if let Some(unit) = units.iter_mut().find(|u| u.name == *unit)
            && !member.seat.is_empty()
            && !unit.seats.contains(&member.seat)
        {
            unit.seats.push(member.seat.clone());
        }
    }
    let mut distinct: Vec<String> = Vec::new();
    for name in seated {
        if !distinct.contains(&name) {
            distinct.push(name);
        }
    }
    for unit in units.iter_mut().filter(|u| u.form == Form::Group) {
        if distinct.len() > 1 {
            unit.members.clone_from(&distinct);
        } else {
            unit.form = Form::Vague;
        }
    }
    units
}

/// 分管校长, 镇长: the post of a leader, not a social actor.
fn is_leader(name: &str) -> bool {
    roster::is_post(name) && ["长", "主任", "书记", "领导"].iter().any(|end| name.ends_with(end))
}

fn form(name: &str) -> Form {
    if name.ends_with("成员单位") {
        Form::Group
    } else if names::is_vague(name) {
        Form::Vague
    } else if names::is_social(name) || (names::is_outside(name) && !name.starts_with(TIERS) && !is_leader(name)) {
        Form::Social
    } else {
        Form::Body
    }
}

fn replace(list: &mut Vec<String>, canonical: &BTreeMap<String, String>) {
    let mut out: Vec<String> = Vec::new();
    for name in list.iter() {
        let own = canonical.get(name).unwrap_or(name).clone();
        if !out.contains(&own) {
            out.push(own);
        }
    }
    *list = out;
}

/// A unit has one role in an item: the first in the order of roles.
fn one_role_each(item: &mut Item) {
    let mut seen = BTreeSet::new();
    for list in item.actors.lists_mut() {
        list.retain(|name| seen.insert(name.clone()));
    }
}
