//! The compiled router against the scan over every item: on the plans with their cases, and on random policies with random facts.

mod random;
mod same;
