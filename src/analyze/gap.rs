//! Gaps: situations in which a topic's items apply and nobody has to act, and roles that the plan requires and does not fill.

use super::analyst::Analyst;
use super::claim::{Claim, What};
use super::finding::Finding;
use super::matter::{Act, Matter};
use crate::diagnostic::Code;
use crate::logic::{Asked, Formula};
use crate::model::{ItemId, ItemKind, Requirement, Role, Scope};
use crate::words;

/// Looks for gaps of one topic.
pub fn of_matter(a: &mut Analyst<'_>, matter: &Matter) {
    let mut stages: Vec<Option<&str>> = Vec::new();
    for id in matter.items.iter().filter(|id| names_nobody(a, **id)) {
        let stage = a.model().item(*id).stage.as_deref();
        if !stages.contains(&stage) {
            stages.push(stage);
        }
    }
    for stage in stages {
        nobody_named(a, matter, stage);
    }
    only_assisting(a, matter);
}

/// Whether it is work that nobody is named for. Commands that bind nobody by name are no work.
fn names_nobody(a: &Analyst<'_>, id: ItemId) -> bool {
    if !matches!(a.model().item(id).kind, ItemKind::Duty | ItemKind::Task) {
        return false;
    }
    a.matters
        .acts(id)
        .iter()
        .any(|act| act.role.acts() && act.unit.is_none())
}

/// Items whose text names nobody, where no other item of the topic and stage makes a unit act.
fn nobody_named(a: &mut Analyst<'_>, matter: &Matter, stage: Option<&str>) {
    let matters = a.matters;
    let model = a.model();
    let here: Vec<ItemId> = matter
        .items
        .iter()
        .copied()
        .filter(|id| model.item(*id).stage.as_deref() == stage)
        .collect();
    let ownerless: Vec<ItemId> = here
        .iter()
        .copied()
        .filter(|id| names_nobody(a, *id) && !a.excuses(Code::APPLIES_TO_NOBODY, *id))
        .collect();
    let scope: Vec<&Act> = ownerless
        .iter()
        .flat_map(|id| matters.acts(*id))
        .filter(|x| x.role.acts() && x.unit.is_none())
        .collect();
    let scope = Formula::or(scope.iter().map(|x| x.surely.clone()));
    let covered = Formula::or(matters.acting(&here).map(|x| x.perhaps.clone()));
    let units = units_acting(a, matter);
    let known = if units.is_empty() {
        String::new()
    } else {
        a.names(&units)
    };
    let actions = actions(a, &ownerless);
    let clauses = a.clauses(&ownerless);
    let message = words!(
        "{clauses} 适用,却没有写明由谁办理:{actions}",
        "{clauses} applies and names nobody: {actions}"
    );
    let repair = if known.is_empty() {
        words!("写明由谁办理", "name the unit that acts")
    } else {
        words!(
            "写明由谁办理;同一事项中已有责任的是 {known}",
            "name the unit that acts; {known} already acts in this topic"
        )
    };
    let finding = Finding::new(Code::APPLIES_TO_NOBODY, message, repair)
        .topic(&matter.name)
        .stage(stage)
        .items(ownerless.iter().copied());
    let claim = Claim::default()
        .holds(ownerless.iter().map(|id| (*id, What::NobodyNamed)))
        .fails(here.iter().map(|id| (*id, What::SomebodyActs)));
    report(a, finding, scope, covered, claim);
}

/// What items do, each once.
pub fn actions(a: &Analyst<'_>, items: &[ItemId]) -> String {
    let mut out: Vec<&str> = Vec::new();
    for id in items {
        let action = a.model().item(*id).action_text();
        if !out.contains(&action) {
            out.push(action);
        }
    }
    match out.as_slice() {
        [x, y, _, ..] => format!("{x}、{y} 等 {} 项", out.len()),
        few => few.join("、"),
    }
}

fn units_acting(a: &Analyst<'_>, matter: &Matter) -> Vec<crate::model::UnitId> {
    let mut out = Vec::new();
    for act in a
        .matters
        .acting(&matter.items)
        .filter(|x| a.model().item(x.item).kind != ItemKind::Norm)
    {
        if let Some(unit) = act.unit.filter(|u| !out.contains(u)) {
            out.push(unit);
        }
    }
    out
}

/// Duties and tasks that give somebody a part, but in which nobody has to act, and no other item of the topic does.
fn only_assisting(a: &mut Analyst<'_>, matter: &Matter) {
    let (matters, model) = (a.matters, a.model());
    let own = |x: &&Act| x.via.is_none() && (x.role.acts() || x.role == Role::Receive);
    let partial = |id: &ItemId| {
        let works = matches!(model.item(*id).kind, ItemKind::Duty | ItemKind::Task);
        works
            && !names_nobody(a, *id)
            && !a.excuses(Code::ONLY_ASSISTED, *id)
            && !matters
                .acts(*id)
                .iter()
                .filter(own)
                .any(|x| x.perhaps == *matters.perhaps(*id))
    };
    let wanting: Vec<ItemId> = matter.items.iter().copied().filter(partial).collect();
    if wanting.is_empty() {
        return;
    }
    let scope = Formula::or(wanting.iter().map(|id| matters.surely(*id).clone()));
    let covered = Formula::or(
        matter
            .items
            .iter()
            .flat_map(|id| matters.acts(*id))
            .filter(own)
            .filter(|x| x.unit.is_some())
            .map(|x| x.perhaps.clone()),
    );
    let clauses = a.clauses(&wanting);
    let actions = actions(a, &wanting);
    let helpers: Vec<_> = wanting
        .iter()
        .flat_map(|id| matters.acts(*id))
        .filter_map(|x| x.unit)
        .collect();
    let mut units = helpers;
    units.dedup();
    let message = words!(
        "{clauses} 只写了配合、指导一类的单位,没有谁主办:{actions}",
        "{clauses} names units that assist or guide, and none that acts: {actions}"
    );
    let repair = words!(
        "在这一事项里写明牵头或责任单位",
        "name the unit that leads or is responsible in this topic"
    );
    let stage = wanting.first().and_then(|id| model.item(*id).stage.as_deref());
    let finding = Finding::new(Code::ONLY_ASSISTED, message, repair)
        .topic(&matter.name)
        .stage(stage)
        .items(wanting.iter().copied())
        .units(units);
    let claim = Claim::default()
        .holds(wanting.iter().map(|id| (*id, What::Applies)))
        .fails(matter.items.iter().map(|id| (*id, What::SomebodyActs)));
    report(a, finding, scope, covered, claim);
}

/// Asks for a situation of `scope` that is not `covered`, and describes the region.
pub fn report(a: &mut Analyst<'_>, finding: Finding, scope: Formula, covered: Formula, claim: Claim) {
    let region = Formula::and([scope.clone(), !covered.clone()]);
    if region == Formula::False {
        return;
    }
    let about = [&scope, &covered];
    let mut slice = a.slice(&about);
    let name = format!("{} {}", finding.code, finding.topic.as_deref().unwrap_or(""));
    match a.ask(name, &mut slice, &region) {
        Asked::Nowhere => {}
        Asked::Open(still) => a.left_open(finding, still),
        Asked::Here(found) => {
            let shown = a.region(&mut slice, &region, &scope, &about);
            let factors = a.factors(&mut slice, &covered, &scope);
            let claim = Claim {
                region: Some(region),
                ..claim
            };
            if let Some(finding) = a.found(finding, &found, &about, &claim) {
                finding.region = shown;
                finding.factors = factors;
            }
        }
    }
}

/// The items that apply somewhere in the region that is not covered: what there is to mend.
fn applying(a: &mut Analyst<'_>, items: &[ItemId], scope: &Formula, covered: &Formula) -> Vec<ItemId> {
    let matters = a.matters;
    let region = Formula::and([scope.clone(), !covered.clone()]);
    let meets = |id: &ItemId| {
        let here = Formula::and([region.clone(), matters.surely(*id).clone()]);
        let mut slice = a.slice(&[&here]);
        a.asker.nowhere(&mut slice, &here) == Some(false)
    };
    items.iter().copied().filter(meets).collect()
}

/// Checks what the plan itself requires.
pub fn required(a: &mut Analyst<'_>, requirement: &Requirement) {
    for at in &requirement.at {
        one_requirement(a, requirement, at);
    }
}

fn one_requirement(a: &mut Analyst<'_>, requirement: &Requirement, at: &str) {
    let (matters, model) = (a.matters, a.model());
    let here = |item: &crate::model::Item| item.stage.as_deref() == Some(at) || item.topic.as_deref() == Some(at);
    let items: Vec<ItemId> = model
        .items()
        .filter(|(_, i)| i.scope == Scope::Case && here(i))
        .map(|(id, _)| id)
        .collect();
    let roles: Vec<Role> = match requirement.role {
        Role::Lead => vec![Role::Lead],
        role if role.acts() => Role::ALL.into_iter().filter(|r| r.acts()).collect(),
        role => vec![role],
    };
    let fills = |x: &&Act| x.unit.is_some() && roles.contains(&x.role);
    let covered = Formula::or(
        items
            .iter()
            .flat_map(|id| matters.acts(*id))
            .filter(fills)
            .map(|x| x.perhaps.clone()),
    );
    let scope = super::matter::surely(&a.plan.world, &a.plan.world.formula(&requirement.when));
    let (zh, en) = (requirement.role.zh(), requirement.role.name());
    let because = requirement
        .because
        .as_ref()
        .map(|b| format!("({b})"))
        .unwrap_or_default();
    let message = words!(
        "“{at}”须有{zh}单位,却有情形没有{because}",
        "`{at}` requires a unit with role {en}; in some situations there is none{because}"
    );
    let repair = words!(
        "给没有覆盖的情形写明{zh}单位",
        "name a unit with role {en} for the situations that are not covered"
    );
    let topic = matters.matter(at).map_or_else(|| at.to_owned(), |m| m.name.clone());
    let finding = Finding::new(Code::REQUIRED_ROLE_MISSING, message, repair)
        .topic(&topic)
        .items(applying(a, &items, &scope, &covered));
    let claim = Claim::default().fails(items.iter().map(|id| (*id, What::SomebodyAs(roles.clone()))));
    report(a, finding, scope, covered, claim);
}
