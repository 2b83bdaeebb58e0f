//! How a finding is mended, as changes of text.

use super::{Edit, Snapshot};
use crate::diagnostic::{Code, Diagnostic, Words};
use crate::lint;
use crate::syntax::ast::{Declaration, Value};
use crate::syntax::keyword::Keyword;
use crate::text::{Span, fold_name, nearness};
use crate::words;

/// Names are proposed up to so many.
const MOST: usize = 3;

/// A mend.
#[derive(Debug, Clone)]
pub struct Repair {
    /// What it does.
    pub title: Words,
    /// The changes.
    pub edits: Vec<Edit>,
    /// The place and kind of the finding that it mends.
    pub mends: (Span, Code),
    /// Whether it is most likely what is wanted.
    pub likely: bool,
}

/// What can be done about the findings that touch these bytes.
#[must_use]
pub fn repairs(snapshot: &Snapshot, at: Span) -> Vec<Repair> {
    let touches = |f: &&Diagnostic| {
        let s = f.primary.span;
        s.source == at.source && s.start <= at.end && at.start <= s.end
    };
    let mut out = Vec::new();
    for finding in snapshot.findings.iter().filter(touches) {
        let mender = Mender { snapshot, finding };
        out.extend(mender.nearest());
        out.extend(mender.new_unit());
        out.extend(mender.receiver());
        out.extend(mender.useless_allow());
        out.extend(mender.accept());
    }
    out
}

struct Mender<'s> {
    snapshot: &'s Snapshot,
    finding: &'s Diagnostic,
}

impl Mender<'_> {
    fn repair(&self, title: Words, edits: Vec<Edit>, likely: bool) -> Repair {
        Repair {
            title,
            edits,
            mends: (self.finding.primary.span, self.finding.code),
            likely,
        }
    }

    fn span(&self) -> Span {
        self.finding.primary.span
    }

    fn written(&self) -> String {
        let text = self.snapshot.compiled.sources.text(self.span());
        fold_name(text.trim_matches(|c| matches!(c, '"' | '“' | '”' | '「' | '」')))
    }

    /// Known names like the unknown one, the most alike first.
    fn alike(&self) -> Vec<String> {
        let Some(model) = self.snapshot.plan().map(|p| &p.model) else {
            return Vec::new();
        };
        let known: Vec<&str> = match self.finding.code {
            Code::UNKNOWN_UNIT => model
                .units
                .iter()
                .flat_map(|u| std::iter::once(&u.name).chain(&u.aliases))
                .map(String::as_str)
                .collect(),
            Code::UNKNOWN_FACT => model.facts.iter().map(|f| f.name.as_str()).collect(),
            Code::UNKNOWN_VALUE => model
                .facts
                .iter()
                .flat_map(|f| &f.values)
                .map(|v| v.name.as_str())
                .collect(),
            Code::UNKNOWN_STAGE => model.plan.stages.iter().map(String::as_str).collect(),
            Code::UNKNOWN_TOPIC => model.items.iter().filter_map(|i| i.topic.as_deref()).collect(),
            _ => return Vec::new(),
        };
        let written = self.written();
        let mut near: Vec<(usize, &str)> = known
            .into_iter()
            .filter_map(|k| nearness(&written, k).map(|d| (d, k)))
            .collect();
        near.sort_unstable();
        near.dedup();
        near.into_iter().take(MOST).map(|(_, k)| k.to_owned()).collect()
    }

    fn nearest(&self) -> Vec<Repair> {
        let alike = self.alike();
        let replace = |(index, name): (usize, &String)| {
            let edit = Edit {
                span: self.span(),
                text: name.clone(),
            };
            self.repair(words!("改为 `{name}`", "change to `{name}`"), vec![edit], index == 0)
        };
        alike.iter().enumerate().map(replace).collect()
    }

    /// An unknown unit: another name of a known one, or a unit to declare.
    fn new_unit(&self) -> Vec<Repair> {
        if self.finding.code != Code::UNKNOWN_UNIT {
            return Vec::new();
        }
        let written = self.written();
        let mut out = Vec::new();
        for name in self.alike() {
            if let Some(edit) = self.alias(&name, &written) {
                out.push(self.repair(
                    words!(
                        "`{written}` 是 `{name}` 的别名",
                        "`{written}` is another name of `{name}`"
                    ),
                    vec![edit],
                    false,
                ));
            }
        }
        if let Some(around) = self.around(self.span()) {
            let unit = self.word(Keyword::Unit, around);
            let at = around.span.start;
            let edit = Edit {
                span: Span {
                    start: at,
                    end: at,
                    ..around.span
                },
                text: format!("{unit} {written}\n\n"),
            };
            out.push(self.repair(
                words!("声明单位 `{written}`", "declare the unit `{written}`"),
                vec![edit],
                false,
            ));
        }
        out
    }

    /// The change that gives a unit another name.
    fn alias(&self, unit: &str, alias: &str) -> Option<Edit> {
        let model = &self.snapshot.plan()?.model;
        let at = model.unit(model.find_unit(unit)?).span;
        let d = self.around(at)?;
        let last = d
            .fields
            .iter()
            .filter(|f| f.key == Keyword::Aka)
            .find_map(|f| match &f.value {
                Value::Names(names) => names.last().map(|n| n.span.end),
                _ => None,
            });
        if let Some(end) = last {
            return Some(Edit {
                span: Span {
                    start: end,
                    end,
                    ..d.span
                },
                text: format!("、{alias}"),
            });
        }
        let field = format!("{}: {alias}", self.word(Keyword::Aka, d));
        Some(self.add_field(d, &field))
    }

    /// Nobody takes up what is passed on: a duty that does.
    fn receiver(&self) -> Option<Repair> {
        let (receiver, clause) = (self.finding.units.first()?, self.finding.clauses.first()?);
        if !self.finding.info.name.contains("without_receiver") {
            return None;
        }
        let d = self.around(self.span())?;
        let word = |k| self.word(k, d);
        let when = d.fields.iter().find(|f| f.key == Keyword::When);
        let when = when.map_or(String::new(), |f| {
            format!("  {}\n", self.snapshot.compiled.sources.text(f.span))
        });
        let text = format!(
            "\n\n{} {receiver}·接收 {{\n  {}: {clause}\n  {}: {receiver}\n{when}  {}: \"\"\n}}",
            word(Keyword::Duty),
            word(Keyword::Cites),
            word(Keyword::Receive),
            word(Keyword::Does),
        );
        let edit = Edit {
            span: Span {
                start: d.span.end,
                ..d.span
            },
            text,
        };
        Some(self.repair(
            words!(
                "补一条 `{receiver}` 的接收职责",
                "add a duty of `{receiver}` to receive"
            ),
            vec![edit],
            true,
        ))
    }

    /// An acceptance that nothing needs: out with it.
    fn useless_allow(&self) -> Option<Repair> {
        if self.finding.info.name != "unused_allow" {
            return None;
        }
        let d = self.around(self.span())?;
        let field = d
            .fields
            .iter()
            .find(|f| f.key == Keyword::Allow && f.span.start <= self.span().start && self.span().end <= f.span.end)?;
        let edit = Edit {
            span: field.span,
            text: String::new(),
        };
        Some(self.repair(words!("删去这条允许", "delete this acceptance"), vec![edit], true))
    }

    /// Accept the finding, with a reason to fill in.
    fn accept(&self) -> Option<Repair> {
        let found = lint::find(self.finding.info.name)?;
        let d = self.around(self.span())?;
        let can = crate::resolve::fields(d.keyword).contains(&Keyword::Allow);
        if !can || found.info.name == "unused_allow" {
            return None;
        }
        let (allow, because) = (self.word(Keyword::Allow, d), self.word(Keyword::BecauseWord, d));
        let field = format!("{allow}: {} {because} \"\"", found.info.name);
        Some(self.repair(
            words!("接受“{}”,并写明理由", "accept `{}`, with a reason", found.info.title_zh),
            vec![self.add_field(d, &field)],
            false,
        ))
    }

    /// The declaration around a place.
    fn around(&self, at: Span) -> Option<&Declaration> {
        let file = self.snapshot.file(at.source)?;
        file.declarations
            .iter()
            .find(|d| d.span.start <= at.start && at.end <= d.span.end)
    }

    /// A keyword in the language of the file.
    fn word(&self, keyword: Keyword, near: &Declaration) -> &'static str {
        keyword.spelling(self.snapshot.keyword_lang(near.span.source))
    }

    /// The change that adds a field at the end of a declaration.
    fn add_field(&self, d: &Declaration, field: &str) -> Edit {
        let text = self.snapshot.compiled.sources.text(d.span);
        let insert = |at: usize, text: String| {
            let at = d.span.start + u32::try_from(at).unwrap_or(0);
            Edit {
                span: Span {
                    start: at,
                    end: at,
                    ..d.span
                },
                text,
            }
        };
        match text.rfind(['}', '｝']).filter(|_| d.has_block) {
            None => insert(text.len(), format!(" {{ {field} }}")),
            Some(close) if text.contains('\n') => {
                let line = text.get(..close).map_or(close, |t| t.trim_end().len());
                insert(line, format!("\n  {field}"))
            }
            Some(close) => {
                let end = text.get(..close).map_or(close, |t| t.trim_end().len());
                insert(end, format!("  {field}"))
            }
        }
    }
}
