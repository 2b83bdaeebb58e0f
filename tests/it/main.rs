//! One test binary; one module a feature.

mod analyze;
mod document_measure;
