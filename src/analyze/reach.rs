//! Conditions that never hold, always hold, or add nothing to what other items say.

use std::collections::BTreeMap;

use super::analyst::Analyst;
use super::claim::{Claim, What};
use super::finding::Finding;
use super::matter::{Act, Matter, topic_of};
use crate::diagnostic::Code;
use crate::logic::{Asked, Budget, Core, DimId, Formula, Partial, core};
use crate::model::{Condition, FactId, Item, ItemId, Role, UnitId};
use crate::words;
use crate::world::{FactDims, STEPS, describe_condition};

/// Items that one piece of work looks at.
const AT_A_TIME: usize = 64;

/// Items whose condition holds in no situation, or in all.
pub fn conditions(a: &mut Analyst<'_>, wanted: &dyn Fn(&str) -> bool) {
    let chosen: Vec<(ItemId, &Item)> = a.model().items().filter(|(_, i)| wanted(topic_of(i))).collect();
    let chunks: Vec<&[(ItemId, &Item)]> = chosen.chunks(AT_A_TIME).collect();
    a.each(&chunks, |a, chunk| {
        for (id, item) in *chunk {
            if !matches!(item.condition, Condition::Always) {
                one(a, *id, item);
            }
            for (words, when) in parts(a, item) {
                part(a, *id, item, &words, &when);
            }
        }
    });
}

fn one(a: &mut Analyst<'_>, id: ItemId, item: &Item) {
    let formula = a.matters.perhaps(id).clone();
    let sure = a.matters.surely(id).clone();
    let (name, clause, said) = (
        &item.name,
        item.clause(),
        describe_condition(a.model(), &item.condition),
    );
    if a.is_nowhere_at_all(format!("{} {name}", Code::NEVER_APPLIES), &formula) {
        let message = words!(
            "{clause} `{name}` 永远不会适用:“{said}”在约束之下没有任何情形满足",
            "{clause} `{name}` never applies: no situation within the constraints meets `{said}`"
        );
        let repair = words!("改正条件,或删去这一条", "mend the condition, or drop the item");
        a.findings.push(
            Finding::new(Code::NEVER_APPLIES, message, repair)
                .topic(topic_of(item))
                .items([id]),
        );
        return;
    }
    if a.is_nowhere_at_all(format!("{} {name}", Code::ALWAYS_APPLIES), &!sure) {
        let message = words!(
            "{clause} `{name}` 的条件恒真:任何情形都满足“{said}”",
            "{clause} `{name}`: every situation meets its condition `{said}`"
        );
        let repair = words!(
            "去掉条件,或补上漏写的限制",
            "drop the condition, or add the limit that is missing"
        );
        a.findings.push(
            Finding::new(Code::ALWAYS_APPLIES, message, repair)
                .topic(topic_of(item))
                .items([id]),
        );
    }
}

/// Constraints that no situation meets together; says whether there are any.
pub fn impossible(a: &mut Analyst<'_>) -> bool {
    let world = &a.plan.world;
    let laws = world.laws();
    let before = laws.len() - a.model().constraints.len();
    let conflict = match core(&world.space, &laws, &Partial::new(), &mut Budget::steps(STEPS * 10)) {
        Core::Minimal(list) | Core::Reduced(list) => list,
        Core::Consistent | Core::Exhausted => return false,
    };
    let ours = conflict.iter().filter_map(|i| i.checked_sub(before));
    let named: Vec<&str> = ours
        .filter_map(|i| a.model().constraints.get(i))
        .map(|c| c.name.as_str())
        .collect();
    let named = named.join("、");
    let message = words!(
        "约束互相矛盾,没有任何案情能同时满足:{named}",
        "no situation satisfies these constraints together: {named}"
    );
    let repair = words!("改其中一条的 `若` 或 `则`", "change `if` or `then` of one of them");
    a.findings
        .push(Finding::new(Code::IMPOSSIBLE_WORLD, message, repair).topic("词表与约束"));
    true
}

/// Values that the constraints make hold in every situation, or in none.
pub fn forced_values(a: &mut Analyst<'_>) {
    let world = &a.plan.world;
    for (id, fact) in a.model().facts() {
        let classes: Vec<(DimId, u32, String)> = match world.dims(id) {
            Some(FactDims::Tags(tags)) => tags
                .iter()
                .zip(&fact.values)
                .map(|(dim, v)| (*dim, 1, v.name.clone()))
                .collect(),
            Some(FactDims::One(dim)) => (0..)
                .zip(&fact.values)
                .map(|(class, v)| (*dim, class, v.name.clone()))
                .collect(),
            Some(FactDims::Bool(dim)) => vec![(*dim, 1, "是".to_owned())],
            _ => Vec::new(),
        };
        for (dim, class, value) in classes {
            let others = || (0..world.space.classes(dim)).filter(|c| *c != class);
            let never = a.asker.excludes(dim, class) == Some(true);
            let always =
                !never && others().next().is_some() && others().all(|c| a.asker.excludes(dim, c) == Some(true));
            if never || always {
                forced(
                    a,
                    id,
                    &value,
                    if always {
                        ("都成立", "in every situation")
                    } else {
                        ("都不成立", "in no situation")
                    },
                );
            }
        }
    }
}

fn forced(a: &mut Analyst<'_>, fact: FactId, value: &str, (zh, en): (&str, &str)) {
    let model = a.model();
    let name = &model.fact(fact).name;
    let asks = |c: &Condition| c.leaves().iter().any(|(leaf, _)| leaf.fact() == fact);
    let laws: Vec<&str> = model
        .constraints
        .iter()
        .filter(|c| asks(&c.premise) || asks(&c.conclusion))
        .map(|c| c.name.as_str())
        .collect();
    let laws = laws.join("、");
    let message = words!(
        "“{name}”的值 `{value}` 在任何情形{zh}(与它有关的约束:{laws})",
        "value `{value}` of `{name}` holds {en} (constraints about it: {laws})"
    );
    let repair = words!(
        "检查这些约束的“若”是不是写得太宽",
        "see whether the premise of one of them is too wide"
    );
    let items = model
        .items()
        .filter(|(_, i)| asks(&i.condition))
        .map(|(id, _)| id)
        .take(3);
    a.findings.push(
        Finding::new(Code::VALUE_FORCED, message, repair)
            .topic("词表与约束")
            .items(items),
    );
}

/// The conditions of single parties and links.
fn parts(a: &Analyst<'_>, item: &Item) -> Vec<(String, Condition)> {
    let party = |p: &crate::model::Party| {
        (
            format!("{} {}", p.role.zh(), p.unit.map_or("无", |u| a.name(u))),
            p.when.clone(),
        )
    };
    let link = |l: &crate::model::Link| (format!("{} {}", l.kind.zh(), a.name(l.unit)), l.when.clone());
    let all = item.parties.iter().map(party).chain(item.links.iter().map(link));
    all.filter(|(_, when)| !matches!(when, Condition::Always)).collect()
}

fn part(a: &mut Analyst<'_>, id: ItemId, item: &Item, words: &str, when: &Condition) {
    let formula = Formula::and([a.matters.perhaps(id).clone(), a.plan.world.formula(when)]);
    let whole = a.matters.perhaps(id).clone();
    let clause = item.clause();
    let never = a.is_nowhere_at_all(format!("{} {} {words}", Code::NEVER_APPLIES, item.name), &formula);
    if never && !a.is_nowhere_at_all(format!("{} {}", Code::NEVER_APPLIES, item.name), &whole) {
        let said = describe_condition(a.model(), when);
        let message = words!(
            "{clause} 的“{words}”永远不会适用:“{said}”与该条的条件不能同时成立",
            "{clause}: `{words}` never applies: `{said}` cannot hold together with the item's condition"
        );
        let repair = words!(
            "改正这一部分的条件,或删去它",
            "mend the condition of this part, or drop it"
        );
        a.findings.push(
            Finding::new(Code::NEVER_APPLIES, message, repair)
                .topic(topic_of(item))
                .items([id]),
        );
    }
}

/// Lines of one unit that other lines of it, alone or together, already say.
pub fn redundant(a: &mut Analyst<'_>, matter: &Matter) {
    let matters = a.matters;
    let mut groups: BTreeMap<(UnitId, Role, String), Vec<&Act>> = BTreeMap::new();
    for act in matter
        .items
        .iter()
        .flat_map(|id| matters.acts(*id))
        .filter(|x| x.via.is_none())
    {
        if let Some(unit) = act.unit {
            groups
                .entry((unit, act.role, sameness(a.model().item(act.item))))
                .or_default()
                .push(act);
        }
    }
    for ((unit, role, _), mut left) in groups.into_iter().filter(|(_, g)| g.len() > 1) {
        // The last one first: what is said earlier stays.
        for act in left.clone().into_iter().rev() {
            let others: Vec<&Act> = left.iter().copied().filter(|o| o.item != act.item).collect();
            if !others.is_empty() && implied(a, matter, unit, role, act, &others) {
                left.retain(|o| o.item != act.item);
            }
        }
    }
}

/// What must agree for two lines to say the same: action, stage, deadline, and what is passed on.
fn sameness(item: &Item) -> String {
    let links: Vec<String> = item
        .links
        .iter()
        .map(|l| format!("{}{}", l.kind.name(), l.unit.0))
        .collect();
    let action: String = item.action_text().chars().filter(|c| !c.is_whitespace()).collect();
    format!(
        "{}|{action}|{:?}|{:?}|{}|{:?}",
        item.kind.name(),
        item.stage,
        item.deadline_text(),
        links.join(","),
        item.modality
    )
}

fn implied(a: &mut Analyst<'_>, matter: &Matter, unit: UnitId, role: Role, act: &Act, others: &[&Act]) -> bool {
    let union = Formula::or(others.iter().map(|o| o.surely.clone()));
    let beyond = Formula::and([act.perhaps.clone(), !union.clone()]);
    let name = format!("{} {}", Code::SAID_ALREADY, a.model().item(act.item).name);
    if !a.is_nowhere_at_all(name, &beyond) {
        return false;
    }
    let about = [&act.perhaps, &union];
    let mut slice = a.slice(&about);
    let asked = a.ask(
        format!("{} {} (case)", Code::SAID_ALREADY, a.model().item(act.item).name),
        &mut slice,
        &act.surely,
    );
    let Asked::Here(found) = asked else { return true };
    let covering = needed(a, act, others);
    let items: Vec<ItemId> = covering.iter().map(|o| o.item).collect();
    let (clause, name, clauses) = (a.model().item(act.item).clause(), a.name(unit), a.clauses(&items));
    let (zh, en) = (role.zh(), role.name());
    let together = if items.len() > 1 { "合起来" } else { "" };
    let message = if is_all(a, act) {
        words!(
            "{clause} 没有添任何东西:{name}({zh})的这件事,{clauses} {together}已经全部写到",
            "{clause} adds nothing: what {name} ({en}) does there is all said by {clauses}"
        )
    } else {
        words!(
            "{clause} 里 {name}({zh})的这一部分没有添任何东西,{clauses} {together}已经全部写到",
            "{clause}: the part of {name} ({en}) adds nothing; it is all said by {clauses}"
        )
    };
    let repair = words!(
        "删去重复的部分,或写明它与 {clauses} 的不同",
        "drop what is repeated, or say how it differs from {clauses}"
    );
    let finding = Finding::new(Code::SAID_ALREADY, message, repair)
        .topic(&matter.name)
        .units([unit])
        .items([act.item])
        .items(items);
    let claim = Claim::of(&act.surely)
        .holds([(act.item, What::UnitAs(unit, role))])
        .holds(covering.iter().map(|o| (o.item, What::UnitAs(unit, role))));
    a.found(finding, &found, &about, &claim);
    true
}

/// Whether an item says nothing but this line.
fn is_all(a: &Analyst<'_>, act: &Act) -> bool {
    a.matters.acts(act.item).len() == 1
}

/// The covering lines, without those that are not needed.
fn needed<'x>(a: &mut Analyst<'_>, act: &Act, others: &[&'x Act]) -> Vec<&'x Act> {
    let mut kept: Vec<&Act> = others.to_vec();
    for other in others {
        let fewer: Vec<&Act> = kept.iter().copied().filter(|k| k.item != other.item).collect();
        let union = Formula::or(fewer.iter().map(|o| o.surely.clone()));
        let beyond = Formula::and([act.perhaps.clone(), !union.clone()]);
        let mut slice = a.slice(&[&act.perhaps, &union]);
        if !fewer.is_empty() && a.asker.nowhere(&mut slice, &beyond) == Some(true) {
            kept = fewer;
        }
    }
    kept
}
