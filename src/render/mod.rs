//! Answers and findings for people: words on a terminal. Each form is one file over the same values.

pub mod diagnostics;
mod paint;
pub mod route;
pub mod trace;
pub mod trace_page;
pub mod why_not;

pub use paint::{Paint, columns, pad, wrap};
