//! The plan gives the unit duties, and the committee's roster does not have it.

use crate::diagnostic::{Diagnostic, Severity, Words};
use crate::lint::Context;
use crate::lint::context::{about_items, acting, clauses, listed};
use crate::lint::declare::declare_lint;
use crate::model::{Item, ItemKind, Unit, UnitId};
use crate::model::{Kind, is_body};
use crate::words;

declare_lint! {
    /// 方案给了它职责,委员会、联席会议的名单里却没有它。
    ///
    /// 为什么:不在会上,协调不到它,议定的事也不约束它。名单与分工不一致,常是改了一处忘了另一处。
    /// 怎么改:补进名单,或说明由哪个成员代表它。
    /// 只看方案列了席位的委员会;只看类别是政府部门、党委部门、司法机关、群团组织的单位,以及职责分工里和名单上的部门并列、自成一节的单位(如慈善总会);其余的事业单位、基层组织、乡镇街道、社会主体不算。
    /// 笼统写的部门(“交通部门”,名单里的都带“市”“县”“区”),方案的本级单位里没有一个与它对应的,合成一条提示;有对应而没有席位的,报那个单位。
    zh "有职责无席位";
    /// The plan gives the unit duties, and the committee's roster does not have it.
    ///
    /// Why: it is not at the table where the work is coordinated, and what is decided there does not bind it. Roster and division of duties differ, often because one was changed and the other forgotten.
    /// What to do: add it to the roster, or say which member stands for it.
    /// Only where the plan has a roster; only agencies, courts and mass organisations, and bodies that have a section of their own beside those of seated departments. Other institutions, towns, villages and social actors are left out.
    /// Departments named by their trade alone (交通部门) that no agency of the plan's own level stands for are one remark; an agency that stands for one and has no seat is told itself.
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
    let peers = peers(context, level);
    let mut out = Vec::new();
    let mut generic: Vec<(&Unit, &Item)> = Vec::new();
    for (id, unit) in context.units() {
        let department = Kind::of(unit) == Kind::Agency || has_section_beside(unit, &seated);
        if !is_body(unit) || !department || is_seated(context, id) {
            continue;
        }
        let duties: Vec<&Item> = own_duties(context, id);
        let Some(first) = duties.first() else { continue };
        if level.is_some_and(|c| !unit.name.starts_with(c)) {
            if unit.level.is_none() && unit.superior.is_none() && is_trade(&unit.name) && !stands_for(&peers, unit) {
                generic.push((unit, first));
            }
            continue;
        }
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
    out.extend(about_generic(context, &generic));
    out
}

/// Departments that are named by their trade, in one remark.
fn about_generic(context: &Context<'_>, found: &[(&Unit, &Item)]) -> Option<Diagnostic> {
    let (unit, _) = found.first()?;
    let names: Vec<&str> = found.iter().map(|(u, _)| u.name.as_str()).collect();
    let list = listed(&names, 8, "个部门");
    let (zh, en) = (list.zh, list.en);
    let message = words!(
        "笼统写的 {zh} 有职责,名单里没有对应的单位",
        "{en}, named by trade alone, have duties, and no unit on the roster stands for them"
    );
    let help = words!(
        "写明是哪个单位(编码里写进它的 `别名`),或补进名单",
        "say which unit is meant (and put the word in its `aka`), or add it to the roster"
    );
    let items: Vec<&Item> = found.iter().map(|(_, i)| *i).collect();
    let mut finding = LINT.graded(Severity::Info, unit.span, message).help(help);
    for name in names {
        finding = finding.unit(name);
    }
    Some(about_items(context.model, finding, &items))
}

/// Whether it has a section of its own where seated departments have theirs: 六/市慈善总会 beside 六/市民政局.
fn has_section_beside(unit: &Unit, seated: &[&Unit]) -> bool {
    let section = |u: &Unit| {
        let mut own = u.clauses.iter().filter_map(|c| c.path.rsplit_once('/'));
        own.find(|(_, last)| *last == u.name).map(|(part, _)| part.to_owned())
    };
    let beside = |part: &String| seated.iter().filter(|s| section(s).as_ref() == Some(part)).count();
    matches!(Kind::of(unit), Kind::Social | Kind::Unknown) && section(unit).is_some_and(|part| beside(&part) >= ROSTER)
}

/// Whether it is a department named by its trade.
fn is_trade(name: &str) -> bool {
    name.ends_with("部门") && !name.starts_with("县级") && !name.starts_with("各级") && !name.starts_with("上级")
}

/// Agencies of the plan's own level, seated or not.
fn peers<'a>(context: &Context<'a>, level: Option<char>) -> Vec<&'a Unit> {
    let own = |u: &&Unit| Kind::of(u) == Kind::Agency && level.is_none_or(|c| u.name.starts_with(c));
    context.model.units.iter().filter(own).collect()
}

/// Whether an agency's name may mean the trade: 国税局 for 税务部门, 卫计委 for 卫生计生部门.
fn stands_for(peers: &[&Unit], unit: &Unit) -> bool {
    let trade = unit
        .name
        .trim_end_matches("部门")
        .trim_end_matches("主管")
        .trim_end_matches("行政");
    let means = |name: &String| trade.chars().any(|c| name.chars().skip(1).any(|d| d == c));
    peers
        .iter()
        .any(|p| std::iter::once(&p.name).chain(&p.aliases).any(means))
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

/// Whether it has a seat, or a group that holds it has one.
fn is_seated(context: &Context<'_>, unit: UnitId) -> bool {
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
