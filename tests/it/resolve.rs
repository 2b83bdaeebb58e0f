//! Names, types and forms: what does not fit is said with the nearest word and the right form, in both languages.

use zeren::diagnostic::{Code, Lang};
use zeren::model::{ActorSource, Condition, Leaf, Strength};

use super::fixtures;

#[test]
fn what_does_not_fit_is_answered_with_what_does() {
    insta::with_settings!({ snapshot_path => "../snapshots/resolve", prepend_module_to_snapshot => false, omit_expression => true }, {
        for path in fixtures::zr_files("tests/resolve/bad") {
            let text = fixtures::read(&path);
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            assert!(!fixtures::plan(&text).diagnostics.is_empty(), "{name} has no finding");
            insta::assert_snapshot!(name, fixtures::findings(&text));
        }
    });
}

#[test]
fn what_fits_has_no_findings() {
    for path in fixtures::zr_files("tests/resolve/good") {
        let compiled = fixtures::plan(&fixtures::read(&path));
        let shown = fixtures::shown(&compiled.diagnostics, &compiled.sources, Lang::En);
        assert!(compiled.diagnostics.is_empty(), "{}\n{shown}", path.display());
    }
}

#[test]
fn every_policy_resolves_without_errors() {
    for folder in std::fs::read_dir(fixtures::root("policies"))
        .expect("policies")
        .map(|e| e.expect("an entry").path())
    {
        if folder.ends_with("vocabulary") || !folder.is_dir() {
            continue;
        }
        let inside = format!("policies/{}", folder.file_name().expect("a name").to_string_lossy());
        let text: Vec<String> = fixtures::zr_files(&inside).iter().map(|p| fixtures::read(p)).collect();
        let compiled = fixtures::plan(&text.join("\n"));
        let errors: Vec<_> = compiled
            .diagnostics
            .iter()
            .filter(|d| d.severity == zeren::diagnostic::Severity::Error)
            .cloned()
            .collect();
        assert!(
            errors.is_empty(),
            "{inside}\n{}",
            fixtures::shown(&errors, &compiled.sources, Lang::En)
        );
    }
}

#[test]
fn the_nearest_word_is_in_the_help() {
    let text = fixtures::read(&fixtures::root("tests/resolve/bad/未知单位.zr"));
    let helps: Vec<String> = fixtures::plan(&text)
        .diagnostics
        .into_iter()
        .filter_map(|d| d.help.map(|h| h.zh))
        .collect();
    for near in ["`市公安局`", "`市民政局`"] {
        assert!(helps.iter().any(|h| h.contains(near)), "{near} in {helps:?}");
    }
}

#[test]
fn the_outline_orders_the_outermost_headings() {
    let compiled = fixtures::plan(&fixtures::read(&fixtures::root("tests/resolve/good/引用与顺序.zr")));
    let outline = &compiled.plan.expect("a plan").model.outline;
    let mut paths = ["附件/1", "正文/一", "通知/3", "正文/二", "正文/二/1"];
    paths.sort_by(|a, b| outline.compare(a, b));
    assert_eq!(paths, ["通知/3", "正文/二", "正文/二/1", "正文/一", "附件/1"]);
}

#[test]
fn amounts_are_converted_to_the_measure_of_the_fact() {
    let compiled = fixtures::plan(&fixtures::read(&fixtures::root("tests/resolve/good/引用与顺序.zr")));
    let model = compiled.plan.expect("a plan").model;
    let item = model.items.iter().find(|i| i.name == "处置").expect("the item");
    let bounds: Vec<_> = item
        .condition
        .leaves()
        .into_iter()
        .filter_map(|(leaf, _)| match leaf {
            Leaf::Within(_, from, to) => Some((*from, *to)),
            _ => None,
        })
        .collect();
    assert_eq!(bounds, [(Some(12), None)]);
}

#[test]
fn a_declaration_with_a_mistake_is_left_out_and_the_others_stand() {
    let text =
        "方案 例 { 标题: \"例\" 词表: 无 }\n单位 甲\n职责 坏 { 出处: 一  责任: 乙 }\n职责 好 { 出处: 二  责任: 甲 }\n";
    let compiled = fixtures::plan(text);
    assert_eq!(fixtures::codes(text), [Code::UNKNOWN_UNIT.to_string()]);
    let items = compiled.plan.expect("a plan").model.items;
    assert_eq!(items.iter().map(|i| i.name.as_str()).collect::<Vec<_>>(), ["好"]);
    assert!(matches!(items[0].condition, Condition::Always));
}

#[test]
fn a_broken_definition_is_called_broken_where_it_is_used_and_not_missing() {
    let text = "方案 例 { 标题: \"例\" 词表: 无 }\n单位 甲\n事实 急 { 类型: 是否 }\n定义 坏 = 没有的\n定义 也坏 = 坏 或 急\n\
        职责 一 { 出处: 一  责任: 甲  当: 坏 }\n职责 二 { 出处: 二  责任: 甲  当: 也坏 且 急 }\n职责 三 { 出处: 三  责任: 甲  当: 急 }\n";
    let compiled = fixtures::plan(text);
    let said: Vec<&str> = compiled.diagnostics.iter().map(|d| d.message.zh.as_str()).collect();
    let broken = [
        "定义 `坏` 有错,用不了",
        "定义 `坏` 有错,用不了",
        "定义 `也坏` 有错,用不了",
    ];
    assert_eq!(said[0], "没有事实或定义 `没有的`");
    assert_eq!(said[1..], broken);
    let items = compiled.plan.expect("a plan").model.items;
    assert_eq!(items.iter().map(|i| i.name.as_str()).collect::<Vec<_>>(), ["三"]);
}

#[test]
fn a_value_declared_twice_is_one_value() {
    let text = "方案 例 { 标题: \"例\" 词表: 无 }\n事实 情形 { 类型: 多选  值 侵害  值 侵害 { 别名: 伤害 }  值 失踪 { 上位: 侵害 } }\n\
        事实 情形 { 值 侵害 { 说明: \"后来补的\" } }\n";
    let model = fixtures::plan(text).plan.expect("a plan").model;
    let values = &model.facts[0].values;
    assert_eq!(
        values.iter().map(|v| v.name.as_str()).collect::<Vec<_>>(),
        ["侵害", "失踪"]
    );
    assert_eq!(values[0].aliases, ["伤害"]);
    assert_eq!(values[0].note.as_deref(), Some("后来补的"));
}

#[test]
fn what_stands_above_an_item_is_its_words_in_their_order() {
    let text = "方案 例 { 标题: \"例\" 词表: 无 }\n单位 甲\n/// 不是它的\n\n/// 第一行\n  /// 第二行\n/// 第三行\n职责 一 { 出处: 一  责任: 甲 }\n\
        // 旁注\n职责 二 { 出处: 二  责任: 甲 }\n";
    let items = fixtures::plan(text).plan.expect("a plan").model.items;
    assert_eq!(items[0].doc, "第一行\n第二行\n第三行");
    assert_eq!(items[1].doc, "");
}

#[test]
fn a_test_with_one_wrong_fact_is_left_out_wherever_it_stands() {
    let head = "方案 例 { 标题: \"例\" 词表: 无 }\n单位 甲\n事实 急 { 类型: 是否 }\n事实 年龄 { 类型: 整数  取值: 0..9 }\n职责 一 { 出处: 一  责任: 甲 }\n";
    let kept = |given: &str| {
        let compiled = fixtures::plan(&format!("{head}测试 \"甲\" {{ 给定: {given}  应有: 责任 甲 }}\n"));
        (
            compiled.plan.expect("a plan").model.tests.len(),
            compiled.diagnostics.len(),
        )
    };
    assert_eq!(kept("急 = 是, 年龄 = 3"), (1, 0));
    for wrong in [
        "急 = 是, 年龄 = 30",
        "年龄 = 30, 急 = 是",
        "没有 = 是, 急 = 是",
        "急 = 是, 没有 = 是",
    ] {
        assert_eq!(kept(wrong), (0, 1), "{wrong}");
    }
}

#[test]
fn a_goal_keeps_its_sign_an_actor_its_source_and_enforcement_its_strength() {
    let goals = [
        ("=", "="),
        ("!=", "≠"),
        ("<", "<"),
        ("<=", "≤"),
        (">", ">"),
        (">=", "≥"),
    ];
    let sources = [
        ("明写", ActorSource::Stated),
        ("标题", ActorSource::Heading),
        ("尾注", ActorSource::Tail),
        ("承前", ActorSource::Inherited),
        ("缺失", ActorSource::Missing),
    ];
    for (written, meant) in goals {
        let text = format!(
            "方案 例 {{ 标题: \"例\" 词表: 无 }}\n单位 甲\n任务 一 {{ 出处: 一  责任: 甲  标题: \"办\"  指标: \"覆盖率\" {written} 90% }}\n"
        );
        let items = fixtures::plan(&text).plan.expect("a plan").model.items;
        assert_eq!(items[0].targets[0].goal.as_ref().map(|g| g.0), Some(meant), "{text}");
    }
    for (written, meant) in sources {
        let text = format!(
            "方案 例 {{ 标题: \"例\" 词表: 无 }}\n单位 甲\n职责 一 {{ 出处: 一  责任: 甲  主语: {written} }}\n"
        );
        let items = fixtures::plan(&text).plan.expect("a plan").model.items;
        assert_eq!(items[0].actor, Some(meant), "{text}");
    }
    let strengths = [
        ("专门", Strength::Specific),
        ("概括", Strength::General),
        ("部分", Strength::Partial),
    ];
    for (written, meant) in strengths {
        let text = format!(
            "方案 例 {{ 标题: \"例\" 词表: 无 }}\n单位 甲\n规范 一 {{ 出处: 一  不得: \"去\"  执行: 甲  力度: {written} }}\n"
        );
        let items = fixtures::plan(&text).plan.expect("a plan").model.items;
        assert_eq!(items[0].strength, Some(meant), "{text}");
    }
}

/// How often each code is found.
fn counted(text: &str, code: Code) -> usize {
    fixtures::plan(text)
        .diagnostics
        .iter()
        .filter(|d| d.code == code)
        .count()
}

const HEAD: &str = "方案 例 { 标题: \"例\" 词表: 无 }\n单位 甲\n事实 真 { 类型: 是否 }\n";

#[test]
fn a_fact_has_as_many_values_as_it_may_and_no_more() {
    let fact = |values: usize| -> String {
        let all: String = (0..values).map(|n| format!("值 v{n}\n")).collect();
        format!("{HEAD}事实 多 {{ 类型: 多选\n{all} }}\n")
    };
    assert_eq!(counted(&fact(4096), Code::TOO_MANY_VALUES), 0);
    assert_eq!(counted(&fact(4098), Code::TOO_MANY_VALUES), 1, "said once");
    let model = fixtures::plan(&fact(4098)).plan.expect("a plan").model;
    let many = model.facts.iter().find(|f| f.name == "多").expect("the fact");
    assert_eq!(many.values.len(), 4096);
}

#[test]
fn mistakes_are_reported_up_to_a_number_and_then_it_is_said_that_there_are_more() {
    for (mistakes, kept, more) in [(1_000, 1_000, 0), (1_001, 1_000, 1), (1_300, 1_000, 1)] {
        let text = format!("{HEAD}单位 重\n{}", "单位 重\n".repeat(mistakes));
        assert_eq!(counted(&text, Code::DUPLICATE_UNIT), kept, "{mistakes}");
        assert_eq!(counted(&text, Code::TOO_MANY), more, "{mistakes}");
    }
}

/// The items that are left of a text, and the codes of what is wrong with it.
fn left(text: &str) -> (Vec<String>, Vec<String>) {
    let compiled = fixtures::plan(text);
    let codes = compiled.diagnostics.iter().map(|d| d.code.to_string()).collect();
    let items = compiled.plan.expect("a plan").model.items;
    (items.into_iter().map(|i| i.name).collect(), codes)
}

#[test]
fn an_item_whose_residual_cannot_be_put_in_place_is_left_out() {
    let none: [String; 0] = [];
    // Of unknown topics, and in a circle.
    let text = format!(
        "{HEAD}职责 一 {{ 出处: 一/1  责任: 甲  当: 无人 办理 没有 }}\n职责 二 {{ 出处: 一/2  责任: 甲  当: 无人 办理 三 }}\n\
         职责 三 {{ 出处: 一/3  责任: 甲  当: 无人 办理 二 }}\n职责 四 {{ 出处: 一/4  责任: 甲  当: 真 }}\n"
    );
    let (items, codes) = left(&text);
    assert_eq!(items, ["四"]);
    assert_eq!(codes.len(), 3);
    // Nested too deep with the other in place, which by itself is not.
    let chain: String = (0..78)
        .map(|n| format!("定义 d{} = 非 (d{n} 且 真)\n", n + 1))
        .collect();
    let nested = |condition: &str| {
        let text = format!(
            "{HEAD}定义 d0 = 真\n{chain}职责 底 {{ 出处: 一/1  责任: 甲  当: {condition} }}\n职责 补 {{ 出处: 一/2  责任: 甲  当: 真 且 无人 办理 底 }}\n"
        );
        left(&text)
    };
    assert_eq!(
        nested("非 (d77 且 真)"),
        (vec!["底".to_owned(), "补".to_owned()], none.to_vec())
    );
    let (items, codes) = nested("d78 且 真");
    assert_eq!(
        (items, codes),
        (vec!["底".to_owned()], vec![Code::TOO_DEEP.to_string()])
    );
}

#[test]
fn residuals_that_grow_too_large_together_are_refused_one_by_one() {
    // 2^13 - 1 parts, and again with each item that waits for them: half a million are allowed.
    let chain: String = (0..12).map(|n| format!("定义 d{} = d{n} 且 d{n}\n", n + 1)).collect();
    let waiting: String = (0..70)
        .map(|n| format!("职责 补{n} {{ 出处: 二/{n}  责任: 甲  当: 无人 办理 底 }}\n"))
        .collect();
    let (items, codes) = left(&format!(
        "{HEAD}定义 d0 = 真\n{chain}职责 底 {{ 出处: 一/1  责任: 甲  当: d12 }}\n{waiting}"
    ));
    assert_eq!(codes.len(), 71 - items.len());
    assert!(codes.iter().all(|c| *c == Code::TOO_LARGE.to_string()), "{codes:?}");
    assert!((55..65).contains(&items.len()), "{}", items.len());
    let stood: Vec<String> = (0..items.len() - 1).map(|n| format!("补{n}")).collect();
    assert_eq!(items[1..], stood, "those that come first stand");
}

#[test]
fn circles_are_cut_where_they_are_reported() {
    let text = format!(
        "{HEAD}事实 情形 {{ 类型: 多选  值 子 {{ 上位: 丑 }}  值 丑 {{ 上位: 寅 }}  值 寅 {{ 上位: 丑 }} }}\n\
         单位 丙 {{ 上级: 丁 }}\n单位 丁 {{ 上级: 丙 }}\n单位 旧 {{ 改为: 新 }}\n单位 新 {{ 改为: 旧 }}\n集合 一 = 二、甲\n集合 二 = 一、甲\n"
    );
    let compiled = fixtures::plan(&text);
    assert!(compiled.diagnostics.iter().all(|d| d.code == Code::CYCLE));
    assert_eq!(compiled.diagnostics.len(), 4);
    let model = compiled.plan.expect("a plan").model;
    let fact = model.facts.iter().find(|f| f.name == "情形").expect("the fact");
    let parents: Vec<usize> = fact.values.iter().map(|v| v.parents.len()).collect();
    assert_eq!(
        parents,
        [1, 0, 1],
        "one link of the circle is cut, what leads there stays"
    );
    let unit = |name: &str| model.units.iter().find(|u| u.name == name).expect("a unit");
    let superiors = ["丙", "丁"].map(|name| unit(name).superior.is_some());
    assert_eq!(superiors, [false, true]);
    let successors = ["旧", "新"].map(|name| unit(name).successor.is_some());
    assert_eq!(successors, [false, true]);
    let members = ["一", "二"].map(|name| unit(name).members().len());
    assert_eq!(members, [0, 2]);
}

/// Definitions that double: `d0` is one test, each further one is the one before twice; the last has 2^13 - 1 parts.
fn doubling() -> String {
    let chain: String = (0..12).map(|n| format!("定义 d{} = d{n} 且 d{n}\n", n + 1)).collect();
    format!("{HEAD}定义 d0 = 真\n{chain}")
}

#[test]
fn a_condition_has_as_many_parts_as_it_may_and_no_more() {
    // A name counts once, and what it stands for.
    let at_most = "真 且 d12 且 d12 且 d10 且 d9 且 d8 且 d3 且 d2 且 d1 且 d0";
    let with = |condition: &str| {
        left(&format!(
            "{}职责 办 {{ 出处: 一  责任: 甲  当: {condition} }}\n",
            doubling()
        ))
    };
    assert_eq!(with(at_most), (vec!["办".to_owned()], Vec::new()), "20,000 parts");
    let whole = fixtures::plan(&format!(
        "{}职责 办 {{ 出处: 一  责任: 甲  当: {at_most} }}\n",
        doubling()
    ));
    let items = whole.plan.expect("a plan").model.items;
    assert!(matches!(&items[0].condition, Condition::All(parts) if parts.len() == 10));
    let (items, codes) = with(&format!("{at_most} 且 真"));
    assert_eq!((items.len(), codes), (0, vec![Code::TOO_LARGE.to_string()]));
}

#[test]
fn all_conditions_have_as_many_parts_as_they_may_together() {
    // The definitions take 16,393; 59 items 2^13 each, and one for the unit. Of the 220 that are left these leave five.
    let whole = |n: usize| format!("职责 j{n} {{ 出处: 一  责任: 甲  当: d12 }}\n");
    let mut text = doubling() + &(0..59).map(whole).collect::<String>();
    for (n, condition) in ["d6", "d5", "d2", "d2", "d0"].iter().enumerate() {
        text += &format!("职责 k{n} {{ 出处: 一  责任: 甲  当: {condition} }}\n");
    }
    let one = "职责 一 { 出处: 一  责任: 甲  当: 真 }\n";
    let two = "职责 二 { 出处: 一  责任: 甲  配合: 甲 当 真 }\n";
    let three = "职责 三 { 出处: 一  责任: 甲  当: 非 非 非 真 }\n";
    // For one and two, in which a unit has a condition of its own; for three; for nothing more.
    assert_eq!(left(&format!("{text}{one}{two}")).1, [""; 0]);
    assert_eq!(left(&format!("{text}{three}")).1, [""; 0]);
    for (more, stand) in [
        (format!("{three}{one}"), 1),
        (format!("{}{one}{two}", one.replace("职责 一", "职责 又")), 2),
    ] {
        let (items, mut codes) = left(&format!("{text}{more}"));
        codes.dedup();
        assert_eq!(
            (items.len(), codes),
            (59 + 5 + stand, vec![Code::TOO_LARGE.to_string()])
        );
    }
}

#[test]
fn a_limit_that_is_too_much_for_its_units_is_refused_by_name() {
    // Some 220 parts are left: enough for the condition, which has 128, and not for it with a unit that has it too.
    let whole = |n: usize| format!("职责 j{n} {{ 出处: 一  责任: 甲  当: d12 }}\n");
    let text = doubling() + &(0..59).map(whole).collect::<String>();
    let last = "职责 末 { 出处: 一  责任: 甲  当: d6 }\n";
    assert_eq!(left(&format!("{text}{last}")).1, [""; 0]);
    let limited = "职责 末 { 出处: 一  责任: 甲  配合: 甲 当 d6 }\n";
    assert_eq!(left(&format!("{text}{limited}")).1, [Code::TOO_LARGE.to_string()]);
}

#[test]
fn a_condition_nests_as_deep_as_it_may_and_no_deeper() {
    let chain: String = (0..79)
        .map(|n| format!("定义 d{} = 非 (d{n} 且 真)\n", n + 1))
        .collect();
    let with = |condition: &str| {
        left(&format!(
            "{HEAD}定义 d0 = 真\n{chain}职责 办 {{ 出处: 一  责任: 甲  当: {condition} }}\n"
        ))
    };
    assert_eq!(with("d79 或 真"), (vec!["办".to_owned()], Vec::new()), "160 deep");
    let (items, codes) = with("(d79 或 真) 且 真");
    assert_eq!((items.len(), codes), (0, vec![Code::TOO_DEEP.to_string()]));
}

#[test]
fn residuals_rest_on_each_other_as_deep_as_they_may() {
    let chain = |levels: usize| -> String {
        let next = |n: usize| format!("职责 j{n} {{ 出处: 一  责任: 甲  当: 真 且 无人 办理 j{} }}\n", n - 1);
        format!("{HEAD}职责 j0 {{ 出处: 一  责任: 甲  当: 真 }}\n") + &(1..=levels).map(next).collect::<String>()
    };
    let too_deep = vec![Code::TOO_DEEP.to_string()];
    let (items, codes) = left(&chain(8));
    assert_eq!((items.len(), codes), (9, Vec::new()));
    let (items, codes) = left(&chain(9));
    assert_eq!((items.len(), &codes), (9, &too_deep));
    // A unit's own condition is one step more.
    let limited = |n: usize| {
        left(&format!(
            "{}职责 限 {{ 出处: 一  责任: 甲  配合: 甲 当 无人 办理 j{n} }}\n",
            chain(8)
        ))
    };
    assert_eq!(limited(7).1, [""; 0]);
    // Put in place, none is left as it was written, neither in an item's condition nor in a unit's.
    let text = format!(
        "{}职责 限 {{ 出处: 一  责任: 甲  配合: 甲 当 无人 办理 j7 }}\n",
        chain(8)
    );
    for item in fixtures::plan(&text).plan.expect("a plan").model.items {
        for condition in item.parties.iter().map(|p| &p.when).chain([&item.condition]) {
            condition.visit(&mut |part| assert!(!matches!(part, Condition::Nobody(..)), "{}", item.name));
        }
    }
    let (items, codes) = limited(8);
    assert_eq!((items.len(), &codes), (9, &too_deep));
}

#[test]
fn bounds_may_be_one_number_and_are_less_wide_than_a_million_million() {
    for (bounds, wrong) in [
        ("5..5", 0),
        ("5..4", 1),
        ("0..999999999999", 0),
        ("0..1000000000000", 1),
        ("-1..999999999998", 0),
        ("-1..999999999999", 1),
    ] {
        let text = format!("{HEAD}事实 数 {{ 类型: 整数  取值: {bounds} }}\n");
        assert_eq!(counted(&text, Code::OUT_OF_BOUNDS), wrong, "{bounds}");
    }
}

#[test]
fn every_kind_of_declaration_with_a_field_of_another_kind_is_left_out() {
    let text = format!(
        "{HEAD}单位 丙 {{ 责任: 甲 }}\n约束 一 {{ 则: 真  责任: 甲 }}\n未编码 {{ 出处: 九  因: \"背景\"  责任: 甲 }}\n\
         数目 \"两项\" {{ 出处: 二/4  称: 2  实列: 二/1、二/2  责任: 甲 }}\n留空 \"日期\" {{ 出处: 二/4  责任: 甲 }}\n\
         事实 情形 {{ 类型: 多选  值 侵害 {{ 责任: 甲 }}  值 失踪 }}\n事实 年龄 {{ 类型: 单选  值 大  责任: 甲 }}\n"
    );
    let compiled = fixtures::plan(&text);
    let codes: Vec<Code> = compiled.diagnostics.iter().map(|d| d.code).collect();
    assert_eq!(codes, [Code::MISPLACED_FIELD; 7]);
    let model = compiled.plan.expect("a plan").model;
    assert_eq!(model.units.len(), 1);
    let empty = [
        model.constraints.len(),
        model.unencoded.len(),
        model.counts.len(),
        model.blanks.len(),
    ];
    assert_eq!(empty, [0; 4]);
    let values = |name: &str| {
        let fact = model.facts.iter().find(|f| f.name == name).expect("the fact");
        fact.values.iter().map(|v| v.name.as_str()).collect::<Vec<_>>()
    };
    assert_eq!((values("情形"), values("年龄")), (vec!["失踪"], vec![]));
}
