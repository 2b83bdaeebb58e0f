//! The plan gives the unit duties, and the committee's roster does not have it.

use crate::diagnostic::{Diagnostic, Words};
use crate::lint::Context;
use crate::lint::context::{acting, clauses};
use crate::lint::declare::declare_lint;
use crate::model::{Item, ItemKind, Unit, UnitId};
use crate::model::{Kind, is_body};
use crate::words;

declare_lint! {
    /// 方案给了它职责,委员会、联席会议的名单里却没有它。
    ///
    /// 为什么:不在会上,协调不到它,议定的事也不约束它。名单与分工不一致,常是改了一处忘了另一处。
    /// 怎么改:补进名单,或说明由哪个成员代表它。
    /// 只看方案列了席位的委员会;只看类别是政府部门、党委部门、司法机关、群团组织的单位,以及有自己分工一节的单位;事业单位、基层组织、乡镇街道、社会主体不算;别的层级(`层级`)和笼统的部门(不带“市”“县”“区”字样,名单里的都带)不算。
    zh "有职责无席位";
    /// The plan gives the unit duties, and the committee's roster does not have it.
    ///
    /// Why: it is not at the table where the work is coordinated, and what is decided there does not bind it. Roster and division of duties differ, often because one was changed and the other forgotten.
    /// What to do: add it to the roster, or say which member stands for it.
    /// Only where the plan has a roster, and only agencies, courts and mass organisations with duties that name them in their own right; institutions, towns, villages, social actors, other levels and generic departments are left out.
    en "duty without a seat";
    370 Warning "duty-without-seat"
}

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let seated: Vec<&Unit> = context.model.units.iter().filter(|u| !u.seats.is_empty()).collect();
    // A few seats of chairs and offices are not a roster.
    if seated.iter().filter(|u| Kind::of(u) == Kind::Agency).count() < ROSTER {
        return Vec::new();
    }
    let level = common_first(&seated);
    let mut out = Vec::new();
    for (id, unit) in context.units() {
        let agency = is_body(unit) && Kind::of(unit) == Kind::Agency && unit.seats.is_empty();
        if !agency || level.is_some_and(|c| !unit.name.starts_with(c)) || in_seated_group(context, id) {
            continue;
        }
        let duties: Vec<&Item> = own_duties(context, id);
        let Some(first) = duties.first() else { continue };
        let (name, n, list) = (&unit.name, duties.len(), clauses(&duties));
        let message = words!(
            "`{name}` 有 {n} 条职责({list}),名单里没有它的席位",
            "`{name}` has duties ({n}: {list}) and no seat on the roster"
        );
        let finding = LINT
            .at(unit.span, message)
            .help(words!(
                "补进名单,或说明由哪个成员代表它",
                "add it to the roster, or say which member stands for it"
            ))
            .unit(name);
        let mut finding = finding.related(first.name_span, Words::new("它的职责,如这一条", "one of its duties"));
        for duty in &duties {
            if !finding.clauses.iter().any(|c| c == duty.clause()) {
                finding.clauses.push(duty.clause().to_owned());
            }
        }
        out.push(finding);
    }
    out
}

/// So many seated agencies make a roster.
const ROSTER: usize = 3;

/// Duties and tasks in which the unit itself acts.
fn own_duties<'a>(context: &Context<'a>, unit: UnitId) -> Vec<&'a Item> {
    context
        .model
        .items
        .iter()
        .filter(|i| matches!(i.kind, ItemKind::Duty | ItemKind::Task) && acting(i).contains(&unit))
        .collect()
}

/// Whether a group that has a seat holds it.
fn in_seated_group(context: &Context<'_>, unit: UnitId) -> bool {
    context
        .model
        .unit_and_groups(unit)
        .iter()
        .any(|g| !context.model.unit(*g).seats.is_empty())
}

/// The first character that most seated units share (市, 县, 区): units without it are of another level, or generic.
fn common_first(seated: &[&Unit]) -> Option<char> {
    let first = |u: &&Unit| u.name.chars().next();
    let candidate = ['市', '县', '区', '州', '省', '镇']
        .into_iter()
        .max_by_key(|c| seated.iter().filter(|u| first(u) == Some(*c)).count())?;
    let share = seated.iter().filter(|u| first(u) == Some(candidate)).count();
    (share * 2 > seated.len()).then_some(candidate)
}
