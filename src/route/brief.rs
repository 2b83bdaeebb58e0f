//! Who must act and how surely, without reasons, questions and gaps: the part of an answer that a batch needs.

use super::answer::Status;
use super::assign::today;
use super::index::{Case, Found, Scratch};
use super::line::Line;
use super::matching::status;
use super::{Options, Router};
use crate::logic::Formula;
use crate::model::{FactId, ItemId, Model, Role, Situation, Told, UnitId, ValueId};
use crate::world::Whole;

/// A unit with a role in an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BriefLine {
    /// The unit; `None` where the clause applies and names nobody.
    pub unit: Option<UnitId>,
    /// Its role.
    pub role: Role,
    /// The item.
    pub item: ItemId,
    /// How sure.
    pub status: Status,
}

/// What a brief answer needs on its way; kept, it need not be made again.
#[derive(Debug, Default)]
pub struct Desk {
    pub(super) whole: Whole,
    pub(super) case: Case,
    pub(super) scratch: Scratch,
    pub(super) found: Vec<Found>,
    /// The items that give lines, each by its place in an answer.
    order: Vec<(u32, ItemId, Status)>,
    lines: Vec<BriefLine>,
}

/// The lines of all items as brief answers need them: each item's by role and name, in few bytes.
#[derive(Debug, Clone)]
pub(super) struct LineTable {
    /// Where each item's lines begin; behind the last, where they end.
    starts: Vec<u32>,
    rows: Vec<Row>,
}

#[derive(Debug, Clone, Copy)]
struct Row {
    unit: Option<UnitId>,
    role: Role,
    /// Whether it stands as the item does.
    is_unlimited: bool,
    /// Its place among the item's lines.
    at: u32,
}

impl LineTable {
    pub(super) fn of(model: &Model, lines: &[Vec<Line>]) -> Self {
        let mut out = LineTable {
            starts: vec![0],
            rows: Vec::new(),
        };
        for lines in lines {
            let first = out.rows.len();
            out.rows.extend((0..).zip(lines).map(|(at, line)| Row {
                unit: line.unit,
                role: line.role,
                is_unlimited: line.when.is_always(),
                at,
            }));
            if let Some(rows) = out.rows.get_mut(first..) {
                rows.sort_by_key(|row| (row.role, name(model, row.unit)));
            }
            out.starts.push(u32::try_from(out.rows.len()).unwrap_or(u32::MAX));
        }
        out
    }

    fn of_item(&self, item: ItemId) -> &[Row] {
        let range = match self.starts.get(item.index()..) {
            Some([first, end, ..]) => *first as usize..*end as usize,
            _ => 0..0,
        };
        self.rows.get(range).unwrap_or(&[])
    }
}

fn name(model: &Model, unit: Option<UnitId>) -> Option<&str> {
    unit.map(|u| model.unit(u).name.as_str())
}

impl Desk {
    /// The answer that was found last.
    #[must_use]
    pub fn lines(&self) -> &[BriefLine] {
        &self.lines
    }

    /// The same, where nothing else is asked on this desk.
    #[must_use]
    pub fn into_lines(self) -> Vec<BriefLine> {
        self.lines
    }
}

impl Router<'_> {
    /// The assignments of an answer in its order: unit, role, item and certainty.
    #[must_use]
    pub fn brief(&self, situation: &Situation, options: Options) -> Vec<BriefLine> {
        let mut desk = Desk::default();
        let told = situation.facts.iter().map(|(fact, given)| (*fact, given.told()));
        match self.brief_whole(told, options, &mut desk) {
            Some(_) => desk.into_lines(),
            None => self.brief_by_reasoning(situation, options),
        }
    }

    /// The same where nothing is left to reason about ([`only_situation`](crate::world::World::only_situation)), else `None`. Tells
    /// whether the plan is for the case; the lines are found on the desk.
    pub fn brief_whole<V: Iterator<Item = ValueId>>(
        &self,
        told: impl Iterator<Item = (FactId, Told<V>)>,
        options: Options,
        desk: &mut Desk,
    ) -> Option<bool> {
        self.plan.world.only_situation(told, &mut desk.whole)?;
        self.find_whole(desk);
        let Desk {
            whole,
            found,
            order,
            lines,
            ..
        } = desk;
        let found = found.iter().map(|f| (ItemId(f.condition), Status::Certain));
        let truth = |condition: &Formula| condition.eval(&whole.classes).then_some(Status::Certain);
        self.brief_lines(found, truth, options, (order, lines));
        Some(self.prepared.applies.eval(&whole.classes))
    }

    /// The same for any case: what cases are measured against of which everything is given.
    #[must_use]
    pub fn brief_by_reasoning(&self, situation: &Situation, options: Options) -> Vec<BriefLine> {
        let world = &self.plan.world;
        let known = world.know(&self.plan.model, situation);
        let truth = |condition: &Formula| status(known.truth(world, condition));
        let mut out = Vec::new();
        self.brief_lines(
            self.matching_known(&known).iter(),
            truth,
            options,
            (&mut Vec::new(), &mut out),
        );
        out
    }

    /// The lines of the items that were found, in the order of an answer; `truth` tells how sure a condition is.
    fn brief_lines(
        &self,
        found: impl Iterator<Item = (ItemId, Status)>,
        truth: impl Fn(&Formula) -> Option<Status>,
        options: Options,
        (order, out): (&mut Vec<(u32, ItemId, Status)>, &mut Vec<BriefLine>),
    ) {
        order.clear();
        order.extend(found.filter_map(|(item, status)| {
            let scope = self.prepared.giving.get(item.index()).copied().flatten()?;
            let rank = self.prepared.ranks.get(item.index()).copied()?;
            options.lists(scope).then_some((rank, item, status))
        }));
        order.sort_unstable_by_key(|(rank, ..)| *rank);
        out.clear();
        for (_, item, status) in order {
            let first = out.len();
            for row in self.prepared.table.of_item(*item) {
                let status = match row.is_unlimited {
                    true => Some(*status),
                    false => truth(self.line_condition(*item, row.at as usize)),
                };
                let Some(status) = status else { continue };
                out.push(BriefLine {
                    unit: row.unit,
                    role: row.role,
                    item: *item,
                    status,
                });
            }
            if let (Some(_), Some(lines)) = (options.as_of, out.get_mut(first..)) {
                self.as_of(options, lines);
            }
        }
    }

    /// The units that stand for those of one item on the day that is asked for.
    fn as_of(&self, options: Options, lines: &mut [BriefLine]) {
        let model = &self.plan.model;
        for line in &mut *lines {
            line.unit = line.unit.and_then(|u| today(model, u, options.as_of).0);
        }
        lines.sort_by_key(|line| (line.role, name(model, line.unit)));
    }
}
