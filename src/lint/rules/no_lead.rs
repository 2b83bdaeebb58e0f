//! Several units are responsible for one piece of work and none leads.

use crate::diagnostic::{Diagnostic, Severity, Words};
use crate::lint::Context;
use crate::lint::context::{about_items, acting, always, by_clause, clauses};
use crate::lint::declare::declare_lint;
use crate::model::{Item, ItemKind, Kind, Model, Role, Unit, UnitId, is_body, is_judicial};
use crate::words;

declare_lint! {
    /// 一项工作写了几个责任单位,没有写谁牵头。
    ///
    /// 为什么:《部门职责分工协调办法》第六条:一件事原则上由一个部门负责;确需几个部门的,要明确牵头,分清主办和协办。没有牵头,出了事谁都可以等别人。
    /// 怎么改:从责任单位中定一个写进 `牵头`,其余写进 `配合`;确实不分主次的,写 `允许: 无牵头 因 "…"`。
    /// 不算:只对一部分情形负责的(`单位 当 …`)、社会主体和事业单位各自的义务、写明“各自”“分别”“按职责”的、一家主办“会同”他人的、职责里法院和检察院依法各办各的。
    zh "无牵头";
    /// Several units are responsible for one piece of work and none leads.
    ///
    /// Why: the rules on the division of duties among departments (部门职责分工协调办法, art. 6): one matter is in principle one department's; where several are needed, the lead is named and told apart from those who assist.
    /// What to do: name one of them in `lead`, the others in `assist`; where none ranks above the others on purpose, write `allow: no-lead because "…"`.
    /// Not meant: units limited to a part of the situations, duties of social actors and institutions, work that each does for itself, one unit acting together with others, and in duties courts and procuratorates, whose parts the law divides.
    en "no lead";
    350 Warning "no-lead"
}

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let leaderless: Vec<&Item> = context
        .items()
        .map(|(_, i)| i)
        .filter(|i| is_leaderless(context.model, i))
        .collect();
    let tasks: Vec<&Item> = leaderless
        .iter()
        .copied()
        .filter(|i| i.kind == ItemKind::Task)
        .collect();
    let of_a_task = |item: &Item| tasks.iter().any(|t| t.clause() == item.clause());
    let duties: Vec<&Item> = leaderless
        .iter()
        .copied()
        .filter(|i| i.kind == ItemKind::Duty && !of_a_task(i))
        .collect();
    let mut out: Vec<Diagnostic> = about_tasks(context, &tasks).into_iter().collect();
    for group in by_clause(&duties) {
        out.extend(about(context, &group));
    }
    out
}

/// All tasks in one finding: it is one habit of the plan.
fn about_tasks(context: &Context<'_>, tasks: &[&Item]) -> Option<Diagnostic> {
    let first = tasks.first()?;
    if tasks.len() == 1 {
        return about(context, tasks);
    }
    let (all, clauses) = (
        context.model.items.iter().filter(|i| i.kind == ItemKind::Task).count(),
        clauses(tasks),
    );
    let n = tasks.len();
    let message = words!(
        "{n} 项任务各有几个责任单位,没有一项写明谁牵头(全部任务 {all} 项):{}",
        "{n} tasks name several responsible units and no lead (of {all} tasks): {}",
        clauses
    );
    let help = words!(
        "从责任单位中定一个写进 `牵头`,其余写进 `配合`",
        "name one of the responsible units in `lead`, the others in `assist`"
    );
    Some(about_items(
        context.model,
        LINT.at(first.name_span, message).help(help),
        tasks,
    ))
}

/// Items of one clause.
fn about(context: &Context<'_>, duties: &[&Item]) -> Option<Diagnostic> {
    let first = duties.first()?;
    let units = context.names(&acting(first), 10);
    let clause = first.clause();
    let message = Words::new(
        format!(
            "`{}` 由 {} 共同负责,没有写谁牵头({clause})",
            first.action_text(),
            units.zh
        ),
        format!(
            "`{}` falls to {} together, and none of them leads ({clause})",
            first.action_text(),
            units.en
        ),
    );
    let help = words!(
        "定一个写进 `牵头`,其余写进 `配合`",
        "name one of them in `lead`, the others in `assist`"
    );
    // Responsible side by side may mean each for itself; acting jointly, or a task of several, may not.
    let severity = if first.kind == ItemKind::Task || always(first, Role::Joint).count() > 1 {
        Severity::Warning
    } else {
        Severity::Info
    };
    Some(about_items(
        context.model,
        LINT.graded(severity, first.name_span, message).help(help),
        duties,
    ))
}

/// Several agencies act in all of its situations, none leads, and it is not one that acts together with others.
fn is_leaderless(model: &Model, item: &Item) -> bool {
    if item.kind == ItemKind::Norm || item.is_each_for_itself() || item.parties.iter().any(|p| p.role == Role::Lead) {
        return false;
    }
    let agencies = |role: Role| {
        let list = always(item, role)
            .filter_map(|p| p.unit)
            .filter(|u| is_department(model.unit(*u)) && !is_shared_out(model, item, *u))
            .filter(|u| item.kind == ItemKind::Task || !is_judicial(model.unit(*u)));
        list.count()
    };
    let (responsible, joint) = (agencies(Role::Responsible), agencies(Role::Joint));
    // One responsible unit together with others is the host of the work.
    let hosts = always(item, Role::Responsible).count() == 1;
    responsible > 1 || (joint > 1 && !hosts)
}

/// An agency, or a department within the house whose plan it is (校内部门).
fn is_department(unit: &Unit) -> bool {
    is_body(unit) && (Kind::of(unit) == Kind::Agency || is_inner(unit))
}

fn is_inner(unit: &Unit) -> bool {
    Kind::of(unit) == Kind::Institution && unit.kind.as_deref().is_some_and(|k| k.contains("部门"))
}

/// Whether another item of the same section says what the department does there by itself: a task's list of units, shared out below it.
fn is_shared_out(model: &Model, item: &Item, unit: UnitId) -> bool {
    let Some((section, _)) = item.clause().rsplit_once('/') else {
        return false;
    };
    let beside = |other: &Item| other.clause().rsplit_once('/').is_some_and(|(s, _)| s == section);
    let alone = |other: &Item| acting(other) == [unit];
    is_inner(model.unit(unit)) && model.items.iter().any(|i| beside(i) && alone(i))
}
