//! From syntax trees to a model: names become ids, forms are checked, definitions are put in place.
//!
//! Returns what could be resolved *and* what is wrong. A declaration with a mistake is left out; the others stand.

mod allowed;
mod circle;
mod condition;
mod constraint;
mod definition;
mod fact;
mod fact_test;
mod fields;
mod findings;
mod header;
mod item;
mod plain;
mod residual;
mod situation;
mod test;
mod unit;

pub use allowed::fields;
pub use situation::{GivenError, RawGiven, given};

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Children, Fact, Model, Outline, Plan, Unit};
use crate::syntax::ast::{Declaration, File, Name};
use crate::syntax::keyword::Keyword;
use crate::text::{Sources, Span, fold_name};
use crate::words;
use findings::Findings;

/// What resolution works on: the plan's files, and the files of its vocabularies.
#[derive(Debug, Default)]
pub struct Input {
    /// Files of the plan.
    pub files: Vec<File>,
    /// Files of vocabularies.
    pub vocabularies: Vec<File>,
}

/// The header of a plan, read before anything else is resolved (its vocabularies must be found first).
#[must_use]
pub fn header(files: &[File], sources: &Sources) -> (Option<Plan>, Vec<Diagnostic>) {
    header::header(files, sources)
}

/// Resolves a plan. `plan` is its header.
#[must_use]
pub fn resolve(plan: Plan, input: &Input, sources: &Sources) -> (Model, Vec<Diagnostic>) {
    let mut resolver = Resolver {
        sources,
        problems: Findings::default(),
        parts: 0,
        parts_limit: 0,
        facts: Vec::new(),
        children: Vec::new(),
        fact_names: BTreeMap::new(),
        value_names: Vec::new(),
        units: Vec::new(),
        unit_names: BTreeMap::new(),
        definitions: BTreeMap::new(),
        broken_definitions: BTreeSet::new(),
        pending: 0,
        plan,
    };
    let all: Vec<&Declaration> = input
        .vocabularies
        .iter()
        .chain(&input.files)
        .flat_map(|f| &f.declarations)
        .collect();
    header::vocabularies(&mut resolver, &all);
    fact::declare(&mut resolver, &all);
    resolver.children = resolver.facts.iter().map(Fact::children).collect();
    unit::declare(&mut resolver, &all);
    definition::define(&mut resolver, &all);
    let applies = header::applies(&mut resolver, &all);
    let constraints = constraint::constraints(&mut resolver, &all);
    let mut items = item::items(&mut resolver, input);
    let requirements = plain::requirements(&mut resolver, &all);
    let unencoded = plain::unencoded(&mut resolver, &all);
    let concerns = plain::concerns(&mut resolver, &all);
    let counts = plain::counts(&mut resolver, &all);
    let blanks = plain::blanks(&mut resolver, &all);
    residual::put_in_place(&mut resolver, &mut items);
    plain::topics_of_requirements(&mut resolver, &items, &requirements);
    let tests = test::tests(&mut resolver, &all);
    let mut outline = Outline::default();
    for entry in all.iter().flat_map(|d| &d.outline) {
        // `.` is the document itself, as in a folder's path.
        let below = fold_name(&entry.path.text);
        outline.add(
            if below == "." { "" } else { &below },
            entry.headings.iter().map(|h| fold_name(&h.text)),
        );
    }
    let definitions = resolver
        .definitions
        .into_iter()
        .map(|(name, d)| (name, d.condition, d.span, d.uses))
        .collect();
    let model = Model {
        plan: resolver.plan,
        applies,
        units: resolver.units,
        facts: resolver.facts,
        constraints,
        items,
        definitions,
        requirements,
        unencoded,
        concerns,
        counts,
        blanks,
        tests,
        outline,
    };
    (model, resolver.problems.into_list())
}

/// What is known while resolving.
struct Resolver<'a> {
    sources: &'a Sources,
    problems: Findings,
    /// Parts of all conditions so far, with definitions in place.
    parts: usize,
    /// How far `parts` may rise in the present condition.
    parts_limit: usize,
    plan: Plan,
    facts: Vec<Fact>,
    /// For each fact, which values stand below which; made once all are declared.
    children: Vec<Children>,
    /// Names and aliases of facts.
    fact_names: BTreeMap<String, crate::model::FactId>,
    /// Names and aliases of the values of each fact.
    value_names: Vec<BTreeMap<String, crate::model::ValueId>>,
    units: Vec<Unit>,
    /// Names and aliases of units.
    unit_names: BTreeMap<String, crate::model::UnitId>,
    definitions: BTreeMap<String, Definition>,
    /// Definitions with a mistake: not to be used, and known.
    broken_definitions: BTreeSet<String>,
    /// Conditions not yet encoded, counted.
    pending: u32,
}

struct Definition {
    condition: crate::model::Condition,
    /// How many parts it has.
    parts: usize,
    span: Span,
    uses: usize,
}

impl Resolver<'_> {
    fn report(&mut self, problem: Diagnostic) {
        self.problems.push(problem);
    }

    /// The declaration's name; reports where it has none.
    fn required_name<'d>(&mut self, d: &'d Declaration) -> Option<&'d Name> {
        if d.name.is_none() {
            let (zh, en) = (d.keyword.entry().zh, d.keyword.entry().en);
            self.report(
                Diagnostic::new(
                    Code::NAME_MISSING,
                    self.head_span(d),
                    words!("`{zh}` 后面没有名字", "`{en}` has no name"),
                )
                .help(words!("写作 `{zh} 名字 {{ … }}`", "write `{en} name {{ … }}`")),
            );
        }
        d.name.as_ref()
    }

    /// The bytes of a declaration's keyword.
    fn head_span(&self, d: &Declaration) -> Span {
        let text = self.sources.text(d.span);
        let length = text
            .char_indices()
            .find(|(_, c)| !crate::syntax::is_name_char(*c))
            .map_or(text.len(), |(i, _)| i);
        Span {
            end: d.span.start + u32::try_from(length).unwrap_or(0),
            ..d.span
        }
    }

    /// The text of the `///` comments right above a declaration.
    fn doc(&self, d: &Declaration) -> String {
        let Some(source) = self.sources.get(d.span.source) else {
            return String::new();
        };
        let mut lines = Vec::new();
        let mut line = source.line_index(d.span.start as usize);
        while let Some(above) = line.checked_sub(1) {
            let text = source.slice(source.line_range(above)).trim();
            let Some(doc) = text.strip_prefix("///") else { break };
            lines.push(doc.trim().to_owned());
            line = above;
        }
        lines.reverse();
        lines.join("\n")
    }
}

/// Declarations of one kind, in order.
fn of<'d>(all: &[&'d Declaration], keyword: Keyword) -> Vec<&'d Declaration> {
    all.iter().copied().filter(|d| d.keyword == keyword).collect()
}
