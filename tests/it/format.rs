//! `fmt`: the same plan in the one layout, with every comment, in either language's keywords.

use proptest::prelude::*;
use zeren::diagnostic::{Lang, Severity};
use zeren::syntax::ast::File;
use zeren::syntax::print::print;
use zeren::text::{Source, SourceId};

use super::fixtures;

/// A text that parses without errors.
struct Parsed {
    source: Source,
    file: File,
}

impl Parsed {
    fn new(text: &str) -> Parsed {
        let source = Source::new("plan.zr", text);
        let (file, problems) = zeren::syntax::parse(SourceId(0), &source);
        let errors: Vec<_> = problems
            .iter()
            .filter(|p| p.severity == Severity::Error)
            .map(|p| &p.message.en)
            .collect();
        assert!(errors.is_empty(), "{errors:?}\n{text}");
        Parsed { source, file }
    }

    fn print(&self, lang: Lang) -> String {
        print(&self.file, &self.source, lang)
    }

    fn comments(&self) -> Vec<&str> {
        self.file.comments.iter().map(|c| c.text.as_str()).collect()
    }
}

/// What a file says, without places: two files that say the same have the same form.
fn said(file: &File) -> String {
    let mut out = String::new();
    for declaration in &file.declarations {
        let text = format!("{declaration:?}");
        let mut parts = text.split("Span { source: SourceId(0), ");
        out.push_str(parts.next().unwrap_or_default());
        for part in parts {
            out.push_str(part.split_once('}').map_or(part, |(_, after)| after));
        }
        out.push('\n');
    }
    // That there is no vocabulary is said by a keyword, in the keywords' language.
    out.replace("text: \"none\"", "text: \"无\"")
        .replace("text: \"無\"", "text: \"无\"")
        .replace("text: \"無\"", "text: \"无\"")
}

/// All that `fmt` promises.
fn keeps_its_promises(text: &str) {
    let before = Parsed::new(text);
    let (zh, en) = (before.print(Lang::Zh), before.print(Lang::En));
    let (in_chinese, in_english) = (Parsed::new(&zh), Parsed::new(&en));
    assert_eq!(
        said(&before.file),
        said(&in_chinese.file),
        "fmt changed what is said:\n{text}\n────\n{zh}"
    );
    assert_eq!(
        before.comments(),
        in_chinese.comments(),
        "fmt lost a comment:\n{text}\n────\n{zh}"
    );
    assert_eq!(zh, in_chinese.print(Lang::Zh), "fmt is not idempotent");
    assert_eq!(
        said(&before.file),
        said(&in_english.file),
        "English keywords changed what is said:\n{zh}\n────\n{en}"
    );
    assert_eq!(en, in_english.print(Lang::En), "fmt in English is not idempotent");
    assert_eq!(
        zh,
        in_english.print(Lang::Zh),
        "Chinese → English → Chinese is not the identity"
    );
}

#[test]
fn every_policy_keeps_its_meaning_and_comments() {
    for path in fixtures::zr_files("policies") {
        keeps_its_promises(&fixtures::read(&path));
    }
}

#[test]
fn every_example_keeps_its_meaning_and_comments() {
    for (_, example) in fixtures::examples("docs/language.md") {
        keeps_its_promises(&example);
    }
    for path in fixtures::zr_files("tests/syntax/good")
        .into_iter()
        .chain(fixtures::zr_files("tests/resolve/good"))
    {
        keeps_its_promises(&fixtures::read(&path));
    }
}

#[test]
fn a_comment_stays_on_its_line() {
    let text = "\
// 开头
方案 例 { 标题: \"例\"  词表: 无 }  // 方案后

// 单位前
单位 甲  # 单位后

集合 乙 = 甲 等  // 集合后

事实 对象 {  // 事实开头
  类型: 多选  // 类型后
  // 值前
  值 孤儿  // 值后
  值 学生 { 别名: 在校生 }  // 值块后
  // 事实末
}  // 事实后

定义 x = 对象 含 孤儿  // 定义后

/// 文档
职责 丙 {
  出处: 一  // 出处后
  责任: 甲; 乙 当 x  // 责任后
  当: x  // 条件后
}
// 末尾
";
    assert_eq!(Parsed::new(text).print(Lang::Zh), text);
    keeps_its_promises(text);
}

#[test]
fn long_conditions_break_at_their_operators() {
    let long: Vec<String> = (0..12).map(|n| format!("情形 含任一 (侵害{n}、虐待{n})")).collect();
    let text = format!(
        "职责 甲 {{ 出处: 一  责任: 乙  当: ({}) 且 年龄 < 16 }}",
        long.join(" 或 ")
    );
    let out = Parsed::new(&text).print(Lang::Zh);
    assert!(out.lines().count() > 3, "{out}");
    keeps_its_promises(&text);
}

// Generated plans -------------------------------------------------------------------------------------------------------------

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        "[甲乙丙丁戊己庚辛市县局院委][甲乙丙丁戊己庚辛一二三]{1,3}",
        "[a-z]{2}[0-9]{1,2}-[a-z]{1,2}",
        "[甲乙丙](\\(|（)[街居]{1,2}(\\)|）)[委会]?",
        "\"[甲乙丙丁 、/a-z:{}]{1,6}\"",
    ]
    .prop_filter("brackets fit, and the name is no keyword", |n| {
        (n.contains('(') == n.contains(')'))
            && (n.contains('（') == n.contains('）'))
            && zeren::syntax::keyword::KEYWORDS
                .iter()
                .all(|k| k.spellings().all(|s| s != n))
    })
}

fn comma() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["、", ",", "，", " 、 ", ", "])
}

fn names() -> impl Strategy<Value = String> {
    (prop::collection::vec(name(), 1..4), comma()).prop_map(|(n, c)| n.join(c))
}

fn path() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "一",
        "四/(二)/3",
        "[三]/(一)/1/县级",
        "四/市公安局/2",
        "三/(二)/9/句2",
        "四/(二)/3@句2/项3",
        "附件／四／（九）",
        "\"五/(一) 总\"",
    ])
    .prop_map(ToOwned::to_owned)
}

fn condition() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        (name(), name()).prop_map(|(f, v)| format!("{f} 含 {v}")),
        (name(), name(), name(), comma()).prop_map(|(f, a, b, c)| format!("{f} has any ({a}{c}{b})")),
        (name(), name()).prop_map(|(f, v)| format!("{f} 不为 {v}")),
        (name(), 0..200_u32).prop_map(|(f, n)| format!("{f} >= {n}")),
        (name(), 0..9_u32).prop_map(|(f, n)| format!("{f} ＜＝ {n}个月")),
        (name(), 0..9_u32, 10..99_u32).prop_map(|(f, a, b)| format!("{f} 属于 {a}..<{b}")),
        name(),
        Just("视情".to_owned()),
        Just("if necessary".to_owned()),
        name().prop_map(|t| format!("无人 办理 {t}")),
        Just("待定 \"村里认为需要的\"".to_owned()),
        name().prop_map(|f| format!("{f} = 是")),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 2..5).prop_map(|p| format!("({})", p.join(" 且 "))),
            prop::collection::vec(inner.clone(), 2..5).prop_map(|p| format!("（{}）", p.join(" or "))),
            inner.clone().prop_map(|c| format!("非 {c}")),
            (inner.clone(), inner).prop_map(|(a, b)| format!("({a} 且 {b} 或 {a})")),
        ]
    })
}

fn deadline() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "立即",
            "第一时间",
            "每季度",
            "every 3 months",
            "2021-07-30 前",
            "by 2021-07-30",
            "\"2017年起每年年初\""
        ])
        .prop_map(ToOwned::to_owned),
        (1..99_u32).prop_map(|n| format!("{n}日 自 受理")),
        (1..99_u32).prop_map(|n| format!("{n} working days from 受理")),
        (1..9_u32).prop_map(|n| format!("每{n}月")),
    ]
}

fn field() -> impl Strategy<Value = String> {
    prop_oneof![
        names().prop_map(|n| format!("配合: {n}")),
        (names(), condition(), names()).prop_map(|(a, c, b)| format!("移交：{a} 当 {c}; {b}")),
        condition().prop_map(|c| format!("when: {c}")),
        condition().prop_map(|c| format!("除非: {c}")),
        prop::collection::vec(deadline(), 1..3).prop_map(|d| format!("时限: {}", d.join("; "))),
        Just("指标: \"覆盖率\" >= 99.5% ; \"一人一档\"; \"场次\" ＞ 1_000 场".to_owned()),
        (name(), name()).prop_map(|(a, b)| format!("称谓: {a} = {b}")),
        Just("责任: 无  主语: missing".to_owned()),
        Just("allow: 无时限 因 \"原文未写\"".to_owned()),
        "[a-z甲乙丙 、。:{}#/]{0,40}".prop_map(|t| format!("note: \"{t}\"")),
        Just("说明: “弯引号里的 \"直引号\" 和 \\ 斜杠”".to_owned()),
    ]
}

fn comment() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just(String::new()),
        "(//|#|///)[ a-z甲乙丙{}\"、]{0,20}".prop_map(|c| format!("  {}", c.trim_end()))
    ]
}

fn declaration() -> impl Strategy<Value = String> {
    let item = (
        prop::sample::select(vec!["职责", "duty", "任務", "task"]),
        name(),
        prop::collection::vec(path(), 1..3),
        prop::collection::vec((comment(), field(), comment()), 0..6),
    )
        .prop_map(|(keyword, name, paths, fields)| {
            let mut out = format!("{keyword} {name} {{\n  出处: {}\n", paths.join("、"));
            for (before, field, behind) in fields {
                out.push_str(&format!("{before}\n  {field}{behind}\n"));
            }
            out + "}"
        });
    prop_oneof![
        item,
        (name(), names(), comment()).prop_map(|(n, a, c)| format!("unit {n} {{ 别名：{a}; 类别: 政府部门 }}{c}")),
        (name(), names(), comment()).prop_map(|(n, a, c)| format!("集合 {n} ＝ {a} 等{c}")),
        (name(), condition(), comment()).prop_map(|(n, x, c)| format!("定义 {n} = {x}{c}")),
        (name(), names(), names(), comment(), comment()).prop_map(|(f, a, p, c, d)| format!(
            "事实 {f} {{ 类型: set of{c}\n 值 甲1{d}\n  值 乙2 {{ aka: {a}  上位: {p} }} }}"
        )),
        (name(), name(), condition()).prop_map(|(a, b, c)| format!("须有 牵头 于 {a}、{b} 当 {c} 因 \"都要\"")),
        (name(), name(), path()).prop_map(|(f, v, p)| format!(
            "测试 \"例\" {{ 给定: {f} = {{{v}}}, 年龄 = 6  expect: 责任 {v} 据 {p}、空白 }}"
        )),
        (path(), names()).prop_map(|(p, n)| format!("目录 {{ {p}: {n} }}")),
        "(//|#)[ a-z甲乙丙]{0,20}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn generated_plans_keep_their_meaning_and_comments(parts in prop::collection::vec((declaration(), prop::bool::ANY), 1..8)) {
        let text: String = parts.iter().map(|(d, gap)| format!("{d}\n{}", if *gap { "\n" } else { "" })).collect();
        keeps_its_promises(&text);
    }
}
