//! The graph of responsibilities: units, items, topics, facts and clauses as nodes; who leads, assists, is told, takes over … as edges.
//!
//! Built once from a model; routing and analysis follow it. Which items take up what is passed on is not stored pair by pair (there can
//! be as many pairs as items squared) but found through the unit that stands between them.

mod takers;

use std::collections::BTreeMap;

use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef as _;
use petgraph::{Direction, graph::EdgeReference};

use crate::model::{FactId, ItemId, LinkKind, Model, Role, UnitId};
use takers::Takers;

/// A node.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Node {
    /// A unit, vague unit or group.
    Unit(UnitId),
    /// A duty, task, norm or escalation.
    Item(ItemId),
    /// A topic.
    Topic(String),
    /// A fact.
    Fact(FactId),
    /// A clause.
    Clause(String),
}

/// An edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Edge {
    /// Unit → item: the unit has this role in it.
    Acts(Role),
    /// Item → unit: what the item does toward the unit.
    Toward(LinkKind),
    /// Unit → item: the item's work comes from this unit (接收自, 升级自).
    Sends(LinkKind),
    /// Unit → norm: enforces it.
    Enforces,
    /// Item → clause.
    Cites,
    /// Item → topic.
    About,
    /// Item → fact: its condition asks for it.
    Asks,
    /// Group → member.
    Member,
    /// Unit → its superior.
    Under,
    /// Unit → its successor.
    SucceededBy,
}

/// The graph of one model.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    /// The nodes and edges.
    pub inner: DiGraph<Node, Edge>,
    index: BTreeMap<Node, NodeIndex>,
    /// The groups that name a unit as a member.
    groups: BTreeMap<UnitId, Vec<UnitId>>,
    takers: Takers,
}

impl Graph {
    /// Builds the graph of a model.
    #[must_use]
    pub fn build(model: &Model) -> Graph {
        let mut graph = Graph::default();
        for (id, unit) in model.units() {
            graph.node(Node::Unit(id));
            for member in unit.members() {
                graph.groups.entry(*member).or_default().push(id);
                graph.edge(Node::Unit(id), Node::Unit(*member), Edge::Member);
            }
            if let Some(superior) = unit.superior {
                graph.edge(Node::Unit(id), Node::Unit(superior), Edge::Under);
            }
            if let Some(successor) = unit.successor {
                graph.edge(Node::Unit(id), Node::Unit(successor), Edge::SucceededBy);
            }
        }
        for (id, _) in model.items() {
            graph.item(model, id);
        }
        graph.takers = Takers::of(model);
        graph
    }

    fn node(&mut self, node: Node) -> NodeIndex {
        if let Some(index) = self.index.get(&node) {
            return *index;
        }
        let index = self.inner.add_node(node.clone());
        self.index.insert(node, index);
        index
    }

    fn edge(&mut self, from: Node, to: Node, edge: Edge) {
        let (from, to) = (self.node(from), self.node(to));
        self.inner.add_edge(from, to, edge);
    }

    fn item(&mut self, model: &Model, id: ItemId) {
        let item = model.item(id);
        let node = || Node::Item(id);
        for clause in &item.clauses {
            self.edge(node(), Node::Clause(clause.path.clone()), Edge::Cites);
        }
        if let Some(topic) = &item.topic {
            self.edge(node(), Node::Topic(topic.clone()), Edge::About);
        }
        for party in &item.parties {
            if let Some(unit) = party.unit {
                self.edge(Node::Unit(unit), node(), Edge::Acts(party.role));
            }
        }
        for link in &item.links {
            match link.kind {
                LinkKind::ReceiveFrom | LinkKind::EscalateFrom => {
                    self.edge(Node::Unit(link.unit), node(), Edge::Sends(link.kind))
                }
                kind => self.edge(node(), Node::Unit(link.unit), Edge::Toward(kind)),
            }
        }
        for enforcement in item.enforcement.iter().flatten() {
            self.edge(Node::Unit(enforcement.unit), node(), Edge::Enforces);
        }
        let mut facts: Vec<FactId> = item
            .condition
            .leaves()
            .into_iter()
            .map(|(leaf, _)| leaf.fact())
            .collect();
        facts.sort();
        facts.dedup();
        for fact in facts {
            self.edge(node(), Node::Fact(fact), Edge::Asks);
        }
    }

    /// The unit and the groups that hold it, directly or through other groups.
    #[must_use]
    pub fn unit_and_groups(&self, unit: UnitId) -> Vec<UnitId> {
        let mut out = vec![unit];
        let mut next = 0;
        while let Some(current) = out.get(next) {
            for group in self.groups.get(current).into_iter().flatten() {
                if !out.contains(group) {
                    out.push(*group);
                }
            }
            next += 1;
        }
        out
    }

    /// Whether two units are one, or one of them is a group that holds the other.
    #[must_use]
    pub fn are_one(&self, one: UnitId, other: UnitId) -> bool {
        let holds = |a: UnitId, b: UnitId| self.groups.contains_key(&a) && self.unit_and_groups(a).contains(&b);
        one == other || holds(one, other) || holds(other, one)
    }

    /// The items that take up what `item` passes on by `kind`, in order.
    #[must_use]
    pub fn followers(&self, item: ItemId, kind: LinkKind) -> Vec<ItemId> {
        let node = Node::Item(item);
        let receivers = self
            .out(&node)
            .filter(|e| *e.weight() == Edge::Toward(kind))
            .filter_map(|e| match self.inner.node_weight(e.target()) {
                Some(Node::Unit(unit)) => Some(*unit),
                _ => None,
            });
        let mut out: Vec<ItemId> = receivers.flat_map(|unit| self.takers_for(item, unit, kind)).collect();
        out.sort();
        out.dedup();
        out
    }

    /// The items that take up what `item` passes on to `unit` by `kind`: those of the unit and of the groups that hold it.
    #[must_use]
    pub fn takers_for(&self, item: ItemId, unit: UnitId, kind: LinkKind) -> Vec<ItemId> {
        let names = self.unit_and_groups(unit);
        let found = names.into_iter().flat_map(|unit| self.takers.of_unit(unit, kind));
        found.copied().filter(|taker| *taker != item).collect()
    }

    /// The items in which a unit itself acts, with its roles.
    #[must_use]
    pub fn acts(&self, unit: UnitId) -> Vec<(ItemId, Role)> {
        let node = Node::Unit(unit);
        let found = self.out(&node).filter_map(|e| match e.weight() {
            Edge::Acts(role) => self.item_at(e.target()).map(|i| (i, *role)),
            _ => None,
        });
        let mut out: Vec<(ItemId, Role)> = found.collect();
        out.sort();
        out
    }

    /// Whether a unit itself acts in some item, enforces a norm, or escalates something.
    #[must_use]
    pub fn has_part(&self, unit: UnitId) -> bool {
        let node = Node::Unit(unit);
        self.out(&node).any(|e| {
            matches!(
                e.weight(),
                Edge::Acts(_) | Edge::Enforces | Edge::Sends(LinkKind::EscalateFrom)
            )
        })
    }

    fn out(&self, node: &Node) -> impl Iterator<Item = EdgeReference<'_, Edge>> {
        self.index
            .get(node)
            .into_iter()
            .flat_map(|i| self.inner.edges_directed(*i, Direction::Outgoing))
    }

    fn item_at(&self, index: NodeIndex) -> Option<ItemId> {
        match self.inner.node_weight(index) {
            Some(Node::Item(id)) => Some(*id),
            _ => None,
        }
    }
}
