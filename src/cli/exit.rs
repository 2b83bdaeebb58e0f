//! Exit statuses.

use super::args::Global;
use super::output;
use crate::diagnostic::Words;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Done, nothing to complain of.
    Clean,
    /// Done, with findings (or no unit found, or a test failed).
    Findings,
    /// Could not do it.
    Failed,
}

impl Exit {
    /// How a command ended; what kept it from doing its work is said on standard error.
    pub fn of(done: Result<Exit, Words>, global: &Global) -> Exit {
        done.unwrap_or_else(|problem| {
            output::err(&format!("{}\n", problem.get(global.lang())));
            Exit::Failed
        })
    }
}

impl std::process::Termination for Exit {
    fn report(self) -> std::process::ExitCode {
        std::process::ExitCode::from(match self {
            Exit::Clean => 0,
            Exit::Findings => 1,
            Exit::Failed => 2,
        })
    }
}
