//! What is cut out of a place's words.

use super::super::{Kind, TailRole, read, resolve};
use super::{line_at, printed, text_at};

#[test]
fn the_heading_sentence_is_not_counted() {
    let document = read("一、保障\n(一)备足物资。各村备沙袋;各组备绳索。不够的向镇里报。\n(二)守好电话。全天有人。\n");
    assert_eq!(text_at(&document, "一/(一)/题"), "备足物资。");
    assert_eq!(text_at(&document, "一/(一)/句1/项2"), "各组备绳索。");
    assert_eq!(text_at(&document, "一/(一)@句2"), "不够的向镇里报。");
    assert_eq!(text_at(&document, "一/(二)/句1"), "全天有人。");
    assert!(resolve(&document, "一/(一)/句3").is_none() && resolve(&document, "一/(四)").is_none());
}

#[test]
fn sentences_run_on_across_paragraphs() {
    let document = read("一、巡堤\n白天两人。夜里四人。\n汛期加倍。\n");
    assert_eq!(
        (text_at(&document, "一/句3"), line_at(&document, "一/句3")),
        ("汛期加倍。", 3)
    );
}

#[test]
fn brackets_protect_stops() {
    let document = read("一、报信\n看见险情(渗水、滑坡。无论大小;都算)就喊人。然后跑。\n");
    assert_eq!(text_at(&document, "一/句2"), "然后跑。");
}

#[test]
fn tails_name_units_by_role() {
    let document = read(
        "一、任务\n1.修桥。先修木桥。（牵头单位：镇交通站。配合单位：镇水利站、派出所，各村）\n2.修路。先修土路。\n",
    );
    assert_eq!(printed(&document), ["一", "一/1", "一/2"]);
    let tail = resolve(&document, "一/1/分工").expect("the tail is a clause");
    assert_eq!(tail.kind, Kind::Tail);
    let roles: Vec<(TailRole, usize)> = tail.assignments.iter().map(|one| (one.role, one.units.len())).collect();
    assert_eq!(roles, [(TailRole::Lead, 1), (TailRole::Assist, 3)]);
    assert!(resolve(&document, "一/1/句2").is_none(), "the tail is no sentence");
}

#[test]
fn a_line_that_stops_at_a_comma_goes_on() {
    let document = read("一、要求\n1.带好雨衣,\n\n带好手电;\n2.结伴而行。\n");
    assert_eq!(text_at(&document, "一/1"), "带好雨衣,带好手电;");
}
