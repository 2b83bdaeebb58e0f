//! One file an endpoint, or a family of them.

pub mod batch;
pub mod check;
pub mod health;
pub mod openapi;
pub mod plans;
pub mod route;
