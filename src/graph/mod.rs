//! The graph of responsibilities: units, items, topics, facts and clauses as nodes; who leads, assists, is told, takes over … as edges.
//!
//! Built once from a model; routing and analysis follow it.

use std::collections::BTreeMap;

use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef as _;
use petgraph::{Direction, graph::EdgeReference};

use crate::model::{FactId, ItemId, LinkKind, Model, Role, UnitId};

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
    /// Item → item: the second takes up what the first hands over, reports or tells.
    Follows(LinkKind),
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
}

impl Graph {
    /// Builds the graph of a model.
    #[must_use]
    pub fn build(model: &Model) -> Graph {
        let mut graph = Graph::default();
        for (id, unit) in model.units() {
            graph.node(Node::Unit(id));
            for member in unit.members() {
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
        graph.follow(model);
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

    /// Joins each hand-over, report, notification and escalation to the items that take it up.
    fn follow(&mut self, model: &Model) {
        let mut joined = Vec::new();
        for (id, item) in model.items() {
            for link in &item.links {
                for receiver in takers(model, id, link.unit, link.kind) {
                    joined.push((id, receiver, link.kind));
                }
            }
        }
        joined.sort();
        joined.dedup();
        for (from, to, kind) in joined {
            self.edge(Node::Item(from), Node::Item(to), Edge::Follows(kind));
        }
    }

    /// The items that take up what `item` passes on by `kind`, in order.
    #[must_use]
    pub fn followers(&self, item: ItemId, kind: LinkKind) -> Vec<ItemId> {
        let node = Node::Item(item);
        let mut out: Vec<ItemId> = self
            .out(&node)
            .filter(|e| *e.weight() == Edge::Follows(kind))
            .filter_map(|e| self.item_at(e.target()))
            .collect();
        out.sort();
        out
    }

    /// Every item that takes up what another passes on: from, to, and by which link.
    #[must_use]
    pub fn follows(&self) -> Vec<(ItemId, ItemId, LinkKind)> {
        let joined = self.inner.edge_references().filter_map(|e| match e.weight() {
            Edge::Follows(kind) => Some((self.item_at(e.source())?, self.item_at(e.target())?, *kind)),
            _ => None,
        });
        let mut out: Vec<(ItemId, ItemId, LinkKind)> = joined.collect();
        out.sort();
        out
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

/// Items in which `unit` (or a group that holds it) takes up what `from` passes on.
///
/// A hand-over or escalation is taken up by an item that says so: one in which the unit receives, or which names from whom it
/// receives. A report or notification is taken up by any item of case scope in which the unit acts.
fn takers(model: &Model, from: ItemId, unit: UnitId, kind: LinkKind) -> Vec<ItemId> {
    use crate::model::Scope;
    let who = model.unit_and_groups(unit);
    let transfers = matches!(kind, LinkKind::HandOver | LinkKind::EscalateTo);
    if !transfers && !matches!(kind, LinkKind::Notify | LinkKind::Report) {
        return Vec::new();
    }
    let takes = |item: &crate::model::Item| {
        item.parties.iter().any(|p| {
            let ours = p.unit.is_some_and(|u| who.contains(&u));
            let receives = p.role == Role::Receive || item.links.iter().any(|l| l.kind == LinkKind::ReceiveFrom);
            ours && (receives && (p.role == Role::Receive || p.role.acts())
                || (!transfers && item.scope == Scope::Case && (p.role.acts() || p.role == Role::Assist)))
        })
    };
    model
        .items()
        .filter(|(id, item)| *id != from && takes(item))
        .map(|(id, _)| id)
        .collect()
}
