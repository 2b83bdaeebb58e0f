//! Something is commanded or forbidden, and no unit in the whole text enforces it (`enforced by: none`).

use crate::diagnostic::{Diagnostic, Lang, Severity, Words};
use crate::lint::Context;
use crate::lint::context::{about_items, acting, clauses, listed};
use crate::lint::declare::declare_lint;
use crate::model::Kind;
use crate::model::{Item, ItemKind, Modality, Model, Scope, Unit};
use crate::words;
use std::collections::BTreeMap;

declare_lint! {
    /// 规定了必须或者不得,全文没有单位负责执行(`执行: 无`)。
    ///
    /// 为什么:没有执法单位的禁令,违反了也没有人管。这是查过全文而没有找到的一类;没有写的是“未写执行”。
    /// 怎么改:给某个单位写一条执法职责,或在 `执行` 写明单位和所据条款。
    /// 按事项合并报告。没有写约束谁的,是“无主语”,不在这里。对个案的禁止和要求是警告;倡导性、制度性的要求,以及对机关自己的要求,只作提示。
    zh "无人执行";
    /// Something is commanded or forbidden, and no unit in the whole text enforces it (`enforced by: none`).
    ///
    /// Why: a ban that nobody enforces can be broken freely. This is the case where the reader looked and found nobody; where nothing is said, see enforcer-not-stated.
    /// What to do: give some unit a duty to enforce it, or name the unit in `enforced by` with the clause it acts under.
    /// Where nothing says whom it binds, see missing-actor. Reported once for each topic. A warning for commands and bans in single cases; a remark for programmes, and for what agencies are told to do themselves.
    en "norm without enforcer";
    360 Warning "norm-without-enforcer"
}

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let commands = |n: &Item| matches!(n.modality, Some(Modality::Must | Modality::MustNot));
    let nobody = |n: &Item| n.enforcement.as_ref().is_some_and(Vec::is_empty);
    let mut weighty: BTreeMap<&str, Vec<&Item>> = BTreeMap::new();
    let mut light = Vec::new();
    for (_, norm) in context
        .items()
        .filter(|(_, n)| n.kind == ItemKind::Norm && commands(n) && nobody(n) && !acting(n).is_empty())
    {
        if norm.scope == Scope::Case && !addresses_agency(context.model, norm) {
            weighty
                .entry(norm.topic.as_deref().unwrap_or(&norm.name))
                .or_default()
                .push(norm);
        } else {
            light.push(norm);
        }
    }
    let mut out: Vec<Diagnostic> = weighty
        .into_iter()
        .filter_map(|(topic, norms)| heavy(context, topic, &norms))
        .collect();
    out.extend(remark(context, &light));
    out
}

fn heavy(context: &Context<'_>, topic: &str, norms: &[&Item]) -> Option<Diagnostic> {
    let first = norms.first()?;
    let said: Vec<String> = norms.iter().map(|n| said(context, n, Lang::Zh)).collect();
    let in_english: Vec<String> = norms.iter().map(|n| self::said(context, n, Lang::En)).collect();
    let message = Words::new(
        format!(
            "`{topic}`:{},全文没有单位负责执行({})",
            listed(&refs(&said), 4, "条").zh,
            clauses(norms)
        ),
        format!(
            "`{topic}`: {}; no unit enforces it ({})",
            listed(&refs(&in_english), 4, "条").en,
            clauses(norms)
        ),
    );
    let help = words!(
        "给某个单位写一条执法职责,或在 `执行` 写明单位和所据条款",
        "give some unit a duty to enforce it, or name it in `enforced by`"
    );
    Some(about_items(
        context.model,
        LINT.at(first.name_span, message).help(help),
        norms,
    ))
}

fn remark(context: &Context<'_>, norms: &[&Item]) -> Option<Diagnostic> {
    let first = norms.first()?;
    let (n, list) = (norms.len(), clauses(norms));
    let message = words!(
        "{n} 条制度性的、或对机关自己的要求没有单位负责执行:{list}",
        "commands of programme scope or to agencies that nobody enforces: {n} ({list})"
    );
    Some(about_items(
        context.model,
        LINT.graded(Severity::Info, first.name_span, message),
        norms,
    ))
}

fn said(context: &Context<'_>, norm: &Item, lang: Lang) -> String {
    let who = acting(norm).first().map_or("", |u| context.name(*u));
    let force = norm.modality.map_or("", |m| {
        if lang == Lang::Zh {
            m.zh()
        } else if m == Modality::MustNot {
            " must not: "
        } else {
            " must: "
        }
    });
    format!("{who}{force}{}", norm.action_text())
}

fn refs(list: &[String]) -> Vec<&str> {
    list.iter().map(String::as_str).collect()
}

fn addresses_agency(model: &Model, norm: &Item) -> bool {
    let units = acting(norm);
    !units.is_empty() && units.iter().all(|u| is_public(model.unit(*u)))
}

/// Agencies, towns and committees; where the plan names no kind, those whose own name says so.
fn is_public(unit: &Unit) -> bool {
    match Kind::of(unit) {
        Kind::Agency | Kind::Town | Kind::Committee => true,
        Kind::Unknown => ["政府", "机关", "部门"].iter().any(|w| unit.name.contains(w)),
        _ => false,
    }
}
