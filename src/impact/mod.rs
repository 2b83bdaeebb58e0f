//! What breaks if a unit goes: items that lose their lead, their only actor, their receiver, their enforcer; and the situations
//! that nobody has to act in any more. With a successor: what it takes over, and what becomes of the rest.

use crate::analyze::{Claim, What, perhaps, surely, topic_of};
use crate::compile::CompiledPlan;
use crate::logic::{Asked, Asker, Formula, Limits};
use crate::model::{ItemId, ItemKind, LinkKind, Model, Role, Scope, Situation, UnitId};
use crate::route::{Router, lines_of};

/// What a unit's going does to an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Loss {
    /// Nobody is left who has to act.
    OnlyActor,
    /// Others have to act, none leads.
    Lead,
    /// One of several that act.
    Actor,
    /// Nobody is left to whom the item passes on.
    Receiver,
    /// Nobody is left who enforces the norm.
    Enforcer,
    /// The escalation comes from nobody or goes to nobody.
    EscalationEnd,
    /// Assistance.
    Assistant,
    /// It is no longer told, guided or supervised.
    Told,
}

/// One item that changes.
#[derive(Debug, Clone)]
pub struct Effect {
    /// The item.
    pub item: ItemId,
    /// What it loses.
    pub loss: Loss,
    /// The successor has a part in it already, in this role.
    pub successor_role: Option<Role>,
}

/// Situations of a topic in which nobody has to act any more.
#[derive(Debug, Clone)]
pub struct NewGap {
    /// The topic.
    pub topic: String,
    /// The items in which the unit acts there.
    pub items: Vec<ItemId>,
    /// The situation; `None` where the limits were reached.
    pub witness: Option<Situation>,
    /// Whether routing confirms that the unit alone acts there.
    pub confirmed: bool,
}

/// What a unit's going does.
#[derive(Debug, Clone)]
pub struct Impact {
    /// The unit.
    pub unit: UnitId,
    /// Who takes over.
    pub successor: Option<UnitId>,
    /// The items, the gravest losses first.
    pub effects: Vec<Effect>,
    /// Situations that become gaps.
    pub gaps: Vec<NewGap>,
    /// Groups that lose a member.
    pub groups: Vec<UnitId>,
    /// Units whose superior or successor it is.
    pub orphans: Vec<UnitId>,
}

/// Works out what a unit's going does.
#[must_use]
pub fn impact(plan: &CompiledPlan, unit: UnitId, successor: Option<UnitId>, limits: Limits) -> Impact {
    let model = &plan.model;
    let mut effects: Vec<Effect> = model
        .items()
        .flat_map(|(id, _)| losses(model, id, unit).into_iter().map(move |loss| (id, loss)))
        .map(|(item, loss)| Effect {
            item,
            loss,
            successor_role: successor.and_then(|s| role_in(model, item, s)),
        })
        .collect();
    effects.sort_by(|a, b| {
        a.loss.cmp(&b.loss).then_with(|| {
            model
                .outline
                .compare(model.item(a.item).clause(), model.item(b.item).clause())
        })
    });
    Impact {
        unit,
        successor,
        effects,
        gaps: gaps(plan, unit, limits),
        groups: model
            .units()
            .filter(|(_, u)| u.members().contains(&unit))
            .map(|(id, _)| id)
            .collect(),
        orphans: model
            .units()
            .filter(|(_, u)| u.superior == Some(unit) || u.successor == Some(unit))
            .map(|(id, _)| id)
            .collect(),
    }
}

fn losses(model: &Model, id: ItemId, unit: UnitId) -> Vec<Loss> {
    let item = model.item(id);
    let mut out = Vec::new();
    let ours = |role: &dyn Fn(Role) -> bool| item.parties.iter().any(|p| p.unit == Some(unit) && role(p.role));
    let others = |role: &dyn Fn(Role) -> bool| {
        item.parties
            .iter()
            .any(|p| p.unit.is_some_and(|u| u != unit) && role(p.role))
    };
    if ours(&|r| r.acts() || r == Role::Receive) {
        let acts = |r: Role| r.acts() || r == Role::Receive;
        out.push(match () {
            () if !others(&acts) => Loss::OnlyActor,
            () if ours(&|r| r == Role::Lead) && !others(&|r| r == Role::Lead) => Loss::Lead,
            () => Loss::Actor,
        });
    }
    if ours(&|r| r == Role::Assist) {
        out.push(Loss::Assistant);
    }
    if item.enforcement.iter().flatten().any(|e| e.unit == unit)
        && item.enforcement.iter().flatten().all(|e| e.unit == unit)
    {
        out.push(Loss::Enforcer);
    }
    for kind in [
        LinkKind::HandOver,
        LinkKind::EscalateTo,
        LinkKind::EscalateFrom,
        LinkKind::Notify,
        LinkKind::Report,
        LinkKind::Guide,
        LinkKind::Supervise,
    ] {
        let of_kind = || item.links.iter().filter(|l| l.kind == kind);
        if of_kind().any(|l| l.unit == unit) {
            let all = of_kind().all(|l| l.unit == unit);
            out.push(match kind {
                LinkKind::HandOver if all => Loss::Receiver,
                LinkKind::EscalateTo | LinkKind::EscalateFrom if all => Loss::EscalationEnd,
                _ => Loss::Told,
            });
        }
    }
    out.sort();
    out.dedup();
    out
}

fn role_in(model: &Model, id: ItemId, unit: UnitId) -> Option<Role> {
    lines_of(model.item(id))
        .into_iter()
        .filter(|l| l.unit == Some(unit))
        .map(|l| l.role)
        .min()
}

/// For each topic: where the unit has to act and nobody else has.
fn gaps(plan: &CompiledPlan, unit: UnitId, limits: Limits) -> Vec<NewGap> {
    let (model, world) = (&plan.model, &plan.world);
    let laws = world.laws();
    let mut asker = Asker::new(&world.space, &laws, limits.unshared());
    let router = Router::new(plan);
    let mut out = Vec::new();
    for (topic, items) in topics(model) {
        let acts: Vec<(ItemId, UnitId, Role, Formula)> = items.iter().flat_map(|id| acts(plan, *id)).collect();
        let own: Vec<&(ItemId, UnitId, Role, Formula)> = acts.iter().filter(|a| a.1 == unit).collect();
        if own.is_empty() {
            continue;
        }
        let here = Formula::or(own.iter().map(|a| surely(world, &a.3)));
        let rest = Formula::or(acts.iter().filter(|a| a.1 != unit).map(|a| perhaps(world, &a.3)));
        let region = Formula::and([here.clone(), !rest.clone()]);
        let mut slice = asker.slice(&[&here, &rest]);
        let mut ours: Vec<ItemId> = own.iter().map(|a| a.0).collect();
        ours.dedup();
        let gap = |witness, confirmed| NewGap {
            topic: topic.clone(),
            items: ours.clone(),
            witness,
            confirmed,
        };
        match asker.ask(&mut slice, &region) {
            Asked::Nowhere => {}
            Asked::Open(_) => out.push(gap(None, false)),
            Asked::Here(found) => {
                let claim = Claim::of(&region)
                    .holds(own.iter().map(|a| (a.0, What::UnitAs(unit, a.2))))
                    .fails(
                        acts.iter()
                            .filter(|a| a.1 != unit)
                            .map(|a| (a.0, What::UnitAs(a.1, a.2))),
                    );
                let dims = || acts.iter().flat_map(|a| a.3.dims());
                let plain = world.situation(model, &found, &dims().filter_map(|d| world.owner(d)).collect());
                let (situation, confirmed) = if claim.is_confirmed(&router, &plain) {
                    (plain, true)
                } else {
                    let whole = world.situation(model, &found, &world.facts_that_decide(dims()));
                    let confirmed = claim.is_confirmed(&router, &whole);
                    (whole, confirmed)
                };
                out.push(gap(Some(situation), confirmed));
            }
        }
    }
    out
}

/// The topics with their duties and tasks of case scope, in the order of the text.
fn topics(model: &Model) -> Vec<(String, Vec<ItemId>)> {
    let mut out: Vec<(String, Vec<ItemId>)> = Vec::new();
    for (id, item) in model.items() {
        if item.scope != Scope::Case || !matches!(item.kind, ItemKind::Duty | ItemKind::Task) {
            continue;
        }
        match out.iter_mut().find(|(t, _)| t == topic_of(item)) {
            Some((_, items)) => items.push(id),
            None => out.push((topic_of(item).to_owned(), vec![id])),
        }
    }
    out
}

fn acts(plan: &CompiledPlan, id: ItemId) -> Vec<(ItemId, UnitId, Role, Formula)> {
    let item = plan.model.item(id);
    let whole = plan.world.formula(&item.condition);
    let lines = lines_of(item)
        .into_iter()
        .filter(|l| l.via.is_none() && (l.role.acts() || l.role == Role::Receive));
    lines
        .filter_map(|l| {
            Some((
                id,
                l.unit?,
                l.role,
                Formula::and([whole.clone(), plan.world.formula(&l.when)]),
            ))
        })
        .collect()
}
