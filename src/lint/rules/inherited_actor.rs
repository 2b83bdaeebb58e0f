//! Who acts is carried over from an earlier sentence or from an object (`actor: inherited`).

use crate::diagnostic::Diagnostic;
use crate::lint::Context;
use crate::lint::context::{about_items, clauses};
use crate::lint::declare::declare_lint;
use crate::model::{ActorSource, Item};
use crate::words;

declare_lint! {
    /// 谁来做,要从前一句或宾语里推出来(`主语: 承前`)。
    ///
    /// 为什么:承前的主语换一种读法就换一个单位;执行时容易推诿。
    /// 怎么改:在句中写明单位。
    zh "承前主语";
    /// Who acts is carried over from an earlier sentence or from an object (`actor: inherited`).
    ///
    /// Why: another reading gives another unit, and each can point at the other.
    /// What to do: name the unit in the sentence.
    en "inherited actor";
    354 Info "inherited-actor"
}

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let found: Vec<&Item> = context
        .items()
        .map(|(_, i)| i)
        .filter(|i| i.actor == Some(ActorSource::Inherited))
        .collect();
    let Some(first) = found.first() else { return Vec::new() };
    let (n, list) = (found.len(), clauses(&found));
    let message = words!(
        "{n} 条的责任单位是从上文推出来的:{list}",
        "in {n} item(s) the unit is inferred from what stands before: {list}"
    );
    let help = words!("在句中写明单位", "name the unit in the sentence");
    vec![about_items(
        context.model,
        LINT.at(first.name_span, message).help(help),
        &found,
    )]
}
