//! A unit assists in tasks and has no duty of its own anywhere.

use crate::diagnostic::{Diagnostic, Words};
use crate::lint::Context;
use crate::lint::context::in_role;
use crate::lint::declare::declare_lint;
use crate::model::{ItemKind, Role, UnitId};
use crate::model::{Kind, is_body};
use crate::words;

declare_lint! {
    /// 一个单位在多项任务里配合,没有一条自己的职责。
    ///
    /// 为什么:配合做什么、做到什么程度,全由牵头单位临时商量。
    /// 怎么改:给它写至少一条自己的职责。
    /// 只看机关(政府部门、党委部门、司法机关、群团组织);合并报告。
    zh "只配合";
    /// A unit assists in tasks and has no duty of its own anywhere.
    ///
    /// Why: what it has to do is left to what the lead asks for at the time.
    /// What to do: give it at least one duty of its own.
    /// Only agencies are looked at; one finding for the plan.
    en "assists only";
    365 Info "assist-without-own-duty" needs whole
}

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let roles = |id: UnitId, wanted: fn(Role) -> bool| {
        context
            .model
            .items
            .iter()
            .filter(|i| i.kind != ItemKind::Norm && in_role(i, wanted).contains(&id))
            .count()
    };
    let found: Vec<(UnitId, usize)> = context
        .units()
        .filter(|(_, u)| is_body(u) && Kind::of(u) == Kind::Agency)
        .map(|(id, _)| (id, roles(id, |r| r == Role::Assist)))
        .filter(|(id, assists)| *assists > 0 && roles(*id, |r| r.acts() || r == Role::Receive) == 0)
        .collect();
    let Some((first, _)) = found.first() else {
        return Vec::new();
    };
    let names: Vec<String> = found
        .iter()
        .map(|(id, n)| format!("{}({n})", context.name(*id)))
        .collect();
    let list = names.join("、");
    let message = words!(
        "{} 个单位只配合别人,没有自己的职责:{list}",
        "{} unit(s) only assist and have no duty of their own: {list}",
        found.len()
    );
    let mut finding = LINT.at(context.model.unit(*first).span, message).help(words!(
        "给它写至少一条自己的职责",
        "give it at least one duty of its own"
    ));
    for (id, _) in &found {
        let unit = context.model.unit(*id);
        if unit.span != finding.primary.span {
            finding = finding.related(unit.span, Words::default());
        }
        finding.units.push(unit.name.clone());
    }
    vec![finding]
}
