//! What an editor asks of a plan while it is being written: what stands under the cursor, where it is declared and used, what could
//! come next, how a finding is mended. Knows bytes and spans; the protocol, and which files are open, belong to `lsp`.

mod card;
mod complete;
mod cursor;
mod expects;
mod hint;
mod lens;
mod mention;
mod names;
mod outline;
mod rename;
mod repair;
mod symbol;
mod textmate;
mod token;

pub use card::card;
pub use complete::{Candidate, CandidateKind, complete};
pub use hint::{Hint, hints};
pub use lens::{Lens, lenses};
pub use outline::{Entry, EntryKind, folds, outline};
pub use rename::{RenameError, rename};
pub use repair::{Repair, repairs};
pub use symbol::{Mention, Part, Symbol, SymbolKind};
pub use textmate::textmate;
pub use token::{Token, TokenKind, tokens};

use std::sync::Arc;

use crate::compile::{Compiled, CompiledPlan};
use crate::diagnostic::{Diagnostic, Lang};
use crate::syntax::{self, ast::File, keyword};
use crate::text::{Source, SourceId, Span};

/// A change of text: these bytes become this.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The bytes that are replaced; empty to insert.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

/// A plan as it stands in the editor, with everything that it names.
#[derive(Debug)]
pub struct Snapshot {
    /// The plan; a check beside the editor shares it.
    pub compiled: Arc<Compiled>,
    /// What is wrong with it, lints included.
    pub findings: Vec<Diagnostic>,
    /// The syntax trees of all sources, those of vocabularies included.
    files: Vec<(SourceId, File)>,
    /// Every name, by place.
    mentions: Vec<Mention>,
}

impl Snapshot {
    /// Looks through a compiled plan. `findings` is what is wrong with it.
    #[must_use]
    pub fn new(compiled: Compiled, findings: Vec<Diagnostic>) -> Snapshot {
        let mut files = compiled.files.clone();
        for (id, source) in compiled.sources.iter() {
            if !files.iter().any(|(known, _)| *known == id) {
                files.push((id, syntax::parse(id, source).0));
            }
        }
        let model = compiled.plan.as_ref().map(|p| &p.model);
        let mentions = mention::mentions(&files, model);
        Snapshot {
            compiled: Arc::new(compiled),
            findings,
            files,
            mentions,
        }
    }

    /// The plan's parts that answer questions, where it has a header.
    #[must_use]
    pub fn plan(&self) -> Option<&CompiledPlan> {
        self.compiled.plan.as_ref()
    }

    /// The source of this name.
    #[must_use]
    pub fn source(&self, name: &str) -> Option<SourceId> {
        self.compiled
            .sources
            .iter()
            .find(|(_, s)| s.name() == name)
            .map(|(id, _)| id)
    }

    /// The syntax tree of a source.
    #[must_use]
    pub fn file(&self, id: SourceId) -> Option<&File> {
        self.files.iter().find(|(known, _)| *known == id).map(|(_, f)| f)
    }

    /// What is named at a byte of a source; the byte behind a name still belongs to it.
    #[must_use]
    pub fn mention_at(&self, source: SourceId, offset: usize) -> Option<&Mention> {
        let after = self
            .mentions
            .partition_point(|m| (m.span.source, m.span.start as usize) <= (source, offset));
        self.mentions
            .get(..after)?
            .iter()
            .rev()
            .take(2)
            .find(|m| m.span.source == source && offset <= m.span.end as usize)
    }

    /// Everything that names this.
    pub fn mentions_of<'s>(&'s self, symbol: &'s Symbol) -> impl Iterator<Item = &'s Mention> {
        self.mentions.iter().filter(move |m| m.symbol == *symbol)
    }

    /// Everything named, by place.
    #[must_use]
    pub fn mentions(&self) -> &[Mention] {
        &self.mentions
    }

    /// Where it is declared; what has no declaration of its own (topics, clauses) is "declared" where it is first named.
    #[must_use]
    pub fn declarations(&self, symbol: &Symbol) -> Vec<Span> {
        let declared: Vec<Span> = self
            .mentions_of(symbol)
            .filter(|m| m.part == Part::Declares)
            .map(|m| m.span)
            .collect();
        if declared.is_empty() {
            self.mentions_of(symbol).take(1).map(|m| m.span).collect()
        } else {
            declared
        }
    }

    /// The language that a file's keywords are in: that of most lines that open a declaration, finished or not.
    #[must_use]
    pub fn keyword_lang(&self, id: SourceId) -> Lang {
        let text = self.compiled.sources.get(id).map_or("", Source::text);
        let first_words = text
            .lines()
            .map(|l| l.split(|c| !syntax::is_name_char(c)).next().unwrap_or(""));
        let opening = first_words.filter(|w| keyword_at(w, &[keyword::Place::Declaration]).is_some());
        let (english, chinese): (Vec<&str>, Vec<&str>) = opening.partition(|w| w.is_ascii());
        if english.len() > chinese.len() {
            Lang::En
        } else {
            Lang::Zh
        }
    }
}

/// The keyword that a word spells at one of these places.
fn keyword_at(word: &str, places: &[keyword::Place]) -> Option<keyword::Keyword> {
    places.iter().find_map(|p| keyword::find(word, *p))
}
