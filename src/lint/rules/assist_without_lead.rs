//! A matter has units that assist and, in the whole topic, none that leads or is responsible.

use crate::diagnostic::Diagnostic;
use crate::lint::Context;
use crate::lint::context::{acting, in_role};
use crate::lint::declare::declare_lint;
use crate::model::{ItemKind, Role};
use crate::words;

declare_lint! {
    /// 一件事只写了谁配合,同一事项里没有任何单位牵头、负责。
    ///
    /// 为什么:配合的前提是有人主办。只有配合,等于没有人办。
    /// 怎么改:找出主办单位,补一条写它的职责;原文确实没有的,把这个空白报给起草单位。
    /// 不算:同一事项另有单位牵头或负责的。
    zh "只有配合";
    /// A matter has units that assist and, in the whole topic, none that leads or is responsible.
    ///
    /// Why: to assist, somebody must host. With helpers only, nobody does it.
    /// What to do: find the host and write its duty; where the text has none, tell the drafters.
    /// Not meant: a topic in which some other item names who acts.
    en "assist only";
    353 Warning "assist-without-lead"
}

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for (_, item) in context.items() {
        let assistants = in_role(item, |r| r == Role::Assist);
        if assistants.is_empty() || !acting(item).is_empty() || !matches!(item.kind, ItemKind::Duty | ItemKind::Task) {
            continue;
        }
        let Some(topic) = &item.topic else { continue };
        let hosted = context.model.items.iter().any(|other| other.topic.as_ref() == Some(topic) && other.kind != ItemKind::Norm && !acting(other).is_empty());
        if hosted {
            continue;
        }
        let (clause, units) = (item.clause(), context.names(&assistants, 6).zh);
        let message = words!("`{topic}` 只有配合({units}),没有单位牵头或负责({clause})", "`{topic}` has units that assist ({units}) and none that leads or is responsible ({clause})");
        let help = words!("补上主办单位的职责;原文确实没有的,报给起草单位", "write the host's duty; where the text has none, tell the drafters");
        let mut finding = LINT.at(item.name_span, message).help(help).clause(clause);
        finding.units = assistants.iter().map(|u| context.name(*u).to_owned()).collect();
        out.push(finding);
    }
    out
}
