//! What could be written at the cursor.

use std::collections::BTreeMap;

use super::cursor::{Place, cursor};
use super::expects::{Expected, expected};
use super::symbol::{Part, SymbolKind};
use super::{Edit, Snapshot};
use crate::diagnostic::Lang;
use crate::model::{Fact, FactType, Model};
use crate::resolve::fields;
use crate::syntax::keyword::{KEYWORDS, Keyword, Place as KeywordPlace};
use crate::text::{SourceId, Span};

/// What a candidate is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CandidateKind {
    /// Opens a declaration; its text is a pattern with `$1`, `$2` … for the parts to fill in.
    Declaration,
    /// Names a field.
    Field,
    /// Another word of the language.
    Word,
    /// Something that the plan names.
    Name(SymbolKind),
    /// A kind of finding.
    Finding,
}

/// Something that could be written.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// What is shown.
    pub label: String,
    /// What it is.
    pub kind: CandidateKind,
    /// A few words beside it.
    pub detail: String,
    /// Other words under which it is found.
    pub also: Vec<String>,
    /// The change that writes it.
    pub edit: Edit,
}

/// What could be written at a byte of a source, in the file's own keywords.
#[must_use]
pub fn complete(snapshot: &Snapshot, source: SourceId, offset: usize) -> Vec<Candidate> {
    let Some(text) = snapshot.compiled.sources.get(source).map(crate::text::Source::text) else {
        return Vec::new();
    };
    let (place, from) = cursor(text, offset);
    let list = List {
        snapshot,
        model: snapshot.plan().map(|p| &p.model),
        lang: snapshot.keyword_lang(source),
        span: Span::new(source, from..offset),
        out: Vec::new(),
    };
    list.at(&place)
}

struct List<'s> {
    snapshot: &'s Snapshot,
    model: Option<&'s Model>,
    lang: Lang,
    span: Span,
    out: Vec<Candidate>,
}

impl List<'_> {
    fn at(mut self, place: &Place<'_>) -> Vec<Candidate> {
        match place {
            Place::Nowhere => {}
            Place::Top => self.declarations(),
            Place::Field(declaration) => self.fields(*declaration),
            Place::Value {
                declaration,
                name,
                key,
                before,
            } => self.expected(&expected(*declaration, *key, name, before)),
        }
        self.out
    }

    fn add(&mut self, label: &str, kind: CandidateKind, detail: String, also: Vec<String>, text: String) {
        self.out.push(Candidate {
            label: label.to_owned(),
            kind,
            detail,
            also,
            edit: Edit { span: self.span, text },
        });
    }

    /// Words of the language, found under their spellings in both languages.
    fn words(&mut self, keywords: impl IntoIterator<Item = Keyword>) {
        for keyword in keywords {
            let entry = keyword.entry();
            let label = keyword.spelling(self.lang);
            let also = entry.spellings().map(ToOwned::to_owned).collect();
            self.add(
                label,
                CandidateKind::Word,
                entry.meaning.to_owned(),
                also,
                label.to_owned(),
            );
        }
    }

    fn declarations(&mut self) {
        let opening = KEYWORDS
            .iter()
            .filter(|e| e.place == KeywordPlace::Declaration && e.keyword != Keyword::Value);
        for entry in opening {
            let label = entry.keyword.spelling(self.lang);
            let also = entry.spellings().map(ToOwned::to_owned).collect();
            let text = pattern(entry.keyword, self.lang);
            self.add(label, CandidateKind::Declaration, entry.meaning.to_owned(), also, text);
        }
    }

    fn fields(&mut self, declaration: Keyword) {
        for key in fields(declaration) {
            let entry = key.entry();
            let label = key.spelling(self.lang);
            let also = entry.spellings().map(ToOwned::to_owned).collect();
            self.add(
                label,
                CandidateKind::Field,
                entry.meaning.to_owned(),
                also,
                format!("{label}: "),
            );
        }
        if declaration == Keyword::Fact {
            self.words([Keyword::Value]);
        }
    }

    fn expected(&mut self, what: &Expected) {
        match what {
            Expected::Units => {
                self.units();
                self.words([Keyword::NoneWord]);
            }
            Expected::RolesAndUnits => {
                self.words([
                    Keyword::Lead,
                    Keyword::Joint,
                    Keyword::Responsible,
                    Keyword::Assist,
                    Keyword::Receive,
                    Keyword::Notifies,
                    Keyword::Guides,
                    Keyword::Supervises,
                    Keyword::UnderWord,
                    Keyword::GapWord,
                ]);
                self.units();
            }
            Expected::Facts => {
                self.facts();
                self.named(&[SymbolKind::Definition]);
                self.words([
                    Keyword::Not,
                    Keyword::AtDiscretion,
                    Keyword::IfNecessary,
                    Keyword::Pending,
                ]);
            }
            Expected::GivenFacts => self.facts(),
            Expected::Operators(fact) => self.operators(fact),
            Expected::Values(fact) => self.values(fact),
            Expected::Connectors => self.words([Keyword::And, Keyword::Or]),
            Expected::Topics => self.named(&[SymbolKind::Topic]),
            Expected::Stages => self.named(&[SymbolKind::Stage]),
            Expected::Places => self.named(&[SymbolKind::Stage, SymbolKind::Topic]),
            Expected::Clauses => self.named(&[SymbolKind::Clause]),
            Expected::Words(list) => self.words(list.iter().copied()),
            Expected::Findings => self.findings(),
            Expected::Nothing => {}
        }
    }

    fn units(&mut self) {
        let Some(model) = self.model else { return };
        for unit in &model.units {
            let detail = unit.kind.clone().unwrap_or_default();
            let also = unit.aliases.clone();
            self.add(
                &unit.name,
                CandidateKind::Name(SymbolKind::Unit),
                detail,
                also,
                unit.name.clone(),
            );
        }
    }

    fn facts(&mut self) {
        let Some(model) = self.model else { return };
        for fact in &model.facts {
            let detail = fact.question.clone().or_else(|| fact.note.clone()).unwrap_or_default();
            let also = fact.aliases.clone();
            self.add(
                &fact.name,
                CandidateKind::Name(SymbolKind::Fact),
                detail,
                also,
                fact.name.clone(),
            );
        }
    }

    fn fact(&self, word: &str) -> Option<&Fact> {
        let model = self.model?;
        model.find_fact(word).map(|id| model.fact(id))
    }

    fn operators(&mut self, fact: &str) {
        let kind = self.fact(fact).map(|f| f.kind);
        let words: &[Keyword] = match kind {
            Some(FactType::Set) => &[Keyword::Has, Keyword::HasAny, Keyword::HasAll, Keyword::Lacks],
            Some(FactType::One | FactType::Ordered) => &[Keyword::Is, Keyword::IsNot, Keyword::In],
            Some(FactType::Int { .. }) => &[Keyword::In],
            // A yes-or-no fact, or a named condition, is whole as it stands.
            Some(FactType::Bool) | None => &[Keyword::And, Keyword::Or],
        };
        self.words(words.iter().copied());
    }

    fn values(&mut self, fact: &str) {
        let Some((name, found)) = self.fact(fact).map(|f| (f.name.clone(), f.values.clone())) else {
            return;
        };
        if found.is_empty() {
            self.words([Keyword::Yes, Keyword::No]);
        }
        for value in &found {
            let parents: Vec<&str> = value
                .parents
                .iter()
                .filter_map(|p| found.get(p.index()))
                .map(|p| p.name.as_str())
                .collect();
            let detail = if parents.is_empty() {
                name.clone()
            } else {
                format!("{name} ⊂ {}", parents.join("、"))
            };
            self.add(
                &value.name,
                CandidateKind::Name(SymbolKind::Value),
                detail,
                value.aliases.clone(),
                value.name.clone(),
            );
        }
    }

    /// What the plan names of these kinds, with how often.
    fn named(&mut self, kinds: &[SymbolKind]) {
        let mut seen: BTreeMap<(SymbolKind, &str), usize> = BTreeMap::new();
        for mention in self.snapshot.mentions() {
            // The word that is being written names nothing yet.
            let own = mention.span.source == self.span.source && mention.span.end == self.span.end;
            if kinds.contains(&mention.symbol.kind) && !own {
                *seen.entry((mention.symbol.kind, &mention.symbol.name)).or_default() +=
                    usize::from(mention.part == Part::Uses);
            }
        }
        for ((kind, name), uses) in seen {
            let detail = self.lang.pick(format!("用到 {uses} 次"), format!("used {uses} times"));
            self.add(name, CandidateKind::Name(kind), detail, Vec::new(), name.to_owned());
        }
    }

    fn findings(&mut self) {
        for lint in crate::lint::LINTS {
            let (label, title) = (lint.info.name, lint.info.title(self.lang));
            let text = match self.lang {
                Lang::Zh => format!("{} 因 \"\"", lint.info.title_zh),
                Lang::En => format!("{label} because \"\""),
            };
            let also = vec![lint.info.code.to_string(), lint.info.title_zh.to_owned()];
            self.add(label, CandidateKind::Finding, title.to_owned(), also, text);
        }
    }
}

/// A declaration to fill in.
fn pattern(keyword: Keyword, lang: Lang) -> String {
    use Keyword as K;
    let word = |k: Keyword| k.spelling(lang);
    let block = |keys: &[Keyword]| {
        let mut out = format!("{} ${{1}} {{\n", word(keyword));
        for (index, key) in keys.iter().enumerate() {
            out.push_str(&format!("  {}: ${{{}}}\n", word(*key), index + 2));
        }
        out + "}"
    };
    match keyword {
        K::Plan => block(&[K::Title, K::Issuer, K::Date, K::VocabularyUse, K::Stages]),
        K::Duty => block(&[
            K::Cites,
            K::Topic,
            K::Stages,
            K::Responsible,
            K::When,
            K::Does,
            K::Within,
        ]),
        K::Task => block(&[K::Cites, K::Title, K::Lead, K::Assist, K::Does]),
        K::Norm => block(&[K::Cites, K::Subject, K::MustNot, K::When, K::EnforcedBy]),
        K::Escalation => block(&[K::Cites, K::From, K::To, K::When, K::Within]),
        K::Test => block(&[K::Given, K::Expect]),
        K::Fact => block(&[K::Type, K::Question]),
        K::Constraint => block(&[K::If, K::Then]),
        K::Unencoded => format!(
            "{} {{\n  {}: ${{1}}\n  {}: ${{2}}\n}}",
            word(keyword),
            word(K::Cites),
            word(K::Because)
        ),
        K::Group | K::Define => format!("{} ${{1}} = ${{2}}", word(keyword)),
        K::Require => format!("{} {} {} ${{1}}", word(keyword), word(K::Lead), word(K::AtWord)),
        _ => block(&[]),
    }
}
