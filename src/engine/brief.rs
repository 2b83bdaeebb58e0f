//! Who must act on a case, without reasons, questions and gaps.

use super::error::FactsError;
use super::facts::Facts;
use super::policy::Policy;
use crate::model::Situation;
use crate::route::{BriefLine, Options, Status};
use crate::wire::v1;

/// The assignments of one case.
#[derive(Debug)]
pub struct BriefRouting<'p> {
    policy: &'p Policy,
    situation: Situation,
    options: Options,
    lines: Vec<BriefLine>,
}

impl Policy {
    /// Who must act on a case and how surely; several times faster than the whole answer.
    ///
    /// # Errors
    /// Where a word of the facts is not the policy's.
    pub fn brief_with(&self, facts: &Facts, options: Options) -> Result<BriefRouting<'_>, FactsError> {
        Ok(self.brief(self.situation(facts)?, options))
    }

    /// The same of a situation that is already in the model's terms.
    #[must_use]
    pub fn brief(&self, situation: Situation, options: Options) -> BriefRouting<'_> {
        let lines = self.router().brief(&situation, options);
        BriefRouting {
            policy: self,
            situation,
            options,
            lines,
        }
    }
}

impl<'p> BriefRouting<'p> {
    /// The assignments in the model's terms.
    #[must_use]
    pub fn lines(&self) -> &[BriefLine] {
        &self.lines
    }

    /// Whether some unit must act for certain.
    #[must_use]
    pub fn found_somebody(&self) -> bool {
        self.lines
            .iter()
            .any(|l| l.status == Status::Certain && l.unit.is_some())
    }

    /// Writes the members of the form `zeren.brief/v1` as JSON, without the braces around them: a caller adds its own before.
    pub fn write_members(&self, out: &mut Vec<u8>) {
        self.policy
            .phrases()
            .write(&self.situation, self.options, &self.lines, out);
    }

    /// The assignments in the form `zeren.brief/v1`, ready to be serialized.
    #[must_use]
    pub fn wire(&self) -> v1::Brief<'_> {
        v1::brief(
            self.policy.model(),
            self.policy.digest(),
            &self.situation,
            self.options,
            &self.lines,
        )
    }
}
