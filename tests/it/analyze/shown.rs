//! What a drafter reads: the very words.

use zeren::analyze::{Options, Verdict, analyze};
use zeren::diagnostic::Lang;
use zeren::diff::diff;
use zeren::impact::impact;
use zeren::logic::Limits;
use zeren::render::Paint;
use zeren::render::{analyze as analysis_page, diff as diff_page, impact as impact_page};
use zeren::wire::v1;

use crate::naive::world::compiled;

const FIRST: &str = r#"
方案 甲方案 { 标题: "甲方案" 词表: 无  阶段: 应急处置 > 安置照料 }
单位 县公安局
单位 县民政局
单位 县教育局
单位 救助站
单位 旅馆
事实 情形 { 类型: 多选  值 侵害  值 家庭暴力 { 上位: 侵害 }  值 流浪  值 违规接纳 }
事实 年龄 { 类型: 整数  计量: 岁  取值: 0..17 }
职责 护送 { 出处: 一/1  事项: 救助  阶段: 应急处置  责任: 县公安局  移交: 救助站  当: 情形 含任一 (侵害、流浪)  办理: "护送到救助站" }
职责 收留 { 出处: 一/2  事项: 救助  阶段: 安置照料  接收: 救助站  当: 情形 含 流浪 且 年龄 < 16  办理: "收留" }
职责 处置 { 出处: 二/1  事项: 侵害处置  阶段: 应急处置  牵头: 县公安局  当: 情形 含 侵害  办理: "调查侵害案件"  时限: 24小时 自 受理 }
职责 关爱 { 出处: 三/1  事项: 侵害处置  阶段: 应急处置  牵头: 县民政局  当: 情形 含 家庭暴力 且 年龄 < 14  办理: "调查侵害案件" }
职责 劝返 { 出处: 三/2  事项: 劝返  阶段: 应急处置  责任: 无  主语: 缺失  当: 情形 含 流浪  办理: "劝返" }
规范 禁接纳 { 出处: 四/1  事项: 接纳  主体: 旅馆  不得: "违规接纳未成年人"  当: 情形 含 违规接纳  执行: 无 }
升级 逾期一 { 出处: 五/1  事项: 督办  自: 县教育局  至: 县民政局  当: 情形 含 流浪  逾期: 超过 10日 自 受理 }
"#;

#[test]
fn an_analysis_reads_well() {
    let compiled = compiled(FIRST);
    let plan = compiled.plan.as_ref().unwrap();
    let found = analyze(plan, Options::default());
    let wire = v1::analyze(&plan.model, "0", &found, Lang::Zh);
    let layout = analysis_page::Layout {
        lang: Lang::Zh,
        paint: Paint::Plain,
        width: 100,
        detail: analysis_page::Detail::Short,
    };
    insta::assert_snapshot!(analysis_page::render("甲方案", &wire, layout));
}

#[test]
fn a_comparison_reads_well() {
    let second = FIRST
        .replace("甲方案", "乙方案")
        .replace("县", "区")
        .replace("24小时", "3日")
        .replace("年龄 < 14", "年龄 < 16")
        .replace("责任: 无  主语: 缺失", "责任: 区民政局");
    let (first, second) = (compiled(FIRST), compiled(&second));
    let (a, b) = (first.plan.as_ref().unwrap(), second.plan.as_ref().unwrap());
    let found = diff(a, b, Limits::default());
    assert!(found.roles.iter().all(|r| r.proof.confirmed) && found.deadlines.iter().all(|d| d.proof.confirmed));
    let wire = v1::diff([&a.model, &b.model], ["0", "1"], &found);
    let layout = |form| diff_page::Layout {
        lang: Lang::Zh,
        paint: Paint::Plain,
        width: 100,
        form,
    };
    insta::assert_snapshot!(diff_page::render(
        ["甲方案", "乙方案"],
        &wire,
        layout(diff_page::Form::Terminal)
    ));
    insta::assert_snapshot!(
        "a_comparison_in_markdown",
        diff_page::render(["甲方案", "乙方案"], &wire, layout(diff_page::Form::Markdown))
    );
}

#[test]
fn an_impact_reads_well() {
    let compiled = compiled(FIRST);
    let plan = compiled.plan.as_ref().unwrap();
    let unit = plan.model.find_unit("县公安局").unwrap();
    let wire = v1::impact(
        &plan.model,
        "0",
        &impact(plan, unit, plan.model.find_unit("县民政局"), Limits::default()),
    );
    let layout = impact_page::Layout {
        lang: Lang::Zh,
        paint: Paint::Plain,
        width: 100,
    };
    insta::assert_snapshot!(impact_page::render(&wire, layout));
}

/// A plan's own definition holds on its own side: the same child is a `困境儿童` in one plan only.
#[test]
fn definitions_of_one_plan_stay_on_its_side() {
    let plan = |extra: &str| {
        format!(
            "方案 甲 {{ 标题: \"甲\" 词表: 无 }}\n单位 民政局\n事实 对象 {{ 类型: 多选  值 孤儿  值 困境儿童 }}\n{extra}\n职责 救助 {{ 出处: 一/1  事项: 救助  责任: 民政局  当: 对象 含 困境儿童  办理: \"救助\" }}"
        )
    };
    let plain = compiled(&plan(""));
    let a = plain.plan.as_ref().unwrap();
    for extra in [
        "事实 对象 { 值 孤儿 { 上位: 困境儿童 } }",
        "约束 孤儿困境 { 出处: 二  若: 对象 含 孤儿  则: 对象 含 困境儿童 }",
    ] {
        let wider = compiled(&plan(extra));
        let b = wider.plan.as_ref().unwrap();
        let found = diff(a, b, Limits::default());
        let [gained] = found.roles.as_slice() else {
            panic!("{extra}: {:?}", found.roles)
        };
        assert!(
            gained.in_plan == zeren::diff::Side::B && gained.proof.confirmed,
            "{extra}"
        );
    }
}

#[test]
fn a_spent_budget_never_says_that_there_is_no_gap() {
    let compiled = compiled(FIRST);
    let plan = compiled.plan.as_ref().unwrap();
    let limits = Limits {
        forget: 0,
        diagram: 0,
        search: 0,
        together: 0,
    };
    let found = analyze(
        plan,
        Options {
            limits,
            ..Options::default()
        },
    );
    let whole = analyze(plan, Options::default());
    for finding in &whole.findings {
        let same = found
            .findings
            .iter()
            .find(|f| f.code == finding.code && f.topic == finding.topic);
        assert!(
            same.is_some_and(|f| f.verdict == Verdict::Proved || matches!(f.verdict, Verdict::Inconclusive(_))),
            "{}",
            finding.message.zh
        );
    }
    assert!(found.questions.iter().any(|q| q.answer.is_none()));
}

/// Two plans that differ in nothing but what binds.
fn leeway(first: &str, second: &str) -> v1::DiffReport {
    let plan = |item: &str| {
        compiled(&format!(
            "方案 甲 {{ 标题: \"甲\" 词表: 无 }}\n单位 民政局\n单位 学校\n事实 情形 {{ 类型: 多选  值 流浪  值 受伤 }}\n事实 年龄 {{ 类型: 整数  取值: 0..17 }}\n{item}"
        ))
    };
    let (first, second) = (plan(first), plan(second));
    let (a, b) = (first.plan.as_ref().unwrap(), second.plan.as_ref().unwrap());
    v1::diff([&a.model, &b.model], ["0", "1"], &diff(a, b, Limits::default()))
}

#[test]
fn discretion_granted_and_withdrawn_is_a_difference() {
    let duty = |when: &str| {
        format!("职责 收 {{ 出处: 一/1  事项: 收留  责任: 民政局  当: 情形 含 流浪{when}  办理: \"收留\" }}")
    };
    let (must, may) = (duty(""), duty(" 且 视情"));
    let young = duty(" 且 (年龄 < 14 或 必要时)");
    assert!(leeway(&must, &must).equal && leeway(&may, &may).equal);
    for (first, second, change) in [
        (&must, &may, "granted"),
        (&may, &must, "withdrawn"),
        (&must, &young, "granted"),
    ] {
        let report = leeway(first, second);
        let [d] = report.discretion.as_slice() else {
            panic!("{:?}", report.discretion)
        };
        assert_eq!(
            (d.change, d.unit.as_str(), d.role),
            (change, "民政局", Some("responsible"))
        );
        assert!(d.proof.confirmed && !report.equal && report.changes.is_empty());
    }
    // Where a child is young, both plans bind: the case is an older one.
    let report = leeway(&must, &young);
    let age = report.discretion[0].proof.witness[0]["年龄"].as_i64().unwrap();
    assert!(age >= 14, "{age}");
    for form in [diff_page::Form::Terminal, diff_page::Form::Markdown] {
        let layout = |lang| diff_page::Layout {
            lang,
            paint: Paint::Plain,
            width: 200,
            form,
        };
        let zh = diff_page::render(["甲", "乙"], &report, layout(Lang::Zh));
        assert!(
            zh.contains("民政局 · 收留 “收留”:应当 → 可以(一/1 → 一/1)") && zh.contains("裁量变 1 处"),
            "{zh}"
        );
        let en = diff_page::render(["甲", "乙"], &report, layout(Lang::En));
        assert!(
            en.contains("must → may") && en.contains("1 changes of discretion"),
            "{en}"
        );
    }
}

#[test]
fn a_norm_that_no_longer_binds_is_a_difference() {
    let norm = |modality: &str| {
        format!(
            "规范 报 {{ 出处: 二/1  事项: 报告  主体: 学校  {modality}: \"报告学生受伤\"  当: 情形 含 受伤  执行: 民政局 }}"
        )
    };
    let report = leeway(&norm("必须"), &norm("可以"));
    let [d] = report.discretion.as_slice() else {
        panic!("{:?}", report.discretion)
    };
    assert_eq!((d.change, d.unit.as_str(), d.role), ("granted", "学校", None));
    assert!(d.proof.confirmed);
    let report = leeway(&norm("可以"), &norm("必须"));
    assert_eq!(report.discretion[0].change, "withdrawn");
    assert!(leeway(&norm("不得"), &norm("可以")).discretion.is_empty());
}

const STAGES: &str = r#"
方案 分级 { 标题: "分级" 词表: 无  阶段: 预防 > 处置 }
单位 民政局
单位 教育局
单位 卫健局
事实 对象 { 类型: 多选  值 孤儿  值 留守儿童  值 残疾儿童  值 流浪儿童 { 上位: 困境儿童 }  值 困境儿童 }
事实 程度 { 类型: 等级  值 蓝  值 黄  值 橙  值 红 }
职责 排查 { 出处: 一/1  事项: 排查  阶段: 预防  牵头: 民政局  当: 对象 含任一 (孤儿、留守儿童、残疾儿童、流浪儿童)  办理: "排查" }
职责 安置 { 出处: 二/1  事项: 安置  阶段: 处置  牵头: 民政局  当: 对象 含 孤儿  办理: "安置" }
职责 照料 { 出处: 二/2  事项: 照料  阶段: 处置  责任: 教育局  当: 对象 含 留守儿童  办理: "照料" }
职责 康复 { 出处: 二/3  事项: 康复  阶段: 处置  责任: 卫健局  当: 对象 含 残疾儿童 且 程度 >= 橙  办理: "康复" }
"#;

fn analysis(text: &str) -> v1::Analyze {
    let compiled = compiled(text);
    let plan = compiled.plan.as_ref().unwrap();
    v1::analyze(&plan.model, "0", &analyze(plan, Options::default()), Lang::Zh)
}

/// The state, the leads and the others of a value in a stage.
fn covered(analysis: &v1::Analyze, stage: &str, value: &str) -> Option<(&'static str, String, String)> {
    let tables = analysis.coverage.iter().filter(|t| t.stage.as_deref() == Some(stage));
    let row = tables.flat_map(|t| &t.values).find(|v| v.value == value)?;
    Some((row.state, row.leads.join("、"), row.acts.join("、")))
}

#[test]
fn every_stage_tells_who_acts_on_what_it_names() {
    let found = analysis(STAGES);
    let row = |stage, value| covered(&found, stage, value).map(|(s, l, a)| (s, [l, a].join("/")));
    assert_eq!(row("预防", "流浪儿童"), Some(("certain", "民政局/".to_owned())));
    assert_eq!(row("处置", "留守儿童"), Some(("certain", "/教育局".to_owned())));
    assert_eq!(row("处置", "残疾儿童"), Some(("possible", "/卫健局".to_owned())));
    // Not asked for there: told by the finding alone.
    assert_eq!(row("处置", "流浪儿童"), None);
    let both = STAGES.replace("当: 对象 含 留守儿童 ", "当: 对象 含全部 (留守儿童、孤儿) ");
    assert_eq!(covered(&analysis(&both), "处置", "留守儿童").unwrap().0, "with_others");
}

#[test]
fn a_value_left_out_of_a_stage_that_takes_its_siblings_is_told() {
    let left_out = |text: &str| -> Vec<String> {
        let found = analysis(text);
        let here = found.findings.into_iter().filter(|f| f.code == "ZR329");
        here.map(|f| {
            assert_eq!(
                (f.verdict, f.severity, f.stage.as_deref()),
                ("proved", "info", Some("处置"))
            );
            assert_eq!(f.witness.unwrap()["对象"][0], "流浪儿童");
            f.message
        })
        .collect()
    };
    let [message] = left_out(STAGES).try_into().unwrap();
    assert_eq!(
        message,
        "一/1 把 流浪儿童 与 孤儿、留守儿童、残疾儿童 等并列为“对象”,而“处置”里 孤儿、留守儿童、残疾儿童 等有人办,流浪儿童 没有人办"
    );
    for (what, silent) in [
        ("somebody acts on what it implies", "当: 对象 含 困境儿童"),
        ("somebody acts whatever the value", "当: 程度 >= 黄"),
        ("it is named there", "当: 对象 含 流浪儿童 且 程度 为 红"),
    ] {
        let more =
            format!("{STAGES}职责 又 {{ 出处: 二/4  事项: 又  阶段: 处置  责任: 卫健局  {silent}  办理: \"又\" }}");
        assert!(left_out(&more).is_empty(), "{what}");
    }
    // A value that some item names by itself has its place there.
    let own = format!(
        "{STAGES}职责 劝 {{ 出处: 一/2  事项: 劝  阶段: 预防  责任: 民政局  当: 对象 含 流浪儿童  办理: \"劝返\" }}"
    );
    assert!(left_out(&own).is_empty());
    // Two of four are no more than chance.
    let few = STAGES.replace("当: 对象 含 残疾儿童 且 ", "当: ");
    assert!(left_out(&few).is_empty());
}
