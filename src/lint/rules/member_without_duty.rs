//! A unit has a seat in the committee and no duty of its own in the plan.

use crate::diagnostic::{Diagnostic, Words};
use crate::lint::Context;
use crate::lint::context::listed;
use crate::lint::declare::declare_lint;
use crate::model::{Kind, is_body};
use crate::model::{LinkKind, Model, Unit, UnitId};
use crate::words;

declare_lint! {
    /// 委员会、联席会议里有席位,方案没有给它自己的职责。
    ///
    /// 为什么:有席位而无分工的成员来开会而不做事;名单与分工不一致,常是改了一处忘了另一处。
    /// 怎么改:给它写职责,或说明它为什么在名单里。
    /// 全体成员共有的职责(`成员单位`)不算它自己的;配合别人、接收、执法都算有。牵头全局的席位(主任、组长、总召集人)、乡镇街道(职责合写在“各乡镇”)和没有写类别的个人席位不算。
    zh "成员无职责";
    /// A unit has a seat in the committee and no duty of its own in the plan.
    ///
    /// Why: such a member comes to meetings and does nothing; roster and division of duties differ, often because one was changed and the other forgotten.
    /// What to do: give it a duty, or say why it is on the roster.
    /// A duty that all members share is not its own; assisting, receiving and enforcing count as duties. Who chairs the whole, towns (their duties are written for all of them) and seats of persons (no kind) are left out.
    en "member without duty";
    371 Warning "member-without-duty" needs whole
}

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let idle = |(id, u): &(UnitId, &Unit)| {
        !u.seats.is_empty()
            && is_body(u)
            && !matches!(Kind::of(u), Kind::Town | Kind::Unknown)
            && !chairs(u)
            && !has_duty(context.model, *id)
    };
    let found: Vec<&Unit> = context.units().filter(idle).map(|(_, u)| u).collect();
    let Some(first) = found.first() else { return Vec::new() };
    let names = listed(&found.iter().map(|u| u.name.as_str()).collect::<Vec<_>>(), 20, "个单位");
    let n = found.len();
    let message = Words::new(
        format!("{n} 个单位有席位,方案里没有它自己的职责:{}", names.zh),
        format!("{n} unit(s) have a seat and no duty of their own: {}", names.en),
    );
    let mut finding = LINT.at(first.span, message).help(words!(
        "给它写职责,或说明为什么在名单里",
        "give it a duty, or say why it is on the roster"
    ));
    for unit in &found {
        let seat = Words::new(
            format!("席位:{}", unit.seats.join("、")),
            format!("seat: {}", unit.seats.join(", ")),
        );
        finding = if unit.span == first.span {
            finding.label(seat)
        } else {
            finding.related(unit.span, seat)
        };
        finding.units.push(unit.name.clone());
        finding.clauses.extend(unit.clauses.iter().map(|c| c.path.clone()));
    }
    finding.clauses.dedup();
    vec![finding]
}

/// A seat of the person who heads the whole.
fn chairs(unit: &Unit) -> bool {
    unit.seats
        .iter()
        .any(|s| ["总召集人", "主任", "组长", "chair"].contains(&s.as_str()))
}

/// Whether it acts, assists, receives or enforces: itself, or in a group that is not the roster.
fn has_duty(model: &Model, unit: UnitId) -> bool {
    let groups = model
        .unit_and_groups(unit)
        .into_iter()
        .filter(|g| !is_roster(model, *g));
    let names: Vec<UnitId> = groups.collect();
    model.items.iter().any(|item| {
        item.parties.iter().any(|p| p.unit.is_some_and(|u| names.contains(&u)))
            || item.enforcement.iter().flatten().any(|e| names.contains(&e.unit))
            || item.links.iter().any(|l| {
                l.unit == unit
                    && matches!(
                        l.kind,
                        LinkKind::HandOver | LinkKind::EscalateTo | LinkKind::EscalateFrom
                    )
            })
    })
}

/// A group of mostly seated units stands for the whole committee.
fn is_roster(model: &Model, group: UnitId) -> bool {
    let members = model.unit(group).members();
    let seated = members.iter().filter(|m| !model.unit(**m).seats.is_empty()).count();
    !members.is_empty() && seated * 5 >= members.len() * 4
}
