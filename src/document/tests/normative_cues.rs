//! Which sentences bind, and by what word.

use super::super::{Force, normative, read};

/// The paths of binding sentences with their cue.
fn cues(text: &str) -> Vec<(String, &'static str, Force)> {
    let document = read(text);
    let path = |at: usize| {
        document
            .clauses
            .get(at)
            .map(|clause| clause.path.clone())
            .unwrap_or_default()
    };
    normative(&document)
        .into_iter()
        .map(|one| (path(one.clause), one.cue, one.force))
        .collect()
}

#[test]
fn the_strongest_cue_is_told() {
    let found = cues("三、措施\n(一)看护\n门卫应当登记,不得放行生人。发现险情立即报告派出所。天气很好。\n");
    assert_eq!(
        found,
        [
            ("三/(一)/句1".to_string(), "不得", Force::Forbid),
            ("三/(一)/句2".to_string(), "报告", Force::Escalate)
        ]
    );
}

#[test]
fn background_binds_nobody() {
    assert_eq!(
        cues("一、指导思想\n应当以人为本。\n二、名册\n组长:周某某  镇长\n成员:吴某某  站长\n"),
        []
    );
}

#[test]
fn words_that_contain_a_cue_are_not_one() {
    assert_eq!(cues("三、措施\n(一)看护\n这是重要的一环。\n"), []);
}

#[test]
fn items_inherit_the_cue_that_leads_into_them() {
    let found = cues("三、家长\n1.家长不得有下列行为:\n(1)酒后接送;\n(2)超速行驶。\n");
    let forces: Vec<Force> = found.iter().map(|(_, _, force)| *force).collect();
    assert_eq!(forces, [Force::Forbid; 3]);
}

#[test]
fn a_unit_heading_binds_what_stands_under_it() {
    let found = cues("四、职责分工\n水务站:看水位。\n气象站:看天色。\n");
    assert_eq!(
        found
            .iter()
            .map(|(path, cue, _)| (path.as_str(), *cue))
            .collect::<Vec<_>>(),
        [("四/水务站/句1", "职责"), ("四/气象站/句1", "职责")]
    );
}
