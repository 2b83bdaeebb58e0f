//! A second evaluator, plain and slow: it tries every situation one by one, as docs/reference.md says, and shares nothing with the
//! engine but the parsed model. Random policies of every construct are asked of both.
//!
//! `ZEREN_MORE=20 cargo test --test it naive` tries more. A failure shows the policy as text, shrunk; its seed goes to a file in
//! `regressions/`, which is committed, and is tried again ever after.

pub mod answer;
pub mod policy;
pub mod world;

mod differences;
mod regressions;
mod routing;
mod why_not;

use proptest::prelude::ProptestConfig;
use proptest::test_runner::FileFailurePersistence;

use crate::analyze::policy::cases;

/// So many random cases (more with `ZEREN_MORE`), with the seeds of failures in a file of this name.
pub fn config(few: u32, file: &'static str) -> ProptestConfig {
    ProptestConfig {
        cases: cases(few),
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct(file))),
        max_shrink_iters: 2_000,
        ..ProptestConfig::default()
    }
}
