//! A unit that has been abolished, merged or renamed has duties.

use crate::diagnostic::Diagnostic;
use crate::lint::Context;
use crate::lint::context::about_items;
use crate::lint::declare::declare_lint;
use crate::model::{Date, Item, UnitId};
use crate::words;

declare_lint! {
    /// 给已经撤销、合并或改名的单位写了职责。
    ///
    /// 为什么:机构改革以后,职责没有人承接,或者要靠人记得谁接了。
    /// 怎么改:改用现在的单位;旧名留作别名或 `改为`。
    /// 按方案施行之日(没有的按成文日期)判断;命令行给了 `--as-of 日期` 的,按那一天。
    zh "单位已撤并";
    /// A unit that has been abolished, merged or renamed has duties.
    ///
    /// Why: after a reform of institutions nobody takes them up, or somebody has to remember who did.
    /// What to do: name the unit of today; keep the old name as an alias or in `succeeded by`.
    /// Judged on the day the plan came into force (or its date); with `--as-of DATE`, on that day.
    en "abolished unit";
    650 Warning "abolished-unit"
}

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let plan = &context.model.plan;
    let dated = || plan.date.as_deref().and_then(Date::parse);
    let Some(day) = context.day.or(plan.period.from).or_else(dated) else {
        return Vec::new();
    };
    let gone = context
        .units()
        .filter(|(_, u)| u.lifetime.until.is_some_and(|until| until < day));
    gone.filter_map(|(id, _)| about(context, id, day)).collect()
}

fn about(context: &Context<'_>, id: UnitId, day: Date) -> Option<Diagnostic> {
    let unit = context.model.unit(id);
    let uses = |i: &Item| i.parties.iter().any(|p| p.unit == Some(id)) || i.links.iter().any(|l| l.unit == id);
    let found: Vec<&Item> = context.items().map(|(_, i)| i).filter(|i| uses(i)).collect();
    let first = found.first()?;
    let (name, until, n) = (&unit.name, unit.lifetime.until?, found.len());
    let message = words!(
        "`{name}` 只存在到 {until},{day} 仍有 {n} 条写着它",
        "`{name}` existed until {until}; on {day} {n} item(s) still name it"
    );
    let help = match unit.successor.map(|s| context.name(s)) {
        Some(next) => words!("改用 `{next}`", "name `{next}` instead"),
        None => words!("写明由谁承接:`改为: …`", "say who took over: `succeeded by: …`"),
    };
    let finding = LINT
        .at(first.name_span, message)
        .help(help)
        .unit(name)
        .related(unit.span, words!("存续写在这里", "its lifetime is written here"));
    Some(about_items(context.model, finding, &found))
}
