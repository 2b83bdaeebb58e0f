//! One work, two accounts: a clause lets one unit lead, and another gives the same work to a unit that the first does not name.

use std::collections::BTreeSet;

use super::{ActingTogether, are_apart, are_one, is_work, same_stage, settle};
use crate::analyze::analyst::Analyst;
use crate::analyze::claim::{Claim, What};
use crate::analyze::finding::Finding;
use crate::analyze::matter::{Act, Matter};
use crate::diagnostic::{Code, Severity};
use crate::logic::Formula;
use crate::model::{Item, Role, UnitId};
use crate::words;

/// Looks for work that is led in one item and another unit's in another.
pub fn led_elsewhere(a: &mut Analyst<'_>, matter: &Matter, leads: &[&Act]) {
    let others: Vec<&Act> = a
        .matters
        .acting(&matter.items)
        .filter(|x| x.role == Role::Responsible && is_work(a, x.item))
        .collect();
    let together = ActingTogether::of(a, matter);
    let mut told: BTreeSet<(UnitId, UnitId)> = BTreeSet::new();
    for lead in leads {
        for other in &others {
            let (Some(u), Some(v)) = (lead.unit, other.unit) else {
                continue;
            };
            if !told.contains(&(u, v))
                && may_be_one(a, lead, other)
                && is_one_work(a, &together, lead, other)
                && elsewhere(a, matter, lead, other)
            {
                told.insert((u, v));
            }
        }
    }
}

/// Whether the units are two, and neither item settles who leads.
fn may_be_one(a: &Analyst<'_>, lead: &Act, other: &Act) -> bool {
    let (Some(u), Some(v)) = (lead.unit, other.unit) else {
        return false;
    };
    let acts = |id| a.matters.acts(id).iter();
    let leads_there = || acts(other.item).any(|x| x.role == Role::Lead);
    let named_here = || acts(lead.item).filter_map(|x| x.unit).any(|w| are_one(a, w, v));
    let vague = |unit| a.model().unit(unit).is_vague();
    other.item != lead.item
        && same_stage(a, lead.item, other.item)
        && are_apart(a, u, v)
        && !(vague(u) || vague(v) || leads_there() || named_here())
}

/// Whether the two read as one work; in another part of the document (the body and an annex, say) less will do.
fn is_one_work(a: &Analyst<'_>, together: &ActingTogether<'_>, lead: &Act, other: &Act) -> bool {
    let (i, j) = (a.model().item(lead.item), a.model().item(other.item));
    a.matters.likeness.same_action(lead.item, other.item)
        || (in_other_part(i, j) && lead.surely == other.surely && together.are_two_at_most(i.stage.as_deref()))
}

fn in_other_part(one: &Item, other: &Item) -> bool {
    one.clause().split('/').next() != other.clause().split('/').next()
}

fn elsewhere(a: &mut Analyst<'_>, matter: &Matter, lead: &Act, other: &Act) -> bool {
    let (Some(u), Some(v)) = (lead.unit, other.unit) else {
        return false;
    };
    let (i, j) = (a.model().item(lead.item), a.model().item(other.item));
    let (c, d, p, q, nu, nv) = (
        i.clause(),
        j.clause(),
        i.action_text(),
        j.action_text(),
        a.name(u),
        a.name(v),
    );
    // What reads alike is one work; what only shares its matter may be two, and is a remark.
    let alike = a.matters.likeness.same_action(lead.item, other.item);
    let message = if alike {
        words!(
            "同一件事两处说法不一:{c} “{p}”由 {nu} 牵头,{d} “{q}”由 {nv} 负责,{c} 没有提 {nv}",
            "one work, two accounts: {c} `{p}` is led by {nu}, {d} `{q}` is {nv}'s, which {c} does not name"
        )
    } else {
        words!(
            "同一事项两处各写各的:{c} “{p}”由 {nu} 牵头,{d} “{q}”由 {nv} 负责;如果是一件事,要说清谁主办",
            "one matter, two accounts: {c} `{p}` is led by {nu}, {d} `{q}` is {nv}'s; where both are one work, say who leads"
        )
    };
    let repair = words!(
        "两处统一:写明 {nu}、{nv} 谁主办,另一家写为配合",
        "make both say which of {nu} and {nv} leads, and let the other assist"
    );
    let finding = Finding::new(Code::LED_ELSEWHERE, message, repair)
        .topic(&matter.name)
        .stage(i.stage.as_deref())
        .units([u, v])
        .items([lead.item, other.item])
        .severity(if alike { Severity::Warning } else { Severity::Info });
    let region = Formula::and([lead.surely.clone(), other.surely.clone()]);
    let about = [&lead.surely, &other.surely];
    let claim = Claim::of(&region)
        .holds([(lead.item, What::UnitAs(u, Role::Lead))])
        .holds([(other.item, What::UnitAs(v, Role::Responsible))]);
    let mut slice = a.slice(&about);
    settle(a, finding, &mut slice, &region, &lead.surely, &about, &claim)
}
