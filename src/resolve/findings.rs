//! What resolution has found wrong so far. Bounded, so that a hostile file costs neither memory nor time.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::text::nearest;
use crate::words;

/// After this many findings the rest is counted, and not kept.
const MAX_FINDINGS: usize = 1_000;
/// Comparisons of words that all suggestions together may cost.
const MAX_COMPARISONS: usize = 1_000_000;

/// The findings of one resolution.
#[derive(Debug, Default)]
pub struct Findings {
    list: Vec<Diagnostic>,
    reported: usize,
    errors: usize,
    comparisons: std::cell::Cell<usize>,
}

impl Findings {
    /// Adds a finding.
    pub fn push(&mut self, problem: Diagnostic) {
        self.reported += 1;
        self.errors += usize::from(problem.severity == Severity::Error);
        match self.list.len() {
            n if n < MAX_FINDINGS => self.list.push(problem),
            MAX_FINDINGS => {
                let place = problem.primary.span;
                self.list.push(Diagnostic::new(
                    Code::TOO_MANY,
                    place,
                    words!("错误太多,其余未报", "too many mistakes; the rest is not reported"),
                ));
            }
            _ => {}
        }
    }

    /// How many were reported, kept or not.
    pub fn reported(&self) -> usize {
        self.reported
    }

    /// How many of them are errors.
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// The findings that were kept.
    pub fn into_list(self) -> Vec<Diagnostic> {
        self.list
    }

    /// The known word that `written` is nearest to, as long as there is time to look.
    pub fn suggest<'k>(&self, written: &str, known: impl IntoIterator<Item = &'k str>) -> Option<String> {
        let known: Vec<&str> = known.into_iter().collect();
        let spent = self.comparisons.get().saturating_add(known.len());
        if self.list.len() >= MAX_FINDINGS || spent > MAX_COMPARISONS {
            return None;
        }
        self.comparisons.set(spent);
        nearest(written, known).map(ToOwned::to_owned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{SourceId, Span};

    #[test]
    fn words_are_suggested_until_that_costs_too_much_or_nobody_would_see_it() {
        let near = |findings: &Findings, known: usize| findings.suggest("市公安据", vec!["市公安局"; known]).is_some();
        // Comparisons: as many as are allowed, and not one more; what would be too many is not begun.
        let findings = Findings::default();
        assert!(near(&findings, MAX_COMPARISONS - 2));
        assert!(!near(&findings, 3));
        assert!(near(&findings, 2));
        assert!(!near(&findings, 1));
        // Findings: after the last that is kept.
        let mut findings = Findings::default();
        let mut push = || {
            let nowhere = Span::new(SourceId(0), 0..0);
            findings.push(Diagnostic::new(Code::CYCLE, nowhere, words!("圈", "a circle")));
            near(&findings, 1)
        };
        let suggested = (0..MAX_FINDINGS + 1).filter(|_| push()).count();
        assert_eq!(suggested, MAX_FINDINGS - 1);
    }
}
