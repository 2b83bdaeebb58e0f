//! Tests of the whole: one module a feature.

mod analyze;
mod cli;
mod document_measure;
mod fixtures;
mod format;
mod hostile;
mod language;
mod layers;
mod lint;
mod resolve;
mod syntax;
mod trace;
