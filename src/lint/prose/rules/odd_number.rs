//! A printed number skips or repeats within its list.

use crate::diagnostic::Diagnostic;
use crate::document::{Clause, NoteKind};
use crate::lint::prose::Prose;
use crate::lint::prose::declare::declare_prose_lint;
use crate::text::{Span, fold_char};
use crate::words;

declare_prose_lint! {
    /// 序号跳号或重号:前一项是“三”,这一项是“五”,或者还是“三”。
    ///
    /// 为什么:跳号多半是删了一项没有改号,或者漏印了一项;重号的条款无法准确引用。
    /// 怎么改:顺着前一项改号;确是漏了一项,补上。
    zh "序号跳号或重号";
    /// A number skips or repeats: the item before is 三, this one is 五, or 三 again.
    ///
    /// Why: mostly an item was deleted and the rest not renumbered, or one is missing; a number that stands twice cannot be cited.
    /// What to do: number on from the item before, or put the missing item back.
    en "number out of order";
    652 Warning "number-out-of-order"
}

fn check(prose: &Prose<'_>) -> Vec<Diagnostic> {
    let notes = prose.document.notes.iter();
    let odd = notes.filter(|n| n.kind == NoteKind::OddNumber);
    odd.filter_map(|note| {
        let fits = |c: &&Clause| c.line == note.line && c.label.as_deref().is_some_and(|l| note.excerpt.contains(l));
        let at = prose.document.clauses.iter().position(|c| fits(&c))?;
        let clause = prose.document.clauses.get(at)?;
        let label = clause.label.as_deref()?;
        let before = prose
            .document
            .clauses
            .iter()
            .take(at)
            .rev()
            .find(|c| c.parent == clause.parent && c.label.is_some());
        let span = printed(prose, clause, label);
        let finding = match before.and_then(|b| b.label.as_deref().map(|l| (b, l))) {
            Some((before, previous)) if previous == label => LINT
                .at(span, words!("序号 `{label}` 重复", "number `{label}` stands twice"))
                .related(
                    printed(prose, before, previous),
                    words!("前一个 {previous}", "the first {previous}"),
                ),
            Some((before, previous)) => LINT
                .at(
                    span,
                    words!(
                        "序号 `{label}` 接不上前一项 `{previous}`",
                        "number `{label}` does not follow `{previous}`"
                    ),
                )
                .related(printed(prose, before, previous), words!("前一项", "the item before")),
            None => LINT.at(
                span,
                words!("第一项的序号是 `{label}`", "the first item has the number `{label}`"),
            ),
        };
        Some(finding.clause(&clause.path).help(words!(
            "顺着前一项改号;确是漏了一项,补上",
            "number on from the item before, or put the missing item back"
        )))
    })
    .collect()
}

/// The number where it is printed: a label is folded, the text may have wider brackets, blanks, or one character for all of it.
fn printed(prose: &Prose<'_>, clause: &Clause, label: &str) -> Span {
    let words = prose.words(clause);
    let mut rest = label.chars().peekable();
    let length = words
        .char_indices()
        .take_while(|(_, c)| rest.peek().is_some() && (c.is_whitespace() || rest.next_if_eq(&fold_char(*c)).is_some()))
        .last()
        .or_else(|| words.char_indices().next())
        .map_or(0, |(at, c)| at + c.len_utf8());
    prose.span(clause.span.start..clause.span.start + length)
}
