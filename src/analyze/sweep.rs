//! Values that the plan itself brings up, in a condition or a norm, and for which no item makes a named unit act: one finding a fact,
//! so that a wide vocabulary does not flood the page. What other findings say of the same items is not said again.

use std::collections::{BTreeMap, BTreeSet};

use super::analyst::Analyst;
use super::claim::Claim;
use super::finding::Finding;
use super::matter::Act;
use crate::diagnostic::Code;
use crate::logic::{Asked, Formula};
use crate::model::{FactId, FactType, Item, ItemId, ItemKind, Scope, ValueId};
use crate::words;
use crate::world::FactDims;

/// Values that are named in the message.
const NAMED: usize = 8;

/// A value with the items that bring it up.
struct Mentioned {
    value: ValueId,
    items: Vec<ItemId>,
}

/// Sweeps all values of all sets.
pub fn values(a: &mut Analyst<'_>) {
    let told: BTreeSet<ItemId> = a.findings.iter().flat_map(|f| f.items.iter().copied()).collect();
    let speaking = speaking(a);
    let facts = a.model().facts().filter(|(_, f)| f.kind == FactType::Set);
    let mut mentions = mentions(a);
    for (fact, _) in facts {
        let mut open = Vec::new();
        for mentioned in mentions.remove(&fact).unwrap_or_default() {
            let said = mentioned
                .items
                .iter()
                .all(|i| told.contains(i) || is_ownerless(a.model().item(*i)));
            if !said && !is_addressed(a, fact, mentioned.value, &speaking) {
                open.push(mentioned);
            }
        }
        open.sort_by_key(|m| std::cmp::Reverse(m.items.len()));
        report(a, fact, &open);
    }
}

/// Whether the item itself names nobody to act or to enforce it: that is its own fault, and said of it.
fn is_ownerless(item: &Item) -> bool {
    let nobody = item.parties.iter().all(|p| !p.role.acts() || p.unit.is_none());
    match item.kind {
        ItemKind::Norm => item.enforcement.as_ref().is_none_or(Vec::is_empty),
        _ => nobody,
    }
}

/// The lines by which duties, tasks and enforced norms make a named unit act, by the values that these ask for.
type Speaking<'a> = BTreeMap<(FactId, ValueId), Vec<&'a Act>>;

fn speaking<'a>(a: &Analyst<'a>) -> Speaking<'a> {
    let (model, matters) = (a.model(), a.matters);
    let mut out = Speaking::new();
    for (id, item) in model.items() {
        let works = matches!(item.kind, ItemKind::Duty | ItemKind::Task)
            || item.enforcement.as_ref().is_some_and(|e| !e.is_empty());
        let acting = matters
            .acts(id)
            .iter()
            .filter(|x| works && x.role.acts() && x.unit.is_some());
        for act in acting {
            for value in matters.asked(id) {
                out.entry(*value).or_default().push(act);
            }
        }
    }
    out
}

/// The values that items of single cases ask for, fact by fact, in the order of the text.
fn mentions(a: &Analyst<'_>) -> BTreeMap<FactId, Vec<Mentioned>> {
    let mut out: BTreeMap<FactId, Vec<Mentioned>> = BTreeMap::new();
    let mut at: BTreeMap<(FactId, ValueId), usize> = BTreeMap::new();
    for (id, _) in a.model().items().filter(|(_, item)| item.scope == Scope::Case) {
        for (fact, value) in a.matters.asked(id).iter().copied() {
            let values = out.entry(fact).or_default();
            let place = *at.entry((fact, value)).or_insert(values.len());
            if place == values.len() {
                values.push(Mentioned {
                    value,
                    items: Vec::new(),
                });
            }
            if let Some(mentioned) = values.get_mut(place) {
                mentioned.items.push(id);
            }
        }
    }
    out
}

/// Whether a duty or task that asks for this value, one above or one below it makes a named unit act in some situation with it.
fn is_addressed(a: &mut Analyst<'_>, fact: FactId, value: ValueId, speaking: &Speaking<'_>) -> bool {
    let above = a.model().fact(fact).ancestors(value).into_iter();
    let family: BTreeSet<ValueId> = above.chain(a.matters.descendants(fact, value)).collect();
    let lines = family.iter().filter_map(|v| speaking.get(&(fact, *v)));
    let acting: Vec<&Act> = lines.flatten().copied().collect();
    let present = present(a, fact, value);
    let mut plainly = |x: &&Act| {
        let here = Formula::and([present.clone(), x.perhaps.clone()]);
        here != Formula::False && a.asker.is_plainly_somewhere(&here)
    };
    if acting.iter().any(&mut plainly) {
        return true;
    }
    let acting = Formula::or(acting.into_iter().map(|x| x.perhaps.clone()));
    let region = Formula::and([present, acting]);
    let mut slice = a.slice(&[&region]);
    a.asker.nowhere(&mut slice, &region) != Some(true)
}

fn present(a: &Analyst<'_>, fact: FactId, value: ValueId) -> Formula {
    match a.plan.world.dims(fact) {
        Some(FactDims::Tags(tags)) => tags.get(value.index()).map_or(Formula::False, |dim| {
            Formula::Lit(*dim, a.plan.world.space.single(*dim, 1))
        }),
        _ => Formula::False,
    }
}

fn report(a: &mut Analyst<'_>, fact: FactId, open: &[Mentioned]) {
    let Some(first) = open.first() else { return };
    let model = a.model();
    let known = model.fact(fact);
    let shown: Vec<String> = open
        .iter()
        .take(NAMED)
        .map(|m| format!("{}({})", known.value_name(m.value), a.clauses(&m.items)))
        .collect();
    let (name, n, list) = (&known.name, open.len(), shown.join("、"));
    let (more_zh, more_en) = if n > NAMED {
        (format!(" 等 {n} 种"), format!(" and {} more", n - NAMED))
    } else {
        (String::new(), String::new())
    };
    let message = crate::diagnostic::Words::new(
        format!("提到了这些“{name}”,却没有哪一条让哪个单位去办:{list}{more_zh}"),
        format!("these values of `{name}` are brought up, and no item makes a unit act on them: {list}{more_en}"),
    );
    let repair = words!(
        "给这些情形写一条职责,或说明由哪一条管",
        "write a duty for them, or say which item covers them"
    );
    let region = present(a, fact, first.value);
    let about = [&region];
    let mut slice = a.slice(&about);
    let finding = Finding::new(Code::BROUGHT_UP_ONLY, message, repair)
        .topic(name)
        .items(open.iter().flat_map(|m| m.items.iter().copied()));
    match a.ask(format!("{} {name}", Code::BROUGHT_UP_ONLY), &mut slice, &region) {
        Asked::Nowhere => {}
        Asked::Open(still) => a.left_open(finding, still),
        Asked::Here(found) => {
            a.found(finding, &found, &about, &Claim::of(&region));
        }
    }
}
