//! Units assist, and the one they assist is called responsible, not lead.

use crate::diagnostic::Diagnostic;
use crate::lint::Context;
use crate::lint::context::{about_items, clauses};
use crate::lint::declare::declare_lint;
use crate::model::{Item, Role};
use crate::words;

declare_lint! {
    /// 写了配合单位,却没有写牵头;被配合的只是“责任”单位。
    ///
    /// 为什么:分了配合,就该写明配合谁。方案的别处用了 `牵头`,这里没有用,读者会问这里有没有主办。
    /// 怎么改:责任单位就是主办的,改写 `牵头`。
    /// 不算:整份方案都不用 `牵头` 的(那时“责任”就是主办);几个责任单位都没有牵头的,见“无牵头”。
    zh "责任未写牵头";
    /// Units assist, and the one they assist is called responsible, not lead.
    ///
    /// Why: to assist is to assist a lead. The plan says `lead` elsewhere and not here, so a reader asks whether anybody leads.
    /// What to do: where the responsible unit is the host, write `lead`.
    /// Not meant: a plan that never says `lead`; several responsible units without a lead (see no-lead).
    en "responsible without a lead";
    352 Info "responsible-without-lead"
}

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let leads = |item: &Item| item.parties.iter().any(|p| p.role == Role::Lead);
    if !context.model.items.iter().any(leads) {
        return Vec::new();
    }
    let halfway = |item: &Item| {
        let has = |role: Role| {
            item.parties
                .iter()
                .filter(|p| p.role == role && p.unit.is_some())
                .count()
        };
        !leads(item) && has(Role::Assist) > 0 && has(Role::Responsible) == 1 && has(Role::Joint) == 0
    };
    let found: Vec<&Item> = context.items().map(|(_, i)| i).filter(|i| halfway(i)).collect();
    let Some(first) = found.first() else { return Vec::new() };
    let (n, list) = (found.len(), clauses(&found));
    let message = words!(
        "{n} 条有配合单位而没有写牵头:{list}",
        "{n} item(s) with assisting units and no lead: {list}"
    );
    let help = words!(
        "责任单位就是主办的,改写 `牵头`",
        "where the responsible unit hosts the work, write `lead`"
    );
    vec![about_items(
        context.model,
        LINT.at(first.name_span, message).help(help),
        &found,
    )]
}
