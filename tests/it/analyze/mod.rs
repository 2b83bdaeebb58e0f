//! The analysis against a naive reference that tries every situation, against laws that it must obey, and on the real plans.

mod laws;
mod plans;
pub mod policy;
mod shown;
mod upward;
mod verdicts;
