//! The text gives a number and lists another number of things.

use crate::diagnostic::Diagnostic;
use crate::lint::Context;
use crate::lint::declare::declare_lint;
use crate::words;

declare_lint! {
    /// 方案写了“七大重点”“五道防线”,实际列出的不是这个数。
    ///
    /// 为什么:少的一项往往是改稿时删了或漏了,它的责任单位也跟着没有了;多的一项是后加的,前面没有改。
    /// 怎么改:补上缺的一项,或改正数字。
    /// 数字和列出的各项由编码写在 `数目` 里。
    zh "所称数目不合";
    /// The text gives a number and lists another number of things.
    ///
    /// Why: what is missing was often cut or forgotten when the text was revised, and its responsible unit went with it.
    /// What to do: add what is missing, or correct the number.
    /// Number and list are encoded as a `count`.
    en "number differs from list";
    657 Warning "declared-count"
}

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let differs = context
        .model
        .counts
        .iter()
        .filter(|c| c.says as usize != c.listed.len());
    let finding = |c: &crate::model::Count| {
        let (name, says, n, list) = (&c.name, c.says, c.listed.len(), c.listed.join("、"));
        let message = words!(
            "“{name}”写的是 {says},实列 {n}:{list}",
            "`{name}` says {says} and lists {n}: {list}"
        );
        let mut finding = LINT.at(c.span, message).help(words!(
            "补上缺的一项,或改正数字",
            "add what is missing, or correct the number"
        ));
        for clause in &c.clauses {
            finding = finding.clause(&clause.path);
        }
        finding
    };
    differs.map(finding).collect()
}
