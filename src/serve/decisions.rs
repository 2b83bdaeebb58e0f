//! The decision log.

use super::app::App;
use super::fault::Fault;
use super::question::Decided;

/// Where decisions are written down.
#[derive(Debug)]
pub struct DecisionLog;

impl DecisionLog {
    /// Whether it cannot be written.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        false
    }

    /// Writes.
    ///
    /// # Errors
    /// Where it cannot.
    pub async fn write(&self, _app: &App, _decided: &Decided, _id: &str, _client: &str) -> Result<(), Fault> {
        Ok(())
    }
}
