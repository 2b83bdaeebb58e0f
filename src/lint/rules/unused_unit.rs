//! A declared unit is used by no item.

use crate::diagnostic::{Diagnostic, Words};
use crate::lint::Context;
use crate::lint::context::listed;
use crate::lint::declare::declare_lint;
use crate::model::{Unit, UnitId};
use crate::words;
use std::collections::BTreeSet;

declare_lint! {
    /// 声明了的单位,没有一条用到。
    ///
    /// 为什么:多半是职责漏编了,或者名字写了两种。
    /// 怎么改:补上职责,或删去;只是收文单位的,写 `允许: 单位未用 因 "…"`。
    /// 有席位的单位见“成员无职责”;合并报告。
    zh "单位未用";
    /// A declared unit is used by no item.
    ///
    /// Why: mostly its duty was not encoded, or it goes by two names.
    /// What to do: encode its duty, or take it away; where it is only an addressee, write `allow: unused-unit because "…"`.
    /// Units with a seat are left to member-without-duty; one finding for a plan.
    en "unused unit";
    751 Info "unused-unit" about Encoding needs whole
}

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut used: BTreeSet<UnitId> = BTreeSet::new();
    for item in &context.model.items {
        used.extend(item.parties.iter().filter_map(|p| p.unit));
        used.extend(item.links.iter().map(|l| l.unit));
        used.extend(item.enforcement.iter().flatten().map(|e| e.unit));
        used.extend(item.local_names.iter().map(|l| l.unit));
    }
    for unit in &context.model.units {
        used.extend(
            unit.members()
                .iter()
                .copied()
                .chain(unit.superior)
                .chain(unit.successor),
        );
    }
    let found: Vec<&Unit> = context
        .units()
        .filter(|(id, u)| !used.contains(id) && u.seats.is_empty())
        .map(|(_, u)| u)
        .collect();
    let Some(first) = found.first() else { return Vec::new() };
    let names = listed(&found.iter().map(|u| u.name.as_str()).collect::<Vec<_>>(), 12, "个单位");
    let n = found.len();
    let message = Words::new(
        format!("{n} 个单位没有一条用到:{}", names.zh),
        format!("{n} unit(s) are used by no item: {}", names.en),
    );
    let mut finding = LINT
        .at(first.span, message)
        .help(words!("补上职责,或删去", "encode its duty, or take it away"));
    for unit in &found {
        if unit.span != first.span {
            finding = finding.related(unit.span, Words::default());
        }
        finding.units.push(unit.name.clone());
    }
    vec![finding]
}
