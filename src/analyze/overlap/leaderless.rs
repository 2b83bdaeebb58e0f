//! Several agencies responsible for what reads as one piece of work, and none that leads.

use super::{are_apart, is_work, reports, same_stage, settle};
use crate::analyze::analyst::Analyst;
use crate::analyze::claim::{Claim, What};
use crate::analyze::finding::Finding;
use crate::analyze::matter::{Act, Matter};
use crate::diagnostic::Code;
use crate::logic::Formula;
use crate::model::{ItemId, Kind as UnitKind, Role, UnitId, is_judicial};
use crate::words;

/// Several agencies are responsible for what reads as one piece of work, and nobody leads. Tells whether there were such.
pub fn without_lead(a: &mut Analyst<'_>, matter: &Matter, leads: &[&Act]) -> bool {
    let matters = a.matters;
    let acting: Vec<&Act> = matters
        .acting(&matter.items)
        .filter(|x| x.role == Role::Responsible && is_work(a, x.item) && may_wait_for_others(a, x))
        .collect();
    let mut told: Vec<&Act> = Vec::new();
    for first in &acting {
        let is_told = |x: &Act| told.iter().any(|t| t.item == x.item && t.unit == x.unit);
        let one_work = |x: &&&Act| !is_told(x) && (std::ptr::eq(**x, *first) || is_one_work(a, first, x));
        let group: Vec<&Act> = acting.iter().filter(one_work).copied().collect();
        if is_told(first) || group.len() < 2 {
            continue;
        }
        told.extend(&group);
        leaderless(a, matter, leads, &group);
    }
    !told.is_empty()
}

/// An agency whose part is not its own by law, nor by the text. Who reports or tells does so of what it has found itself.
fn may_wait_for_others(a: &Analyst<'_>, act: &Act) -> bool {
    let item = a.model().item(act.item);
    let agency = |u| UnitKind::of(a.model().unit(u)) == UnitKind::Agency && !is_judicial(a.model().unit(u));
    act.unit.is_some_and(agency) && !item.is_each_for_itself() && !reports(item)
}

fn is_one_work(a: &Analyst<'_>, x: &Act, y: &Act) -> bool {
    let (Some(u), Some(v)) = (x.unit, y.unit) else {
        return false;
    };
    let reads_as_one = x.item == y.item || a.matters.likeness.nearly_same_action(x.item, y.item);
    reads_as_one && same_stage(a, x.item, y.item) && are_apart(a, u, v)
}

fn leaderless(a: &mut Analyst<'_>, matter: &Matter, leads: &[&Act], acting: &[&Act]) {
    let mut units: Vec<UnitId> = acting.iter().filter_map(|x| x.unit).collect();
    units.sort();
    units.dedup();
    if units.len() < 2 {
        return;
    }
    let of = |unit: UnitId| Formula::or(acting.iter().filter(|x| x.unit == Some(unit)).map(|x| x.surely.clone()));
    // At least two: each with some unit before it.
    let mut before = Formula::False;
    let mut both = Vec::new();
    for unit in &units {
        let here = of(*unit);
        both.push(Formula::and([before.clone(), here.clone()]));
        before = Formula::or([before, here]);
    }
    let led = Formula::or(leads.iter().map(|x| x.perhaps.clone()));
    let region = Formula::and([Formula::or(both), !led]);
    let about = [&region];
    let mut slice = a.slice(&about);
    let names = a.names(&units);
    let mut items: Vec<ItemId> = acting.iter().map(|x| x.item).collect();
    items.dedup();
    let (clauses, actions) = (a.clauses(&items), crate::analyze::gap::actions(a, &items));
    let message = words!(
        "{actions}:{names} {} 家都负责({clauses}),没有写谁牵头",
        "{actions}: {names} are all {} responsible ({clauses}), and none leads",
        units.len()
    );
    let repair = words!(
        "写明谁牵头;各管一段的,分开写清各自的情形",
        "say which one leads, or set their situations apart"
    );
    let finding = Finding::new(Code::NO_LEAD_AMONG_SEVERAL, message, repair)
        .topic(&matter.name)
        .units(units)
        .items(items.iter().copied());
    let acts = |id: &ItemId| (*id, What::SomebodyAs(vec![Role::Responsible]));
    let claim = Claim::of(&region)
        .holds(items.iter().map(acts))
        .fails(leads.iter().map(|x| (x.item, What::SomebodyAs(vec![Role::Lead]))));
    settle(a, finding, &mut slice, &region, &region, &about, &claim);
}
