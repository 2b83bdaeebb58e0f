//! Multi-valued decision diagrams: formulas and maps of labels over situations, reduced and shared, so that equal
//! functions are equal ids. Every new pair of nodes looked at costs one step of the diagram's budget.

use std::collections::HashMap;

use super::budget::{Budget, Spent};
use super::class_set::ClassSet;
use super::formula::Formula;
use super::node_store::{NodeId, NodeStore};
use super::partial::Partial;
use super::quick_hash::QuickBuild;
use super::space::{Dim, DimId, Space};
use super::walk::{Branch, fold_in};

/// Beyond this many dimensions a diagram gives up at once; it works level by level on the stack.
const DEEPEST: usize = 1_000;

/// Room for so many results to begin with.
const AT_FIRST: usize = 200;

/// The functions over some dimensions of a space, in a fixed order.
#[derive(Clone, Debug)]
pub struct Diagram {
    pub(super) order: Vec<(DimId, Dim)>,
    levels: HashMap<DimId, u32, QuickBuild>,
    pub(super) store: NodeStore,
    cache: Cache,
    stack: Vec<NodeId>,
    budget: Budget,
}

#[derive(Clone, Copy)]
enum Operation {
    And,
    Or,
    Not,
}

/// Results by operation and arguments, packed.
type Cache = HashMap<(u64, u64), NodeId, QuickBuild>;

type Built = Result<NodeId, Spent>;

impl Diagram {
    /// A diagram over the dimensions of `order`, which may take `budget` steps in all.
    pub fn new(space: &Space, order: &[DimId], budget: Budget) -> Self {
        let order: Vec<(DimId, Dim)> = order
            .iter()
            .filter_map(|&id| Some((id, space.dim(id)?)))
            .filter(|(_, dim)| dim.classes > 0)
            .collect();
        Self {
            levels: order.iter().map(|&(id, _)| id).zip(0..).collect(),
            budget: if order.len() > DEEPEST {
                Budget::steps(0)
            } else {
                budget
            },
            order,
            store: NodeStore::default(),
            // Most diagrams are small; growing by doubling from nothing would cost them more than their nodes.
            cache: Cache::with_capacity_and_hasher(AT_FIRST, QuickBuild::default()),
            stack: Vec::new(),
        }
    }

    /// What is left of the budget.
    pub fn budget(&self) -> Budget {
        self.budget
    }

    /// Goes on with another budget.
    pub fn allow(&mut self, budget: Budget) {
        self.budget = budget;
    }

    /// Where `dim` is in `set`. A dimension that is not in the order counts as spent: it cannot be represented.
    pub fn literal(&mut self, dim: DimId, set: &ClassSet) -> Built {
        let level = self.level(dim)?;
        let classes = self.classes(level);
        let children: Vec<NodeId> = (0..classes).map(|class| truth(set.contains(class))).collect();
        Ok(if children.is_empty() {
            NodeId::FALSE
        } else {
            self.store.make(level, &children)
        })
    }

    /// Where all the literals hold.
    pub fn cube(&mut self, parts: &[(DimId, ClassSet)]) -> Built {
        let literals: Vec<(DimId, &ClassSet)> = parts.iter().map(|(dim, set)| (*dim, set)).collect();
        if let Some(built) = self.chain(Branch::All, &literals) {
            return built;
        }
        parts.iter().try_fold(NodeId::TRUE, |all, (dim, set)| {
            let literal = self.literal(*dim, set)?;
            self.and(literal, all)
        })
    }

    /// Where `formula` holds.
    pub fn formula(&mut self, formula: &Formula) -> Built {
        if let Some(built) = self.flat(formula) {
            return built;
        }
        let (Formula::And(parts) | Formula::Or(parts)) = formula else {
            return self.folded(formula);
        };
        let is_all = matches!(formula, Formula::And(_));
        parts.as_slice().iter().try_fold(truth(is_all), |joined, part| {
            let place = match self.flat(part) {
                Some(built) => built?,
                None => self.folded(part)?,
            };
            if is_all {
                self.and(joined, place)
            } else {
                self.or(joined, place)
            }
        })
    }

    fn folded(&mut self, formula: &Formula) -> Built {
        let leaf = |diagram: &mut Self, leaf: &Formula| match leaf {
            Formula::Lit(dim, set) => diagram.literal(*dim, set),
            other => Ok(truth(*other == Formula::True)),
        };
        fold_in(self, formula, leaf, |diagram, branch, mut parts| match branch {
            Branch::Not => parts.try_fold(NodeId::FALSE, |_, part| diagram.not(part?)),
            Branch::All => parts.try_fold(NodeId::TRUE, |all, part| diagram.and(all, part?)),
            Branch::Any => parts.try_fold(NodeId::FALSE, |any, part| diagram.or(any, part?)),
        })
    }

    /// A conjunction or disjunction of literals, one a dimension; `None` for other formulas.
    fn flat(&mut self, formula: &Formula) -> Option<Built> {
        let (branch, parts) = formula.flat()?;
        let literal = |part| match part {
            &Formula::Lit(dim, ref set) => Some((dim, set)),
            _ => None,
        };
        let literals = parts.iter().map(literal).collect::<Option<Vec<_>>>()?;
        self.chain(branch, &literals)
    }

    /// Literals joined without operations, a node each, the lowest first; `None` where a dimension occurs twice.
    fn chain(&mut self, branch: Branch, literals: &[(DimId, &ClassSet)]) -> Option<Built> {
        let level = |(dim, set): &(DimId, _)| Some((self.levels.get(dim).copied()?, *set));
        let Some(mut levels) = literals.iter().map(level).collect::<Option<Vec<(u32, &ClassSet)>>>() else {
            return Some(Err(Spent));
        };
        levels.sort_unstable_by_key(|(level, _)| std::cmp::Reverse(*level));
        if levels.windows(2).any(|pair| matches!(pair, [(a, _), (b, _)] if a == b)) {
            return None;
        }
        if self.budget.spend(levels.len() as u64).is_err() {
            return Some(Err(Spent));
        }
        let mut below = truth(branch != Branch::Any);
        for (level, set) in levels {
            let child = |class| match (set.contains(class), branch) {
                (true, Branch::Any) => NodeId::TRUE,
                (false, Branch::All | Branch::Not) => NodeId::FALSE,
                _ => below,
            };
            let children: Vec<NodeId> = (0..self.classes(level)).map(child).collect();
            below = self.store.make(level, &children);
        }
        Some(Ok(below))
    }

    /// Where all of `formulas` hold.
    pub fn all_of<'a>(&mut self, formulas: impl IntoIterator<Item = &'a Formula>) -> Built {
        formulas.into_iter().try_fold(NodeId::TRUE, |all, formula| {
            let part = self.formula(formula)?;
            self.and(all, part)
        })
    }

    /// Where both hold.
    pub fn and(&mut self, left: NodeId, right: NodeId) -> Built {
        let args = [left.min(right), left.max(right)];
        self.run(Operation::And, args, &mut |&[a, b]| match (a, b) {
            (NodeId::FALSE, _) | (_, NodeId::FALSE) => Some(NodeId::FALSE),
            (NodeId::TRUE, other) | (other, NodeId::TRUE) => Some(other),
            _ => (a == b).then_some(a),
        })
    }

    /// Where at least one holds.
    pub fn or(&mut self, left: NodeId, right: NodeId) -> Built {
        let args = [left.min(right), left.max(right)];
        self.run(Operation::Or, args, &mut |&[a, b]| match (a, b) {
            (NodeId::TRUE, _) | (_, NodeId::TRUE) => Some(NodeId::TRUE),
            (NodeId::FALSE, other) | (other, NodeId::FALSE) => Some(other),
            _ => (a == b).then_some(a),
        })
    }

    /// Where it does not hold.
    pub fn not(&mut self, node: NodeId) -> Built {
        self.run(Operation::Not, [node], &mut |[node]| {
            node.label().map(|label| truth(label == 0))
        })
    }

    /// Where `left` holds and `right` does not.
    pub fn minus(&mut self, left: NodeId, right: NodeId) -> Built {
        let outside = self.not(right)?;
        self.and(left, outside)
    }

    /// The same function where `known` holds, without the dimensions of which one class is known.
    pub fn restrict(&mut self, node: NodeId, known: &Partial) -> Built {
        let mut done: HashMap<NodeId, NodeId, QuickBuild> = HashMap::default();
        for inner in self.store.reachable(node) {
            self.budget.spend(1)?;
            let Some(level) = self.store.level(inner) else { continue };
            let now = |child: &NodeId| done.get(child).copied().unwrap_or(*child);
            let children: Vec<NodeId> = self.store.children(inner).iter().map(now).collect();
            let domain = self.dim(level).and_then(|(id, _)| known.domain(id));
            let kept = domain
                .and_then(ClassSet::first)
                .and_then(|class| children.get(class as usize))
                .copied();
            let allowed = |class| domain.is_none_or(|domain| domain.contains(class));
            let children: Vec<NodeId> = (0..)
                .zip(children)
                .map(|(class, child)| if allowed(class) { child } else { kept.unwrap_or(child) })
                .collect();
            done.insert(inner, self.store.make(level, &children));
        }
        Ok(done.get(&node).copied().unwrap_or(node))
    }

    /// Tells whether `right` holds wherever `left` does.
    pub fn implies(&mut self, left: NodeId, right: NodeId) -> Result<bool, Spent> {
        Ok(self.minus(left, right)? == NodeId::FALSE)
    }

    pub(super) fn level(&self, dim: DimId) -> Result<u32, Spent> {
        self.levels.get(&dim).copied().ok_or(Spent)
    }

    pub(super) fn dim(&self, level: u32) -> Option<(DimId, Dim)> {
        self.order.get(level as usize).copied()
    }

    pub(super) fn step(&mut self) -> Result<(), Spent> {
        self.budget.spend(1)
    }

    fn classes(&self, level: u32) -> u32 {
        self.dim(level).map_or(0, |(_, dim)| dim.classes)
    }

    fn run<const N: usize>(
        &mut self,
        operation: Operation,
        args: [NodeId; N],
        leaf: &mut impl FnMut(&[NodeId; N]) -> Option<NodeId>,
    ) -> Built {
        self.stack.clear();
        self.apply(operation, args, leaf)
    }

    /// Works the arguments down together, level by level, until `leaf` knows the result.
    fn apply<const N: usize>(
        &mut self,
        operation: Operation,
        args: [NodeId; N],
        leaf: &mut impl FnMut(&[NodeId; N]) -> Option<NodeId>,
    ) -> Built {
        if let Some(known) = leaf(&args) {
            return Ok(known);
        }
        let key = packed(operation, &args);
        if let Some(&known) = self.cache.get(&key) {
            return Ok(known);
        }
        self.budget.spend(1)?;
        // Labels alone that `leaf` does not know are not conditions; they count as nowhere.
        let Some(level) = args.iter().filter_map(|&arg| self.store.level(arg)).min() else {
            return Ok(NodeId::FALSE);
        };
        let base = self.stack.len();
        let splits = args.map(|arg| (arg, self.store.split(arg, level)));
        for class in 0..self.classes(level) as usize {
            let below = splits.map(|(arg, split)| self.store.child(arg, split, class));
            let child = self.apply(operation, below, leaf)?;
            self.stack.push(child);
        }
        let made = self.store.make(level, self.stack.get(base..).unwrap_or_default());
        self.stack.truncate(base);
        self.cache.insert(key, made);
        Ok(made)
    }
}

fn truth(holds: bool) -> NodeId {
    if holds { NodeId::TRUE } else { NodeId::FALSE }
}

fn packed(operation: Operation, args: &[NodeId]) -> (u64, u64) {
    let arg = |index: usize| args.get(index).map_or(0, |arg| u64::from(arg.raw()));
    ((operation as u64) << 32 | arg(0), arg(1) << 32 | arg(2))
}
