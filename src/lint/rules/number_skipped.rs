//! The numbers of the clauses that a plan cites leave one out.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Diagnostic;
use crate::lint::Context;
use crate::lint::context::listed;
use crate::lint::declare::declare_lint;
use crate::model::ordinal;
use crate::words;

declare_lint! {
    /// 同一层的序号缺一个:有第5项、第7项,没有第6项。
    ///
    /// 为什么:原文跳号,往往是改稿时删了一项,那一项的责任单位也跟着没有了;原文不缺的,就是这一条没有编码。
    /// 怎么改:原文跳号的,改正序号或者补上;没有编码的,补上职责或者写 `未编码`。
    /// 看各条目、`未编码`、`数目`、`留空` 引用的条款;同一层至少有三个序号的才看。方括号里推定的序号不看。
    zh "序号有缺";
    /// The numbers of one level leave one out: there is a fifth and a seventh, and no sixth.
    ///
    /// Why: where the text skips a number, a clause was often cut, and its responsible unit went with it; where the text does not, the clause is not encoded.
    /// What to do: correct the numbers, or add what is missing; encode the clause or record it as `unencoded`.
    /// Looks at the clauses that items, `unencoded`, `count` and `blank` cite, where a level has at least three numbers. Inferred numbers in square brackets are left alone.
    en "number left out";
    658 Info "number-skipped"
}

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let model = context.model;
    let cited = model.items.iter().flat_map(|i| &i.clauses);
    let recorded = model.unencoded.iter().flat_map(|u| &u.clauses);
    let noted = model
        .counts
        .iter()
        .flat_map(|c| &c.clauses)
        .chain(model.blanks.iter().flat_map(|b| &b.clauses));
    let paths: BTreeSet<&str> = cited.chain(recorded).chain(noted).map(|c| c.path.as_str()).collect();
    // The numbers below each clause, each way of writing for itself.
    let mut levels: BTreeMap<(&str, Form), BTreeSet<u64>> = BTreeMap::new();
    for path in paths {
        for (at, segment) in segments(path) {
            if let (Some(form), Some(number)) = (form(segment), ordinal(segment)) {
                levels
                    .entry((path.get(..at).unwrap_or(""), form))
                    .or_default()
                    .insert(number);
            }
        }
    }
    let mut out = Vec::new();
    for ((above, form), numbers) in levels {
        let (Some(first), Some(last)) = (numbers.first(), numbers.last()) else {
            continue;
        };
        // Numbers may run on from the part before, but a list does not begin with two.
        let from = if *first == 2 { 1 } else { *first };
        let missing: Vec<String> = (from..*last)
            .filter(|n| !numbers.contains(n))
            .map(|n| form.write(n))
            .collect();
        if numbers.len() >= LEAST && !missing.is_empty() && missing.len() < numbers.len() {
            out.push(about(context, above, &missing));
        }
    }
    out
}

/// So many numbers make a list.
const LEAST: usize = 3;

fn about(context: &Context<'_>, above: &str, missing: &[String]) -> Diagnostic {
    let names: Vec<&str> = missing.iter().map(String::as_str).collect();
    let list = listed(&names, 8, "个序号");
    let (zh, en) = (list.zh, list.en);
    let (place_zh, place_en) = match above.trim_end_matches('/') {
        "" => ("最上一层".to_owned(), "the outermost clauses".to_owned()),
        path => (format!("{path} 之下"), format!("the clauses below {path}")),
    };
    let message = words!(
        "{place_zh}的序号缺 {zh}:原文跳号,或者没有编码",
        "{place_en} leave out {en}: skipped in the text, or not encoded"
    );
    let mut finding = LINT.at(context.model.plan.span, message).help(words!(
        "原文跳号的,改正序号或者补上;没有编码的,补上职责或者写 `未编码`",
        "where the text skips it, correct the numbers; where it is not encoded, add the item or `unencoded`"
    ));
    if !above.is_empty() {
        finding = finding.clause(above.trim_end_matches('/'));
    }
    finding
}

/// The segments of a path, each with the byte at which it begins.
fn segments(path: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    path.split('/').map(move |segment| {
        let here = at;
        at += segment.len() + 1;
        (here, segment)
    })
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    Digits,
    DigitsInBrackets,
    Han,
    HanInBrackets,
}

fn form(segment: &str) -> Option<Form> {
    let inside = segment.strip_prefix('(').and_then(|s| s.strip_suffix(')'));
    // Brackets without a numeral have no number, whatever form they are taken for.
    let numeral = inside.unwrap_or(segment);
    let digits = numeral.chars().all(|c| c.is_ascii_digit());
    let han = numeral.chars().all(|c| "一二三四五六七八九十百".contains(c));
    match (digits, han, inside.is_some()) {
        (true, _, false) => Some(Form::Digits),
        (true, _, true) => Some(Form::DigitsInBrackets),
        (_, true, false) => Some(Form::Han),
        (_, true, true) => Some(Form::HanInBrackets),
        _ => None,
    }
}

impl Form {
    fn write(self, number: u64) -> String {
        match self {
            Form::Digits => number.to_string(),
            Form::DigitsInBrackets => format!("({number})"),
            Form::Han => han(number),
            Form::HanInBrackets => format!("({})", han(number)),
        }
    }
}

/// A number below a hundred in Chinese numerals.
fn han(number: u64) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |n: u64| {
        usize::try_from(n)
            .ok()
            .and_then(|n| DIGITS.get(n))
            .copied()
            .unwrap_or("")
    };
    match (number / 10, number % 10) {
        (0, ones) => digit(ones).to_owned(),
        (1, ones) => format!("十{}", digit(ones)),
        (tens, ones) if tens < 10 => format!("{}十{}", digit(tens), digit(ones)),
        _ => number.to_string(),
    }
}
