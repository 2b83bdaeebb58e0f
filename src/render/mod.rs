//! Answers and findings for people: words on a terminal. Each form is one file over the same values.

pub mod analyze;
pub mod counts;
pub mod diagnostics;
pub mod diff;
#[cfg(feature = "office")]
pub mod dispatch;
#[cfg(feature = "office")]
pub mod docx;
mod escape;
pub mod findings;
pub mod github;
pub mod graph;
pub mod impact;
pub mod import;
pub mod matrix;
mod paint;
#[cfg(feature = "office")]
pub mod paper;
pub mod replay;
#[cfg(feature = "office")]
pub mod report;
pub mod route;
pub mod sheet;
pub mod tally;
pub mod trace;
pub mod trace_page;
pub mod update;
pub mod why_not;

pub use paint::{Paint, columns, pad, wrap};
