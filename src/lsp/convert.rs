//! The editor's answers in the protocol's forms.

use std::collections::HashMap;
use std::path::Path;

use lsp_types::{
    CodeAction, CodeActionKind, CompletionItem, CompletionItemKind, CompletionTextEdit, Diagnostic as LspDiagnostic,
    DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, DocumentSymbol, InsertTextFormat, Location,
    NumberOrString, SemanticToken, SemanticTokenType, SymbolKind as LspSymbolKind, TextEdit, Uri, WorkspaceEdit,
};

use super::position::{number, position, range};
use super::uri;
use crate::diagnostic::{Diagnostic, Lang, Severity};
use crate::editor::{Candidate, CandidateKind, Edit, Entry, EntryKind, Repair, SymbolKind, Token, TokenKind};
use crate::text::{Source, Sources, Span};

/// A finding.
pub fn diagnostic(sources: &Sources, finding: &Diagnostic, lang: Lang) -> LspDiagnostic {
    let place = |span: Span| sources.get(span.source).map(|s| range(s, span)).unwrap_or_default();
    let help = finding
        .help
        .as_ref()
        .map(|h| format!("\n{}", h.get(lang)))
        .unwrap_or_default();
    let related = finding
        .related
        .iter()
        .filter_map(|l| {
            Some(DiagnosticRelatedInformation {
                location: location(sources, l.span)?,
                message: l.words.get(lang).to_owned(),
            })
        })
        .collect();
    let idle = ["dead_definition", "unused_allow", "unused_unit"].contains(&finding.info.name);
    LspDiagnostic {
        range: place(finding.primary.span),
        severity: Some(match finding.severity {
            Severity::Error => DiagnosticSeverity::ERROR,
            Severity::Warning => DiagnosticSeverity::WARNING,
            Severity::Info => DiagnosticSeverity::INFORMATION,
        }),
        code: Some(NumberOrString::String(finding.code.to_string())),
        source: Some("zeren".to_owned()),
        message: format!("{}{help}", finding.message.get(lang)),
        related_information: Some(related),
        tags: idle.then(|| vec![DiagnosticTag::UNNECESSARY]),
        ..LspDiagnostic::default()
    }
}

/// A place.
pub fn location(sources: &Sources, span: Span) -> Option<Location> {
    let source = sources.get(span.source)?;
    Some(Location::new(uri::of(Path::new(source.name()))?, range(source, span)))
}

/// Changes of several files.
pub fn workspace_edit<'e>(edits: impl IntoIterator<Item = (&'e Sources, &'e Edit)>) -> WorkspaceEdit {
    #[allow(
        clippy::mutable_key_type,
        reason = "the protocol's own type; the address is never changed"
    )]
    let mut changes: HashMap<Uri, Vec<TextEdit>> = HashMap::new();
    for (sources, edit) in edits {
        if let Some(place) = location(sources, edit.span) {
            let change = TextEdit::new(place.range, edit.text.clone());
            let list = changes.entry(place.uri).or_default();
            if !list.contains(&change) {
                list.push(change);
            }
        }
    }
    WorkspaceEdit::new(changes)
}

/// A proposal.
pub fn completion(source: &Source, candidate: Candidate) -> CompletionItem {
    let pattern = candidate.kind == CandidateKind::Declaration;
    let filter = std::iter::once(candidate.label.clone())
        .chain(candidate.also)
        .collect::<Vec<_>>();
    CompletionItem {
        label: candidate.label,
        kind: Some(match candidate.kind {
            CandidateKind::Declaration => CompletionItemKind::SNIPPET,
            CandidateKind::Field => CompletionItemKind::FIELD,
            CandidateKind::Word => CompletionItemKind::KEYWORD,
            CandidateKind::Finding => CompletionItemKind::EVENT,
            CandidateKind::Name(kind) => completion_kind(kind),
        }),
        detail: Some(candidate.detail).filter(|d| !d.is_empty()),
        filter_text: Some(filter.join(" ")),
        insert_text_format: pattern.then_some(InsertTextFormat::SNIPPET),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(
            range(source, candidate.edit.span),
            candidate.edit.text,
        ))),
        ..CompletionItem::default()
    }
}

fn completion_kind(kind: SymbolKind) -> CompletionItemKind {
    match kind {
        SymbolKind::Unit => CompletionItemKind::CLASS,
        SymbolKind::Fact => CompletionItemKind::PROPERTY,
        SymbolKind::Value => CompletionItemKind::ENUM_MEMBER,
        SymbolKind::Definition => CompletionItemKind::VARIABLE,
        SymbolKind::Topic | SymbolKind::Stage | SymbolKind::Plan => CompletionItemKind::MODULE,
        SymbolKind::Clause => CompletionItemKind::REFERENCE,
        SymbolKind::Item | SymbolKind::Test | SymbolKind::Constraint => CompletionItemKind::FUNCTION,
    }
}

/// An entry of the outline.
#[allow(deprecated, reason = "the protocol's type has a field that is no longer used")]
pub fn document_symbol(source: &Source, entry: &Entry) -> DocumentSymbol {
    DocumentSymbol {
        name: entry.name.clone(),
        detail: Some(entry.keyword.to_owned()),
        kind: symbol_kind(entry.kind),
        tags: None,
        deprecated: None,
        range: range(source, entry.span),
        selection_range: range(source, entry.name_span),
        children: Some(entry.within.iter().map(|e| document_symbol(source, e)).collect()),
    }
}

/// A kind of entry.
pub fn symbol_kind(kind: EntryKind) -> LspSymbolKind {
    match kind {
        EntryKind::Named(SymbolKind::Unit) => LspSymbolKind::CLASS,
        EntryKind::Named(SymbolKind::Fact) => LspSymbolKind::ENUM,
        EntryKind::Named(SymbolKind::Value) => LspSymbolKind::ENUM_MEMBER,
        EntryKind::Named(SymbolKind::Definition | SymbolKind::Constraint) => LspSymbolKind::CONSTANT,
        EntryKind::Named(SymbolKind::Test) => LspSymbolKind::EVENT,
        EntryKind::Named(SymbolKind::Plan | SymbolKind::Topic | SymbolKind::Stage) => LspSymbolKind::MODULE,
        EntryKind::Named(SymbolKind::Item | SymbolKind::Clause) => LspSymbolKind::FUNCTION,
        EntryKind::Unnamed => LspSymbolKind::OBJECT,
    }
}

/// A mend; `diagnostics` are those that the editor showed.
pub fn code_action(sources: &Sources, repair: &Repair, lang: Lang, shown: &[LspDiagnostic]) -> CodeAction {
    let (span, code) = repair.mends;
    let at = sources.get(span.source).map(|s| range(s, span));
    let code = NumberOrString::String(code.to_string());
    let mended: Vec<LspDiagnostic> = shown
        .iter()
        .filter(|d| Some(d.range) == at && d.code.as_ref() == Some(&code))
        .cloned()
        .collect();
    CodeAction {
        title: repair.title.get(lang).to_owned(),
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: Some(mended),
        edit: Some(workspace_edit(repair.edits.iter().map(|e| (sources, e)))),
        is_preferred: Some(repair.likely),
        ..CodeAction::default()
    }
}

/// The kinds of tokens, in the order in which the numbers of [`semantic_tokens`] count them.
pub const TOKEN_TYPES: &[SemanticTokenType] = &[
    SemanticTokenType::KEYWORD,
    SemanticTokenType::COMMENT,
    SemanticTokenType::CLASS,
    SemanticTokenType::PROPERTY,
    SemanticTokenType::ENUM_MEMBER,
    SemanticTokenType::VARIABLE,
    SemanticTokenType::NAMESPACE,
    SemanticTokenType::NUMBER,
    SemanticTokenType::FUNCTION,
];

fn token_type(kind: TokenKind) -> SemanticTokenType {
    match kind {
        TokenKind::Keyword => SemanticTokenType::KEYWORD,
        TokenKind::Comment => SemanticTokenType::COMMENT,
        TokenKind::Name(kind) => match kind {
            SymbolKind::Unit => SemanticTokenType::CLASS,
            SymbolKind::Fact => SemanticTokenType::PROPERTY,
            SymbolKind::Value => SemanticTokenType::ENUM_MEMBER,
            SymbolKind::Definition => SemanticTokenType::VARIABLE,
            SymbolKind::Topic | SymbolKind::Stage | SymbolKind::Plan => SemanticTokenType::NAMESPACE,
            SymbolKind::Clause => SemanticTokenType::NUMBER,
            SymbolKind::Item | SymbolKind::Test | SymbolKind::Constraint => SemanticTokenType::FUNCTION,
        },
    }
}

/// Tokens, each placed relative to the one before.
pub fn semantic_tokens(source: &Source, tokens: &[Token]) -> Vec<SemanticToken> {
    let (mut line, mut column) = (0, 0);
    let mut out = Vec::new();
    for token in tokens {
        let start = position(source, token.span.start as usize);
        let length = number(source.slice(token.span.range()).encode_utf16().count());
        let wanted = token_type(token.kind);
        let kind = TOKEN_TYPES.iter().position(|t| *t == wanted).unwrap_or(0);
        let delta_start = if start.line == line {
            start.character - column
        } else {
            start.character
        };
        out.push(SemanticToken {
            delta_line: start.line - line,
            delta_start,
            length,
            token_type: number(kind),
            token_modifiers_bitset: u32::from(token.declares),
        });
        (line, column) = (start.line, start.character);
    }
    out
}
