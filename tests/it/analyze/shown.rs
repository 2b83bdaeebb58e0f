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
        described: 0,
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
