//! Answers and findings for people: words on a terminal. Each form is one file over the same values.

pub mod analyze;
pub mod counts;
pub mod diagnostics;
pub mod diff;
pub mod findings;
pub mod github;
pub mod impact;
pub mod import;
mod paint;
pub mod route;
pub mod tally;
pub mod trace;
pub mod trace_page;
pub mod why_not;

pub use paint::{Paint, columns, pad, wrap};
