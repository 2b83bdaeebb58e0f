//! Findings as annotations of GitHub Actions: one workflow command a finding.

use crate::diagnostic::{Diagnostic, Lang, Severity};
use crate::text::{Source, Sources};

/// Writes one line for each finding.
pub fn render<'a>(findings: impl Iterator<Item = (&'a Diagnostic, &'a Sources)>, lang: Lang) -> String {
    findings.map(|(d, sources)| line(d, sources, lang)).collect()
}

fn line(d: &Diagnostic, sources: &Sources, lang: Lang) -> String {
    let command = match d.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let (start, end) = (sources.start(d.primary.span), sources.end(d.primary.span));
    let name = sources.get(d.primary.span.source).map_or("", Source::name);
    let file = property(name.strip_prefix("./").unwrap_or(name));
    let title = property(&format!("{} {}", d.code, d.info.title(lang)));
    let mut place = format!("file={file},line={},endLine={}", start.line, end.line);
    // Columns are understood on one line only.
    if start.line == end.line {
        place.push_str(&format!(",col={},endColumn={}", start.column, end.column));
    }
    let help = d
        .help
        .as_ref()
        .map(|h| format!("\n{}", h.get(lang)))
        .unwrap_or_default();
    format!(
        "::{command} {place},title={title}::{}\n",
        message(&format!("{}{help}", d.message.get(lang)))
    )
}

fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Words};
    use crate::text::{Source, Span};

    #[test]
    fn separators_are_escaped() {
        let mut sources = Sources::default();
        let id = sources.add(Source::new("a,b.zr", "单位 甲"));
        let d = Diagnostic::new(Code::NO_ROLE, Span::new(id, 7..10), Words::new("100%\n乙", "x"));
        let text = render([(&d, &sources)].into_iter(), Lang::Zh);
        assert_eq!(
            text,
            "::warning file=a%2Cb.zr,line=1,endLine=1,col=4,endColumn=5,title=ZR302 没有写谁办::100%25%0A乙\n"
        );
    }
}
