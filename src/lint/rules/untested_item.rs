//! Some items of case scope are brought in by no test.

use crate::diagnostic::Diagnostic;
use crate::lint::Context;
use crate::lint::context::clauses;
use crate::lint::declare::declare_lint;
use crate::logic::Formula;
use crate::model::{Item, Scope};
use crate::words;

declare_lint! {
    /// 有的个案条目没有一条测试用到。
    ///
    /// 为什么:没有测试,改条件时不会知道答案变了。
    /// 怎么改:补测试;`zeren test -v` 列出全部。
    /// 一份方案合并报告;没有测试的方案不报。
    zh "未测试";
    /// Some items of case scope are brought in by no test.
    ///
    /// Why: without a test nobody notices when a change of a condition changes the answer.
    /// What to do: add tests; `zeren test -v` lists the items.
    /// One finding for a plan; silent where a plan has no tests at all.
    en "untested item";
    850 Info "untested-item" about Encoding needs whole
}

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let (model, world) = (context.model, &context.plan.world);
    if model.tests.is_empty() {
        return Vec::new();
    }
    let cases: Vec<&Item> = context
        .items()
        .map(|(_, i)| i)
        .filter(|i| i.scope == Scope::Case)
        .collect();
    let mut open: Vec<(&Item, Formula)> = cases.iter().map(|i| (*i, world.formula(&i.condition))).collect();
    for test in &model.tests {
        let known = world.know(model, &test.situation);
        open.retain(|(_, formula)| formula.kleene(&known.partial) != Some(true));
    }
    let untested: Vec<&Item> = open.into_iter().map(|(i, _)| i).collect();
    let Some(first) = untested.first() else {
        return Vec::new();
    };
    let (n, all, list) = (untested.len(), cases.len(), clauses(&untested));
    let message = words!(
        "{all} 条个案条目中 {n} 条没有测试:{list}",
        "of {all} items of case scope {n} have no test: {list}"
    );
    let mut finding = LINT.at(first.name_span, message).help(words!(
        "补测试;`zeren test -v` 列出全部",
        "add tests; `zeren test -v` lists them"
    ));
    finding.clauses = untested.iter().map(|i| i.clause().to_owned()).collect();
    finding.clauses.dedup();
    vec![finding]
}
