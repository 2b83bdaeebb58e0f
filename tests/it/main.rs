//! One test binary; one module a feature.

mod document_measure;
mod lint;
