//! Who must act and how surely, without reasons, questions and gaps: the part of an answer that a batch needs.

use super::answer::Status;
use super::assign::today;
use super::matching::{Matching, status};
use super::{Options, Router};
use crate::logic::Formula;
use crate::model::{ItemId, Role, Situation, UnitId};

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

impl Router<'_> {
    /// The assignments of an answer in its order: unit, role, item and certainty.
    #[must_use]
    pub fn brief(&self, situation: &Situation, options: Options) -> Vec<BriefLine> {
        match self.plan.world.only_situation(situation) {
            Some(whole) => {
                let holds = |condition: &Formula| condition.eval(&whole.classes).then_some(Status::Certain);
                self.brief_lines(&self.matching_whole(&whole), holds, options)
            }
            None => self.brief_by_reasoning(situation, options),
        }
    }

    /// The same for any case: what cases are measured against of which everything is given.
    #[must_use]
    pub fn brief_by_reasoning(&self, situation: &Situation, options: Options) -> Vec<BriefLine> {
        let world = &self.plan.world;
        let known = world.know(&self.plan.model, situation);
        let truth = |condition: &Formula| status(known.truth(world, condition));
        self.brief_lines(&self.matching_known(&known), truth, options)
    }

    /// The lines of the items that were found; `truth` tells how sure a condition is.
    fn brief_lines(
        &self,
        matching: &Matching,
        truth: impl Fn(&Formula) -> Option<Status>,
        options: Options,
    ) -> Vec<BriefLine> {
        let mut out = Vec::new();
        for (item, status) in matching.iter() {
            let model = self.plan.model.item(item);
            if !options.lists(model) || model.overdue.is_some() {
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
        out
    }
}
