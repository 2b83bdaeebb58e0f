//! Values that the plan only ever lists together with others, where a stage gives most of the list to somebody and leaves these to
//! nobody: one finding a stage and fact.
//!
//! A value that some item names by itself has its place there: that another stage passes it over shows nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::analyst::Analyst;
use super::claim::{Claim, What};
use super::coverage::{Covering, Here, Place, alone, cube};
use super::finding::Finding;
use crate::diagnostic::Code;
use crate::logic::Asked;
use crate::model::{Condition, FactId, Item, ItemId, Leaf, ValueId};
use crate::words;

/// A list of fewer values does not show that they belong together.
const LIST: usize = 3;

/// Values of one fact that one condition names in one breath, and the item that does.
struct List {
    values: BTreeSet<ValueId>,
    /// Those that no condition names by themselves.
    missed: BTreeSet<ValueId>,
    item: ItemId,
}

/// Looks at all places.
pub(super) fn values(a: &mut Analyst<'_>, places: &[Here<'_>]) {
    let lists = lists(a);
    a.each(places, |a, here| {
        for (fact, lists) in &lists {
            of_fact(a, here, *fact, lists);
        }
    });
}

/// The lists of all conditions, each set of values once, by the first item that has it; without those of which every value has a place
/// of its own.
fn lists(a: &Analyst<'_>) -> BTreeMap<FactId, Vec<List>> {
    let own = own(a);
    let mut seen = BTreeSet::new();
    let mut out: BTreeMap<FactId, Vec<List>> = BTreeMap::new();
    for (item, declared) in a.model().items() {
        for (fact, values) in lists_of(declared) {
            let missed: BTreeSet<ValueId> = values.iter().filter(|v| !own.contains(&(fact, **v))).copied().collect();
            if !missed.is_empty() && seen.insert((fact, values.clone())) {
                out.entry(fact).or_default().push(List { values, missed, item });
            }
        }
    }
    out
}

/// The values that some condition names other than in a list.
fn own(a: &Analyst<'_>) -> BTreeSet<(FactId, ValueId)> {
    let mut out = BTreeSet::new();
    for (id, item) in a.model().items() {
        let listed = lists_of(item);
        let asked = a.matters.asked(id).iter();
        out.extend(asked.filter(|(fact, value)| !listed.iter().any(|(f, values)| f == fact && values.contains(value))));
    }
    out
}

/// The lists of an item's condition.
fn lists_of(item: &Item) -> Vec<(FactId, BTreeSet<ValueId>)> {
    let mut out: Vec<(FactId, BTreeSet<ValueId>)> = Vec::new();
    item.condition.visit(&mut |condition| match condition {
        Condition::Any(parts) => {
            let mut here: Vec<(FactId, BTreeSet<ValueId>)> = Vec::new();
            for part in parts {
                let Condition::Leaf(Leaf::Has(fact, value), _) = part else {
                    continue;
                };
                match here.iter_mut().find(|(f, _)| f == fact) {
                    Some((_, values)) => drop(values.insert(*value)),
                    None => here.push((*fact, BTreeSet::from([*value]))),
                }
            }
            out.extend(here);
        }
        Condition::Leaf(Leaf::Among(fact, values), _) => out.push((*fact, values.iter().copied().collect())),
        _ => {}
    });
    out.retain(|(_, values)| values.len() >= LIST);
    out
}

/// A value that is left out, and the list that shows it.
struct LeftOut<'l> {
    value: ValueId,
    list: &'l List,
}

fn of_fact(a: &mut Analyst<'_>, here: &Here<'_>, fact: FactId, lists: &[List]) {
    let asked = here.asked(fact);
    let mut found: Vec<LeftOut<'_>> = Vec::new();
    for list in lists {
        let handled = list.values.intersection(&asked).count();
        let rest: Vec<ValueId> = list.values.difference(&asked).copied().collect();
        if handled < 2 || rest.len() * 2 > handled {
            continue;
        }
        for value in rest.into_iter().filter(|v| list.missed.contains(v)) {
            let is_new = !found.iter().any(|f| f.value == value);
            if is_new && !a.excuses(Code::LEFT_OUT, list.item) && is_nobodys(a, here, fact, value) {
                found.push(LeftOut { value, list });
            }
        }
    }
    report(a, here, fact, &found);
}

fn is_nobodys(a: &mut Analyst<'_>, here: &Here<'_>, fact: FactId, value: ValueId) -> bool {
    let mut asker = a.asker.fresh();
    let state = here.state(a, &mut asker, fact, value);
    a.steps += asker.steps();
    state == Covering::Nobody
}

fn report(a: &mut Analyst<'_>, here: &Here<'_>, fact: FactId, found: &[LeftOut<'_>]) {
    let Some(first) = found.first() else { return };
    let model = a.model();
    let known = model.fact(fact);
    let names: Vec<&str> = found.iter().map(|f| known.value_name(f.value)).collect();
    let names = names.join("、");
    let siblings: Vec<&str> = first
        .list
        .values
        .intersection(&here.asked(fact))
        .take(3)
        .map(|v| known.value_name(*v))
        .collect();
    let (siblings, name) = (siblings.join("、"), &known.name);
    let mut items: Vec<ItemId> = found.iter().map(|f| f.list.item).collect();
    items.dedup();
    let clauses = a.clauses(&items);
    let (Place::Stage(place) | Place::Topic(place)) = &here.place;
    let message = words!(
        "{clauses} 把 {names} 与 {siblings} 等并列为“{name}”,而“{place}”里 {siblings} 等有人办,{names} 没有人办",
        "{clauses} lists {names} with {siblings} … as `{name}`; in `{place}` somebody acts on {siblings} …, and nobody on {names}"
    );
    let repair = words!(
        "在“{place}”里写明 {names} 由谁办,或说明为什么不在内",
        "say in `{place}` who acts on {names}, or why it is not included"
    );
    let stage = match &here.place {
        Place::Stage(stage) => Some(stage.as_str()),
        Place::Topic(_) => None,
    };
    let finding = Finding::new(Code::LEFT_OUT, message, repair)
        .topic(place)
        .stage(stage)
        .items(items);
    let mut asker = a.asker.fresh();
    let region = cube(&alone(a, &mut asker, fact, first.value));
    let about = [&region];
    let mut slice = a.slice(&about);
    match a.ask(format!("{} {place} {name}", Code::LEFT_OUT), &mut slice, &region) {
        // The constraints bring another value in: by itself it does not occur.
        Asked::Nowhere => {}
        Asked::Open(still) => a.left_open(finding, still),
        Asked::Here(found) => {
            let acts: Vec<(ItemId, What)> = here.items().map(|id| (id, What::SomebodyActs)).collect();
            a.found(finding, &found, &about, &Claim::of(&region).fails(acts));
        }
    }
}
