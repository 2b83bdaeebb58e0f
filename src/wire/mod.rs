//! The JSON forms. Version 1 is fixed: fields are only ever added.

pub mod sarif;
pub mod v1;
