//! Any text, laid out.

use zeren::Lang;
use zeren::diagnostic::Code;
use zeren::syntax::{parse, print::print};
use zeren::text::{Source, SourceId};
use zeren::wire::v1;

use super::plan;

fn laid_out(text: &str, lang: Lang) -> String {
    let source = Source::new("plan.zr", text);
    let (file, _) = parse(SourceId(0), &source);
    print(&file, &source, lang)
}

fn comments(text: &str) -> Vec<String> {
    let (file, _) = parse(SourceId(0), &Source::new("plan.zr", text));
    file.comments.into_iter().map(|c| c.text).collect()
}

/// The model as others see it, which says nothing of places in the text. That there was an invisible character between two words is not
/// said again once the text is laid out: it is gone.
fn model(text: &str) -> Option<String> {
    let compiled = plan::compiled(text);
    let plan = compiled.plan?;
    let model = &plan.model;
    let forms = (
        v1::items(model, ""),
        v1::units(model, ""),
        v1::vocabulary(model, ""),
        v1::plan_header(model, ""),
    );
    let codes = compiled.diagnostics.iter().map(|d| d.code);
    let codes: Vec<_> = codes.filter(|code| *code != Code::LOOKALIKE).collect();
    Some(format!("{}{codes:?}", serde_json::to_string(&forms).ok()?))
}

/// Hands the bytes over.
pub fn run(bytes: &[u8]) {
    let text = plan::text(bytes);
    let (_, problems) = parse(SourceId(0), &Source::new("plan.zr", text));
    if problems
        .iter()
        .any(|p| (100..120).contains(&p.code.0) || p.code.0 < 100)
    {
        return;
    }
    let (zh, en) = (laid_out(text, Lang::Zh), laid_out(text, Lang::En));
    assert_eq!(laid_out(&zh, Lang::Zh), zh, "again");
    assert_eq!(laid_out(&en, Lang::En), en, "again, in English");
    assert_eq!(laid_out(&en, Lang::Zh), zh, "there and back");
    assert_eq!(comments(text), comments(&zh), "comments");
    assert_eq!(model(text), model(&zh), "the same model");
    assert_eq!(model(text), model(&en), "the same model, in English");
}
