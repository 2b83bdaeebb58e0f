//! Something is handed over, reported or told to a vague unit.

use crate::diagnostic::Diagnostic;
use crate::lint::Context;
use crate::lint::context::{about_items, clauses};
use crate::lint::declare::declare_lint;
use crate::model::Kind;
use crate::model::{Item, Link, LinkKind, UnitId};
use crate::words;

declare_lint! {
    /// 移交、报告、通报、升级给一个泛称(有关部门、上级……)。
    ///
    /// 为什么:没有名字的接收方不会来接。
    /// 怎么改:写出接收单位,并给它写一条 `接收`。个人(举报人、当事人)和社会主体不算。
    zh "泛称接收";
    /// Something is handed over, reported or told to a vague unit.
    ///
    /// Why: a receiver without a name does not come.
    /// What to do: name the receiver, and give it a duty that `receives`. Persons and social actors are left out.
    en "vague receiver";
    356 Info "vague-receiver"
}

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let vague = context
        .units()
        .filter(|(_, u)| u.is_vague() && Kind::of(u) != Kind::Social && !u.name.ends_with('人'));
    vague.filter_map(|(id, _)| about(context, id)).collect()
}

fn about(context: &Context<'_>, unit: UnitId) -> Option<Diagnostic> {
    let passes = |l: &Link| {
        l.unit == unit
            && matches!(
                l.kind,
                LinkKind::HandOver | LinkKind::Notify | LinkKind::Report | LinkKind::EscalateTo
            )
    };
    let found: Vec<&Item> = context
        .items()
        .map(|(_, i)| i)
        .filter(|i| i.links.iter().any(passes))
        .collect();
    let first = found.first()?;
    let (name, n, list) = (context.name(unit), found.len(), clauses(&found));
    let message = words!(
        "{n} 处移交、报告或通报给泛称 `{name}`:{list}",
        "in {n} place(s) something is passed on to `{name}`, which is vague: {list}"
    );
    let finding = LINT
        .at(first.name_span, message)
        .help(words!("写出接收单位", "name the receiver"))
        .unit(name);
    Some(about_items(context.model, finding, &found))
}
