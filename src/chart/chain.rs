//! The response chain of one situation: a lane a stage, a node for what one unit does at that stage, an arrow where something is
//! passed on; what nobody takes up ends in a node of its own.

use std::collections::{BTreeMap, BTreeSet};

use super::fold::{self, Budget};
use super::ties::{Bond, tie};
use super::whole::shape;
use super::{Chart, Edge, Flow, Folded, Lane, Node, Shape, Sure, Tie, View, Work};
use crate::compile::CompiledPlan;
use crate::diagnostic::Words;
use crate::model::{ItemId, ItemKind, LinkKind, Role, UnitId};
use crate::route::{Answer, Assignment, Status};
use crate::words;

/// Which lines of an answer are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// What holds for certain, and the steps up that wait.
    Certain,
    /// That, and what may hold.
    Possible,
}

/// Draws up what an answer says, stage by stage.
#[must_use]
pub fn chain(plan: &CompiledPlan, answer: &Answer, extent: Extent, budget: Budget) -> Chart {
    let title = &plan.model.plan.title;
    let mut drawing = Drawing {
        plan,
        answer,
        extent,
        chart: Chart {
            view: View::Chain,
            title: Words::new(title.clone(), title.clone()),
            lanes: Vec::new(),
            nodes: Vec::new(),
            edges: Vec::new(),
            folded: Vec::new(),
        },
        cells: BTreeMap::new(),
        bonds: BTreeMap::new(),
    };
    drawing.lanes();
    drawing.works();
    drawing.passed_on();
    drawing.steps_up();
    drawing.goes_on();
    drawing.finish();
    fold::fold(&mut drawing.chart, budget);
    drawing.chart
}

/// What one unit (or nobody) does in one lane; a dead end is a cell of its own.
type Cell = (Option<UnitId>, usize, Place);

/// Whether a cell holds work or is where something ends that nobody takes up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Work,
    DeadEnd,
}

struct Drawing<'a> {
    plan: &'a CompiledPlan,
    answer: &'a Answer,
    extent: Extent,
    chart: Chart,
    cells: BTreeMap<Cell, usize>,
    bonds: BTreeMap<(usize, usize, Sure), Bond>,
}

/// The heading of items without a stage.
const NO_STAGE: &str = "未分阶段";

impl Drawing<'_> {
    fn stage(&self, id: ItemId) -> &str {
        self.plan.model.item(id).stage.as_deref().unwrap_or(NO_STAGE)
    }

    fn lane(&self, id: ItemId) -> usize {
        let stage = self.stage(id);
        let found = self.chart.lanes.iter().position(|l| l.title.zh == stage);
        found.unwrap_or(self.chart.lanes.len().saturating_sub(1))
    }

    /// The lines of the answer that the chain shows.
    fn drawn(&self) -> impl Iterator<Item = (&Assignment, Sure)> {
        let shown = |a: &&Assignment| self.plan.model.item(a.item).kind != ItemKind::Norm || a.via.is_some();
        let lines = self.answer.assignments.iter().filter(shown);
        lines.filter_map(|a| self.sure(a.status).map(|sure| (a, sure)))
    }

    fn sure(&self, status: Status) -> Option<Sure> {
        match (status, self.extent) {
            (Status::Certain, _) => Some(Sure::Certain),
            (Status::Later, _) => Some(Sure::Later),
            (Status::Possible, Extent::Possible) => Some(Sure::Possible),
            (Status::Possible, Extent::Certain) => None,
        }
    }

    /// The stages that occur, in the plan's order.
    fn lanes(&mut self) {
        let model = &self.plan.model;
        let steps = self.answer.escalations.iter();
        let steps = steps.filter(|e| self.sure(e.status).is_some()).map(|e| e.item);
        let items: BTreeSet<ItemId> = self.drawn().map(|(a, _)| a.item).chain(steps).collect();
        let mut stages: Vec<(usize, &str)> = items
            .iter()
            .map(|id| (model.stage_rank(model.item(*id).stage.as_deref()), self.stage(*id)))
            .collect();
        stages.sort_unstable();
        stages.dedup();
        let lane = |(_, stage): &(usize, &str)| Lane {
            title: match *stage {
                NO_STAGE => Words::new(NO_STAGE, "no stage given"),
                stage => Words::new(stage, stage),
            },
            flow: Flow::Ordered,
        };
        self.chart.lanes = stages.iter().map(lane).collect();
    }

    fn cell(&mut self, cell: Cell) -> usize {
        if let Some(node) = self.cells.get(&cell) {
            return *node;
        }
        let (unit, lane, place) = cell;
        let model = &self.plan.model;
        let node = Node {
            name: unit.map_or_else(String::new, |u| model.unit(u).name.clone()),
            shape: match (place, unit) {
                (Place::DeadEnd, _) => Shape::DeadEnd,
                (Place::Work, Some(unit)) => shape(model, unit),
                (Place::Work, None) => Shape::Nobody,
            },
            lane,
            items: 0,
            works: Vec::new(),
            holds: unit.map_or_else(Vec::new, |u| {
                model
                    .unit(u)
                    .members()
                    .iter()
                    .map(|m| model.unit(*m).name.clone())
                    .collect()
            }),
            centre: false,
            sure: Sure::Later,
        };
        self.chart.nodes.push(node);
        self.cells.insert(cell, self.chart.nodes.len() - 1);
        self.chart.nodes.len() - 1
    }

    fn work(&mut self, cell: Cell, work: Work) {
        let at = self.cell(cell);
        let Some(node) = self.chart.nodes.get_mut(at) else {
            return;
        };
        node.sure = node.sure.min(work.sure);
        let same = |w: &Work| w.action == work.action && w.clause == work.clause;
        match node.works.iter_mut().find(|w| same(w)) {
            Some(known) => known.role = known.role.min(work.role),
            None => node.works.push(work),
        }
    }

    /// Who does what at which stage.
    fn works(&mut self) {
        let own: Vec<(Cell, Work)> = self
            .drawn()
            .filter(|(a, _)| a.via.is_none() && (a.role.acts() || matches!(a.role, Role::Assist | Role::Receive)))
            .map(|(a, sure)| {
                (
                    (a.unit, self.lane(a.item), Place::Work),
                    self.work_of(a.item, a.role, sure),
                )
            })
            .collect();
        for (cell, work) in own {
            self.work(cell, work);
        }
    }

    fn work_of(&self, id: ItemId, role: Role, sure: Sure) -> Work {
        let item = self.plan.model.item(id);
        Work {
            role,
            action: item.action_text().to_owned(),
            deadline: item.deadline_text(),
            clause: item.clause().to_owned(),
            sure,
        }
    }

    /// What is handed over, reported and told.
    fn passed_on(&mut self) {
        let passes = |kind| matches!(kind, LinkKind::HandOver | LinkKind::Notify | LinkKind::Report);
        let lines: Vec<(ItemId, LinkKind, UnitId, UnitId, Sure)> = self
            .drawn()
            .filter_map(|(a, sure)| {
                let (kind, unit) = (a.via.filter(|k| passes(*k))?, a.unit?);
                Some((a.item, kind, unit, a.formerly.unwrap_or(unit), sure))
            })
            .collect();
        for (item, kind, unit, named, sure) in lines {
            let to = self.target(item, kind, unit, named);
            for from in self.senders(item) {
                self.bond(from, to, item, tie(kind), sure);
            }
        }
    }

    /// The cells of the units that act in an item.
    fn senders(&mut self, id: ItemId) -> Vec<Cell> {
        let lane = self.lane(id);
        let norm = self.plan.model.item(id).kind == ItemKind::Norm;
        let acting = |a: &&Assignment| a.item == id && a.via.is_none() && a.role.acts();
        let lines: Vec<(Option<UnitId>, Option<Sure>)> = self
            .answer
            .assignments
            .iter()
            .filter(acting)
            .map(|a| (a.unit, self.sure(a.status)))
            .collect();
        let mut out = Vec::new();
        for (unit, sure) in lines {
            let Some(sure) = sure else { continue };
            let cell = (unit, lane, Place::Work);
            if norm {
                let work = self.work_of(id, Role::Responsible, sure);
                self.work(cell, work);
            }
            out.push(cell);
        }
        out
    }

    /// Where something that is passed on arrives: at the work that takes it up, or nowhere.
    fn target(&self, id: ItemId, kind: LinkKind, unit: UnitId, named: UnitId) -> Cell {
        let lane = self.lane(id);
        if self.is_broken(id, kind, named) {
            return (Some(unit), lane, Place::DeadEnd);
        }
        let taking = self.plan.graph.followers(id, kind);
        let lanes: Vec<usize> = taking
            .into_iter()
            .map(|next| self.lane(next))
            .filter(|l| self.cells.contains_key(&(Some(unit), *l, Place::Work)))
            .collect();
        let next = lanes.iter().copied().filter(|l| *l >= lane).min();
        let place = next.or(lanes.iter().copied().max()).unwrap_or(lane);
        (Some(unit), place, Place::Work)
    }

    fn is_broken(&self, id: ItemId, kind: LinkKind, named: UnitId) -> bool {
        let mut broken = self.answer.broken_links.iter();
        broken.any(|b| b.item == id && b.to == named && b.kind == kind)
    }

    fn steps_up(&mut self) {
        for step in &self.answer.escalations {
            let Some(sure) = self.sure(step.status) else { continue };
            let lane = self.lane(step.item);
            let work = self.work_of(step.item, Role::Receive, sure);
            for to in &step.to {
                let broken = self.is_broken(step.item, LinkKind::EscalateTo, *to);
                let place = if broken { Place::DeadEnd } else { Place::Work };
                let target = (Some(*to), lane, place);
                self.work(target, work.clone());
                for from in &step.from {
                    self.bond((Some(*from), lane, Place::Work), target, step.item, Tie::Escalate, sure);
                }
            }
        }
    }

    fn bond(&mut self, from: Cell, to: Cell, id: ItemId, tie: Tie, sure: Sure) {
        let broken = to.2 == Place::DeadEnd;
        let (from, to) = (self.cell(from), self.cell(to));
        for end in [from, to] {
            if let Some(node) = self.chart.nodes.get_mut(end) {
                node.sure = node.sure.min(sure);
            }
        }
        if from == to {
            return;
        }
        let clause = self.plan.model.item(id).clause().to_owned();
        let bond = self.bonds.entry((from, to, sure)).or_default();
        *bond.ties.entry(tie).or_default() += 1;
        bond.clauses.push(clause);
        bond.broken += usize::from(broken);
    }

    /// The same unit at its next stage.
    fn goes_on(&mut self) {
        let mut before: BTreeMap<UnitId, usize> = BTreeMap::new();
        let cells: Vec<(Cell, usize)> = self.cells.iter().map(|(c, n)| (*c, *n)).collect();
        for ((unit, _, place), node) in cells {
            let (Some(unit), Place::Work) = (unit, place) else {
                continue;
            };
            if let Some(last) = before.insert(unit, node) {
                let bond = self.bonds.entry((last, node, Sure::Certain)).or_default();
                *bond.ties.entry(Tie::Goes).or_default() += 1;
            }
        }
    }

    fn finish(&mut self) {
        for ((from, to, sure), bond) in &self.bonds {
            let mut edge: Edge = bond.edge(&self.plan.model, *from, *to);
            // Beside something that is passed on, the line of the unit itself says nothing new.
            if edge.ties.len() > 1 {
                edge.ties.retain(|(tie, _)| *tie != Tie::Goes);
            }
            edge.sure = *sure;
            self.chart.edges.push(edge);
        }
        for node in &mut self.chart.nodes {
            node.items = node.works.len();
            node.works.sort_by_key(|w| (w.sure, w.role));
        }
        self.say_what_is_not_drawn();
    }

    fn say_what_is_not_drawn(&mut self) {
        let beside = |a: &&Assignment| matches!(a.via, Some(LinkKind::Guide | LinkKind::Supervise));
        let beside = self.drawn().filter(|(a, _)| beside(a)).count();
        if beside > 0 {
            self.chart.folded.push(Folded {
                note: words!(
                    "指导、监督 {beside} 处不在响应链上,未画出",
                    "{beside} lines of guidance and supervision are no part of the chain and are not drawn"
                ),
                names: Vec::new(),
            });
        }
        let open = self.answer.assignments.iter().filter(|a| a.status == Status::Possible);
        let open = open.map(|a| a.item).collect::<BTreeSet<_>>().len();
        if open > 0 && self.extent == Extent::Certain {
            self.chart.folded.push(Folded {
                note: words!(
                    "还有 {open} 条要看未查明的事实,未画出",
                    "{open} more items hang on facts not yet known and are not drawn"
                ),
                names: Vec::new(),
            });
        }
    }
}
