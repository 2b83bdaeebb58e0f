//! What a plan means: units, facts, conditions, items, each with its clause and its place in the text.
//!
//! Resolved: names are ids. Knows nothing of how the text was written, nor of how questions are answered.

mod clause;
mod condition;
mod deadline;
mod fact;
mod id;
mod item;
mod kind;
mod plan;
mod role;
mod situation;
mod test;
mod unit;

pub use clause::{Clause, Outline, ordinal};
pub use condition::{Condition, Discretion, Leaf};
pub use deadline::{Anchor, Deadline, TimeUnit};
pub use fact::{Children, Constraint, Fact, FactType, FactValue};
pub use id::{FactId, ItemId, UnitId, ValueId};
pub use item::{
    ActorSource, Allow, Enforcement, Item, ItemKind, Link, LinkKind, LocalName, Modality, Overdue, Party, Scope,
    Strength, Target,
};
pub use kind::{Kind, is_body, is_judicial};
pub use plan::{Blank, Concerns, Count, Date, Model, Period, Plan, Requirement, Unencoded};
pub use role::Role;
pub use situation::{Given, Situation, Told};
pub use test::{Expectation, Test, Who};
pub use unit::{Unit, UnitForm};
