//! Annexes restart the numbering; a list of annexes is none.

use super::super::{NoteKind, read};
use super::{assert_sound, printed, text_at};

const PLAN: &str = "防火方案\n一、准备\n1.备水。\n附件:1.名单\n     2.分工\n\n附件1\n防火小组名单\n一、成员\n组长:赵某某  村主任\n成员:钱某某  会计\n\
                    附件2：防火分工\n一、巡山\n(一)护林员每天巡山。\n";

#[test]
fn annexes_are_prefixed_and_numbering_restarts() {
    let document = read(PLAN);
    let paths = printed(&document);
    for path in [
        "一/1", "附件1/题", "附件1/一", "附件1/一/名单", "附件2/一", "附件2/一/(一)",
    ] {
        assert!(paths.contains(&path), "{path} is not among {paths:?}");
    }
    assert!(document.notes.iter().any(|note| note.kind == NoteKind::AnnexList));
    assert_sound(PLAN, &document);
}

#[test]
fn rows_of_a_roster_are_sentences_of_its_section() {
    let document = read(PLAN);
    assert_eq!(text_at(&document, "附件1/一/句2"), "成员:钱某某  会计");
}
