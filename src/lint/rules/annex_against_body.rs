//! On one topic, the body of the document and its annex name different units.

use crate::diagnostic::{Diagnostic, Severity, Words};
use crate::lint::Context;
use crate::lint::context::{about_items, clauses, in_role, same_body};
use crate::lint::declare::declare_lint;
use crate::lint::likeness::likeness;
use crate::model::{Item, ItemKind, Role, UnitId};
use crate::words;
use std::collections::BTreeMap;

declare_lint! {
    /// 同一事项,正文与附件写的主责单位不同。
    ///
    /// 为什么:正文和附件效力相同,两处写成两家,两家都可以说归对方。《部门职责分工协调办法》第六条:一件事原则上由一个部门负责。
    /// 怎么改:对照改成一致;确有分工的,写明各管哪一段。
    /// 两种情形:附件另写了牵头;正文的牵头单位在附件里没有这项职责,附件把它写给了别的单位(那个单位在正文里是配合单位的,只作提示)。
    /// 后一种只在两处的适用情形相同、或动作文字相近时报告。
    zh "正文附件不一";
    /// On one topic, the body of the document and its annex name different units.
    ///
    /// Why: both bind alike, so each of the two units can say that it is the other's. One matter is in principle one department's (部门职责分工协调办法, art. 6).
    /// What to do: make them agree; where the work is divided, say who has which part.
    /// Two cases: the annex names another lead; or the body's lead has no such duty in the annex, which gives it to another unit (a remark only, where that unit assists in the body).
    /// The second only where the situations are the same or the actions read alike.
    en "annex against body";
    450 Warning "annex-against-body"
}

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut topics: BTreeMap<&str, (Vec<&Item>, Vec<&Item>)> = BTreeMap::new();
    for (_, item) in context
        .items()
        .filter(|(_, i)| matches!(i.kind, ItemKind::Duty | ItemKind::Task))
    {
        let Some(topic) = &item.topic else { continue };
        let sides = topics.entry(topic).or_default();
        if in_annex(item) {
            sides.1.push(item)
        } else {
            sides.0.push(item)
        }
    }
    topics
        .into_iter()
        .filter_map(|(topic, (body, annex))| compare(context, topic, &body, &annex))
        .collect()
}

fn compare(context: &Context<'_>, topic: &str, body: &[&Item], annex: &[&Item]) -> Option<Diagnostic> {
    let leads = |items: &[&Item]| units(items, |r| r == Role::Lead);
    let body_leads = leads(body);
    if body_leads.is_empty() {
        return None;
    }
    let annex_leads = leads(annex);
    let stranger = |u: &&UnitId| !body_leads.iter().any(|b| same_body(context.model, *b, **u));
    let other_leads: Vec<UnitId> = annex_leads.iter().filter(stranger).copied().collect();
    if !other_leads.is_empty() {
        return Some(finding(
            context,
            topic,
            (body, &body_leads, Role::Lead),
            (annex, &other_leads, Role::Lead),
        ));
    }
    let named = units(body, Role::acts);
    let assisting = units(body, |r| r == Role::Assist);
    let owners: Vec<UnitId> = units(annex, |r| r == Role::Responsible);
    let lead_is_there = units(annex, |_| true)
        .iter()
        .any(|u| body_leads.iter().any(|b| same_body(context.model, *b, *u)));
    let unmentioned: Vec<UnitId> = owners
        .iter()
        .filter(|u| !named.iter().any(|n| same_body(context.model, *n, **u)))
        .copied()
        .collect();
    if lead_is_there || unmentioned.is_empty() || unmentioned.len() < owners.len() || !is_one_work(context, body, annex)
    {
        return None;
    }
    let finding = finding(
        context,
        topic,
        (body, &body_leads, Role::Lead),
        (annex, &unmentioned, Role::Responsible),
    );
    // What the body calls assisting the annex may spell out as a duty.
    let only_assists = unmentioned
        .iter()
        .all(|u| assisting.iter().any(|a| same_body(context.model, *a, *u)));
    Some(if only_assists {
        Diagnostic {
            severity: Severity::Info,
            ..finding
        }
    } else {
        finding
    })
}

/// Whether body and annex speak of the same work, not merely of one topic: the same situations, or actions that read alike.
fn is_one_work(context: &Context<'_>, body: &[&Item], annex: &[&Item]) -> bool {
    let world = &context.plan.world;
    let mut leading = body.iter().filter(|i| i.parties.iter().any(|p| p.role == Role::Lead));
    let same = |a: &Item, b: &Item| {
        world.formula(&a.condition) == world.formula(&b.condition)
            || likeness(a.action_text(), b.action_text()) >= ALIKE
    };
    leading.any(|a| annex.iter().any(|b| same(a, b)))
}

/// Share of character pairs in common from which two actions are taken to be about one work.
const ALIKE: f64 = 0.2;

type Side<'a> = (&'a [&'a Item], &'a [UnitId], Role);

fn finding(context: &Context<'_>, topic: &str, body: Side<'_>, annex: Side<'_>) -> Diagnostic {
    let pick = |(items, units, role): Side<'_>| -> Vec<Item> {
        let involved = items
            .iter()
            .filter(|i| in_role(i, |r| r == role).iter().any(|u| units.contains(u)));
        involved.map(|i| (*i).clone()).collect()
    };
    let (in_body, in_annex) = (pick(body), pick(annex));
    let (body_items, annex_items): (Vec<&Item>, Vec<&Item>) = (in_body.iter().collect(), in_annex.iter().collect());
    let (body_units, annex_units) = (context.names(body.1, 6), context.names(annex.1, 6));
    let (here, there) = (clauses(&body_items), clauses(&annex_items));
    let (zh, en) = if annex.2 == Role::Lead {
        ("附件由", "the annex lets")
    } else {
        ("附件写成", "the annex gives it to")
    };
    let (end_zh, end_en) = if annex.2 == Role::Lead {
        ("牵头", "lead")
    } else {
        ("的职责", "")
    };
    let message = Words::new(
        format!(
            "事项 `{topic}`:正文由 {} 牵头({here}),{zh} {} {end_zh}({there})",
            body_units.zh, annex_units.zh
        ),
        format!(
            "topic `{topic}`: in the body {} leads ({here}), {en} {} {end_en} ({there})",
            body_units.en, annex_units.en
        ),
    );
    let place = body_items.first().map_or(context.model.plan.span, |i| i.name_span);
    let all: Vec<&Item> = body_items.into_iter().chain(annex_items).collect();
    about_items(
        context.model,
        LINT.at(place, message).help(words!(
            "对照改成一致;确有分工的,写明各管哪一段",
            "make them agree; where the work is divided, say who has which part"
        )),
        &all,
    )
}

fn in_annex(item: &Item) -> bool {
    let first = item.clause().split('/').next().unwrap_or("");
    first.starts_with("附件") || first.starts_with("附录") || first.to_lowercase().starts_with("annex")
}

fn units(items: &[&Item], wanted: impl Fn(Role) -> bool + Copy) -> Vec<UnitId> {
    let mut out = Vec::new();
    for unit in items.iter().flat_map(|i| in_role(i, wanted)) {
        if !out.contains(&unit) {
            out.push(unit);
        }
    }
    out
}
