//! The whole action is a word such as "guide", "take part" or "support", without an object.

use crate::diagnostic::Diagnostic;
use crate::lint::Context;
use crate::lint::context::about_items;
use crate::lint::declare::declare_lint;
use crate::model::{Item, ItemKind};
use crate::words;

declare_lint! {
    /// 整个动作只有“指导”“参与”“支持”“配合”“协助”这样的词,没有对象。
    ///
    /// 为什么:编制部门的起草要求(枣庄编办):慎用“指导”“参与”“支持”等没有宾语的动词,它们说不出要做成什么。
    /// 怎么改:写出指导谁、参与什么、支持到什么程度。
    /// 动作栏里另有 `指导`、`监督` 的对象的,不算。
    zh "空泛动词";
    /// The whole action is a word such as "guide", "take part" or "support", without an object.
    ///
    /// Why: drafting practice of establishment offices (枣庄编办): avoid vague verbs without an object; they do not say what is to be achieved.
    /// What to do: write whom it guides, what it takes part in, how it supports.
    /// Not meant: an item that names the object in `guides` or `supervises`.
    en "vague verb";
    750 Info "vague-verb"
}

const VERBS: [&str; 12] = [
    "指导", "参与", "支持", "配合", "协助", "协调", "推进", "推动", "加强", "落实", "督促", "监督",
];
const NOTHING: [&str; 6] = ["", "工作", "相关工作", "有关工作", "做好工作", "其他工作"];

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let vague =
        |i: &&Item| i.kind != ItemKind::Norm && i.links.is_empty() && i.action.as_deref().is_some_and(is_empty_verb);
    let found: Vec<&Item> = context.items().map(|(_, i)| i).filter(vague).collect();
    let finding = |i: &&Item| {
        let action = i.action_text();
        let message = words!(
            "动作只有 `{action}`,没有写对什么({})",
            "the action is `{action}` and nothing more ({})",
            i.clause()
        );
        about_items(
            context.model,
            LINT.at(i.name_span, message).help(words!(
                "写出对谁、做什么、做成什么",
                "say for whom, what, and to what end"
            )),
            &[i],
        )
    };
    found.iter().map(finding).collect()
}

/// Nothing is left when vague verbs are taken away.
fn is_empty_verb(action: &str) -> bool {
    let mut rest = action
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, '。' | ';' | '\u{ff1b}'))
        .to_owned();
    let before = rest.len();
    for verb in VERBS {
        rest = rest.replace(verb, "");
    }
    let rest: String = rest
        .chars()
        .filter(|c| !matches!(c, '、' | '和' | '并' | '与'))
        .collect();
    rest.len() < before && NOTHING.contains(&rest.as_str())
}
