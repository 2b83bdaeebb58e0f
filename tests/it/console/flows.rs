//! What people come for: route a case, look at a plan, compare two, try a draft.

use super::browser::Browser;
use crate::serve::service::{Service, folder};

const PLAN: &str = "\
方案 城 { 标题: \"城里的方案\"  词表: 无  阶段: 发现报告 > 应急处置 }
单位 市公安局 { 别名: 公安机关  类别: 政府部门 }
单位 市民政局 { 类别: 政府部门 }
单位 市教育局 { 类别: 政府部门 }
单位 救助站
事实 情形 { 类型: 多选  提问: \"发生了什么?\"  值 受侵害 { 别名: 被打伤 }  值 走失  值 辍学 }
事实 年龄 { 类型: 整数  取值: 0..120  计量: 岁  提问: \"多大年纪?\" }
事实 紧急 { 类型: 是否  提问: \"紧急吗?\" }
职责 出警 { 出处: 一/1  事项: 处置  阶段: 发现报告  责任: 市公安局  当: 情形 含任一 (受侵害、走失)  办理: \"出警查明\"  时限: 立即  通报: 市民政局 }
职责 安置 { 出处: 一/2  事项: 安置  阶段: 应急处置  责任: 市民政局  当: 情形 含 受侵害 且 年龄 < 16  办理: \"安排临时照料\"  移交: 救助站 }
职责 劝返 { 出处: 一/3  事项: 控辍  阶段: 发现报告  责任: 市教育局  当: 情形 含 辍学  办理: \"劝返\"  时限: 30日 自 发现 }
升级 加急 { 出处: 一/4  事项: 处置  自: 市公安局  至: 市民政局  当: 紧急 且 情形 含 受侵害  办理: \"报民政统筹\" }
测试 \"走失\" { 给定: 情形 = {走失}  应有: 责任 市公安局 }
";

/// Two plans that differ in who acts for a lost child.
fn plans(name: &str) -> Service {
    let place = folder(name);
    for (id, text) in [
        ("城", PLAN.to_owned()),
        (
            "县",
            PLAN.replace("方案 城", "方案 县").replace("城里", "县里").replace(
                "责任: 市公安局  当: 情形 含任一 (受侵害、走失)",
                "责任: 市民政局  当: 情形 含任一 (受侵害、走失)",
            ),
        ),
    ] {
        std::fs::create_dir(place.join(id)).unwrap();
        std::fs::write(place.join(id).join("plan.zr"), text).unwrap();
    }
    Service::start(&place, &[])
}

#[test]
fn a_case_is_routed_from_a_sentence() {
    let service = plans("console_case");
    let Some(page) = Browser::open(&service, 1280) else {
        return;
    };
    page.go("/");
    page.sees(".next h2", "?");
    page.go("/#/case/城");
    page.sees(".next h2", "?");
    page.write("#q-text", "六岁女孩被打伤");
    page.sees(".found", "年龄:6岁");
    page.click(".found .chip", "情形:受侵害");
    page.sees(".leads", "市公安局");
    page.sees("#todo-title", "一定要办的事");
    page.sees(".status", "一定");
    assert!(!page.text(".leads").contains("市民政局"), "the age is not known yet");
    page.click(".found .chip", "年龄:6岁");
    page.sees(".leads", "市民政局");
    page.sees(".leads", "立即");
    page.sees("[aria-labelledby=beware-title]", "救助站");
    // The next question is what the service would ask; answering it brings in the step up.
    page.sees(".next h2", "紧急吗?");
    page.click(".next label", "是");
    page.sees(".timeline .step.certain", "报民政统筹");
    // Everything that was answered stands in the link; whoever opens it sees the same.
    let link = page.run("return decodeURIComponent(location.hash)");
    let link = link.as_str().unwrap();
    for part in ["#/case/城?", "情形=受侵害", "年龄=6", "紧急=yes"] {
        assert!(link.contains(part), "{link}");
    }
    let hash = page.run("return location.hash");
    page.go(&format!("/{}", hash.as_str().unwrap()));
    page.sees(".leads", "市民政局");
    page.sees(".timeline", "报民政统筹");
    assert!(
        !page
            .asked()
            .iter()
            .any(|u| u.contains("%E5%8F%97%E4%BE%B5%E5%AE%B3") || u.contains('#')),
        "no fact is in an address that was asked for"
    );
    assert_eq!(page.complaints(), [""; 0]);
}

#[test]
fn a_unit_tells_why_and_why_not_and_the_sheet_is_printed() {
    let service = plans("console_why");
    let Some(page) = Browser::open(&service, 1280) else {
        return;
    };
    page.go("/#/case/城?情形=受侵害&年龄=6");
    page.click("button.unit.big", "市公安局");
    page.sees("dialog", "出警查明");
    page.sees("dialog", "情形");
    page.press("\u{e00c}");
    page.click("[aria-labelledby=others-title] summary", "");
    page.click("button.unit.off", "市教育局");
    page.sees("dialog", "不满足");
    page.sees("dialog", "情形 + 辍学");
    page.click("dialog button", "关闭");
    page.click("details.section summary", "移交与告知");
    page.sees(".edges", "救助站");
    page.sees(".edges", "无人接");
    page.click(".tools button", "派单");
    page.sees(".paper", "派给谁");
    page.sees(".paper table", "受侵害");
    let printed = page.run("return matchMedia('print').matches || [...document.styleSheets].some((s) => [...s.cssRules].some((r) => r.conditionText === 'print'))");
    assert_eq!(printed, true);
    page.assert_stayed_home();
    assert_eq!(page.complaints(), [""; 0]);
}

#[test]
fn a_finding_leads_to_the_case_that_proves_it() {
    let service = plans("console_plan");
    let Some(page) = Browser::open(&service, 1280) else {
        return;
    };
    page.go("/#/plan/城");
    page.sees("h1", "城里的方案");
    page.sees(".panel", "救助站");
    page.click(".finding a", "用这个案情派案");
    page.sees(".given", "情形:");
    page.sees(".leads", "市");
    page.go("/#/plan/城/matrix");
    page.sees("table tbody", "市公安局");
    page.write(".filters input[type=search]", "控辍");
    page.sees(".filters", "1 / 3");
    assert!(!page.text("table tbody").contains("市公安局"));
    page.go("/#/plan/城/graph");
    page.sees(".picture", "存为 SVG");
    let drawn = page.run("const i = document.querySelector('.frame img'); return i.complete && i.naturalWidth > 100");
    assert_eq!(drawn, true, "the picture is shown");
    page.go("/#/plan/城/coverage");
    page.sees(".panel", "走失");
    page.sees(".bars", "1 / 4");
    page.go("/#/plan/城/units");
    page.sees(".cards", "又称 公安机关");
    page.assert_stayed_home();
    assert_eq!(page.complaints(), [""; 0]);
}

#[test]
fn two_plans_are_compared_and_both_asked() {
    let service = plans("console_compare");
    let Some(page) = Browser::open(&service, 1280) else {
        return;
    };
    page.go("/#/compare/城/县");
    page.sees("table.list", "市公安局");
    page.sees(".view", "逐项差别");
    page.click(".task a", "问甲");
    page.sees(".leads", "市公安局");
    page.go("/#/compare/城/县");
    page.click(".task a", "问乙");
    page.sees(".leads", "市民政局");
    assert_eq!(
        page.run("return decodeURIComponent(location.hash).startsWith('#/case/县?')"),
        true
    );
    page.assert_stayed_home();
    assert_eq!(page.complaints(), [""; 0]);
}

#[test]
fn a_draft_is_checked_and_routed_while_it_is_written() {
    let service = plans("console_draft");
    let Some(page) = Browser::open(&service, 1280) else {
        return;
    };
    page.go("/#/draft");
    page.sees(".trial .next h2", "发生了什么?");
    page.click(".trial .next .chip", "受伤");
    page.sees(".trial .leads", "公安局");
    // A mistake: where it stands, and one click to it.
    page.run("const a = document.getElementById('text'); a.value = a.value.replace('责任: 公安局', '责任: 公安部'); a.dispatchEvent(new Event('input'))");
    page.sees(".problems", "公安部");
    page.click(".problems button", "第 22 行");
    let chosen =
        page.run("const a = document.getElementById('text'); return a.value.slice(a.selectionStart, a.selectionEnd)");
    assert_eq!(chosen, "公安部");
    page.run("const a = document.getElementById('text'); a.value = a.value.replace('责任: 公安部', '责任: 民政局'); a.dispatchEvent(new Event('input'))");
    page.sees(".trial .leads", "民政局");
    // It survives a reload of the tab, and nothing of it is in service.
    page.go("/#/draft");
    page.sees(".trial .leads", "民政局");
    assert_eq!(service.get("/v1/plans").json()["plans"].as_array().unwrap().len(), 2);
    page.assert_stayed_home();
    assert_eq!(page.complaints(), [""; 0]);
}

#[test]
fn everything_fits_a_phone_and_speaks_english() {
    let service = plans("console_phone");
    let Some(page) = Browser::open(&service, 360) else {
        return;
    };
    for (place, selector, text) in [
        ("/#/case/城?情形=受侵害&年龄=6", ".leads", "市公安局"),
        ("/#/plan/城/findings", ".finding", "救助站"),
        ("/#/plan/城/matrix", "table tbody", "市公安局"),
        ("/#/plan/城/graph", ".picture", "SVG"),
        ("/#/plan/城/units", ".cards", "市公安局"),
        ("/#/compare/城/县", "table.list", "市公安局"),
        ("/#/draft", ".trial .next h2", "发生了什么?"),
    ] {
        page.go(place);
        page.sees(selector, text);
        let width = page.run("return document.documentElement.scrollWidth");
        assert!(width.as_u64().unwrap() <= 360, "{place} is {width} wide");
    }
    page.go("/#/case/城?情形=受侵害&年龄=6");
    page.sees("nav", "派案");
    page.click("#lang", "English");
    page.sees("nav", "Route a case");
    page.sees("#who-title", "Who must act");
    page.sees(".status", "Certain");
    assert_eq!(page.run("return document.documentElement.lang"), "en");
    page.go("/#/plan/城");
    page.sees(".tabs", "Findings");
}

#[test]
fn a_case_is_routed_by_keyboard_alone() {
    let service = plans("console_keys");
    let Some(page) = Browser::open(&service, 1280) else {
        return;
    };
    page.go("/#/case/城");
    page.sees(".next h2", "发生了什么?");
    // Tab from the top until the first value of the question has the focus, then space.
    for _ in 0..60 {
        page.press("\u{e004}");
        let there = page.run(
            "return document.activeElement.closest('.next') !== null && document.activeElement.innerText === '受侵害'",
        );
        if there == true {
            break;
        }
    }
    page.press(" ");
    page.sees(".leads", "市公安局");
    let spoken = page.run("return document.getElementById('live').getAttribute('aria-live') === 'polite' && document.getElementById('live').textContent");
    assert!(
        spoken.as_str().unwrap().contains("一定"),
        "the result is told to those who cannot see it"
    );
    let nameless = page.run(
        "return [...document.querySelectorAll('button, a, input, select, textarea')].filter((e) => e.checkVisibility() && \
         !(e.innerText?.trim() || e.getAttribute('aria-label') || e.labels?.length || e.title)).map((e) => e.outerHTML)",
    );
    assert_eq!(nameless, serde_json::json!([]), "every control has a name");
}
