//! zeren 责任: a policy-and-responsibility rules engine.
//!
//! A plan (方案) written in the `.zr` language is compiled to a model and a graph of responsibilities, and asked who must act on a
//! situation, in what role, by when, and on which clause's authority. See `ARCHITECTURE.md` for the layers.
//!
//! A program that calls the engine needs [`Policy`], [`Facts`] and [`Routing`]: see [`engine`].

// The parser is generated for programs without `std`.
extern crate alloc;

pub mod analyze;
pub mod chart;
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
pub mod compile;
mod cores;
pub mod diagnostic;
pub mod diff;
pub mod document;
pub mod draft;
pub mod editor;
pub mod engine;
pub mod graph;
pub mod impact;
pub mod lint;
pub mod log;
pub mod logic;
#[cfg(feature = "lsp")]
pub mod lsp;
pub mod matrix;
pub mod model;
pub mod reader;
#[cfg(feature = "cli")]
pub mod render;
pub mod resolve;
pub mod review;
pub mod revision;
pub mod route;
#[cfg(feature = "serve")]
pub mod serve;
pub mod syntax;
pub mod text;
pub mod trace;
pub mod wire;
pub mod world;

pub use compile::{Compiled, compile};
pub use diagnostic::{Diagnostic, Lang};
pub use engine::{
    Addressed, Asked, BriefRouting, Desk, FactProblem, FactProblemKind, Facts, FactsError, Policy, PolicyError,
    RawValue, Registry, Routing, Routings,
};
pub use route::{Answer, Options, Scopes, Status};
pub use text::Source;
