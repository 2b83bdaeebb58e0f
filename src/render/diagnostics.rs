//! Findings with the text they are about, underlined.

use std::fmt;

use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan,
    SpanContents, ThemeCharacters, ThemeStyles,
};

use super::Paint;
use crate::diagnostic::{Diagnostic, Lang, Severity};
use crate::text::{Source, Sources};

/// Lines longer than this are cut around the place, so that a file of one line stays readable.
const MAX_LINE: usize = 400;

/// At most this many further places of one finding are drawn; the other formats have all.
const MOST_LABELS: usize = 4;

/// Characters to draw with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strokes {
    /// Box-drawing characters.
    Unicode,
    /// ASCII only.
    Ascii,
}

/// Writes findings one after another.
#[must_use]
pub fn render(
    diagnostics: &[Diagnostic],
    sources: &Sources,
    lang: Lang,
    paint: Paint,
    strokes: Strokes,
    width: usize,
) -> String {
    let styles = if paint == Paint::Colour {
        ThemeStyles::ansi()
    } else {
        ThemeStyles::none()
    };
    let characters = if strokes == Strokes::Ascii {
        ThemeCharacters::ascii()
    } else {
        ThemeCharacters::unicode()
    };
    let handler = GraphicalReportHandler::new_themed(GraphicalTheme { characters, styles })
        .with_width(width)
        .with_context_lines(0)
        .without_cause_chain();
    let mut out = String::new();
    for d in diagnostics {
        let shown = Shown::new(d, sources, lang);
        // A report that cannot be drawn is still said.
        if handler.render_report(&mut out, &shown).is_err() {
            out.push_str(&format!("{} {}\n", d.code, d.message.get(lang)));
        }
    }
    out
}

struct Shown<'a> {
    code: String,
    message: String,
    help: Option<String>,
    severity: Severity,
    labels: Vec<LabeledSpan>,
    source: Option<View<'a>>,
}

impl<'a> Shown<'a> {
    fn new(d: &Diagnostic, sources: &'a Sources, lang: Lang) -> Self {
        let source = sources.get(d.primary.span.source).filter(|s| !s.text().is_empty());
        let mut help: Vec<String> = d.help.iter().map(|h| clipped(h.get(lang))).collect();
        if !d.witness.is_empty() {
            let facts: Vec<String> = d.witness_facts().collect();
            help.push(format!(
                "{}{}",
                lang.pick("例:", "example: "),
                clipped(&facts.join(","))
            ));
        }
        for elsewhere in d
            .related
            .iter()
            .take(MOST_LABELS)
            .filter(|l| l.span.source != d.primary.span.source)
        {
            let at = sources.start(elsewhere.span);
            let file = sources.get(elsewhere.span.source).map_or("", Source::name);
            help.push(format!(
                "{file}:{}:{} {}",
                at.line,
                at.column,
                elsewhere.words.get(lang)
            ));
        }
        if let Some(more) = d.related.len().checked_sub(MOST_LABELS).filter(|n| *n > 0) {
            help.push(if lang == Lang::Zh {
                format!("另有 {more} 处")
            } else {
                format!("and {more} more places")
            });
        }
        // Labels in other files are named in the help: one report shows one file.
        let labels = std::iter::once(&d.primary).chain(
            d.related
                .iter()
                .take(MOST_LABELS)
                .filter(|l| l.span.source == d.primary.span.source),
        );
        let spans = labels.map(|l| {
            let words = Some(l.words.get(lang).to_owned()).filter(|w| !w.is_empty());
            let length = source.map_or(0, |s| underlined(s, l.span.range()));
            LabeledSpan::new_with_span(words, SourceSpan::new((l.span.start as usize).into(), length))
        });
        Shown {
            code: d.code.to_string(),
            message: clipped(d.message.get(lang)),
            help: (!help.is_empty()).then(|| help.join("\n")),
            severity: d.severity,
            labels: spans.collect(),
            source: source.map(|source| View { source }),
        }
    }
}

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Shown<'_> {}

impl miette::Diagnostic for Shown<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.code))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Info => miette::Severity::Advice,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|h| Box::new(h) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.source.as_ref().map(|s| s as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        self.source.as_ref()?;
        Some(Box::new(self.labels.iter().cloned()))
    }
}

/// A source as miette reads it: lines found by index, columns counted in characters.
struct View<'a> {
    source: &'a Source,
}

impl SourceCode for View<'_> {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let source = self.source;
        if span.offset() > source.text().len() {
            return Err(MietteError::OutOfBounds);
        }
        let end = (span.offset() + span.len()).min(source.text().len());
        let first = source.line_index(span.offset()).saturating_sub(before);
        let last = (source.line_index(end) + after).min(source.line_count().saturating_sub(1));
        let mut range = source.line_range(first).start..source.line_range(last).end;
        if range.len() > MAX_LINE {
            range.start = floor(
                source.text(),
                range.start.max(span.offset().saturating_sub(MAX_LINE / 2)),
            );
            range.end = floor(source.text(), range.end.min(end + MAX_LINE / 2)).max(end);
        }
        let data = source.slice(range.clone()).as_bytes();
        let shown = SourceSpan::new(range.start.into(), range.len());
        // miette shows this column in the header, and counts on from it only to see where lines end.
        let column = source.position(span.offset()).column.saturating_sub(1);
        Ok(Box::new(MietteSpanContents::new_named(
            source.name().to_owned(),
            data,
            shown,
            first,
            column,
            last - first + 1,
        )))
    }
}

/// How many bytes of a span are underlined: not beyond its first line where it is long.
fn underlined(source: &Source, span: std::ops::Range<usize>) -> usize {
    if span.len() <= MAX_LINE {
        return span.len();
    }
    let line = source.line_range(source.line_index(span.start));
    floor(source.text(), line.end.min(span.start + MAX_LINE / 2)).saturating_sub(span.start)
}

/// A text of the user's in a message may be of any length: its beginning is enough.
fn clipped(text: &str) -> String {
    match text.char_indices().nth(MAX_LINE) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or("")),
        None => text.to_owned(),
    }
}

fn floor(text: &str, mut at: usize) -> usize {
    while at > 0 && !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
