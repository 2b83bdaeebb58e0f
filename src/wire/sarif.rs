//! SARIF 2.1.0, as far as findings need it. Columns count characters, from 1; the end column is behind the last.

use serde::Serialize;

use crate::diagnostic::{CodeInfo, Diagnostic, Label, Lang, Severity};
use crate::text::{Source, Sources};

/// The whole of a log.
#[derive(Debug, Serialize)]
pub struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    column_kind: &'static str,
    results: Vec<ResultEntry>,
}

#[derive(Debug, Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<Rule>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: String,
    name: &'static str,
    short_description: Text,
    full_description: Text,
    help: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    help_uri: Option<String>,
    default_configuration: Configuration,
}

#[derive(Debug, Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Debug, Serialize)]
struct Text {
    text: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultEntry {
    rule_id: String,
    rule_index: usize,
    level: &'static str,
    message: Text,
    locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
}

#[derive(Debug, Serialize)]
struct ArtifactLocation {
    uri: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

/// Writes findings in the words of `lang`.
pub fn log<'a>(findings: impl Iterator<Item = (&'a Diagnostic, &'a Sources)>, lang: Lang) -> Log {
    let mut kinds: Vec<&'static CodeInfo> = Vec::new();
    let results = findings
        .map(|(d, sources)| result(d, sources, &mut kinds, lang))
        .collect();
    let driver = Driver {
        name: "zeren",
        semantic_version: env!("CARGO_PKG_VERSION"),
        rules: kinds.iter().map(|k| rule(k, lang)).collect(),
    };
    Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool { driver },
            column_kind: "unicodeCodePoints",
            results,
        }],
    }
}

fn rule(info: &CodeInfo, lang: Lang) -> Rule {
    let help = if lang == Lang::Zh { info.help_zh } else { info.help_en };
    let help: String = help.lines().map(str::trim).collect::<Vec<_>>().join("\n");
    let repository = env!("CARGO_PKG_REPOSITORY");
    Rule {
        id: info.code.to_string(),
        name: info.name,
        short_description: Text {
            text: info.title(lang).to_owned(),
        },
        full_description: Text {
            text: help.lines().next().unwrap_or_default().to_owned(),
        },
        help: Text { text: help },
        help_uri: (!repository.is_empty()).then(|| format!("{repository}/blob/main/docs/lints.md#{}", info.code)),
        default_configuration: Configuration {
            level: level(info.severity),
        },
    }
}

fn result(d: &Diagnostic, sources: &Sources, kinds: &mut Vec<&'static CodeInfo>, lang: Lang) -> ResultEntry {
    let rule_index = kinds.iter().position(|k| k.code == d.code).unwrap_or_else(|| {
        kinds.push(d.info);
        kinds.len() - 1
    });
    let help = d
        .help
        .as_ref()
        .map(|h| format!("\n{}", h.get(lang)))
        .unwrap_or_default();
    ResultEntry {
        rule_id: d.code.to_string(),
        rule_index,
        level: level(d.severity),
        message: Text {
            text: format!("{}{help}", d.message.get(lang)),
        },
        locations: vec![location(None, &d.primary, sources, lang)],
        related_locations: d
            .related
            .iter()
            .enumerate()
            .map(|(i, l)| location(Some(i + 1), l, sources, lang))
            .collect(),
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn location(id: Option<usize>, label: &Label, sources: &Sources, lang: Lang) -> Location {
    let (start, end) = (sources.start(label.span), sources.end(label.span));
    let words = label.words.get(lang);
    Location {
        id,
        physical_location: PhysicalLocation {
            artifact_location: ArtifactLocation {
                uri: uri(sources.get(label.span.source).map_or("", Source::name)),
            },
            region: Region {
                start_line: start.line,
                start_column: start.column,
                end_line: end.line,
                end_column: end.column,
            },
        },
        message: (!words.is_empty()).then(|| Text { text: words.to_owned() }),
    }
}

/// A path as a relative reference: `/` between segments, everything unusual percent-encoded.
fn uri(path: &str) -> String {
    let mut out = String::new();
    for byte in path.strip_prefix("./").unwrap_or(path).bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            b'\\' => out.push('/'),
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn paths_are_references() {
        assert_eq!(super::uri("policies/甲 b.zr"), "policies/%E7%94%B2%20b.zr");
    }
}
