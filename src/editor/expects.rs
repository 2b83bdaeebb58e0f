//! What could come next in a field's value.

use super::keyword_at;
use crate::syntax::is_name_char;
use crate::syntax::keyword::{Keyword, Place};
use crate::text::fold_name;

/// What could come next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// Units.
    Units,
    /// Facts and named conditions.
    Facts,
    /// Comparing words for this fact.
    Operators(String),
    /// Values of this fact.
    Values(String),
    /// 且, 或.
    Connectors,
    /// Topics.
    Topics,
    /// Stages.
    Stages,
    /// Stages or topics.
    Places,
    /// Clauses.
    Clauses,
    /// These words of the language.
    Words(&'static [Keyword]),
    /// Roles, or units.
    RolesAndUnits,
    /// Facts of a test.
    GivenFacts,
    /// Codes and names of findings.
    Findings,
    /// Nothing that is known.
    Nothing,
}

/// What could come next in the value of `key`, behind `before`; `name` is the declaration's (the fact of a value's parents).
pub fn expected(declaration: Keyword, key: Keyword, name: &str, before: &str) -> Expected {
    use Keyword as K;
    match key {
        K::Lead
        | K::Joint
        | K::Responsible
        | K::Assist
        | K::Receive
        | K::ReceivesFrom
        | K::Notifies
        | K::ReportsTo
        | K::HandsOver
        | K::Guides
        | K::Supervises
        | K::Subject
        | K::From
        | K::To => units(before),
        K::Under | K::SucceededBy | K::PerhapsSame | K::Members => Expected::Units,
        K::EnforcedBy => after_last(before, K::UnderWord).map_or(Expected::Units, |_| Expected::Clauses),
        K::When | K::Unless | K::If | K::Then | K::Concerns => condition(before),
        K::Require => requirement(before),
        K::Cites | K::Listed => Expected::Clauses,
        K::Topic => Expected::Topics,
        K::Stages if declaration != K::Plan => Expected::Stages,
        K::Parents => Expected::Values(name.to_owned()),
        K::Given => given(before),
        K::Expect | K::ExpectNot => expectation(before),
        K::Allow => Expected::Findings,
        K::Scope => Expected::Words(&[K::CaseScope, K::ProgrammeScope]),
        K::Actor => Expected::Words(&[K::Stated, K::HeadingWord, K::Tail, K::Inherited, K::Missing]),
        K::Strength => Expected::Words(&[K::Specific, K::General, K::Partial]),
        K::Type => Expected::Words(&[
            K::TypeBool,
            K::TypeOne,
            K::TypeOrdered,
            K::TypeSet,
            K::TypeInt,
            K::TypeDuration,
        ]),
        K::Sensitive | K::Evolves | K::Undefined => Expected::Words(&[K::Yes, K::No]),
        _ => Expected::Nothing,
    }
}

fn units(before: &str) -> Expected {
    after_last(before, Keyword::WhenWord).map_or(Expected::Units, condition)
}

fn requirement(before: &str) -> Expected {
    if let Some(rest) = after_last(before, Keyword::WhenWord) {
        return condition(rest);
    }
    match after_last(before, Keyword::AtWord) {
        Some(_) => Expected::Places,
        None if words(before).count() < 2 => Expected::Words(&[Keyword::Lead, Keyword::Responsible]),
        None => Expected::Words(&[Keyword::AtWord]),
    }
}

fn expectation(before: &str) -> Expected {
    let last = before.rsplit(['、', ',', '，', ';', '；']).next().unwrap_or("");
    match words(last).last() {
        None => Expected::RolesAndUnits,
        Some(word) if keyword_at(word, &[Place::Word]) == Some(Keyword::UnderWord) => Expected::Clauses,
        Some(word) if keyword_at(word, &[Place::Field]).is_some() => Expected::Units,
        Some(_) => Expected::Words(&[Keyword::UnderWord]),
    }
}

/// What stands behind the last such word.
fn after_last(text: &str, keyword: Keyword) -> Option<&str> {
    let found = words(text)
        .filter(|w| keyword_at(w, &[Place::Word]) == Some(keyword))
        .last()?;
    let end = found.as_ptr() as usize - text.as_ptr() as usize + found.len();
    text.get(end..)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !is_name_char(c)).filter(|w| !w.is_empty())
}

/// Walks a condition word by word.
fn condition(before: &str) -> Expected {
    let mut state = Expected::Facts;
    let mut list = false;
    for piece in pieces(before) {
        state = match (&state, piece) {
            (Expected::Values(fact), Piece::Open) => {
                list = true;
                Expected::Values(fact.clone())
            }
            (Expected::Values(fact), Piece::Comma) => Expected::Values(fact.clone()),
            (_, Piece::Close) => {
                list = false;
                Expected::Connectors
            }
            (_, Piece::Open) => Expected::Facts,
            (Expected::Operators(fact), Piece::Sign) => Expected::Values(fact.clone()),
            (Expected::Operators(fact), Piece::Word(word)) => match keyword_at(word, &[Place::Operator]) {
                Some(Keyword::And | Keyword::Or) => Expected::Facts,
                Some(_) => Expected::Values(fact.clone()),
                None => Expected::Connectors,
            },
            (Expected::Values(fact), Piece::Word(word)) => match keyword_at(word, &[Place::Operator]) {
                // The second word of an English operator.
                Some(Keyword::In | Keyword::Not) => Expected::Values(fact.clone()),
                Some(Keyword::And | Keyword::Or) => Expected::Facts,
                _ if list => Expected::Values(fact.clone()),
                _ => Expected::Connectors,
            },
            (_, Piece::Word(word)) => match keyword_at(word, &[Place::Operator]) {
                Some(Keyword::AtDiscretion | Keyword::IfNecessary | Keyword::Pending) => Expected::Connectors,
                Some(Keyword::NobodyHandles) => Expected::Topics,
                Some(_) => Expected::Facts,
                None if state == Expected::Facts => Expected::Operators(fold_name(word)),
                None => Expected::Connectors,
            },
            (state, Piece::Comma | Piece::Sign) => (*state).clone(),
        };
    }
    state
}

/// `事实 = {值、值}, 事实 = 值`
fn given(before: &str) -> Expected {
    let mut state = Expected::GivenFacts;
    let mut list = false;
    for piece in pieces(before) {
        state = match (&state, piece) {
            (Expected::GivenFacts, Piece::Word(word)) => Expected::Operators(fold_name(word)),
            (Expected::Operators(fact), Piece::Sign | Piece::Word(_)) => Expected::Values(fact.clone()),
            (Expected::Values(fact), Piece::Open) => {
                list = true;
                Expected::Values(fact.clone())
            }
            (_, Piece::Close) => {
                list = false;
                Expected::Nothing
            }
            (Expected::Values(fact), Piece::Comma | Piece::Word(_)) if list => Expected::Values(fact.clone()),
            (_, Piece::Comma) => Expected::GivenFacts,
            (Expected::Values(_), Piece::Word(_)) => Expected::Nothing,
            (state, _) => (*state).clone(),
        };
    }
    state
}

enum Piece<'t> {
    Word(&'t str),
    Comma,
    Open,
    Close,
    Sign,
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    let mut word: Option<usize> = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if is_name_char(c) {
            word.get_or_insert(at);
            continue;
        }
        if let Some(written) = word.take().and_then(|from| text.get(from..at)) {
            out.push(Piece::Word(written));
        }
        match c {
            '、' | ',' | '，' | ';' | '；' => out.push(Piece::Comma),
            '(' | '（' | '{' | '｛' => out.push(Piece::Open),
            ')' | '）' | '}' | '｝' => out.push(Piece::Close),
            '=' | '＝' | '<' | '>' | '＜' | '＞' | '≤' | '≥' | '≠' => out.push(Piece::Sign),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_condition_expects_fact_operator_value_connector_in_turn() {
        assert_eq!(condition(" "), Expected::Facts);
        assert_eq!(condition(" 情形 "), Expected::Operators("情形".into()));
        assert_eq!(condition(" 情形 含 "), Expected::Values("情形".into()));
        assert_eq!(condition(" 情形 含 侵害 "), Expected::Connectors);
        assert_eq!(condition(" 情形 含任一 (侵害、"), Expected::Values("情形".into()));
        assert_eq!(condition(" 情形 含任一 (侵害、失踪) 且 ("), Expected::Facts);
        assert_eq!(condition(" 年龄 < 16 或 "), Expected::Facts);
        assert_eq!(condition(" 情形 has any (侵害) and not "), Expected::Facts);
    }

    #[test]
    fn a_list_of_units_may_be_limited() {
        let units = |before| expected(Keyword::Duty, Keyword::HandsOver, "", before);
        assert_eq!(units(" 市民政局、"), Expected::Units);
        assert_eq!(units(" 市民政局 当 "), Expected::Facts);
    }

    #[test]
    fn tests_expect_facts_and_units() {
        assert_eq!(given(" 情形 = {侵害、"), Expected::Values("情形".into()));
        assert_eq!(given(" 情形 = {侵害}, "), Expected::GivenFacts);
        assert_eq!(expectation(" 责任 市公安局、"), Expected::RolesAndUnits);
        assert_eq!(expectation(" 责任 "), Expected::Units);
        assert_eq!(expectation(" 责任 市公安局 据 "), Expected::Clauses);
    }
}
