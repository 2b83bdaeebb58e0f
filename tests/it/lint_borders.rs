//! Where a lint begins and where it ends: plans on both sides of each of its limits, and what it says of each.

#![allow(clippy::expect_used, reason = "a test may stop at the first surprise")]

use std::fmt::Write as _;

use zeren::compile::compile;
use zeren::diagnostic::{Diagnostic, Severity};
use zeren::lint::{self, Settings};
use zeren::text::Source;

/// The findings of one lint in a plan.
fn findings(lint: &str, text: &str) -> Vec<Diagnostic> {
    let text = format!("方案 例 {{ 标题: \"例\"  词表: 无 }}\n{text}");
    let compiled = compile(vec![Source::new("plan.zr", text.as_str())], &mut |_| None);
    let errors: Vec<_> = compiled
        .diagnostics
        .iter()
        .filter(|d| d.severity == Severity::Error)
        .collect();
    assert!(errors.is_empty(), "{errors:?}\n{text}");
    let plan = compiled.plan.as_ref().expect("a plan");
    let mut found = lint::lint(
        plan,
        &compiled.sources,
        compiled.diagnostics.clone(),
        &Settings::default(),
    );
    found.retain(|d| d.info.name == lint);
    found
}

/// A finding in short: how grave, its clauses, its units, how many other places it shows.
fn short(found: &Diagnostic) -> String {
    let mut out = format!(
        "{} {} | {}",
        found.severity.name(),
        found.clauses.join(" "),
        found.units.join(" ")
    );
    if !found.related.is_empty() {
        let _ = write!(out, " | {} more", found.related.len());
    }
    out
}

/// Each plan with what the lint finds in it; all that differ are shown at once.
fn borders(lint: &str, shared: &str, plans: &[(&str, &str, &[&str])]) {
    let mut wrong = String::new();
    for (what, text, expected) in plans {
        let found: Vec<String> = findings(lint, &format!("{shared}{text}")).iter().map(short).collect();
        if found != *expected {
            let _ = writeln!(wrong, "{what}: {found:?}, not {expected:?}");
        }
    }
    assert!(wrong.is_empty(), "{lint}\n{wrong}");
}

#[test]
fn which_members_have_a_duty() {
    let shared = "单位 甲局 { 类别: 政府部门  席位: 成员  出处: 附/1 }\n\
        单位 丙局 { 类别: 政府部门 }\n单位 丁局 { 类别: 政府部门 }\n";
    let idle: &[&str] = &["warning 附/1 | 甲局"];
    borders(
        "member-without-duty",
        shared,
        &[
            ("nothing names it", "", idle),
            ("assists", "职责 办 { 出处: 一  责任: 丙局  配合: 甲局 }", &[]),
            ("receives", "职责 办 { 出处: 一  责任: 丙局  接收: 甲局 }", &[]),
            (
                "work is handed over to it",
                "职责 办 { 出处: 一  责任: 丙局  移交: 甲局 }",
                &[],
            ),
            ("is only told", "职责 办 { 出处: 一  责任: 丙局  通报: 甲局 }", idle),
            (
                "is only reported to",
                "职责 办 { 出处: 一  责任: 丙局  报告: 甲局 }",
                idle,
            ),
            ("is escalated to", "升级 上 { 出处: 一  自: 丙局  至: 甲局 }", &[]),
            ("escalates", "升级 上 { 出处: 一  自: 甲局  至: 丙局 }", &[]),
            (
                "work is handed over to another",
                "职责 办 { 出处: 一  责任: 丙局  移交: 丁局 }",
                idle,
            ),
            (
                "is bound by a norm",
                "规范 禁 { 出处: 一  主体: 甲局  不得: \"去\"  执行: 无 }",
                &[],
            ),
            (
                "enforces",
                "规范 禁 { 出处: 一  主体: 丙局  不得: \"去\"  执行: 甲局 }",
                &[],
            ),
            (
                "another enforces",
                "规范 禁 { 出处: 一  主体: 丙局  不得: \"去\"  执行: 丁局 }",
                idle,
            ),
            (
                "two of them, one clause named once",
                "单位 乙局 { 类别: 政府部门  席位: 成员  出处: 附/1 }",
                &["warning 附/1 | 甲局 乙局 | 1 more"],
            ),
            (
                "a town's duties stand in a group",
                "职责 办 { 出处: 一  责任: 甲局 }\n单位 甲镇 { 类别: 乡镇街道  席位: 成员 }",
                &[],
            ),
            (
                "a person has no kind",
                "职责 办 { 出处: 一  责任: 甲局 }\n单位 张三 { 席位: 成员 }",
                &[],
            ),
            (
                "who chairs the whole",
                "职责 办 { 出处: 一  责任: 甲局 }\n单位 乙局 { 类别: 政府部门  席位: 主任 }",
                &[],
            ),
            (
                "who stands in for the chair",
                "职责 办 { 出处: 一  责任: 甲局 }\n单位 乙局 { 类别: 政府部门  席位: 副主任 }",
                &["warning  | 乙局"],
            ),
        ],
    );
}

#[test]
fn a_duty_of_the_whole_committee_is_nobodys_own() {
    let seats = "单位 甲局 { 类别: 政府部门  席位: 成员 }\n单位 乙局 { 类别: 政府部门  席位: 成员 }\n\
        单位 丙局 { 类别: 政府部门  席位: 成员 }\n单位 丁局 { 类别: 政府部门  席位: 成员 }\n单位 戊局 { 类别: 政府部门 }\n\
        职责 各办 { 出处: 一  责任: 甲局、乙局、丙局  办理: \"各自办\" }\n职责 合办 { 出处: 二  责任: 成员 }\n";
    borders(
        "member-without-duty",
        seats,
        &[
            (
                "four of five have a seat",
                "集合 成员 = 甲局、乙局、丙局、丁局、戊局",
                &["warning  | 丁局"],
            ),
            ("three of four have a seat", "集合 成员 = 甲局、乙局、丁局、戊局", &[]),
            ("all have a seat", "集合 成员 = 甲局、丁局", &["warning  | 丁局"]),
        ],
    );
}

#[test]
fn which_work_wants_a_lead() {
    let shared = "单位 甲局 { 类别: 政府部门 }\n单位 乙局 { 类别: 政府部门 }\n单位 法院 { 类别: 司法机关 }\n\
        单位 商户 { 类别: 社会主体 }\n单位 农户 { 类别: 社会主体 }\n单位 教务处 { 类别: 校内部门 }\n单位 总务处 { 类别: 校内部门 }\n\
        单位 一院 { 类别: 事业单位 }\n单位 二院 { 类别: 事业单位 }\n事实 急 { 类型: 是否 }\n";
    borders(
        "no-lead",
        shared,
        &[
            (
                "side by side",
                "职责 办 { 出处: 一  责任: 甲局、乙局 }",
                &["info 一 | 甲局 乙局"],
            ),
            (
                "jointly",
                "职责 办 { 出处: 一  共同: 甲局、乙局 }",
                &["warning 一 | 甲局 乙局"],
            ),
            (
                "one jointly with another's host",
                "职责 办 { 出处: 一  责任: 甲局  共同: 乙局 }",
                &[],
            ),
            (
                "one hosts two",
                "职责 办 { 出处: 一  责任: 商户  共同: 甲局、乙局 }",
                &[],
            ),
            (
                "two side by side with one",
                "职责 办 { 出处: 一  责任: 甲局、乙局  共同: 法院 }",
                &["info 一 | 法院 甲局 乙局"],
            ),
            ("one leads", "职责 办 { 出处: 一  牵头: 甲局  责任: 乙局、法院 }", &[]),
            ("one alone", "职责 办 { 出处: 一  责任: 甲局 }", &[]),
            (
                "each for itself",
                "职责 办 { 出处: 一  责任: 甲局、乙局  办理: \"分别登记\" }",
                &[],
            ),
            (
                "one only in some situations",
                "职责 办 { 出处: 一  责任: 甲局; 乙局 当 急 }",
                &[],
            ),
            (
                "the law divides what a court does",
                "职责 办 { 出处: 一  责任: 甲局、法院 }",
                &[],
            ),
            (
                "a task of a court",
                "任务 办 { 出处: 一  责任: 甲局、法院 }",
                &["warning 一 | 甲局 法院"],
            ),
            ("social actors", "职责 办 { 出处: 一  责任: 商户、农户 }", &[]),
            ("institutions", "职责 办 { 出处: 一  责任: 一院、二院 }", &[]),
            (
                "departments of a house",
                "职责 办 { 出处: 一  责任: 教务处、总务处 }",
                &["info 一 | 教务处 总务处"],
            ),
            (
                "departments of a house, each with its own part beside it",
                "职责 办 { 出处: 一/1  责任: 教务处、总务处 }\n职责 排课 { 出处: 一/2  责任: 教务处 }",
                &[],
            ),
            (
                "a part in another section",
                "职责 办 { 出处: 一/1  责任: 教务处、总务处 }\n职责 排课 { 出处: 二/2  责任: 教务处 }",
                &["info 一/1 | 教务处 总务处"],
            ),
            (
                "agencies with a part beside it",
                "职责 办 { 出处: 一/1  责任: 甲局、乙局 }\n职责 查 { 出处: 一/2  责任: 甲局 }",
                &["info 一/1 | 甲局 乙局"],
            ),
            (
                "a norm",
                "规范 禁 { 出处: 一  主体: 甲局、乙局  不得: \"去\"  执行: 无 }",
                &[],
            ),
            (
                "two duties of a clause, one finding",
                "职责 办 { 出处: 一  责任: 甲局、乙局 }\n职责 查 { 出处: 一  责任: 乙局、甲局 }",
                &["info 一 | 甲局 乙局 | 1 more"],
            ),
            (
                "all tasks, one finding; a duty of a task's clause is the task's",
                "任务 办 { 出处: 一  责任: 甲局、乙局 }\n任务 查 { 出处: 二  责任: 甲局、乙局 }\n职责 细 { 出处: 二  责任: 甲局、乙局 }\n\
                职责 另 { 出处: 三  责任: 甲局、乙局 }",
                &["warning 一 二 | 甲局 乙局 | 1 more", "info 三 | 甲局 乙局"],
            ),
        ],
    );
}

#[test]
fn tasks_without_a_lead_are_counted_among_all_tasks() {
    let text = "单位 甲局 { 类别: 政府部门 }\n单位 乙局 { 类别: 政府部门 }\n任务 一 { 出处: 一  责任: 甲局、乙局 }\n\
        任务 二 { 出处: 二  责任: 甲局、乙局 }\n任务 三 { 出处: 三  责任: 甲局 }\n职责 四 { 出处: 四  责任: 甲局 }\n";
    let found = findings("no-lead", text);
    let [all] = &found[..] else { panic!("{found:?}") };
    assert!(
        all.message.zh.starts_with("2 项任务") && all.message.zh.contains("全部任务 3 项"),
        "{}",
        all.message.zh
    );
    assert!(
        all.message.en.starts_with("2 tasks") && all.message.en.contains("of 3 tasks"),
        "{}",
        all.message.en
    );
}

#[test]
fn which_norms_want_somebody_to_enforce_them() {
    let shared = "单位 甲局 { 类别: 政府部门 }\n单位 甲镇 { 类别: 乡镇街道 }\n单位 专班 { 类别: 议事协调机构 }\n单位 县政府\n单位 张三\n\
        单位 商户 { 类别: 社会主体 }\n单位 医院 { 类别: 事业单位 }\n";
    borders(
        "norm-without-enforcer",
        shared,
        &[
            (
                "forbidden",
                "规范 禁 { 出处: 一  范围: 个案  主体: 商户  不得: \"去\"  执行: 无 }",
                &["warning 一 | 商户"],
            ),
            (
                "commanded",
                "规范 令 { 出处: 一  范围: 个案  主体: 商户  必须: \"去\"  执行: 无 }",
                &["warning 一 | 商户"],
            ),
            (
                "advised",
                "规范 劝 { 出处: 一  范围: 个案  主体: 商户  宜: \"去\"  执行: 无 }",
                &[],
            ),
            (
                "allowed",
                "规范 许 { 出处: 一  范围: 个案  主体: 商户  可以: \"去\"  执行: 无 }",
                &[],
            ),
            (
                "enforced",
                "规范 禁 { 出处: 一  范围: 个案  主体: 商户  不得: \"去\"  执行: 甲局 }",
                &[],
            ),
            (
                "nothing said",
                "规范 禁 { 出处: 一  范围: 个案  主体: 商户  不得: \"去\" }",
                &[],
            ),
            (
                "nobody bound",
                "规范 禁 { 出处: 一  范围: 个案  主体: 无  不得: \"去\"  执行: 无 }",
                &[],
            ),
            (
                "a programme",
                "规范 禁 { 出处: 一  范围: 制度  主体: 商户  不得: \"去\"  执行: 无 }",
                &["info 一 | 商户"],
            ),
            (
                "an agency",
                "规范 禁 { 出处: 一  范围: 个案  主体: 甲局  不得: \"去\"  执行: 无 }",
                &["info 一 | 甲局"],
            ),
            (
                "a town",
                "规范 禁 { 出处: 一  范围: 个案  主体: 甲镇  不得: \"去\"  执行: 无 }",
                &["info 一 | 甲镇"],
            ),
            (
                "a committee",
                "规范 禁 { 出处: 一  范围: 个案  主体: 专班  不得: \"去\"  执行: 无 }",
                &["info 一 | 专班"],
            ),
            (
                "an institution",
                "规范 禁 { 出处: 一  范围: 个案  主体: 医院  不得: \"去\"  执行: 无 }",
                &["warning 一 | 医院"],
            ),
            (
                "its name says a government",
                "规范 禁 { 出处: 一  范围: 个案  主体: 县政府  不得: \"去\"  执行: 无 }",
                &["info 一 | 县政府"],
            ),
            (
                "no kind",
                "规范 禁 { 出处: 一  范围: 个案  主体: 张三  不得: \"去\"  执行: 无 }",
                &["warning 一 | 张三"],
            ),
            (
                "an agency and a shop",
                "规范 禁 { 出处: 一  范围: 个案  主体: 甲局、商户  不得: \"去\"  执行: 无 }",
                &["warning 一 | 甲局 商户"],
            ),
            (
                "one topic, one finding",
                "规范 禁 { 出处: 一  范围: 个案  事项: 酒  主体: 商户  不得: \"去\"  执行: 无 }\n\
                规范 令 { 出处: 二  范围: 个案  事项: 酒  主体: 商户  必须: \"来\"  执行: 无 }",
                &["warning 一 二 | 商户 | 1 more"],
            ),
            (
                "without a topic, each for itself",
                "规范 禁 { 出处: 一  范围: 个案  主体: 商户  不得: \"去\"  执行: 无 }\n\
                规范 令 { 出处: 二  范围: 个案  主体: 商户  必须: \"来\"  执行: 无 }",
                &["warning 一 | 商户", "warning 二 | 商户"],
            ),
            (
                "remarks, one finding",
                "规范 禁 { 出处: 一  范围: 制度  主体: 商户  不得: \"去\"  执行: 无 }\n\
                规范 令 { 出处: 二  范围: 个案  主体: 甲局  必须: \"来\"  执行: 无 }",
                &["info 一 二 | 商户 甲局 | 1 more"],
            ),
        ],
    );
}

#[test]
fn what_nobody_enforces_is_said_in_the_words_of_the_norm() {
    let text = "单位 商户 { 类别: 社会主体 }\n规范 禁 { 出处: 一  范围: 个案  事项: 酒  主体: 商户  不得: \"去\"  执行: 无 }\n\
        规范 令 { 出处: 二  范围: 个案  事项: 酒  主体: 商户  必须: \"来\"  执行: 无 }\n";
    let found = findings("norm-without-enforcer", text);
    let [one] = &found[..] else { panic!("{found:?}") };
    assert_eq!(
        one.message.zh,
        "`酒`:商户不得去、商户必须来,全文没有单位负责执行(一、二)"
    );
    assert_eq!(
        one.message.en,
        "`酒`: 商户 must not: 去、商户 must: 来; no unit enforces it (一、二)"
    );
}

#[test]
fn which_names_look_like_one_body() {
    borders(
        "several-names",
        "事实 急 { 类型: 是否 }\n",
        &[
            (
                "as written elsewhere",
                "单位 防汛部 { 异称: 防洪部、抗旱部  出处: 一 }",
                &["warning 一 | 防汛部 防洪部 抗旱部"],
            ),
            (
                "marked",
                "单位 防汛部 { 疑同: 水务所  出处: 一 }\n单位 水务所 { 出处: 二 }",
                &["info 一 二 | 防汛部 水务所 | 1 more"],
            ),
            (
                "told apart by nothing",
                "单位 县应急中心\n单位 县应急管理中心",
                &["info  | 县应急中心 县应急管理中心 | 1 more"],
            ),
            (
                "the longer comes first",
                "单位 县应急管理中心\n单位 县应急中心",
                &["info  | 县应急管理中心 县应急中心 | 1 more"],
            ),
            (
                "one character more",
                "单位 县应急中心\n单位 县应急总中心",
                &["info  | 县应急中心 县应急总中心 | 1 more"],
            ),
            (
                "three characters more",
                "单位 县应急中心\n单位 县应急一二三中心",
                &["info  | 县应急中心 县应急一二三中心 | 1 more"],
            ),
            ("four characters more", "单位 县应急中心\n单位 县应急一二三四中心", &[]),
            ("names of four characters", "单位 县急中心\n单位 县急管理中心", &[]),
            (
                "two characters at the beginning",
                "单位 县应中心处\n单位 县应管理中心处",
                &["info  | 县应中心处 县应管理中心处 | 1 more"],
            ),
            (
                "one character at the beginning",
                "单位 县中心处室\n单位 县管理中心处室",
                &[],
            ),
            (
                "two characters at the end",
                "单位 县应急办室\n单位 县应急事务办室",
                &["info  | 县应急办室 县应急事务办室 | 1 more"],
            ),
            ("one character at the end", "单位 县应急中心\n单位 县应急中管理心", &[]),
            ("nothing at the end", "单位 县应急中心\n单位 县应急中心管理", &[]),
            ("as long", "单位 县应急中心\n单位 县应队中心", &[]),
            ("otherwise inside", "单位 县应急中心处\n单位 县应队管理中心处", &[]),
            (
                "marked and alike, told once",
                "单位 县应急中心 { 疑同: 县应急管理中心 }\n单位 县应急管理中心",
                &["info  | 县应急中心 县应急管理中心 | 1 more"],
            ),
            (
                "marked the other way, told once",
                "单位 县应急中心\n单位 县应急管理中心 { 疑同: 县应急中心 }",
                &["info  | 县应急管理中心 县应急中心 | 1 more"],
            ),
            (
                "the other's superior",
                "单位 县应急中心 { 上级: 县应急管理中心 }\n单位 县应急管理中心",
                &[],
            ),
            (
                "its superior",
                "单位 县应急中心\n单位 县应急管理中心 { 上级: 县应急中心 }",
                &[],
            ),
            (
                "one item names both",
                "单位 县应急中心\n单位 县应急管理中心\n职责 办 { 出处: 一  责任: 县应急中心  配合: 县应急管理中心 }",
                &[],
            ),
            (
                "one item passes work on from one to the other",
                "单位 县应急中心\n单位 县应急管理中心\n职责 办 { 出处: 一  责任: 县应急中心  移交: 县应急管理中心 }",
                &[],
            ),
            (
                "two items name one each",
                "单位 县应急中心\n单位 县应急管理中心\n职责 办 { 出处: 一  责任: 县应急中心 }\n职责 查 { 出处: 二  责任: 县应急管理中心 }",
                &["info  | 县应急中心 县应急管理中心 | 1 more"],
            ),
            (
                "one group names both",
                "单位 县应急中心\n单位 县应急管理中心\n集合 各家 = 县应急中心、县应急管理中心",
                &[],
            ),
            (
                "a group names one",
                "单位 县应急中心\n单位 县应急管理中心\n单位 县水务\n集合 各家 = 县应急中心、县水务",
                &["info  | 县应急中心 县应急管理中心 | 1 more"],
            ),
            (
                "words for nobody in particular",
                "单位 县应急中心\n泛称 县应急管理中心",
                &[],
            ),
            (
                "in the order of the text",
                "单位 县应急管理中心\n单位 县水务一二所\n单位 县应急中心\n单位 县水务管理一二所",
                &[
                    "info  | 县应急管理中心 县应急中心 | 1 more",
                    "info  | 县水务一二所 县水务管理一二所 | 1 more",
                ],
            ),
        ],
    );
}

#[test]
fn which_units_are_used() {
    let shared = "单位 局 { 类别: 政府部门 }\n单位 院 { 类别: 政府部门 }\n";
    let idle: &[&str] = &["info  | 院"];
    borders(
        "unused-unit",
        shared,
        &[
            ("nothing names it", "职责 办 { 出处: 一  责任: 局 }", idle),
            ("assists", "职责 办 { 出处: 一  责任: 局  配合: 院 }", &[]),
            ("is told", "职责 办 { 出处: 一  责任: 局  通报: 院 }", &[]),
            (
                "enforces",
                "规范 禁 { 出处: 一  主体: 局  不得: 办  执行: 院 据 二 }",
                &[],
            ),
            (
                "a name of its own in one clause",
                "职责 办 { 出处: 一  责任: 局  称谓: 福利机构 = 院 }",
                &[],
            ),
            (
                "a member of a group",
                "集合 两家 = 局、院\n职责 办 { 出处: 一  责任: 两家 }",
                &[],
            ),
            (
                "has a seat",
                "单位 署 { 席位: 成员  出处: 附/1 }\n职责 办 { 出处: 一  责任: 局 }",
                idle,
            ),
            (
                "several are told at once",
                "单位 署\n职责 办 { 出处: 一  责任: 局 }",
                &["info  | 院 署 | 1 more"],
            ),
        ],
    );
}

#[test]
fn which_work_of_an_emergency_wants_a_deadline() {
    let shared = "单位 局\n单位 校\n事实 急 { 类型: 是否 }\n";
    borders(
        "no-deadline",
        shared,
        &[
            (
                "no deadline",
                "职责 办 { 出处: 一  阶段: 应急处置  责任: 局  当: 急 }",
                &["info 一 | 局"],
            ),
            (
                "another stage",
                "职责 办 { 出处: 一  阶段: 监测预防  责任: 局  当: 急 }",
                &[],
            ),
            (
                "another language",
                "职责 办 { 出处: 一  阶段: \"Emergency Response\"  责任: 局  当: 急 }",
                &["info 一 | 局"],
            ),
            (
                "a deadline",
                "职责 办 { 出处: 一  阶段: 应急处置  责任: 局  时限: 24小时  当: 急 }",
                &[],
            ),
            (
                "a programme",
                "职责 办 { 出处: 一  阶段: 应急处置  责任: 局  范围: 制度 }",
                &[],
            ),
            (
                "a norm",
                "规范 禁 { 出处: 一  阶段: 应急处置  主体: 局  不得: 拖延  当: 急 }",
                &[],
            ),
            (
                "an escalation by a fact",
                "升级 上 { 出处: 一  阶段: 应急处置  自: 校  至: 局  当: 急 }",
                &["info 一 | "],
            ),
            (
                "an escalation by time has its time",
                "升级 上 { 出处: 一  阶段: 应急处置  自: 校  至: 局  逾期: 24小时 }",
                &[],
            ),
        ],
    );
}

#[test]
fn which_items_name_nobody() {
    let shared = "单位 局\n单位 校\n";
    borders(
        "missing-actor",
        shared,
        &[
            (
                "a duty of nobody",
                "职责 办 { 出处: 一  责任: 无  主语: 缺失 }",
                &["info 一 | "],
            ),
            (
                "a task of nobody",
                "任务 办 { 出处: 一  牵头: 无  主语: 缺失 }",
                &["info 一 | "],
            ),
            ("somebody", "职责 办 { 出处: 一  责任: 局 }", &[]),
            (
                "assistance alone says nothing of who acts",
                "职责 办 { 出处: 一  配合: 校 }",
                &[],
            ),
            (
                "a command to nobody",
                "规范 令 { 出处: 一  应当: 报告 }\n规范 禁 { 出处: 二  不得: 拖延 }",
                &["info 一 二 |  | 1 more"],
            ),
            (
                "a command to somebody",
                "规范 令 { 出处: 一  主体: 局  应当: 报告 }",
                &[],
            ),
            (
                "a command that somebody enforces",
                "规范 禁 { 出处: 一  不得: 拖延  执行: 局 }",
                &[],
            ),
            ("leave for nobody", "规范 可 { 出处: 一  可以: 报告 }", &[]),
        ],
    );
}

#[test]
fn what_a_vague_body_is_to_do() {
    let shared = "单位 局\n泛称 有关部门\n";
    borders(
        "vague-actor",
        shared,
        &[
            ("nothing", "职责 办 { 出处: 一  责任: 局 }", &[]),
            (
                "alone",
                "职责 办 { 出处: 一  责任: 有关部门 }",
                &["warning 一 | 有关部门"],
            ),
            (
                "beside a named one",
                "职责 办 { 出处: 一  责任: 局、有关部门 }",
                &["info 一 | 有关部门 局"],
            ),
            (
                "now alone, now beside one",
                "职责 办 { 出处: 一  责任: 局、有关部门 }\n职责 管 { 出处: 二  责任: 有关部门 }",
                &["warning 一 二 | 有关部门 局 | 1 more"],
            ),
            ("assists only", "职责 办 { 出处: 一  责任: 局  配合: 有关部门 }", &[]),
            (
                "a norm binds it",
                "规范 令 { 出处: 一  主体: 有关部门  应当: 报告 }",
                &[],
            ),
        ],
    );
}

#[test]
fn which_duties_are_said_twice() {
    let shared = "单位 局\n单位 校\n事实 急 { 类型: 是否 }\n";
    let twice: &[&str] = &["info 一 二 | 局 | 1 more"];
    borders(
        "duplicate-duty",
        shared,
        &[
            (
                "the same words",
                "职责 甲 { 出处: 一  责任: 局  办理: 开展入户排查 }\n职责 乙 { 出处: 二  责任: 局  办理: 开展入户排查 }",
                twice,
            ),
            (
                "in one clause",
                "职责 甲 { 出处: 一  责任: 局  办理: 开展入户排查 }\n职责 乙 { 出处: 一  责任: 局  办理: 开展入户排查 }",
                &[],
            ),
            (
                "of two units",
                "职责 甲 { 出处: 一  责任: 局  办理: 开展入户排查 }\n职责 乙 { 出处: 二  责任: 校  办理: 开展入户排查 }",
                &[],
            ),
            (
                "with help in one",
                "职责 甲 { 出处: 一  责任: 局  办理: 开展入户排查 }\n职责 乙 { 出处: 二  责任: 局  配合: 校  办理: 开展入户排查 }",
                &[],
            ),
            (
                "other words",
                "职责 甲 { 出处: 一  责任: 局  办理: 开展入户排查 }\n职责 乙 { 出处: 二  责任: 局  办理: 设立举报电话 }",
                &[],
            ),
            (
                // Half of the pairs of characters in common: enough in one limited case, too little anywhere.
                "half alike, everywhere",
                "职责 甲 { 出处: 一  责任: 局  办理: 开展入户排查工作 }\n职责 乙 { 出处: 二  责任: 局  办理: 开展入户排查登记建档 }",
                &[],
            ),
            (
                "half alike, in one case",
                "职责 甲 { 出处: 一  责任: 局  办理: 开展入户排查工作  当: 急 }\n职责 乙 { 出处: 二  责任: 局  办理: 开展入户排查登记建档  当: 急 }",
                twice,
            ),
            (
                "half alike, in two cases",
                "职责 甲 { 出处: 一  责任: 局  办理: 开展入户排查工作  当: 急 }\n职责 乙 { 出处: 二  责任: 局  办理: 开展入户排查登记建档  当: 非 急 }",
                &[],
            ),
            (
                "the same words, one of them wider",
                "职责 甲 { 出处: 一  责任: 局  办理: 开展入户排查  当: 急 }\n职责 乙 { 出处: 二  责任: 局  办理: 开展入户排查 }",
                twice,
            ),
        ],
    );
}

#[test]
fn where_a_responsible_unit_should_lead() {
    let shared = "单位 局\n单位 校\n单位 院\n任务 别 { 出处: 九  牵头: 局 }\n";
    borders(
        "responsible-without-lead",
        shared,
        &[
            (
                "with help",
                "任务 办 { 出处: 一  责任: 局  配合: 校 }",
                &["info 一 | 局"],
            ),
            ("without help", "任务 办 { 出处: 一  责任: 局 }", &[]),
            ("with a lead", "任务 办 { 出处: 一  牵头: 院  责任: 局  配合: 校 }", &[]),
            ("two responsible", "任务 办 { 出处: 一  责任: 局、院  配合: 校 }", &[]),
            ("together", "任务 办 { 出处: 一  责任: 局  共同: 院  配合: 校 }", &[]),
        ],
    );
    // In a plan without leads the word is not used at all.
    borders(
        "responsible-without-lead",
        "单位 局\n单位 校\n",
        &[("no lead anywhere", "任务 办 { 出处: 一  责任: 局  配合: 校 }", &[])],
    );
}
