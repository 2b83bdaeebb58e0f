//! One file an endpoint, or a family of them.

pub mod health;
pub mod route;
