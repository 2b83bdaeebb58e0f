//! Who must act and how surely, without reasons, questions and gaps: the part of an answer that a batch needs.

use super::answer::Status;
use super::assign::today;
use super::index::{Case, Found, Scratch};
use super::matching::status;
use super::{Options, Router};
use crate::logic::Formula;
use crate::model::{FactId, ItemId, Role, Situation, Told, UnitId, ValueId};
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
    lines: Vec<BriefLine>,
}

impl Desk {
    /// The answer that was found last.
    #[must_use]
    pub fn lines(&self) -> &[BriefLine] {
        &self.lines
    }
}

impl Router<'_> {
    /// The assignments of an answer in its order: unit, role, item and certainty.
    #[must_use]
    pub fn brief(&self, situation: &Situation, options: Options) -> Vec<BriefLine> {
        let mut desk = Desk::default();
        let told = situation.facts.iter().map(|(fact, given)| (*fact, given.told()));
        match self.brief_whole(told, options, &mut desk) {
            Some(_) => desk.lines,
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
        let classes = &desk.whole.classes;
        let found = desk.found.iter().map(|f| (ItemId(f.condition), Status::Certain));
        let truth = |condition: &Formula| condition.eval(classes).then_some(Status::Certain);
        self.brief_lines(found, truth, options, &mut desk.lines);
        Some(self.prepared.applies.eval(classes))
    }

    /// The same for any case: what cases are measured against of which everything is given.
    #[must_use]
    pub fn brief_by_reasoning(&self, situation: &Situation, options: Options) -> Vec<BriefLine> {
        let world = &self.plan.world;
        let known = world.know(&self.plan.model, situation);
        let truth = |condition: &Formula| status(known.truth(world, condition));
        let mut out = Vec::new();
        self.brief_lines(self.matching_known(&known).iter(), truth, options, &mut out);
        out
    }

    /// The lines of the items that were found; `truth` tells how sure a condition is.
    fn brief_lines(
        &self,
        found: impl Iterator<Item = (ItemId, Status)>,
        truth: impl Fn(&Formula) -> Option<Status>,
        options: Options,
        out: &mut Vec<BriefLine>,
    ) {
        out.clear();
        for (item, status) in found {
            let scope = self.prepared.giving.get(item.index()).copied().flatten();
            if !scope.is_some_and(|scope| options.lists(scope)) {
                continue;
            }
            for (at, line) in self.lines(item).iter().enumerate() {
                let status = match line.when.is_always() {
                    true => Some(status),
                    false => truth(self.line_condition(item, at)),
                };
                let Some(status) = status else { continue };
                let unit = line.unit.and_then(|u| today(&self.plan.model, u, options.as_of).0);
                out.push(BriefLine {
                    unit,
                    role: line.role,
                    item,
                    status,
                });
            }
        }
        let name = |u: Option<UnitId>| u.map(|u| self.plan.model.unit(u).name.as_str());
        out.sort_by(|a, b| {
            let rank = |l: &BriefLine| self.prepared.ranks.get(l.item.index()).copied();
            rank(a)
                .cmp(&rank(b))
                .then_with(|| (a.role, name(a.unit)).cmp(&(b.role, name(b.unit))))
        });
    }
}
