//! A norm says that a unit enforces it under a clause, and the unit has no duty there.

use crate::diagnostic::Diagnostic;
use crate::lint::Context;
use crate::lint::context::{about_items, clauses};
use crate::lint::declare::declare_lint;
use crate::model::{Item, Model, UnitId};
use crate::words;
use std::collections::BTreeMap;

declare_lint! {
    /// 规范写了由某单位据某条款执行,那个条款里没有这个单位的职责。
    ///
    /// 为什么:执行要有依据;条款号写错了,或者那一条其实不是它的。
    /// 怎么改:改正 `据` 后面的条款,或补上那条职责。
    zh "执行依据无此职责";
    /// A norm says that a unit enforces it under a clause, and the unit has no duty there.
    ///
    /// Why: enforcement needs a ground; the clause is mistyped, or it is not that unit's.
    /// What to do: mend the clause behind `under`, or write the missing duty.
    en "enforced under another clause";
    651 Info "unknown-enforcing-clause" about Encoding needs whole
}

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut found: BTreeMap<(UnitId, &str), Vec<&Item>> = BTreeMap::new();
    for (_, norm) in context.items() {
        for enforcement in norm.enforcement.iter().flatten() {
            for clause in enforcement
                .under
                .iter()
                .filter(|c| !has_duty(context.model, enforcement.unit, &c.path))
            {
                found.entry((enforcement.unit, &clause.path)).or_default().push(norm);
            }
        }
    }
    let finding = |((unit, clause), norms): ((UnitId, &str), Vec<&Item>)| {
        let first = norms.first()?;
        let (name, list) = (context.name(unit), clauses(&norms));
        let message = words!(
            "规范写着由 `{name}` 据 {clause} 执行({list}),那里没有它的职责",
            "`{name}` is said to enforce under {clause} ({list}), and has no duty there"
        );
        let help = words!("改正条款,或补上职责", "mend the clause, or write the duty");
        Some(about_items(
            context.model,
            LINT.at(first.name_span, message).help(help).unit(name).clause(clause),
            &norms,
        ))
    };
    found.into_iter().filter_map(finding).collect()
}

/// Whether the unit (or a group that holds it) has an item at the clause or inside it.
fn has_duty(model: &Model, unit: UnitId, clause: &str) -> bool {
    let who = model.unit_and_groups(unit);
    let inside = |path: &str| {
        path.strip_prefix(clause)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let within = |path: &str| inside(path) || clause.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'));
    model.items.iter().any(|i| {
        i.clauses.iter().any(|c| within(&c.path))
            && (i.parties.iter().any(|p| p.unit.is_some_and(|u| who.contains(&u)))
                || i.links.iter().any(|l| who.contains(&l.unit)))
    })
}
