//! Sections that belong to units.

use super::super::{Kind, read, resolve};
use super::{assert_sound, printed, text_at};

#[test]
fn units_head_their_duties() {
    let text = "四、职责分工\n市水务局:统筹全局。1. 管水库;2. 管河道。\n市气象局:发布预报;报告雨情。\n市文旅局、市体育局:关闭场馆。\n五、要求\n1. 守纪律。\n";
    let document = read(text);
    assert_eq!(
        printed(&document),
        [
            "四",
            "四/市水务局",
            "四/市水务局/首句",
            "四/市水务局/1",
            "四/市水务局/2",
            "四/市气象局",
            "四/市文旅局、市体育局",
            "五",
            "五/1"
        ]
    );
    assert_eq!(text_at(&document, "四/市气象局/项2"), "报告雨情。");
    assert_eq!(
        resolve(&document, "四/市气象局").map(|clause| clause.kind),
        Some(Kind::UnitHeading)
    );
    assert_sound(text, &document);
}

#[test]
fn a_unit_alone_on_its_line_takes_the_lines_below() {
    let document = read("三、部门职责\n（一）镇级\n卫生院：\n1．备药。\n2．出诊。\n派出所：\n1．巡逻。\n");
    assert_eq!(
        printed(&document),
        [
            "三", "三/(一)", "三/(一)/卫生院", "三/(一)/卫生院/1", "三/(一)/卫生院/2", "三/(一)/派出所",
            "三/(一)/派出所/1"
        ]
    );
}

#[test]
fn a_label_that_is_no_unit_is_text() {
    let document = read("二、范围\n适用对象:全镇住户。\n起止时间:全年。\n三、措施\n1.入户。\n");
    assert_eq!(printed(&document), ["二", "二/文", "三", "三/1"]);
    assert_eq!(text_at(&document, "二/句2"), "起止时间:全年。");
}

#[test]
fn fields_hang_on_their_item() {
    let text = "活动方案\n1.修缮教室\n责任单位：总务处、基建办\n工作任务：（1）查漏；（2）补漏。\n完成时限：八月底\n2.检修电路\n责任单位：总务处\n完成时限：九月\n";
    let document = read(text);
    assert_eq!(
        printed(&document),
        [
            "题", "1", "1/责任单位", "1/工作任务", "1/工作任务/(1)", "1/工作任务/(2)", "1/完成时限", "2", "2/责任单位",
            "2/完成时限"
        ]
    );
    let units = resolve(&document, "1/责任单位")
        .map(|clause| clause.assignments.clone())
        .unwrap_or_default();
    assert_eq!(
        units.first().map(|one| one.units.clone()),
        Some(vec!["总务处".to_string(), "基建办".to_string()])
    );
}
