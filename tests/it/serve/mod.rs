//! The service as a caller and an operator meet it.

mod answers;
mod decisions;
mod document;
mod doors;
mod load;
mod reloads;
pub mod service;
mod views;
