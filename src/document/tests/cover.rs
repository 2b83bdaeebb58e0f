//! Cover letters, titles, signatures and what the page adds.

use super::super::{Kind, NoteKind, read, resolve};
use super::{assert_sound, line_at, printed, text_at};

const LETTER: &str = "首页 > 公开 > 文件\n索引号: 001\n某镇人民政府关于印发防汛方案的通知\n\n各村、各单位:\n\u{3000}\u{3000}现将方案印发给你们,请照办。\n\n\
                      \u{a0}某镇人民政府\n2020年5月1日\n\n某镇防汛\n工作方案\n\n为了安全度汛,制定本方案。\n一、组织\n成立小组。\n组长:孙某某  镇长\n\
                      成员:李某某  站长\n小组设在水利站。\n- 1 -\n二、任务\n1.巡查。\n某镇人民政府办公室\n2020年5月1日印发\n版权所有 某镇 ICP备001号\n技术支持 某公司\n";

#[test]
fn a_letter_stands_apart_from_the_plan_it_carries() {
    let document = read(LETTER);
    assert_eq!(
        printed(&document),
        [
            "元数据", "题", "通知", "通知/主送", "通知/正文", "通知/落款", "序", "一", "一/首段", "一/名单", "一/文",
            "二", "二/1", "落款"
        ]
    );
    assert_eq!(
        (line_at(&document, "前言"), text_at(&document, "前言")),
        (14, "为了安全度汛,制定本方案。")
    );
    assert_eq!(text_at(&document, "一/句1"), "小组设在水利站。");
    assert_sound(LETTER, &document);
}

#[test]
fn furniture_is_reported() {
    let document = read(LETTER);
    let of = |kind: NoteKind| document.notes.iter().filter(|note| note.kind == kind).count();
    assert_eq!((of(NoteKind::Furniture), of(NoteKind::PageMark)), (3, 1));
}

#[test]
fn markup_at_the_edges_is_looked_through() {
    let text = "<div class=\"a\"></div>\n<p>一、看护</p>\n<p>&nbsp;&nbsp;(一)白天<br/>(二)夜里</p>\n";
    let document = read(text);
    assert_eq!(printed(&document), ["一", "一/(一)", "一/(二)"]);
    assert_eq!(
        resolve(&document, "一").map(|clause| (clause.kind, clause.text.as_str())),
        Some((Kind::Heading, "看护"))
    );
    assert_sound(text, &document);
}

#[test]
fn an_open_letter_ends_with_its_own_words() {
    let document = read(
        "倡议书\n同学们:\n河水很急。\n我们倡议:\n一、不下河。\n二、不逃课。\n让我们一起做到。\n倡议人:某班\n时间:某年\n",
    );
    assert_eq!(
        printed(&document),
        ["题", "主送", "序", "序/1", "序/2", "一", "二", "尾", "落款"]
    );
    assert_eq!(text_at(&document, "结"), "让我们一起做到。");
}
