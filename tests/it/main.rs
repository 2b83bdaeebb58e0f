//! Integration tests: one module a feature.

mod analyze;
