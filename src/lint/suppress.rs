//! Suppressions: `允许: 无时限 因 "…"` in an item or a unit silences a finding there. One that silences nothing is itself a finding.

use super::Levels;
use super::one_fault::{known, may_be_one};
use super::page::nearest_name;
use super::registry::is_analysed;
use super::run::within;
use crate::diagnostic::{Code, Diagnostic, Excuse, Severity};
use crate::model::{Allow, Model};
use crate::text::Span;
use crate::words;

/// The suppressions of a plan.
#[derive(Debug)]
pub struct Suppressions {
    list: Vec<Suppression>,
}

#[derive(Debug)]
struct Suppression {
    allow: Allow,
    code: Option<Code>,
    /// The item, or the unit's name.
    place: Span,
    /// The unit's name, for a suppression in a unit.
    unit: Option<String>,
    used: bool,
}

impl Suppressions {
    /// Collects the suppressions of a plan.
    #[must_use]
    pub fn of(model: &Model) -> Self {
        let items = model
            .items
            .iter()
            .flat_map(|i| i.allows.iter().map(|a| (a, i.span, None)));
        let units = model
            .units
            .iter()
            .flat_map(|u| u.allows.iter().map(|a| (a, u.span, Some(u.name.clone()))));
        let list = items.chain(units).map(|(allow, place, unit)| Suppression {
            allow: allow.clone(),
            code: known(&allow.what).map(|i| i.code),
            place,
            unit,
            used: false,
        });
        Suppressions { list: list.collect() }
    }

    /// Whether a finding is silenced where it stands.
    pub fn silence(&mut self, finding: &Diagnostic) -> bool {
        if finding.severity == Severity::Error {
            return false;
        }
        let mut silenced = false;
        for s in self
            .list
            .iter_mut()
            .filter(|s| s.code == Some(finding.code) && within(finding.primary.span, s.place))
        {
            s.used = true;
            silenced = true;
        }
        silenced
    }

    /// What is excused, given what is found without excuses. A suppression of one code is meant for every code of the same fault.
    pub fn excuse(&mut self, findings: &[Diagnostic]) -> Vec<Excuse> {
        let mut excused = Vec::new();
        for s in &mut self.list {
            let Some(code) = s.code else { continue };
            let touched: Vec<Code> = findings
                .iter()
                .filter(|d| may_be_one(code, d.code) && s.touches(d))
                .map(|d| d.code)
                .collect();
            s.used |= !touched.is_empty();
            for code in touched {
                let excuse = Excuse { code, place: s.place };
                if !excused.contains(&excuse) {
                    excused.push(excuse);
                }
            }
        }
        excused
    }

    /// Findings about suppressions that silenced nothing. What is switched off or did not run (`analysed`) cannot be judged.
    #[must_use]
    pub fn unused(&self, levels: &Levels, analysed: bool) -> Vec<Diagnostic> {
        let lint = &super::rules::unused_allow::LINT;
        let judged = |s: &&Suppression| {
            !s.used
                && s.code
                    .is_none_or(|c| (analysed || !is_analysed(c)) && !levels.is_off(c))
        };
        let finding = |s: &Suppression| {
            let what = &s.allow.what;
            match s.code {
                Some(_) => lint
                    .at(
                        s.allow.span,
                        words!("`允许: {what}` 没有消掉任何问题", "`allow: {what}` silences nothing"),
                    )
                    .help(words!(
                        "问题已经改掉,就删去这一栏",
                        "the fault is gone: take the field away"
                    )),
                None => {
                    let near = nearest_name(what).map(|n| words!("是不是 `{n}`?", "did you mean `{n}`?"));
                    let help = near
                        .unwrap_or_else(|| words!("`zeren explain` 列出全部规则", "`zeren explain` lists all lints"));
                    lint.at(s.allow.span, words!("没有规则 `{what}`", "there is no lint `{what}`"))
                        .help(help)
                }
            }
        };
        self.list.iter().filter(judged).map(finding).collect()
    }
}

impl Suppression {
    fn touches(&self, finding: &Diagnostic) -> bool {
        spans_of(finding).any(|span| within(span, self.place))
            || (self.unit.is_some() && finding.units.first() == self.unit.as_ref())
    }
}

/// The places of a finding, the primary one first.
pub fn spans_of(finding: &Diagnostic) -> impl Iterator<Item = Span> {
    std::iter::once(finding.primary.span).chain(finding.related.iter().map(|l| l.span))
}
