//! A finding on the draft → words for whoever writes the document: no word of the language, nothing about encoding.

use crate::diagnostic::{Diagnostic, Words};
use crate::words;

/// What is said to the writer of a document instead.
pub(super) fn for_documents(finding: Diagnostic) -> Diagnostic {
    let help = help(finding.info.name);
    let message = match finding.info.name {
        // 原文跳号,或者没有编码: in a document it is the number.
        "number-skipped" => before_colon(&finding.message),
        _ => finding.message.clone(),
    };
    Diagnostic {
        message,
        help: help.or_else(|| finding.help.clone()),
        ..finding
    }
}

fn help(lint: &str) -> Option<Words> {
    Some(match lint {
        "number-skipped" => words!(
            "顺着前一项改号;确是漏了一项,补上",
            "number on from the item before, or put the missing item back"
        ),
        "soft-deadline" => words!(
            "重要的几处改成数字,如“接报后24小时内”",
            "put numbers in the places that matter, such as “within 24 hours of the report”"
        ),
        "several-names" => words!(
            "是一家的,全文统一一个名称;是两家的,写清各自的职责",
            "one body: use one name throughout; two: say what each does"
        ),
        "no-lead" | "responsible-without-lead" => words!(
            "从中定一个牵头单位,写明“由××牵头,××配合”",
            "let one of them lead, and say so"
        ),
        "hand-over-without-receiver" | "report-without-receiver" | "notification-without-receiver" => words!(
            "补一句:它接到以后做什么、多长时间办完",
            "add what it does once it has it, and by when"
        ),
        "member-without-duty" => words!(
            "在职责分工里给它写一条,或从名单里删去",
            "give it a duty, or take it off the roster"
        ),
        _ => return None,
    })
}

fn before_colon(message: &Words) -> Words {
    let cut = |text: &str, colon: char| text.split(colon).next().unwrap_or(text).trim().to_owned();
    Words::new(cut(&message.zh, ':'), cut(&message.en, ':'))
}
