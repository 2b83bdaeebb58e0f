//! What a lint looks at: the compiled plan, less what its author excused.

use std::collections::BTreeSet;

use crate::compile::CompiledPlan;
use crate::diagnostic::{Diagnostic, Words};
use crate::model::{Date, Item, ItemId, Model, Party, Role, Unit, UnitId};
use crate::text::{Sources, Span};

/// The plan as one lint sees it.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The compiled plan.
    pub plan: &'a CompiledPlan,
    /// Its model.
    pub model: &'a Model,
    /// Its text.
    pub sources: &'a Sources,
    /// The day to judge by, where one was named.
    pub day: Option<Date>,
    /// Places (items, names of units) that are excused from this lint.
    pub excused: &'a [Span],
    /// Suppressions that silenced nothing; known only when all other lints have run.
    pub unused: &'a [Diagnostic],
}

impl<'a> Context<'a> {
    /// The items that are not excused.
    pub fn items(&self) -> impl Iterator<Item = (ItemId, &'a Item)> {
        let excused = self.excused;
        self.model.items().filter(move |(_, i)| !excused.contains(&i.span))
    }

    /// The units that are not excused.
    pub fn units(&self) -> impl Iterator<Item = (UnitId, &'a Unit)> {
        let excused = self.excused;
        self.model.units().filter(move |(_, u)| !excused.contains(&u.span))
    }

    /// Whether a unit is excused.
    #[must_use]
    pub fn excuses(&self, unit: UnitId) -> bool {
        self.excused.contains(&self.model.unit(unit).span)
    }

    /// The first line of a declaration.
    #[must_use]
    pub fn first_line(&self, span: Span) -> Span {
        let length = self.sources.text(span).find('\n').unwrap_or(span.len());
        Span {
            end: span.start + u32::try_from(length).unwrap_or(0),
            ..span
        }
    }

    /// The name of a unit.
    #[must_use]
    pub fn name(&self, unit: UnitId) -> &'a str {
        &self.model.unit(unit).name
    }

    /// Names of units joined by `、`, at most `most` of them.
    #[must_use]
    pub fn names(&self, units: &[UnitId], most: usize) -> Words {
        let names: Vec<&str> = units.iter().map(|u| self.name(*u)).collect();
        listed(&names, most, "个单位")
    }
}

/// Names joined by `、`, at most `most` of them, then how many there are (with the measure word that suits them).
#[must_use]
pub fn listed(names: &[&str], most: usize, measure: &str) -> Words {
    let shown = names.iter().take(most).copied().collect::<Vec<_>>().join("、");
    if names.len() > most {
        return Words::new(
            format!("{shown}等 {} {measure}", names.len()),
            format!("{shown} and {} more", names.len() - most),
        );
    }
    Words::new(shown.clone(), shown)
}

/// One finding about several items: the first is the place, the others are labels; their clauses and acting units are named.
#[must_use]
pub fn about_items(model: &Model, finding: Diagnostic, items: &[&Item]) -> Diagnostic {
    let mut finding = finding;
    for item in items {
        if item.name_span != finding.primary.span {
            finding = finding.related(item.name_span, Words::new(item.clause(), item.clause()));
        } else if finding.primary.words.is_empty() {
            finding = finding.label(Words::new(item.clause(), item.clause()));
        }
        finding = about_item(model, finding, item);
    }
    finding
}

/// Names an item's clause and its acting units.
#[must_use]
pub fn about_item(model: &Model, mut finding: Diagnostic, item: &Item) -> Diagnostic {
    if !finding.clauses.iter().any(|c| c == item.clause()) {
        finding.clauses.push(item.clause().to_owned());
    }
    for unit in acting(item) {
        let name = &model.unit(unit).name;
        if !finding.units.contains(name) {
            finding.units.push(name.clone());
        }
    }
    finding
}

/// The units that lead, are responsible or act jointly, each once.
#[must_use]
pub fn acting(item: &Item) -> Vec<UnitId> {
    in_role(item, Role::acts)
}

/// The units whose role satisfies `wanted`, each once.
pub fn in_role(item: &Item, wanted: impl Fn(Role) -> bool) -> Vec<UnitId> {
    let mut seen = BTreeSet::new();
    item.parties
        .iter()
        .filter(|p| wanted(p.role))
        .filter_map(|p| p.unit)
        .filter(|u| seen.insert(*u))
        .collect()
}

/// The parties of a role that act in all of the item's situations.
pub fn always(item: &Item, role: Role) -> impl Iterator<Item = &Party> {
    item.parties
        .iter()
        .filter(move |p| p.role == role && p.unit.is_some() && p.when.is_always())
}

/// Items that cite the same clause, together, in the order of the text.
#[must_use]
pub fn by_clause<'i>(items: &[&'i Item]) -> Vec<Vec<&'i Item>> {
    grouped(items, |i| i.clause().to_owned())
}

/// Items of the same numbered place, together: sentences and parts of it are not told apart.
#[must_use]
pub fn by_section<'i>(items: &[&'i Item]) -> Vec<Vec<&'i Item>> {
    grouped(items, |i| section(i.clause()))
}

fn grouped<'i>(items: &[&'i Item], key: impl Fn(&Item) -> String) -> Vec<Vec<&'i Item>> {
    let mut out: Vec<(String, Vec<&Item>)> = Vec::new();
    for item in items {
        let key = key(item);
        match out.iter_mut().find(|(k, _)| *k == key) {
            Some((_, group)) => group.push(item),
            None => out.push((key, vec![item])),
        }
    }
    out.into_iter().map(|(_, group)| group).collect()
}

/// The numbered place that a clause stands in, without its sentences and parts.
#[must_use]
pub fn section(clause: &str) -> String {
    let numbered = clause.split('/').filter(|s| !s.starts_with(['句', '项']));
    numbered.take(3).collect::<Vec<_>>().join("/")
}

/// The clauses of items, each once, at most eight of them.
#[must_use]
pub fn clauses(items: &[&Item]) -> String {
    let mut list: Vec<&str> = Vec::new();
    for item in items {
        if !list.contains(&item.clause()) {
            list.push(item.clause());
        }
    }
    let shown = list.iter().take(MOST_CLAUSES).copied().collect::<Vec<_>>().join("、");
    if list.len() > MOST_CLAUSES {
        format!("{shown} …({})", list.len())
    } else {
        shown
    }
}

const MOST_CLAUSES: usize = 8;

/// Whether two units are one, or of one line of command: 公安机关 and 市公安局. Told from the name's stem; only used to keep quiet.
#[must_use]
pub fn same_body(model: &Model, a: UnitId, b: UnitId) -> bool {
    let related = |x: UnitId, y: UnitId| model.unit_and_groups(x).contains(&y);
    a == b || related(a, b) || related(b, a) || stem(&model.unit(a).name) == stem(&model.unit(b).name)
}

/// The first two characters behind the words for level and government.
fn stem(name: &str) -> String {
    let mut rest = name;
    while let Some(shorter) = [
        "各级", "县级", "市级", "县(区)", "中级", "人民", "政府", "市", "县", "区", "省", "州", "镇",
    ]
    .iter()
    .find_map(|p| rest.strip_prefix(p))
    {
        rest = shorter;
    }
    rest.chars().take(2).collect()
}
