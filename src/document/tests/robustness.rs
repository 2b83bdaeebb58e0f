//! Any text, of any size, is read in moderate time and without a fault.

use std::time::{Duration, Instant};

use super::super::{NoteKind, read, resolve};
use super::assert_sound;

/// A tenth of a megabyte is read within this, even unoptimised on a busy machine; it takes well under a second.
const PATIENCE: Duration = Duration::from_secs(20);

#[test]
fn empty_and_odd_texts() {
    for text in [
        "", "\n", "\u{feff}", "。", "一、", "(", "(一)", "<", "<p", "1.", "|", "附件", "附件1", "：", "；；；",
        "\r\n\r\n一、甲\r\n", "🦀一、🦀\n①", "第", "第条", "**", "——",
    ] {
        let document = read(text);
        assert_sound(text, &document);
        assert!(
            resolve(&document, "不在").is_none()
                && resolve(&document, "").is_none()
                && resolve(&document, "//@@句").is_none()
        );
    }
}

#[test]
fn every_cut_of_a_text_is_sound() {
    let text = "<p>某镇方案</p>\n各村:\n为了护河,制定本方案。\n一、甲(牵头单位:站。\n(一)乙：1.丙;2.丁。\n市水务局:管。\n县级。办。\n附件1\n①戊\n";
    let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    for from in &bounds {
        for to in bounds.iter().filter(|to| *to >= from) {
            let piece = text.get(*from..*to).unwrap_or_default();
            assert_sound(piece, &read(piece));
        }
    }
}

#[test]
fn hostile_texts_end_quickly() {
    let bait = [
        "(",
        "()",
        "（一）",
        "一、\n",
        "<a",
        ">",
        "1.甲;2.乙。",
        "市局:1. 办;2. 报。\n",
        "甲。",
        "附件1\n",
        "建立制度。要办\n",
        "1.\n(1)\n①\n(一)\n",
        "甲,\n",
        "**",
        "“。",
        "- 1 -\n甲\n",
        "组长:\n成员:乙 丙长\n",
        "1甲\n",
        "县级。乙\n",
    ];
    for bait in bait {
        let text = bait.repeat(100_000 / bait.len());
        let start = Instant::now();
        let document = read(&text);
        assert!(start.elapsed() < PATIENCE, "{bait:?} took {:?}", start.elapsed());
        assert_sound(&text, &document);
    }
}

#[test]
fn what_was_left_out_is_said() {
    let document = read(&"甲。".repeat(400_000));
    assert!(document.notes.iter().any(|note| note.kind == NoteKind::TooLong));
}
