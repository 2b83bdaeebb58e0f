//! Checks plans beside the loop, one at a time, so that no key waits for the analysis. What was found of a text that has changed since is
//! dropped by whoever takes it up.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use crate::check::check;
use crate::compile::Compiled;
use crate::diagnostic::Diagnostic;
use crate::lint::{Levels, Settings};

/// A plan to be checked.
#[derive(Debug)]
pub struct Job {
    /// The plan's place.
    pub place: PathBuf,
    /// Which compilation of it.
    pub round: u64,
    /// The plan.
    pub compiled: Arc<Compiled>,
    /// What compiling found.
    pub found: Vec<Diagnostic>,
    /// The levels of findings in its folder.
    pub levels: Levels,
}

/// What a check found.
#[derive(Debug)]
pub struct Checked {
    /// The plan's place.
    pub place: PathBuf,
    /// Which compilation of it.
    pub round: u64,
    /// All that is wrong.
    pub findings: Vec<Diagnostic>,
}

/// The check under way, if any.
#[derive(Debug, Default)]
pub struct Checking {
    /// Where the result comes from, and what stands for it where the check breaks.
    under_way: Option<(Receiver<Checked>, Checked)>,
}

impl Checking {
    /// Whether a check is under way.
    pub fn is_under_way(&self) -> bool {
        self.under_way.is_some()
    }

    /// Begins a check. Only where none is under way.
    pub fn begin(&mut self, job: Job) {
        let (send, receive) = channel();
        let instead = Checked {
            place: job.place.clone(),
            round: job.round,
            findings: job.found.clone(),
        };
        self.under_way = Some((receive, instead));
        // Whoever no longer listens does not need the result.
        std::thread::spawn(move || drop(send.send(job.run())));
    }

    /// What the check found, once it is done; what compiling found, where it broke.
    pub fn done(&mut self) -> Option<Checked> {
        let checked = match self.under_way.as_ref()?.0.try_recv() {
            Err(TryRecvError::Empty) => return None,
            received => received.ok(),
        };
        let (_, instead) = self.under_way.take()?;
        Some(checked.unwrap_or(instead))
    }
}

impl Job {
    fn run(self) -> Checked {
        let settings = Settings {
            levels: self.levels,
            ..Settings::default()
        };
        let findings = match &self.compiled.plan {
            None => self.found,
            Some(plan) => check(plan, &self.compiled.sources, self.found, &settings),
        };
        Checked {
            place: self.place,
            round: self.round,
            findings,
        }
    }
}
