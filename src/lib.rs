//! zeren 责任: a policy-and-responsibility rules engine.
//!
//! A plan (方案) written in the `.zr` language is compiled to a model and a graph of responsibilities, and asked who must act on a
//! situation, in what role, by when, and on which clause's authority. See `ARCHITECTURE.md` for the layers.

pub mod analyze;
#[cfg(feature = "cli")]
pub mod cli;
pub mod compile;
pub mod diagnostic;
pub mod diff;
pub mod document;
pub mod draft;
pub mod graph;
pub mod impact;
pub mod lint;
pub mod logic;
pub mod model;
pub mod reader;
#[cfg(feature = "cli")]
pub mod render;
pub mod resolve;
pub mod review;
pub mod revision;
pub mod route;
pub mod syntax;
pub mod text;
pub mod trace;
pub mod wire;
pub mod world;
