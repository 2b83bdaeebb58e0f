//! Each request with its answer.

use std::path::PathBuf;

use lsp_types::request::{
    CodeActionRequest, CodeLensRequest, Completion, DocumentHighlightRequest, DocumentSymbolRequest,
    FoldingRangeRequest, Formatting, GotoDefinition, HoverRequest, InlayHintRequest, PrepareRenameRequest, References,
    Rename, Request, SemanticTokensFullRequest, WorkspaceSymbolRequest,
};
use lsp_types::{
    CodeActionOrCommand, CodeLens, Command, CompletionList, CompletionResponse, DocumentHighlight,
    DocumentHighlightKind, DocumentSymbolResponse, FoldingRange, GotoDefinitionResponse, Hover, HoverContents,
    InlayHint, InlayHintLabel, MarkupContent, MarkupKind, PrepareRenameResponse, SemanticTokens, SemanticTokensResult,
    SymbolInformation, TextDocumentPositionParams, TextEdit, Uri, WorkspaceSymbolResponse,
};
use serde_json::Value;

use super::position::{self, number, range};
use super::workspace::Workspace;
use super::{convert, uri};
use crate::diagnostic::{Lang, Severity, Words};
use crate::editor::{self, EntryKind, Mention, Part, Snapshot, Symbol, SymbolKind};
use crate::syntax;
use crate::text::{Source, SourceId, Span};
use crate::words;

/// Why a request has no answer.
pub enum Refusal {
    /// The server does not know it.
    UnknownMethod(String),
    /// Its parameters cannot be read.
    BadParameters(String),
    /// What it asks for cannot be done.
    Cannot(Words),
}

/// Lists of symbols are cut behind so many.
const MOST_SYMBOLS: usize = 500;

/// The answer to a request.
pub fn answer(workspace: &mut Workspace<'_>, lang: Lang, method: &str, params: Value) -> Result<Value, Refusal> {
    let mut asked = Asked { workspace, lang };
    match method {
        HoverRequest::METHOD => reply::<HoverRequest>(params, |p| Ok(asked.hover(&p.text_document_position_params))),
        Completion::METHOD => reply::<Completion>(params, |p| Ok(asked.completion(&p.text_document_position))),
        GotoDefinition::METHOD => {
            reply::<GotoDefinition>(params, |p| Ok(asked.definition(&p.text_document_position_params)))
        }
        References::METHOD => reply::<References>(params, |p| {
            Ok(asked.references(&p.text_document_position, p.context.include_declaration))
        }),
        DocumentHighlightRequest::METHOD => {
            reply::<DocumentHighlightRequest>(params, |p| Ok(asked.highlights(&p.text_document_position_params)))
        }
        PrepareRenameRequest::METHOD => reply::<PrepareRenameRequest>(params, |p| Ok(asked.renameable(&p))),
        Rename::METHOD => reply::<Rename>(params, |p| asked.rename(&p.text_document_position, &p.new_name)),
        DocumentSymbolRequest::METHOD => reply::<DocumentSymbolRequest>(params, |p| {
            Ok(asked.in_file(&p.text_document.uri, |place| {
                let entries = editor::outline(place.snapshot.file(place.id)?);
                let symbols = entries.iter().map(|e| convert::document_symbol(place.source, e));
                Some(DocumentSymbolResponse::Nested(symbols.collect()))
            }))
        }),
        FoldingRangeRequest::METHOD => reply::<FoldingRangeRequest>(params, |p| {
            Ok(asked.in_file(&p.text_document.uri, |place| {
                Some(folds(&editor::folds(place.snapshot.file(place.id)?, place.source)))
            }))
        }),
        SemanticTokensFullRequest::METHOD => reply::<SemanticTokensFullRequest>(params, |p| {
            Ok(asked.in_file(&p.text_document.uri, |place| {
                let tokens = editor::tokens(place.snapshot, place.id);
                Some(SemanticTokensResult::Tokens(SemanticTokens {
                    result_id: None,
                    data: convert::semantic_tokens(place.source, &tokens),
                }))
            }))
        }),
        InlayHintRequest::METHOD => reply::<InlayHintRequest>(params, |p| {
            Ok(asked.in_file(&p.text_document.uri, |place| {
                let bytes = position::bytes(place.source, p.range);
                let hints = editor::hints(place.snapshot, place.id, bytes, lang);
                Some(hints.iter().map(|h| inlay(place.source, h)).collect())
            }))
        }),
        CodeLensRequest::METHOD => reply::<CodeLensRequest>(params, |p| {
            Ok(asked.in_file(&p.text_document.uri, |place| {
                let lenses = editor::lenses(place.snapshot, place.id, lang);
                Some(lenses.iter().map(|l| lens(place.source, l)).collect())
            }))
        }),
        CodeActionRequest::METHOD => reply::<CodeActionRequest>(params, |p| {
            Ok(asked.in_file(&p.text_document.uri, |place| {
                let at = Span::new(place.id, position::bytes(place.source, p.range));
                let sources = &place.snapshot.compiled.sources;
                let actions = editor::repairs(place.snapshot, at);
                let actions = actions
                    .iter()
                    .map(|r| convert::code_action(sources, r, lang, &p.context.diagnostics));
                Some(actions.map(CodeActionOrCommand::CodeAction).collect())
            }))
        }),
        Formatting::METHOD => reply::<Formatting>(params, |p| asked.format(&p.text_document.uri)),
        WorkspaceSymbolRequest::METHOD => reply::<WorkspaceSymbolRequest>(params, |p| Ok(asked.symbols(&p.query))),
        other => Err(Refusal::UnknownMethod(other.to_owned())),
    }
}

fn reply<R: Request>(
    params: Value,
    act: impl FnOnce(R::Params) -> Result<R::Result, Refusal>,
) -> Result<Value, Refusal> {
    let params = serde_json::from_value(params).map_err(|e| Refusal::BadParameters(e.to_string()))?;
    serde_json::to_value(act(params)?).map_err(|e| Refusal::BadParameters(e.to_string()))
}

/// A file in the plan that answers for it.
struct Place<'s> {
    snapshot: &'s Snapshot,
    id: SourceId,
    source: &'s Source,
}

struct Asked<'w, 'd> {
    workspace: &'w mut Workspace<'d>,
    lang: Lang,
}

impl Asked<'_, '_> {
    fn place(&self, uri: &Uri) -> Option<Place<'_>> {
        let file = uri::path(uri)?;
        let (snapshot, id) = self.workspace.holding(&file).into_iter().next()?;
        let source = snapshot.compiled.sources.get(id)?;
        Some(Place { snapshot, id, source })
    }

    fn in_file<T>(&self, uri: &Uri, act: impl FnOnce(Place<'_>) -> Option<T>) -> Option<T> {
        self.place(uri).and_then(act)
    }

    /// The place that a position means, with its byte.
    fn at(&self, at: &TextDocumentPositionParams) -> Option<(Place<'_>, usize)> {
        let place = self.place(&at.text_document.uri)?;
        let offset = position::offset(place.source, at.position);
        Some((place, offset))
    }

    fn mention(&self, at: &TextDocumentPositionParams) -> Option<(Place<'_>, &Mention)> {
        let (place, offset) = self.at(at)?;
        let mention = place.snapshot.mention_at(place.id, offset)?;
        Some((place, mention))
    }

    fn hover(&self, at: &TextDocumentPositionParams) -> Option<Hover> {
        let (place, offset) = self.at(at)?;
        let (text, span) = editor::card(place.snapshot, place.id, offset, self.lang)?;
        Some(Hover {
            contents: HoverContents::Markup(MarkupContent {
                kind: MarkupKind::Markdown,
                value: text,
            }),
            range: Some(range(place.source, span)),
        })
    }

    fn completion(&self, at: &TextDocumentPositionParams) -> Option<CompletionResponse> {
        let (place, offset) = self.at(at)?;
        let candidates = editor::complete(place.snapshot, place.id, offset);
        let items = candidates
            .into_iter()
            .map(|c| convert::completion(place.source, c))
            .collect();
        Some(CompletionResponse::List(CompletionList {
            is_incomplete: false,
            items,
        }))
    }

    fn definition(&self, at: &TextDocumentPositionParams) -> Option<GotoDefinitionResponse> {
        let (place, mention) = self.mention(at)?;
        let sources = &place.snapshot.compiled.sources;
        let declared = place.snapshot.declarations(&mention.symbol);
        let places = declared.into_iter().filter_map(|s| convert::location(sources, s));
        Some(GotoDefinitionResponse::Array(places.collect()))
    }

    /// Every plan in which the thing at a place stands: for what a shared vocabulary declares, all that use it.
    fn everywhere(&mut self, at: &TextDocumentPositionParams) -> Option<(Symbol, String, Vec<PathBuf>)> {
        let (place, mention) = self.mention(at)?;
        let (symbol, written) = (mention.symbol.clone(), mention.written.clone());
        let files: Vec<PathBuf> = place
            .snapshot
            .declarations(&symbol)
            .into_iter()
            .filter_map(|s| place.snapshot.compiled.sources.get(s.source))
            .map(|s| PathBuf::from(s.name()))
            .collect();
        for file in &files {
            self.workspace.open_plans_of(file);
        }
        self.workspace.refresh();
        Some((symbol, written, files))
    }

    /// The plans that hold any of these files.
    fn plans_with(&self, files: &[PathBuf]) -> Vec<&Snapshot> {
        let holds = |s: &&Snapshot| files.iter().any(|f| s.source(&f.display().to_string()).is_some());
        self.workspace.plans().filter(holds).collect()
    }

    fn references(&mut self, at: &TextDocumentPositionParams, declarations: bool) -> Option<Vec<lsp_types::Location>> {
        let (symbol, _, files) = self.everywhere(at)?;
        let mut out = Vec::new();
        for plan in self.plans_with(&files) {
            let mentions = plan
                .mentions_of(&symbol)
                .filter(|m| declarations || m.part == Part::Uses);
            for place in mentions.filter_map(|m| convert::location(&plan.compiled.sources, m.span)) {
                if !out.contains(&place) {
                    out.push(place);
                }
            }
        }
        Some(out)
    }

    fn highlights(&self, at: &TextDocumentPositionParams) -> Option<Vec<DocumentHighlight>> {
        let (place, mention) = self.mention(at)?;
        let here = place
            .snapshot
            .mentions_of(&mention.symbol)
            .filter(|m| m.span.source == place.id);
        let highlight = |m: &Mention| DocumentHighlight {
            range: range(place.source, m.span),
            kind: Some(if m.part == Part::Uses {
                DocumentHighlightKind::READ
            } else {
                DocumentHighlightKind::WRITE
            }),
        };
        Some(here.map(highlight).collect())
    }

    fn renameable(&self, at: &TextDocumentPositionParams) -> Option<PrepareRenameResponse> {
        let (place, mention) = self.mention(at)?;
        Some(PrepareRenameResponse::RangeWithPlaceholder {
            range: range(place.source, mention.span),
            placeholder: mention.written.clone(),
        })
    }

    fn rename(
        &mut self,
        at: &TextDocumentPositionParams,
        new: &str,
    ) -> Result<Option<lsp_types::WorkspaceEdit>, Refusal> {
        let Some((symbol, written, files)) = self.everywhere(at) else {
            return Err(Refusal::Cannot(words!(
                "这里没有可以改名的名称",
                "there is no name here to change"
            )));
        };
        let mut edits = Vec::new();
        for plan in self.plans_with(&files) {
            let found = editor::rename(plan, &symbol, &written, new).map_err(|e| Refusal::Cannot(e.message))?;
            edits.extend(found.into_iter().map(|e| (&plan.compiled.sources, e)));
        }
        Ok(Some(convert::workspace_edit(edits.iter().map(|(s, e)| (*s, e)))))
    }

    /// The file laid out, where it has no mistakes: else something would be lost.
    fn format(&self, uri: &Uri) -> Result<Option<Vec<TextEdit>>, Refusal> {
        let Some(place) = self.place(uri) else { return Ok(None) };
        let (file, problems) = syntax::parse(place.id, place.source);
        if let Some(problem) = problems.iter().find(|p| p.severity == Severity::Error) {
            let line = place.source.position(problem.primary.span.start as usize).line;
            return Err(Refusal::Cannot(words!(
                "第 {line} 行有错误,改正后才能整理:{}",
                "line {line} has a mistake; mend it before laying out: {}",
                problem.message.get(self.lang)
            )));
        }
        let text = syntax::print::print(&file, place.source, place.snapshot.keyword_lang(place.id));
        let whole = Span::new(place.id, 0..place.source.text().len());
        let changed = text != place.source.text();
        Ok(Some(
            changed
                .then(|| TextEdit::new(range(place.source, whole), text))
                .into_iter()
                .collect(),
        ))
    }

    #[allow(deprecated, reason = "the protocol's type has a field that is no longer used")]
    fn symbols(&mut self, query: &str) -> Option<WorkspaceSymbolResponse> {
        self.workspace.open_all();
        let wanted = |m: &&Mention| {
            m.part == Part::Declares && m.symbol.kind != SymbolKind::Stage && m.symbol.name.contains(query)
        };
        let mut out: Vec<SymbolInformation> = Vec::new();
        for plan in self.workspace.plans() {
            for mention in plan.mentions().iter().filter(wanted) {
                let Some(location) = convert::location(&plan.compiled.sources, mention.span) else {
                    continue;
                };
                if out.len() < MOST_SYMBOLS && !out.iter().any(|s| s.location == location) {
                    out.push(SymbolInformation {
                        name: mention.symbol.name.clone(),
                        kind: convert::symbol_kind(EntryKind::Named(mention.symbol.kind)),
                        tags: None,
                        deprecated: None,
                        location,
                        container_name: Some(plan.compiled.id().to_owned()),
                    });
                }
            }
        }
        Some(WorkspaceSymbolResponse::Flat(out))
    }
}

fn folds(lines: &[(usize, usize)]) -> Vec<FoldingRange> {
    let fold = |(first, last): &(usize, usize)| FoldingRange {
        start_line: number(*first),
        end_line: number(*last),
        ..FoldingRange::default()
    };
    lines.iter().map(fold).collect()
}

fn inlay(source: &Source, hint: &editor::Hint) -> InlayHint {
    InlayHint {
        position: position::position(source, hint.at),
        label: InlayHintLabel::String(hint.text.clone()),
        kind: None,
        text_edits: None,
        tooltip: None,
        padding_left: Some(true),
        padding_right: None,
        data: None,
    }
}

fn lens(source: &Source, lens: &editor::Lens) -> CodeLens {
    CodeLens {
        range: range(source, lens.span),
        command: Some(Command {
            title: lens.text.clone(),
            command: String::new(),
            arguments: None,
        }),
        data: None,
    }
}
