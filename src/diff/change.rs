//! What differs between two plans.

use crate::model::{ItemId, Role, Situation};

use super::merge::Side;
use super::pair::Units;

/// The differences of two plans.
#[derive(Debug, Clone)]
pub struct Diff {
    /// The units, matched.
    pub units: Units,
    /// Units that gain or lose a role in some situations.
    pub roles: Vec<RoleChange>,
    /// Deadlines that differ where both apply.
    pub deadlines: Vec<DeadlineChange>,
    /// Work that binds a unit under one plan and is left to it under the other.
    pub discretion: Vec<DiscretionChange>,
    /// Escalations that only one plan has, in some situations.
    pub escalations: Vec<EscalationChange>,
    /// Programme items (no situation) of one plan alone: topic, unit, role.
    pub programmes: Vec<(Side, String, usize, Role)>,
    /// Topics that only one plan has.
    pub topics: Vec<(Side, String)>,
    /// Questions that reached the limits: topic and unit.
    pub open: Vec<(String, usize)>,
}

/// A situation that proves a difference.
#[derive(Debug, Clone)]
pub struct Proof {
    /// The situation in the words of each plan.
    pub sides: [Situation; 2],
    /// Whether routing both plans confirms it.
    pub confirmed: bool,
    /// The largest regions in words.
    pub regions: Vec<String>,
    /// Whether there are more.
    pub more: bool,
}

/// A unit has a role in one plan and not in the other.
#[derive(Debug, Clone)]
pub struct RoleChange {
    /// The joint unit.
    pub unit: usize,
    /// The plan that gives it the role: the first one, then it is lost; the second one, then it is gained.
    pub in_plan: Side,
    /// The role.
    pub role: Role,
    /// The topic.
    pub topic: String,
    /// The items of the plan that gives it.
    pub items: Vec<ItemId>,
    /// The roles that it has there in the other plan instead.
    pub instead: Vec<Role>,
    /// Who has the role there in the other plan instead.
    pub others: Vec<usize>,
    /// The situation.
    pub proof: Proof,
}

/// One action, two deadlines.
#[derive(Debug, Clone)]
pub struct DeadlineChange {
    /// The joint unit.
    pub unit: usize,
    /// The topic.
    pub topic: String,
    /// The item of each plan.
    pub items: [ItemId; 2],
    /// The deadline of each plan.
    pub deadlines: [Option<String>; 2],
    /// The situation.
    pub proof: Proof,
}

/// One action that a unit must take under one plan and may take under the other.
#[derive(Debug, Clone)]
pub struct DiscretionChange {
    /// The joint unit.
    pub unit: usize,
    /// The topic.
    pub topic: String,
    /// The role; `None` of a norm.
    pub role: Option<Role>,
    /// Which way it goes.
    pub leeway: Leeway,
    /// The item of each plan.
    pub items: [ItemId; 2],
    /// The situation.
    pub proof: Proof,
}

/// What becomes of a unit's discretion, from the first plan to the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leeway {
    /// It had to act, and now may: 应当 → 可以.
    Granted,
    /// It could act, and now must: 可以 → 应当.
    Withdrawn,
}

/// An escalation of one plan alone.
#[derive(Debug, Clone)]
pub struct EscalationChange {
    /// The plan that has it.
    pub in_plan: Side,
    /// The joint units at both ends.
    pub ends: (usize, usize),
    /// The topic.
    pub topic: String,
    /// The items.
    pub items: Vec<ItemId>,
    /// The situation.
    pub proof: Proof,
}

impl Diff {
    /// Whether the plans say the same.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.roles.is_empty()
            && self.deadlines.is_empty()
            && self.discretion.is_empty()
            && self.escalations.is_empty()
            && self.programmes.is_empty()
            && self.open.is_empty()
    }
}
