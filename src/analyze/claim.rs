//! What a witness must show when it is routed: the claim behind a finding, checked by the router's own decisions.

use crate::logic::Formula;
use crate::model::{ItemId, LinkKind, Role, Situation, UnitId};
use crate::route::{Probe, Probed, Router, Status};

/// A claim about one situation.
#[derive(Debug, Clone, Default)]
pub struct Claim {
    /// Holds for certain.
    pub region: Option<Formula>,
    /// Of each group, at least one holds for certain.
    pub holds: Vec<Vec<Test>>,
    /// None of these holds, not even possibly.
    pub fails: Vec<Test>,
}

/// A test of one item.
#[derive(Debug, Clone)]
pub struct Test {
    /// The item.
    pub item: ItemId,
    /// What of it.
    pub what: What,
}

/// What of an item is meant.
#[derive(Debug, Clone)]
pub enum What {
    /// The item applies.
    Applies,
    /// Some named unit must act in it.
    SomebodyActs,
    /// Some named unit has one of these roles in it.
    SomebodyAs(Vec<Role>),
    /// It names nobody to act.
    NobodyNamed,
    /// This unit has this role.
    UnitAs(UnitId, Role),
    /// This unit has this role, whoever decides.
    UnitBound(UnitId, Role),
    /// This unit has this role if whoever decides finds so, and else has it in no case.
    UnitAtDiscretion(UnitId, Role),
    /// One of these units has some role of its own (not merely by a link).
    AnyOf(Vec<UnitId>),
    /// It passes on to this unit.
    Sends(UnitId, LinkKind),
}

impl Claim {
    /// The claim that a region holds here.
    #[must_use]
    pub fn of(region: &Formula) -> Claim {
        Claim {
            region: Some(region.clone()),
            ..Claim::default()
        }
    }

    /// Adds a group of which at least one holds.
    #[must_use]
    pub fn holds(mut self, group: impl IntoIterator<Item = (ItemId, What)>) -> Self {
        self.holds
            .push(group.into_iter().map(|(item, what)| Test { item, what }).collect());
        self
    }

    /// Adds tests that fail.
    #[must_use]
    pub fn fails(mut self, tests: impl IntoIterator<Item = (ItemId, What)>) -> Self {
        self.fails
            .extend(tests.into_iter().map(|(item, what)| Test { item, what }));
        self
    }

    /// The items that it is about.
    #[must_use]
    pub fn items(&self) -> Vec<ItemId> {
        let mut out: Vec<ItemId> = self.holds.iter().flatten().chain(&self.fails).map(|t| t.item).collect();
        out.sort();
        out.dedup();
        out
    }

    /// Tells whether the router finds it so.
    #[must_use]
    pub fn is_confirmed(&self, router: &Router<'_>, situation: &Situation) -> bool {
        let probe = Probe::new(router, situation);
        let certain = |t: &Test| t.status(&probe) == Some(Status::Certain);
        let in_region = self
            .region
            .as_ref()
            .is_none_or(|r| probe.formula(r) == Some(Status::Certain));
        probe.is_consistent()
            && in_region
            && self.holds.iter().all(|group| group.iter().any(certain))
            && self.fails.iter().all(|t| t.status(&probe).is_none())
    }
}

impl Test {
    fn status(&self, probe: &Probe<'_, '_>) -> Option<Status> {
        let best = |fits: &dyn Fn(&Probed) -> bool| {
            probe
                .lines(self.item)
                .into_iter()
                .filter(|l| fits(l))
                .map(|l| l.status)
                .min()
        };
        match &self.what {
            What::Applies => probe.item(self.item),
            What::SomebodyActs => best(&|l| l.role.acts() && l.unit.is_some()),
            What::SomebodyAs(roles) => best(&|l| l.unit.is_some() && roles.contains(&l.role)),
            What::NobodyNamed => best(&|l| l.role.acts() && l.unit.is_none()),
            What::UnitAs(unit, role) => best(&|l| l.unit == Some(*unit) && l.role == *role),
            What::UnitBound(unit, role) => {
                best(&|l| l.unit == Some(*unit) && l.role == *role && l.bound == Some(Status::Certain))
            }
            What::UnitAtDiscretion(unit, role) => {
                best(&|l| l.unit == Some(*unit) && l.role == *role && l.bound.is_none())
            }
            What::AnyOf(units) => best(&|l| l.via.is_none() && l.unit.is_some_and(|u| units.contains(&u))),
            What::Sends(unit, kind) => best(&|l| l.unit == Some(*unit) && l.via == Some(*kind)),
        }
    }
}
