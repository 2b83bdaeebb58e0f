//! The layout of facts as dimensions.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::nearest_change::ChangeBase;
use super::whole::Implied;
use crate::logic::{ClassSet, Dim, DimId, Formula, Space};
use crate::model::{Condition, FactId, FactType, Leaf, Model, ValueId};

/// The dimensions of one fact.
#[derive(Debug, Clone)]
pub enum FactDims {
    /// Class 1 is yes.
    Bool(DimId),
    /// One dimension a value; class 1 is present.
    Tags(Vec<DimId>),
    /// One class a value.
    One(DimId),
    /// One class an interval; `starts` are their lowest numbers, rising.
    Int {
        /// The dimension.
        dim: DimId,
        /// Lowest number of each interval.
        starts: Vec<i64>,
        /// Highest number of the last interval.
        max: i64,
    },
}

/// The facts of a model as a space, with its constraints.
#[derive(Debug, Clone)]
pub struct World {
    /// The dimensions.
    pub space: Space,
    pub(super) facts: Vec<FactDims>,
    /// Which fact a dimension belongs to; conditions not yet encoded belong to none.
    pub(super) owner: BTreeMap<DimId, FactId>,
    pub(super) pending: BTreeMap<u32, DimId>,
    /// What the values of facts imply among themselves, fact by fact.
    pub(super) structure: Vec<Formula>,
    /// For each fact, its part of `structure`.
    pub(super) structure_of: Vec<std::ops::Range<usize>>,
    /// One formula for each of the model's constraints.
    pub(super) constraints: Vec<Formula>,
    /// For each constraint a literal by which it holds in most cases, if it has one: that a value is absent.
    pub(super) guards: Vec<Option<(DimId, ClassSet)>>,
    /// Premises from which a value of a set follows.
    pub(super) derived: BTreeMap<(FactId, ValueId), Vec<Premise>>,
    /// For each fact, what its values imply.
    pub(super) implied: Vec<Implied>,
    /// The dimensions of values that may follow, and of what those imply.
    pub(super) derivable: BTreeSet<DimId>,
    /// The constraints (by index) that mention such values.
    pub(super) deriving: Vec<usize>,
    /// The premises that rest on such values, each with the value that follows.
    pub(super) resting: Vec<(DimId, Formula)>,
    /// What searches for changes begin with; worked out for the first.
    pub(super) changes: OnceLock<ChangeBase>,
}

/// A premise from which a value of a set follows.
#[derive(Debug, Clone)]
pub(super) struct Premise {
    pub formula: Formula,
    /// The facts that it asks for.
    pub facts: BTreeSet<FactId>,
    /// Whether the plan itself says so, in a clause: then the value is *defined* by it.
    pub defines: bool,
}

impl World {
    /// Lays out the facts of a model.
    #[must_use]
    pub fn new(model: &Model) -> World {
        let conditions = conditions(model);
        let limits = limits(&conditions);
        let mut world = World {
            space: Space::new(),
            facts: Vec::new(),
            owner: BTreeMap::new(),
            pending: BTreeMap::new(),
            structure: Vec::new(),
            structure_of: Vec::new(),
            constraints: Vec::new(),
            guards: Vec::new(),
            derived: BTreeMap::new(),
            implied: Vec::new(),
            derivable: BTreeSet::new(),
            deriving: Vec::new(),
            resting: Vec::new(),
            changes: OnceLock::new(),
        };
        for (id, fact) in model.facts() {
            let dims = world.lay_out(id, fact, limits.get(&id));
            world.facts.push(dims);
        }
        for condition in &conditions {
            condition.visit(&mut |part| {
                if let Condition::Pending(_, number, _) = part {
                    let dim = world.space.add(Dim::plain(2));
                    world.pending.insert(*number, dim);
                }
            });
        }
        world.hierarchy(model);
        for constraint in &model.constraints {
            let premise = world.formula(&constraint.premise);
            let conclusion = world.formula(&constraint.conclusion);
            for (fact, value) in heads(&constraint.conclusion) {
                let facts = premise.dims().into_iter().filter_map(|d| world.owner(d)).collect();
                let premise = Premise {
                    formula: premise.clone(),
                    facts,
                    defines: !constraint.clauses.is_empty(),
                };
                world.derived.entry((fact, value)).or_default().push(premise);
            }
            let law = premise.implies(conclusion);
            world.guards.push(world.guard(&law));
            world.constraints.push(law);
        }
        world.note_derivable();
        world
    }

    /// Which values may follow from others, and which premises rest on such values.
    fn note_derivable(&mut self) {
        let above = |(fact, value): &(FactId, ValueId)| self.implied.get(fact.index())?.get(value.index());
        self.derivable = self.derived.keys().filter_map(above).flatten().copied().collect();
        let constraints = self.constraints.iter().enumerate();
        let deriving = constraints.filter(|(_, law)| law.mentions(|d| self.derivable.contains(&d)));
        self.deriving = deriving.map(|(at, _)| at).collect();
        for (head, premises) in &self.derived {
            let Some(dim) = above(head).and_then(|dims| dims.first()) else {
                continue;
            };
            let resting = premises
                .iter()
                .filter(|p| p.formula.mentions(|d| self.derivable.contains(&d)));
            self.resting.extend(resting.map(|p| (*dim, p.formula.clone())));
        }
    }

    fn lay_out(&mut self, id: FactId, fact: &crate::model::Fact, limits: Option<&BTreeSet<i64>>) -> FactDims {
        let count = u32::try_from(fact.values.len()).unwrap_or(u32::MAX);
        match fact.kind {
            FactType::Bool => FactDims::Bool(self.add(id, Dim::plain(2))),
            FactType::Set => FactDims::Tags(fact.values.iter().map(|_| self.add(id, Dim::TAG)).collect()),
            FactType::One | FactType::Ordered => FactDims::One(self.add(id, Dim::plain(count.max(1)))),
            FactType::Int { min, max, .. } => {
                let mut starts = vec![min];
                starts.extend(limits.into_iter().flatten().copied().filter(|n| *n > min && *n <= max));
                let classes = u32::try_from(starts.len()).unwrap_or(u32::MAX);
                FactDims::Int {
                    dim: self.add(id, Dim::plain(classes)),
                    starts,
                    max,
                }
            }
        }
    }

    fn add(&mut self, owner: FactId, dim: Dim) -> DimId {
        let id = self.space.add(dim);
        self.owner.insert(id, owner);
        id
    }

    /// A value implies its parents.
    fn hierarchy(&mut self, model: &Model) {
        for (id, fact) in model.facts() {
            let first = self.structure.len();
            let mut implied = Implied::new();
            if let Some(FactDims::Tags(tags)) = self.facts.get(id.index()) {
                for (value, dim) in fact.values.iter().zip(tags) {
                    for above in value.parents.iter().filter_map(|p| tags.get(p.index())) {
                        self.structure.push(self.tag(*dim).implies(self.tag(*above)));
                    }
                }
                let values = (0..tags.len()).map(ValueId::from_index);
                let dims = |value| fact.ancestors(value).into_iter();
                implied.extend(values.map(|v| dims(v).filter_map(|v| tags.get(v.index()).copied()).collect()));
            }
            self.implied.push(implied);
            self.structure_of.push(first..self.structure.len());
        }
    }

    /// A literal that a law follows from, and that is true of most cases.
    fn guard(&self, law: &Formula) -> Option<(DimId, ClassSet)> {
        let normal = law.nnf();
        let alternatives = match &normal {
            Formula::Or(parts) => parts.as_slice(),
            other => std::slice::from_ref(other),
        };
        alternatives.iter().find_map(|part| match part {
            Formula::Lit(dim, set) if set.contains(self.space.default_class(*dim)?) => Some((*dim, set.clone())),
            _ => None,
        })
    }

    /// The tag is present.
    pub(super) fn tag(&self, dim: DimId) -> Formula {
        Formula::is(&self.space, dim, 1)
    }

    /// The dimensions of a fact.
    #[must_use]
    pub fn dims(&self, fact: FactId) -> Option<&FactDims> {
        self.facts.get(fact.index())
    }

    /// The fact that a dimension belongs to.
    #[must_use]
    pub fn owner(&self, dim: DimId) -> Option<FactId> {
        self.owner.get(&dim).copied()
    }

    /// Everything that holds in every situation: hierarchy and constraints.
    #[must_use]
    pub fn laws(&self) -> Vec<Formula> {
        self.structure.iter().chain(&self.constraints).cloned().collect()
    }

    /// The interval of a number.
    pub(super) fn interval(starts: &[i64], n: i64) -> u32 {
        u32::try_from(starts.partition_point(|s| *s <= n).saturating_sub(1)).unwrap_or(0)
    }

    /// The intervals that lie in a range.
    pub(super) fn intervals(starts: &[i64], from: Option<i64>, to: Option<i64>) -> ClassSet {
        let classes = u32::try_from(starts.len()).unwrap_or(u32::MAX);
        let inside = starts
            .iter()
            .enumerate()
            .filter(|(_, s)| from.is_none_or(|f| **s >= f) && to.is_none_or(|t| **s <= t));
        // A range below the smallest number begins with the first interval.
        let first = (from.is_some_and(|f| starts.first().is_some_and(|s| f < *s))
            && to.is_none_or(|t| starts.first().is_some_and(|s| t >= *s)))
        .then_some(0);
        ClassSet::of(
            classes,
            inside.map(|(i, _)| u32::try_from(i).unwrap_or(u32::MAX)).chain(first),
        )
    }
}

/// Every condition of a model.
fn conditions(model: &Model) -> Vec<&Condition> {
    let mut out = vec![&model.applies];
    for item in &model.items {
        out.push(&item.condition);
        out.extend(item.parties.iter().map(|p| &p.when));
        out.extend(item.links.iter().map(|l| &l.when));
    }
    out.extend(model.constraints.iter().flat_map(|c| [&c.premise, &c.conclusion]));
    out.extend(model.requirements.iter().map(|r| &r.when));
    out.extend(model.definitions.iter().map(|(_, c, _, _)| c));
    out
}

/// The numbers at which some condition changes, for each fact.
fn limits(conditions: &[&Condition]) -> BTreeMap<FactId, BTreeSet<i64>> {
    let mut out: BTreeMap<FactId, BTreeSet<i64>> = BTreeMap::new();
    for condition in conditions {
        for (leaf, _) in condition.leaves() {
            if let Leaf::Within(fact, from, to) = leaf {
                let limits = out.entry(*fact).or_default();
                limits.extend(from.iter().copied());
                limits.extend(to.iter().map(|t| t.saturating_add(1)));
            }
        }
    }
    out
}

/// The set values that a conclusion adds.
fn heads(conclusion: &Condition) -> Vec<(FactId, ValueId)> {
    match conclusion {
        Condition::Leaf(Leaf::Has(fact, value), _) => vec![(*fact, *value)],
        Condition::All(parts) => parts.iter().flat_map(heads).collect(),
        _ => Vec::new(),
    }
}
