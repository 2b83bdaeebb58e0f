//! Stage by stage (topic by topic, where a plan has no stages), value by value of what its items bring up: whether anyone acts on it
//! there, and who leads.
//!
//! A value is looked at by itself: with what it implies, and without the other values of its fact.

use std::collections::{BTreeMap, BTreeSet};

use super::analyst::Analyst;
use super::matter::{Act, topic_of};
use crate::cores;
use crate::logic::{Asker, DimId, Formula, Partial};
use crate::model::{FactId, ItemId, Role, Scope, UnitId, ValueId};
use crate::world::FactDims;

/// Items that ask for one of more classes than these are looked at for every value.
const FEW: u32 = 64;

/// One value in one place.
#[derive(Debug, Clone)]
pub struct CoverLine {
    /// Where.
    pub place: Place,
    /// The fact.
    pub fact: FactId,
    /// The value.
    pub value: ValueId,
    /// Whether anyone acts.
    pub state: Covering,
    /// The units that lead by an item that asks for the value, one above or one below it.
    pub leads: Vec<UnitId>,
    /// The other units that act by such an item.
    pub acts: Vec<UnitId>,
    /// These items.
    pub items: Vec<ItemId>,
}

/// A stage, or a topic of a plan without stages.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A stage.
    Stage(String),
    /// A topic.
    Topic(String),
}

/// How sure it is that some unit acts on a value by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Covering {
    /// One item makes a unit act whatever else is so.
    Certain,
    /// Some unit acts in some situation, or the limits were reached.
    Possible,
    /// Some unit acts where other values of the fact hold too, and else nobody.
    WithOthers,
    /// Nobody acts in any.
    Nobody,
}

/// The items of a place, and what they ask for.
pub(super) struct Here<'a> {
    pub(super) place: Place,
    acts: Vec<&'a Act>,
    /// Those that plainly ask for one fact alone, by what they ask of it: nothing else makes them certain.
    of_one_fact: BTreeMap<(DimId, u32), Vec<&'a Act>>,
    /// Those of which it is not plain what they ask for, or that ask for no more than that something is not so.
    involved: Vec<&'a Act>,
    /// The values of each fact that items with somebody to act ask for.
    asked: BTreeMap<FactId, BTreeMap<ValueId, Vec<&'a Act>>>,
}

/// The places of a plan in the order of their first items.
pub(super) fn places<'a>(a: &Analyst<'a>) -> Vec<Here<'a>> {
    let model = a.model();
    let staged = model.items.iter().any(|i| i.scope == Scope::Case && i.stage.is_some());
    let mut out: Vec<Here<'a>> = Vec::new();
    let mut at: BTreeMap<Place, usize> = BTreeMap::new();
    for (id, item) in model.items().filter(|(_, i)| i.scope == Scope::Case) {
        let place = match (&item.stage, staged) {
            (Some(stage), _) => Place::Stage(stage.clone()),
            (None, false) => Place::Topic(topic_of(item).to_owned()),
            (None, true) => continue,
        };
        let index = *at.entry(place.clone()).or_insert(out.len());
        if index == out.len() {
            out.push(Here {
                place,
                acts: Vec::new(),
                of_one_fact: BTreeMap::new(),
                involved: Vec::new(),
                asked: BTreeMap::new(),
            });
        }
        if let Some(here) = out.get_mut(index) {
            here.add(a, id);
        }
    }
    out
}

/// The table of all places.
pub(super) fn table(a: &mut Analyst<'_>, places: &[Here<'_>]) -> Vec<CoverLine> {
    let done = cores::each(places, |here| {
        let mut asker = a.asker.fresh();
        let rows = here
            .asked
            .iter()
            .flat_map(|(fact, values)| values.keys().map(|v| (*fact, *v)));
        let lines: Vec<CoverLine> = rows
            .map(|(fact, value)| here.line(a, &mut asker, fact, value))
            .collect();
        (lines, asker.steps())
    });
    a.steps += done.iter().map(|(_, steps)| steps).sum::<u64>();
    done.into_iter().flat_map(|(lines, _)| lines).collect()
}

impl<'a> Here<'a> {
    fn add(&mut self, a: &Analyst<'a>, id: ItemId) {
        let acts = a.matters.acts(id).iter();
        let acts: Vec<&Act> = acts.filter(|x| x.role.acts() && x.unit.is_some()).collect();
        if acts.is_empty() {
            return;
        }
        for (fact, value) in a.matters.asked(id).iter().copied() {
            self.asked
                .entry(fact)
                .or_default()
                .entry(value)
                .or_default()
                .extend(&acts);
        }
        for act in &acts {
            self.add_certain(a, act);
        }
        self.acts.extend(acts);
    }

    /// Notes what could make an item certain.
    fn add_certain(&mut self, a: &Analyst<'a>, act: &'a Act) {
        let fewest = act.surely.plain_literals().min_by_key(|(_, set)| set.len());
        match (plain_facts(a, &act.surely).as_slice(), fewest) {
            ([Some(_)], Some((dim, set))) if set.len() <= FEW => {
                for class in set.iter() {
                    self.of_one_fact.entry((dim, class)).or_default().push(act);
                }
            }
            ([] | [Some(_)], _) => self.involved.push(act),
            // One value alone never makes it certain.
            _ => {}
        }
    }

    /// Whether what is known makes some item certain.
    fn is_certain(&self, known: &Partial) -> bool {
        let asked = known
            .iter()
            .flat_map(|(dim, set)| set.iter().map(move |class| (dim, class)));
        let mut may_be = asked
            .filter_map(|at| self.of_one_fact.get(&at))
            .flatten()
            .chain(&self.involved);
        may_be.any(|x| x.surely.kleene(known) == Some(true))
    }

    /// The items by which somebody acts.
    pub(super) fn items(&self) -> impl Iterator<Item = ItemId> {
        let items: BTreeSet<ItemId> = self.acts.iter().map(|x| x.item).collect();
        items.into_iter()
    }

    /// The values of a fact that items here ask for.
    pub(super) fn asked(&self, fact: FactId) -> BTreeSet<ValueId> {
        self.asked
            .get(&fact)
            .into_iter()
            .flatten()
            .map(|(value, _)| *value)
            .collect()
    }

    /// The lines whose items ask for the value, one above or one below it.
    fn named(&self, a: &Analyst<'_>, fact: FactId, value: ValueId) -> Vec<&'a Act> {
        let family = family(a, fact, value);
        let asked = self.asked.get(&fact);
        let mut out: Vec<&Act> = family.iter().filter_map(|v| asked?.get(v)).flatten().copied().collect();
        out.sort_by_key(|x| (x.item, x.unit, x.role));
        out.dedup_by_key(|x| (x.item, x.unit, x.role));
        out
    }

    fn line(&self, a: &Analyst<'_>, asker: &mut Asker<'_>, fact: FactId, value: ValueId) -> CoverLine {
        let named = self.named(a, fact, value);
        let units = |wanted: &dyn Fn(Role) -> bool| -> Vec<UnitId> {
            let units: BTreeSet<UnitId> = named.iter().filter(|x| wanted(x.role)).filter_map(|x| x.unit).collect();
            units.into_iter().collect()
        };
        let items: BTreeSet<ItemId> = named.iter().map(|x| x.item).collect();
        CoverLine {
            place: self.place.clone(),
            fact,
            value,
            state: self.state_by_name(a, asker, fact, value, &named),
            leads: units(&|r| r == Role::Lead),
            acts: units(&|r| r != Role::Lead),
            items: items.into_iter().collect(),
        }
    }

    /// Whether anyone acts here on a value by itself.
    pub(super) fn state(&self, a: &Analyst<'_>, asker: &mut Asker<'_>, fact: FactId, value: ValueId) -> Covering {
        self.state_by_name(a, asker, fact, value, &self.named(a, fact, value))
    }

    fn state_by_name(
        &self,
        a: &Analyst<'_>,
        asker: &mut Asker<'_>,
        fact: FactId,
        value: ValueId,
        by_name: &[&'a Act],
    ) -> Covering {
        let alone = alone(a, asker, fact, value);
        if self.is_certain(&alone) {
            return Covering::Certain;
        }
        if meets(asker, by_name.iter().chain(&self.acts), &alone) {
            return Covering::Possible;
        }
        match meets(asker, by_name.iter(), &present(a, fact, value)) {
            true => Covering::WithOthers,
            false => Covering::Nobody,
        }
    }
}

/// The facts that a condition asks for in any case; `None` for a condition that is not encoded, which nothing makes certain.
fn plain_facts(a: &Analyst<'_>, condition: &Formula) -> Vec<Option<FactId>> {
    let mut facts: Vec<_> = condition
        .plain_literals()
        .map(|(dim, _)| a.plan.world.owner(dim))
        .collect();
    facts.sort_unstable();
    facts.dedup();
    facts
}

/// Whether one of some lines holds in some situation that is known so far, as far as the limits let it be told.
fn meets<'x>(asker: &mut Asker<'_>, acts: impl Iterator<Item = &'x &'x Act>, known: &Partial) -> bool {
    let mut open = Vec::new();
    for act in acts {
        let part = act.perhaps.restrict(known);
        if part == Formula::False {
            continue;
        }
        if asker.is_plainly_somewhere_within(known, &part) {
            return true;
        }
        open.push(part);
    }
    // None is at hand: one question for all of them.
    let any = Formula::or(open);
    any != Formula::False && !is_nowhere(asker, &Formula::and([cube(known), any]))
}

fn is_nowhere(asker: &mut Asker<'_>, region: &Formula) -> bool {
    !asker.is_plainly_somewhere(region) && {
        let mut slice = asker.slice(&[region]);
        asker.nowhere(&mut slice, region) == Some(true)
    }
}

/// What is known as a condition.
pub(super) fn cube(known: &Partial) -> Formula {
    Formula::and(known.iter().map(|(dim, set)| Formula::lit(dim, set.clone())))
}

/// The value with those above and below it.
fn family(a: &Analyst<'_>, fact: FactId, value: ValueId) -> BTreeSet<ValueId> {
    let known = a.model().fact(fact);
    let above = known.ancestors(value).into_iter();
    above.chain(a.matters.descendants(fact, value)).chain([value]).collect()
}

/// The value with what it implies, and no other value of its fact but those below it; where the constraints bring others in, these may
/// hold.
pub(super) fn alone(a: &Analyst<'_>, asker: &mut Asker<'_>, fact: FactId, value: ValueId) -> Partial {
    let known = a.model().fact(fact);
    let below = a.matters.descendants(fact, value);
    let others = (0..)
        .map(ValueId)
        .take(known.values.len())
        .filter(|v| *v != value && !below.contains(v));
    let present = present(a, fact, value);
    let alone = others.fold(present.clone(), |partial, v| match tag(a, fact, v) {
        Some(dim) if present.domain(dim).is_none() => partial.with(dim, a.plan.world.space.single(dim, 0)),
        _ => partial,
    });
    if asker.is_plainly_somewhere_within(&alone, &Formula::True) || !is_nowhere(asker, &cube(&alone)) {
        alone
    } else {
        present
    }
}

/// The value with what it implies.
fn present(a: &Analyst<'_>, fact: FactId, value: ValueId) -> Partial {
    let space = &a.plan.world.space;
    match a.plan.world.dims(fact) {
        Some(FactDims::One(dim)) => Partial::new().with(*dim, space.single(*dim, value.0)),
        _ => {
            let dims = a
                .model()
                .fact(fact)
                .ancestors(value)
                .into_iter()
                .filter_map(|v| tag(a, fact, v));
            dims.map(|dim| (dim, space.single(dim, 1))).collect()
        }
    }
}

/// The dimension of a value of a set.
fn tag(a: &Analyst<'_>, fact: FactId, value: ValueId) -> Option<DimId> {
    match a.plan.world.dims(fact) {
        Some(FactDims::Tags(tags)) => tags.get(value.index()).copied(),
        _ => None,
    }
}
