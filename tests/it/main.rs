//! Tests of the whole: one module a feature.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::type_complexity,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a test that meets the unexpected is to fail"
)]

mod analyze;
mod cli;
#[cfg(feature = "office")]
mod commands;
#[cfg(feature = "cli")]
mod conformance;
#[cfg(all(feature = "serve", unix))]
mod console;
mod dispatch;
mod document_measure;
mod docx;
#[cfg(all(feature = "office", feature = "serve", feature = "lsp"))]
mod doors;
mod fixtures;
mod format;
mod graph;
mod growth;
mod hostile;
mod import;
mod import_measure;
mod language;
mod layers;
mod limits;
mod lint;
#[cfg(feature = "cli")]
mod lint_borders;
mod lint_documents;
mod logic;
mod lsp;
mod matrix;
mod naive;
mod neovim;
mod reader;
mod report;
mod reproducible;
mod resolve;
mod routing;
#[cfg(all(feature = "batch", feature = "office", feature = "import"))]
mod schemas;
#[cfg(all(feature = "serve", unix))]
mod serve;
mod syntax;
mod trace;
