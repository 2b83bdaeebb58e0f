//! The compiled router against the scan over every item, on the plans with their tests and on random policies; batch and replay.

#[cfg(feature = "batch")]
mod batch;
mod brief;
mod index;
mod levels;
mod random;
mod reasons;
mod same;
mod told;
