//! What a plan says of each topic: the lines of its items as formulas.

use std::collections::{BTreeMap, BTreeSet};

use super::similar::Likeness;
use crate::compile::CompiledPlan;
use crate::cores;
use crate::logic::{Formula, Partial};
use crate::model::{
    Children, Condition, Fact, FactId, Item, ItemId, ItemKind, Leaf, LinkKind, Role, Scope, UnitId, ValueId,
};
use crate::route::lines_of;
use crate::world::World;

/// A unit in a role, where.
#[derive(Debug, Clone)]
pub struct Act {
    /// The item.
    pub item: ItemId,
    /// The unit; `None` where the text names nobody.
    pub unit: Option<UnitId>,
    /// The role.
    pub role: Role,
    /// The link by which it comes in.
    pub via: Option<LinkKind>,
    /// Where it holds, whatever conditions not yet encoded turn out to be.
    pub surely: Formula,
    /// Where it may hold.
    pub perhaps: Formula,
}

/// The items of one topic.
#[derive(Debug, Clone)]
pub struct Matter {
    /// The topic, or the item's name where it has none.
    pub name: String,
    /// Its items of case scope, in the order of the text.
    pub items: Vec<ItemId>,
}

/// A plan's items as formulas.
#[derive(Debug)]
pub struct Matters {
    /// The topics, in the order of the text.
    pub list: Vec<Matter>,
    acts: Vec<Vec<Act>>,
    surely: Vec<Formula>,
    perhaps: Vec<Formula>,
    /// Items that rest on a condition not yet encoded.
    pub open: Vec<ItemId>,
    /// How alike their words are.
    pub likeness: Likeness,
    asked: Vec<BTreeSet<(FactId, ValueId)>>,
    children: Vec<Children>,
}

impl Matters {
    /// Reads a plan.
    #[must_use]
    pub fn of(plan: &CompiledPlan) -> Matters {
        let mut out = Matters {
            list: Vec::new(),
            acts: Vec::new(),
            surely: Vec::new(),
            perhaps: Vec::new(),
            open: Vec::new(),
            likeness: Likeness::of(&plan.model),
            asked: cores::each(&plan.model.items, asked_for),
            children: plan.model.facts.iter().map(Fact::children).collect(),
        };
        let mut index: BTreeMap<&str, usize> = BTreeMap::new();
        for (id, item) in plan.model.items() {
            let formula = plan.world.formula(&item.condition);
            if !plan.world.pending_dims(&formula).is_empty() {
                out.open.push(id);
            }
            out.acts.push(acts(plan, id, item, &formula));
            out.surely.push(surely(&plan.world, &formula));
            out.perhaps.push(perhaps(&plan.world, &formula));
            if item.scope == Scope::Case {
                let name = topic_of(item);
                let at = *index.entry(name).or_insert(out.list.len());
                if at == out.list.len() {
                    out.list.push(Matter {
                        name: name.to_owned(),
                        items: Vec::new(),
                    });
                }
                if let Some(matter) = out.list.get_mut(at) {
                    matter.items.push(id);
                }
            }
        }
        out
    }

    /// The lines of an item.
    #[must_use]
    pub fn acts(&self, id: ItemId) -> &[Act] {
        self.acts.get(id.index()).map_or(&[], Vec::as_slice)
    }

    /// Where an item applies for sure.
    #[must_use]
    pub fn surely(&self, id: ItemId) -> &Formula {
        self.surely.get(id.index()).unwrap_or(&Formula::False)
    }

    /// Where an item may apply.
    #[must_use]
    pub fn perhaps(&self, id: ItemId) -> &Formula {
        self.perhaps.get(id.index()).unwrap_or(&Formula::False)
    }

    /// The values that an item asks for, other than by exclusion.
    #[must_use]
    pub fn asked(&self, id: ItemId) -> &BTreeSet<(FactId, ValueId)> {
        static NONE: BTreeSet<(FactId, ValueId)> = BTreeSet::new();
        self.asked.get(id.index()).unwrap_or(&NONE)
    }

    /// A value of a fact with everything that implies it, itself first.
    #[must_use]
    pub fn descendants(&self, fact: FactId, value: ValueId) -> Vec<ValueId> {
        let known = self.children.get(fact.index());
        known.map_or_else(|| vec![value], |children| children.descendants(value))
    }

    /// The topic with this name.
    #[must_use]
    pub fn matter(&self, name: &str) -> Option<&Matter> {
        self.list.iter().find(|m| m.name == name)
    }

    /// Lines of `items` in which some named unit must act, of duties, tasks and norms.
    pub fn acting<'a>(&'a self, items: &'a [ItemId]) -> impl Iterator<Item = &'a Act> {
        items
            .iter()
            .flat_map(|id| self.acts(*id))
            .filter(|a| a.role.acts() && a.unit.is_some())
    }
}

/// The topic of an item, or its name.
#[must_use]
pub fn topic_of(item: &Item) -> &str {
    item.topic.as_deref().unwrap_or(&item.name)
}

fn acts(plan: &CompiledPlan, id: ItemId, item: &Item, condition: &Formula) -> Vec<Act> {
    // An escalation by time holds only once the time has run out: it is no assignment now.
    if item.kind == ItemKind::Escalation && item.overdue.is_some() {
        return Vec::new();
    }
    let act = |line: crate::route::Line| {
        let formula = Formula::and([condition.clone(), plan.world.formula(&line.when)]);
        Act {
            item: id,
            unit: line.unit,
            role: line.role,
            via: line.via,
            surely: surely(&plan.world, &formula),
            perhaps: perhaps(&plan.world, &formula),
        }
    };
    lines_of(item).into_iter().map(act).collect()
}

/// At most this many conditions not yet encoded are looked at in one formula.
const MOST_PENDING: usize = 8;

/// Where a formula holds whatever the conditions not yet encoded are.
pub fn surely(world: &World, formula: &Formula) -> Formula {
    quantified(world, formula, Formula::False, Formula::and)
}

/// Where a formula holds for some of them.
pub fn perhaps(world: &World, formula: &Formula) -> Formula {
    quantified(world, formula, Formula::True, Formula::or)
}

fn quantified(world: &World, formula: &Formula, beyond: Formula, join: impl Fn(Vec<Formula>) -> Formula) -> Formula {
    let pending = world.pending_dims(formula);
    if pending.len() > MOST_PENDING {
        return beyond;
    }
    pending.into_iter().fold(formula.clone(), |f, dim| {
        let case = |class| f.restrict(&Partial::new().with(dim, world.space.single(dim, class)));
        join(vec![case(0), case(1)])
    })
}

/// The values that an item asks for, other than by exclusion.
fn asked_for(item: &Item) -> BTreeSet<(FactId, ValueId)> {
    let mut out = BTreeSet::new();
    let parties = item.parties.iter().map(|p| &p.when);
    let links = item.links.iter().map(|l| &l.when);
    for condition in std::iter::once(&item.condition).chain(parties).chain(links) {
        collect(condition, &mut out);
    }
    out
}

fn collect(condition: &Condition, out: &mut BTreeSet<(FactId, ValueId)>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|p| collect(p, out)),
        Condition::Leaf(Leaf::Has(fact, value), _) => drop(out.insert((*fact, *value))),
        Condition::Leaf(Leaf::Among(fact, values), _) => out.extend(values.iter().map(|v| (*fact, *v))),
        _ => {}
    }
}
