//! One fault of documents, one file.

pub mod alias_conflict;
pub mod blank_left;
pub mod declared_count;
pub mod missing_annex;
pub mod odd_number;
pub mod soft_emergency;
pub mod undated;
