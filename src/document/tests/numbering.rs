//! Printed numbers of every form, and numbers that are none.

use super::super::{Kind, NoteKind, read, resolve};
use super::{assert_sound, line_at, printed, text_at};

#[test]
fn articles_run_on_across_chapters() {
    let text = "水库看护办法\n第一章 总则\n第一条 为了看好水库,定本办法。\n第二条 看护员每天巡查。\n\
                第二章 巡查\n第三条 巡查时应当:\n(一)看水位;\n(二)看坝体。\n第四条 本办法即日施行。\n";
    let document = read(text);
    assert_eq!(
        printed(&document),
        [
            "题",
            "第一章",
            "第一章/第一条",
            "第一章/第二条",
            "第二章",
            "第二章/第三条",
            "第二章/第三条/(一)",
            "第二章/第三条/(二)",
            "第二章/第四条"
        ]
    );
    assert_eq!(text_at(&document, "第二章/第三条/(二)"), "看坝体。");
    assert_sound(text, &document);
}

#[test]
fn full_width_and_half_width_forms_give_one_path() {
    for text in [
        "一、看护\n（一）白天\n1．开门。\n（1）查锁；\n2．关门。\n",
        "一、看护\n(一) 白天\n1、开门。\n(1) 查锁;\n2、关门。\n",
    ] {
        let document = read(text);
        assert_eq!(
            printed(&document),
            ["一", "一/(一)", "一/(一)/1", "一/(一)/1/(1)", "一/(一)/2"]
        );
        assert_sound(text, &document);
    }
}

#[test]
fn spoken_order_and_circled_numbers() {
    let document = read("二、安排\n第一,先清点人数。\n①甲班;\n②乙班。\n第二,再分发雨具。\n");
    assert_eq!(
        printed(&document),
        ["二", "二/第一", "二/第一/①", "二/第一/②", "二/第二"]
    );
}

#[test]
fn bold_and_hash_marks_are_looked_through() {
    let document = read("## 一、值守\n**(一)夜班**\n**1.开灯。**开灯后登记。\n**2.锁门。**锁门后离开。\n");
    assert_eq!(printed(&document), ["一", "一/(一)", "一/(一)/1", "一/(一)/2"]);
    assert_eq!(
        resolve(&document, "一/(一)").map(|clause| clause.kind),
        Some(Kind::Heading)
    );
}

#[test]
fn decimals_years_and_ages_are_no_items() {
    let text = "一、目标\n2.5公里以内设点。\n16周岁以下免票,1.2米以下免票。\n1.2026年建成。\n2.床位达到 3.1万张。\n";
    let document = read(text);
    assert_eq!(printed(&document), ["一", "一/引", "一/1", "一/2"]);
    assert_eq!(text_at(&document, "一/1"), "2026年建成。");
}

#[test]
fn numbers_without_marks_are_believed_where_they_count_on() {
    let text = "一、养护\n1. 养护人应当做到下列几件:\n1浇水;\n2松土;\n3除虫。\n2. 养护人不得:\n1折枝;\n2移栽。\n3记录每日情况。\n";
    let document = read(text);
    assert_eq!(
        printed(&document),
        [
            "一", "一/1", "一/1/(1)", "一/1/(2)", "一/1/(3)", "一/2", "一/2/(1)", "一/2/(2)", "一/2/(3)"
        ]
    );
    assert_eq!(line_at(&document, "一/2/(1)"), 7);
}

#[test]
fn several_items_on_one_line() {
    let text = "公园管护要点 一、日常 1.修剪草坪,面积达 2.5 亩。(责任部门:园林站) 2.清扫步道。(责任部门:环卫站) 二、节日 3.加派人手。(责任部门:园林站、派出所) |";
    let document = read(text);
    assert_eq!(printed(&document), ["题", "一", "一/1", "一/2", "二", "二/3"]);
    assert_eq!(text_at(&document, "一/1/句1"), "修剪草坪,面积达 2.5 亩。");
    assert_sound(text, &document);
}

#[test]
fn repeated_and_skipped_numbers_are_kept_and_noted() {
    let document = read("一、甲\n1.开。\n3.关。\n三、乙\n1.起。\n三、丙\n1.落。\n");
    assert!(resolve(&document, "一/3").is_some() && resolve(&document, "三#2/1").is_some());
    let odd = document
        .notes
        .iter()
        .filter(|note| note.kind == NoteKind::OddNumber)
        .count();
    assert!(odd >= 2, "{:?}", document.notes);
}

#[test]
fn dashes_count_within_their_list() {
    let document = read("二、原则\n——先人后物。先救人。\n——先近后远。先救近处。\n三、措施\n1.集合。\n");
    assert_eq!(printed(&document), ["二", "二/——1", "二/——2", "三", "三/1"]);
}

#[test]
fn a_table_as_text_reads_as_items() {
    let document = read(
        "三、任务表\n| 序号 | 任务 | 单位 |\n|---|---|---|\n| 1 | 疏通水沟 | 水利站 |\n| 2 | 加固棚屋 | 建设站 |\n",
    );
    assert_eq!(printed(&document), ["三", "三/1", "三/2"]);
    assert_eq!(text_at(&document, "三/2"), "加固棚屋 | 建设站");
    assert!(document.notes.iter().any(|note| note.kind == NoteKind::TableRule));
}
