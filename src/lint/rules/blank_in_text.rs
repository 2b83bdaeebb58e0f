//! The text leaves a place open.

use crate::diagnostic::Diagnostic;
use crate::lint::Context;
use crate::lint::context::listed;
use crate::lint::declare::declare_lint;
use crate::words;

declare_lint! {
    /// 原文留着空:成员名单没有填,年龄、月数、日期写成“xx”。
    ///
    /// 为什么:没有填的年龄、数目,谁都可以各填各的;没有填的名单,就是没有人。
    /// 怎么改:印发前填上;确实未定的,写明由谁、何时定。
    /// 由编码写在 `留空` 里;时限里的空见“时限留空”。
    zh "原文留空";
    /// The text leaves a place open: a roster without names, an age or a date written as `xx`.
    ///
    /// Why: an age that is not filled in is filled in by everybody as they like; a roster that is not filled in is nobody.
    /// What to do: fill it in before the plan goes out; where it is undecided, say who decides it and when.
    /// Encoded as a `blank`; blanks in deadlines are another finding.
    en "left blank in the text";
    756 Info "blank-in-text"
}

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let blanks = &context.model.blanks;
    let Some(first) = blanks.first() else { return Vec::new() };
    let names: Vec<&str> = blanks.iter().map(|b| b.name.as_str()).collect();
    let (n, list) = (names.len(), listed(&names, 8, "处"));
    let (zh, en) = (list.zh, list.en);
    let message = words!("原文有 {n} 处留空:{zh}", "the text leaves {n} place(s) blank: {en}");
    let mut finding = LINT.at(first.span, message).help(words!(
        "填上;未定的,写明由谁、何时定",
        "fill it in, or say who decides it and when"
    ));
    for clause in blanks.iter().flat_map(|b| &b.clauses) {
        finding = finding.clause(&clause.path);
    }
    vec![finding]
}
