//! A list of units ends in 等: there are more, and nobody knows who.

use crate::diagnostic::Diagnostic;
use crate::lint::Context;
use crate::lint::context::{about_item, about_items};
use crate::lint::declare::declare_lint;
use crate::model::{Item, Unit, UnitForm, UnitId};
use crate::words;

declare_lint! {
    /// 责任单位的名单以“等”收尾,还有谁没有写。
    ///
    /// 为什么:“A、B等部门”里没有写出的单位不知道自己有责任。
    /// 怎么改:写全;或者删去“等”。
    zh "等部门";
    /// A list of units ends in 等: there are more, and nobody knows who.
    ///
    /// Why: a unit that is not named does not know of its duty.
    /// What to do: name all of them, or take 等 away.
    en "open list";
    357 Info "open-list"
}

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for (_, item) in context.items() {
        for span in &item.open_lists {
            let finding = LINT.at(
                *span,
                words!(
                    "`{}` 的单位没有写全(等)({})",
                    "the units of `{}` are not all named ({})",
                    item.name,
                    item.clause()
                ),
            );
            out.push(about_item(
                context.model,
                finding.help(words!("写全名单,或删去“等”", "name all of them")),
                item,
            ));
        }
    }
    out.extend(context.units().filter_map(|(id, unit)| group(context, id, unit)));
    out
}

/// An open group matters where it has to act.
fn group(context: &Context<'_>, id: UnitId, unit: &Unit) -> Option<Diagnostic> {
    if !matches!(unit.form, UnitForm::Group { open: true, .. }) {
        return None;
    }
    let users: Vec<&Item> = context
        .items()
        .map(|(_, i)| i)
        .filter(|i| i.parties.iter().any(|p| p.unit == Some(id)))
        .collect();
    if users.is_empty() {
        return None;
    }
    let (name, n) = (&unit.name, users.len());
    let finding = LINT.at(
        unit.span,
        words!(
            "集合 `{name}` 没有写全(等),却有 {n} 条职责或要求",
            "the group `{name}` is open (等) and has {n} item(s)"
        ),
    );
    let finding = finding.help(words!("写全名单", "name all its members")).unit(name);
    Some(about_items(context.model, finding, &users))
}
