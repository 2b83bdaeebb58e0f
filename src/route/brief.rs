//! Who must act and how surely, without reasons, questions and gaps: the part of an answer that a batch needs.

use super::answer::Status;
use super::assign::today;
use super::{Options, Router, View};
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
        let known = self.plan.world.know(&self.plan.model, situation);
        let matching = self.matching_known(&known);
        let view = View {
            plan: self.plan,
            router: self,
            situation,
            known: &known,
            matching: Some(&matching),
        };
        let mut out = Vec::new();
        for (item, status) in matching.iter() {
            let model = self.plan.model.item(item);
            if !view.listed(model, options) || model.overdue.is_some() {
                continue;
            }
            for (at, line) in view.lines(item).iter().enumerate() {
                let status = if line.when.is_always() {
                    Some(status)
                } else {
                    view.status(view.line_condition(item, at))
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
