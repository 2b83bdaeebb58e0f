//! Who leads or is responsible is a vague unit (有关部门, "the departments concerned").

use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::Context;
use crate::lint::context::{about_items, acting, clauses};
use crate::lint::declare::declare_lint;
use crate::model::{Item, ItemKind, UnitId};
use crate::words;

declare_lint! {
    /// 牵头、负责的单位是泛称(有关部门、相关单位……)。
    ///
    /// 为什么:泛称不指任何一家,派单派不出去,追责追不到人。
    /// 怎么改:写出单位;写不全的,先写牵头单位。
    /// 按泛称合并报告;除泛称外另有具名单位负责的,只作提示。
    zh "泛称主体";
    /// Who leads or is responsible is a vague unit (有关部门, "the departments concerned").
    ///
    /// Why: it stands for nobody in particular: nothing can be sent to it, and nobody answers for it.
    /// What to do: name the units; where the list is long, name the lead first.
    /// Reported once for each vague unit; only a remark where a named unit is responsible beside it.
    en "vague actor";
    355 Warning "vague-actor"
}

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let vague = context.units().filter(|(_, u)| u.is_vague());
    vague.filter_map(|(id, _)| about(context, id)).collect()
}

fn about(context: &Context<'_>, unit: UnitId) -> Option<Diagnostic> {
    let acts = |i: &&Item| i.kind != ItemKind::Norm && i.kind != ItemKind::Escalation && acting(i).contains(&unit);
    let found: Vec<&Item> = context.items().map(|(_, i)| i).filter(acts).collect();
    let first = found.first()?;
    let alone = found
        .iter()
        .filter(|i| acting(i).iter().all(|u| context.model.unit(*u).is_vague()))
        .count();
    let (name, n, list) = (context.name(unit), found.len(), clauses(&found));
    let message = if alone == 0 {
        words!(
            "`{name}` 是泛称,与具名单位一起负责 {n} 件事:{list}",
            "`{name}` is vague and shares {n} piece(s) of work with named units: {list}"
        )
    } else {
        words!(
            "`{name}` 是泛称,却要负责 {n} 件事,其中 {alone} 件没有别的单位:{list}",
            "`{name}` is vague and is to do {n} piece(s) of work, {alone} of them alone: {list}"
        )
    };
    let severity = if alone == 0 { Severity::Info } else { Severity::Warning };
    let finding = LINT
        .graded(severity, first.name_span, message)
        .help(words!(
            "写出单位;写不全的,先写牵头单位",
            "name the units, the lead first"
        ))
        .unit(name);
    Some(about_items(context.model, finding, &found))
}
