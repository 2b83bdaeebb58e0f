//! One file an endpoint, or a family of them.

pub mod batch;
pub mod case;
pub mod check;
pub mod draft;
pub mod health;
pub mod openapi;
pub mod plans;
pub mod route;
pub mod views;
