//! How often each kind of fault was found.

use std::fmt::Write as _;

use super::paint::{Paint, pad};
use crate::diagnostic::{CodeInfo, Diagnostic, Lang, Severity};

/// One line a kind: code, headline, count; the severe ones first.
#[must_use]
pub fn render(diagnostics: &[Diagnostic], lang: Lang, paint: Paint) -> String {
    let mut kinds: Vec<(&CodeInfo, Severity, usize)> = Vec::new();
    for d in diagnostics {
        match kinds
            .iter_mut()
            .find(|(info, severity, _)| info.code == d.code && *severity == d.severity)
        {
            Some((_, _, n)) => *n += 1,
            None => kinds.push((d.info, d.severity, 1)),
        }
    }
    kinds.sort_by_key(|(info, severity, _)| (std::cmp::Reverse(*severity), info.code));
    let mut out = String::new();
    for (info, severity, n) in kinds {
        let code = info.code.to_string();
        let painted = match severity {
            Severity::Error => paint.red(&code),
            Severity::Warning => paint.yellow(&code),
            Severity::Info => paint.dim(&code),
        };
        let _ = writeln!(
            out,
            "{painted}  {} {n:>4}  {}",
            pad(info.title(lang), 28),
            paint.dim(info.name)
        );
    }
    out
}
