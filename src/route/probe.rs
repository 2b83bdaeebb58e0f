//! The same decisions as an answer's, for a few items only: what an analysis checks its witnesses with.

use super::Router;
use super::View;
use super::answer::Status;
use crate::logic::Formula;
use crate::model::{Condition, ItemId, LinkKind, Role, Situation, UnitId};
use crate::world::Known;

/// One situation, ready for questions about single items.
#[derive(Debug)]
pub struct Probe<'a, 'p> {
    router: &'a Router<'p>,
    situation: &'a Situation,
    known: Known,
}

/// A line of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Probed {
    /// The unit; `None` where the text names nobody.
    pub unit: Option<UnitId>,
    /// Its role.
    pub role: Role,
    /// The link by which it comes in.
    pub via: Option<LinkKind>,
    /// How sure.
    pub status: Status,
    /// How sure where nobody uses the discretion that the text leaves; `None` where it then holds in no case.
    pub bound: Option<Status>,
}

impl<'a, 'p> Probe<'a, 'p> {
    /// Works out what a situation makes known.
    #[must_use]
    pub fn new(router: &'a Router<'p>, situation: &'a Situation) -> Self {
        let known = router.plan.world.know(&router.plan.model, situation);
        Probe {
            router,
            situation,
            known,
        }
    }

    /// Whether the situation meets all constraints.
    #[must_use]
    pub fn is_consistent(&self) -> bool {
        self.known.contradicted.is_empty()
    }

    /// Whether an item applies; `None` where it applies in no case.
    #[must_use]
    pub fn item(&self, id: ItemId) -> Option<Status> {
        self.view().status(self.router.condition(id))
    }

    /// Whether a formula of the plan's world holds; `None` where it holds in no case.
    #[must_use]
    pub fn formula(&self, formula: &Formula) -> Option<Status> {
        self.view().status(formula)
    }

    /// The lines of an item that hold or may hold.
    #[must_use]
    pub fn lines(&self, id: ItemId) -> Vec<Probed> {
        let view = self.view();
        let lines = view.router.lines(id).iter().enumerate().filter_map(|(at, line)| {
            let status = view.status(view.router.line_condition(id, at))?;
            Some(Probed {
                unit: line.unit,
                role: line.role,
                via: line.via,
                status,
                bound: self.bound(id, &line.when, status),
            })
        });
        lines.collect()
    }

    /// The status of a line where nobody uses discretion, from its status where everybody does.
    fn bound(&self, id: ItemId, when: &Condition, status: Status) -> Option<Status> {
        let plan = self.router.plan;
        let whole = &plan.model.item(id).condition;
        if !whole.has_discretion() && !when.has_discretion() {
            return Some(status);
        }
        let strict = [whole, when].map(|c| plan.world.without_discretion(c));
        self.view().status(&Formula::and(strict))
    }

    fn view(&self) -> View<'_, 'p> {
        View {
            plan: self.router.plan,
            router: self.router,
            situation: self.situation,
            known: &self.known,
            matching: None,
        }
    }
}
