//! The plan's header.

use super::fields::Fields;
use super::findings::Findings;
use super::{Resolver, of};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Condition, Period, Plan};
use crate::syntax::ast::{Declaration, File, Value};
use crate::syntax::keyword::{self, Keyword, Place};
use crate::text::{SourceId, Sources, Span};
use crate::words;

pub fn header(files: &[File], sources: &Sources) -> (Option<Plan>, Vec<Diagnostic>) {
    let nowhere = Span::new(SourceId(0), 0..0);
    let blank = Plan {
        id: String::new(),
        title: String::new(),
        number: None,
        date: None,
        issuer: None,
        level: None,
        basis: Vec::new(),
        period: Period::default(),
        vocabularies: Vec::new(),
        source_sha256: None,
        stages: Vec::new(),
        notes: Vec::new(),
        span: nowhere,
    };
    let mut resolver = Resolver {
        sources,
        problems: Findings::default(),
        parts: 0,
        parts_limit: 0,
        facts: Vec::new(),
        children: Vec::new(),
        fact_names: std::collections::BTreeMap::new(),
        value_names: Vec::new(),
        units: Vec::new(),
        unit_names: std::collections::BTreeMap::new(),
        definitions: std::collections::BTreeMap::new(),
        broken_definitions: std::collections::BTreeSet::new(),
        pending: 0,
        plan: blank,
    };
    let plans: Vec<&Declaration> = files
        .iter()
        .flat_map(|f| &f.declarations)
        .filter(|d| d.keyword == Keyword::Plan)
        .collect();
    let Some(first) = plans.first() else {
        resolver.report(
            Diagnostic::new(
                Code::NO_PLAN,
                nowhere,
                words!("没有 `方案` 声明", "there is no `plan` declaration"),
            )
            .help(words!(
                "在开头写 `方案 id {{ 标题: \"…\" }}`",
                "begin with `plan id {{ title: \"…\" }}`"
            )),
        );
        return (None, resolver.problems.into_list());
    };
    for again in plans.iter().skip(1) {
        resolver.report(
            Diagnostic::new(
                Code::NO_PLAN,
                resolver.head_span(again),
                words!("一份方案只能有一条 `方案` 声明", "a plan has one `plan` declaration"),
            )
            .related(resolver.head_span(first), words!("第一条在这里", "the first is here"))
            .help(words!("两份方案放在两个文件夹里", "put two plans in two folders")),
        );
    }
    let plan = read(&mut resolver, first);
    (plan, resolver.problems.into_list())
}

fn read(resolver: &mut Resolver<'_>, d: &Declaration) -> Option<Plan> {
    let id = resolver.required_name(d)?.text.clone();
    let (fields, _) = Fields::check(resolver, &d.fields, Keyword::Plan);
    let title = fields.text(Keyword::Title);
    if title.is_none() {
        resolver.report(
            Diagnostic::new(
                Code::MISSING_FIELD,
                resolver.head_span(d),
                words!("方案没有标题", "the plan has no title"),
            )
            .help(words!("补上 `标题: \"…\"`", "write `title: \"…\"`")),
        );
    }
    let source_sha256 = match fields.get(Keyword::SourceText).map(|f| &f.value) {
        Some(Value::Digest(name)) => digest(resolver, name),
        _ => None,
    };
    let vocabularies = fields
        .texts(Keyword::VocabularyUse)
        .into_iter()
        .filter(|v| keyword::find(v, Place::Word) != Some(Keyword::NoneWord))
        .collect();
    Some(Plan {
        id,
        title: title.unwrap_or_default(),
        number: fields.text(Keyword::Number),
        date: fields.text(Keyword::Date),
        issuer: fields.text(Keyword::Issuer),
        level: fields.text(Keyword::Level),
        basis: fields.texts(Keyword::Basis),
        period: fields.period(resolver, Keyword::InForce).unwrap_or_default(),
        vocabularies,
        source_sha256,
        stages: fields.folded(Keyword::Stages),
        notes: fields.texts(Keyword::Note),
        span: d.span,
    })
}

/// `当` in the header: the cases that the plan is for. Read once the facts are known.
pub fn applies(resolver: &mut Resolver<'_>, all: &[&Declaration]) -> Condition {
    let header = all.iter().find(|d| d.keyword == Keyword::Plan);
    let mut fields = header.into_iter().flat_map(|d| &d.fields);
    let when = fields.find_map(|f| match (&f.key, &f.value) {
        (Keyword::When, Value::Condition(c)) => Some(c),
        _ => None,
    });
    when.and_then(|c| resolver.plain_condition(c))
        .unwrap_or(Condition::Always)
}

/// The heads of vocabularies: their fields are for readers, and nothing else may stand there.
pub fn vocabularies(resolver: &mut Resolver<'_>, all: &[&Declaration]) {
    for d in of(all, Keyword::VocabularyDecl) {
        Fields::check(resolver, &d.fields, Keyword::VocabularyDecl);
    }
}

fn digest(resolver: &mut Resolver<'_>, name: &crate::syntax::ast::Name) -> Option<String> {
    let text = name.text.to_lowercase();
    if text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Some(text);
    }
    resolver.report(
        Diagnostic::new(
            Code::BROKEN_VALUE,
            name.span,
            words!(
                "SHA-256 是 64 位十六进制数",
                "a SHA-256 digest has 64 hexadecimal digits"
            ),
        )
        .help(words!("用 `sha256sum 文件` 得到", "`sha256sum FILE` prints it")),
    );
    None
}
