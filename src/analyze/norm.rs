//! Norms: who enforces them, and norms that contradict each other.

use std::collections::{BTreeMap, BTreeSet};

use super::analyst::Analyst;
use super::claim::{Claim, What};
use super::finding::Finding;
use super::gap::report;
use super::matter::{Matter, topic_of};
use crate::diagnostic::Code;
use crate::logic::{Asked, Formula};
use crate::model::{Item, ItemId, ItemKind, Modality, Model, Strength, UnitId};
use crate::words;

/// How many norms are enforced, and how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Enforced {
    /// By a duty about this very norm, or without a word on how specific it is.
    pub specific: usize,
    /// By a general duty.
    pub general: usize,
    /// In part.
    pub partial: usize,
    /// By nobody, and the text shows it.
    pub none: usize,
    /// Nothing is said.
    pub unsaid: usize,
}

/// Counts how the norms of a plan are enforced.
#[must_use]
pub fn enforced(model: &Model) -> Enforced {
    let mut out = Enforced::default();
    for norm in model
        .items
        .iter()
        .filter(|i| i.kind == ItemKind::Norm && i.modality != Some(Modality::May))
    {
        let slot = match (&norm.enforcement, norm.strength) {
            (None, _) => &mut out.unsaid,
            (Some(list), _) if list.is_empty() => &mut out.none,
            (_, Some(Strength::General)) => &mut out.general,
            (_, Some(Strength::Partial)) => &mut out.partial,
            (_, Some(Strength::Specific) | None) => &mut out.specific,
        };
        *slot += 1;
    }
    out
}

/// Prohibitions and obligations of case scope that nobody enforces, one finding a topic and force.
pub fn unenforced(a: &mut Analyst<'_>, matter: &Matter) {
    for (modality, code) in [
        (Modality::MustNot, Code::PROHIBITION_UNENFORCED),
        (Modality::Must, Code::OBLIGATION_UNENFORCED),
    ] {
        let model = a.model();
        let norms: Vec<ItemId> = matter
            .items
            .iter()
            .copied()
            .filter(|id| {
                let item = model.item(*id);
                item.kind == ItemKind::Norm
                    && item.modality == Some(modality)
                    && item.enforcement.as_ref().is_none_or(Vec::is_empty)
                    && !subjects(item).is_empty()
                    && !a.excuses(code, *id)
            })
            .collect();
        if !norms.is_empty() {
            unenforced_of(a, matter, modality, code, &norms);
        }
    }
}

fn unenforced_of(a: &mut Analyst<'_>, matter: &Matter, modality: Modality, code: Code, norms: &[ItemId]) {
    let (matters, model) = (a.matters, a.model());
    let subjects: Vec<UnitId> = norms.iter().flat_map(|id| subjects(model.item(*id))).collect();
    let enforcing = |x: &&super::matter::Act| {
        let duty = matches!(model.item(x.item).kind, ItemKind::Duty | ItemKind::Task);
        duty && x.unit.is_some_and(|u| !subjects.contains(&u))
    };
    let duties: Vec<ItemId> = matters
        .acting(&matter.items)
        .filter(enforcing)
        .map(|x| x.item)
        .collect();
    let covered = Formula::or(
        matters
            .acting(&matter.items)
            .filter(enforcing)
            .map(|x| x.perhaps.clone()),
    );
    let scope = Formula::or(norms.iter().map(|id| matters.surely(*id).clone()));
    let clauses = a.clauses(norms);
    let actor = a.names(&distinct(&subjects));
    let actions = super::gap::actions(a, norms);
    let unsaid = norms.iter().all(|id| model.item(*id).enforcement.is_none());
    let (zh, en) = (modality.zh(), modality.name());
    let message = if unsaid {
        words!(
            "{actor} {zh}{actions}({clauses}),却没有写由谁执行",
            "{actor} {en}: {actions} ({clauses}); nothing says who enforces it"
        )
    } else {
        words!(
            "{actor} {zh}{actions}({clauses}),却没有任何单位执行",
            "{actor} {en}: {actions} ({clauses}); nobody enforces it"
        )
    };
    let repair = words!(
        "写明由哪个单位查处,或给同一事项添一条责任",
        "say which unit enforces it, or add a duty to this topic"
    );
    let finding = Finding::new(code, message, repair)
        .topic(&matter.name)
        .items(norms.iter().copied())
        .units(distinct(&subjects));
    let claim = Claim::default()
        .holds(norms.iter().map(|id| (*id, What::Applies)))
        .fails(duties.into_iter().map(|id| (id, What::SomebodyActs)));
    report(a, finding, scope, covered, claim);
}

fn subjects(item: &Item) -> Vec<UnitId> {
    item.parties.iter().filter_map(|p| p.unit).collect()
}

fn distinct(units: &[UnitId]) -> Vec<UnitId> {
    let mut out = units.to_vec();
    out.sort();
    out.dedup();
    out
}

/// Norms that ask one actor for an action and forbid it, or allow and forbid it, in one situation.
pub fn contradictions(a: &mut Analyst<'_>) {
    let model = a.model();
    let norms: Vec<(ItemId, &Item)> = model.items().filter(|(_, i)| i.kind == ItemKind::Norm).collect();
    let asks = |i: &Item| matches!(i.modality, Some(Modality::Must | Modality::May | Modality::Should));
    let mut asked_of: BTreeMap<UnitId, Vec<ItemId>> = BTreeMap::new();
    for (yes, item) in norms.iter().filter(|(_, i)| asks(i)) {
        for unit in actors(a, item) {
            asked_of.entry(unit).or_default().push(*yes);
        }
    }
    for (no, forbids) in norms
        .iter()
        .filter(|(_, i)| matches!(i.modality, Some(Modality::MustNot | Modality::ShouldNot)))
    {
        let actors = actors(a, forbids);
        let asked: BTreeSet<ItemId> = actors
            .iter()
            .filter_map(|u| asked_of.get(u))
            .flatten()
            .copied()
            .collect();
        for yes in asked {
            if a.matters.likeness.same_action(*no, yes) {
                contradiction(a, *no, yes);
            }
        }
    }
}

/// Whom a norm addresses, with the groups that hold them.
fn actors(a: &Analyst<'_>, item: &Item) -> BTreeSet<UnitId> {
    let units = subjects(item).into_iter();
    units.flat_map(|u| a.plan.graph.unit_and_groups(u)).collect()
}

fn contradiction(a: &mut Analyst<'_>, no: ItemId, yes: ItemId) {
    let (model, matters) = (a.model(), a.matters);
    let (forbids, asks) = (model.item(no), model.item(yes));
    let about = [matters.surely(no), matters.surely(yes)];
    let region = Formula::and([about[0].clone(), about[1].clone()]);
    let mut slice = a.slice(&about);
    let actor = a.names(&subjects(forbids));
    let (no_words, yes_words) = (said(forbids), said(asks));
    let message = words!("{actor}:{},而{}", "{actor}: {}, but {}", no_words, yes_words);
    let repair = words!(
        "用 除非 把其中一条的情形分出去,或删去一条",
        "set one of them apart with `unless`, or drop one"
    );
    let finding = Finding::new(Code::CONTRADICTORY_NORMS, message, repair)
        .topic(topic_of(forbids))
        .items([no, yes])
        .units(subjects(forbids));
    match a.ask(
        format!("{} {}", Code::CONTRADICTORY_NORMS, forbids.name),
        &mut slice,
        &region,
    ) {
        Asked::Nowhere => {}
        Asked::Open(still) => a.left_open(finding, still),
        Asked::Here(found) => {
            let claim = Claim::of(&region)
                .holds([(no, What::Applies)])
                .holds([(yes, What::Applies)]);
            a.found(finding, &found, &about, &claim);
        }
    }
}

/// `三/(三)/18 不得“向未成年人售烟酒”`.
fn said(item: &Item) -> String {
    format!(
        "{} {}“{}”",
        item.clause(),
        item.modality.map_or("", Modality::zh),
        item.action_text()
    )
}
