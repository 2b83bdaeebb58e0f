//! `zeren graph`: pictures read back by an XML parser, the other formats by small readers of their own.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::process::{Command, Stdio};

use quick_xml::Reader;
use quick_xml::events::Event;
use zeren::chart::{self, Budget, Chart, Extent, Shape, Tie};
use zeren::compile::Compiled;
use zeren::diagnostic::Lang;
use zeren::model::Situation;
use zeren::render::graph::layout::lay_out;
use zeren::render::graph::{dot, mermaid, svg};
use zeren::route::{Options, Router};

use super::fixtures;

const HOSTILE: &str = "<script>alert(1)</script>&\\\"'];--> %%{init}%% |x|";

/// A chain with a broken link and a step up, and a unit whose name tries to be markup.
fn plan() -> Compiled {
    let hostile = HOSTILE.replace('\\', "\\\\").replace('"', "\\\"");
    let text = format!(
        "\
方案 例 {{ 标题: \"例\"  词表: 无  阶段: 发现 > 评估 > 帮扶 }}
单位 学校 {{ 类别: 事业单位 }}
单位 市公安局 {{ 类别: 政府部门 }}
单位 市民政局 {{ 类别: 政府部门 }}
单位 \"{hostile}\" {{ 类别: 政府部门 }}
单位 救助站 {{ 类别: 事业单位 }}
单位 市人民法院
单位 闲置单位
事实 情形 {{ 类型: 多选  值 侵害  值 失踪 }}
职责 报告 {{ 出处: 一/1  责任: 学校  报告: 市公安局  当: 情形 含 侵害  阶段: 发现 }}
职责 受理 {{ 出处: 一/2  责任: 市公安局  移交: 市民政局  移交: 救助站  当: 情形 含 侵害  阶段: 发现 }}
职责 评估 {{ 出处: 二/1  牵头: 市民政局  接收自: 市公安局  配合: \"{hostile}\"  当: 情形 含 侵害  阶段: 评估 }}
升级 起诉 {{ 出处: 三/1  自: 市民政局  至: 市人民法院  当: 情形 含 侵害  阶段: 帮扶 }}
"
    );
    let compiled = fixtures::plan(&text);
    let wrong: Vec<_> = compiled.diagnostics.iter().map(|d| d.message.zh.clone()).collect();
    assert!(wrong.is_empty(), "{wrong:?}\n{text}");
    compiled
}

fn whole(compiled: &Compiled, budget: Budget) -> Chart {
    chart::whole(compiled.plan.as_ref().expect("a plan"), budget)
}

fn chain(compiled: &Compiled, facts: &[(&str, &[&str])]) -> Chart {
    let plan = compiled.plan.as_ref().expect("a plan");
    let mut situation = Situation::default();
    for (fact, values) in facts {
        let id = plan.model.find_fact(fact).expect("a fact");
        let known = plan.model.fact(id);
        let set = values.iter().map(|v| known.find(v).expect("a value")).collect();
        situation.facts.insert(id, zeren::model::Given::Set(set));
    }
    let answer = Router::new(plan).route(&situation, Options::default());
    chart::chain(plan, &answer, Extent::Certain, Budget::default())
}

/// What a picture holds, as an XML reader sees it.
struct Drawn {
    elements: Vec<String>,
    words: Vec<String>,
    dashed: usize,
    broken: usize,
}

fn read(svg: &str) -> Drawn {
    let mut reader = Reader::from_str(svg);
    let mut drawn = Drawn {
        elements: Vec::new(),
        words: Vec::new(),
        dashed: 0,
        broken: 0,
    };
    let mut inside = Vec::new();
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(e) => {
                note(&mut drawn, &e);
                inside.push(e.name().as_ref().to_owned());
                if inside.last().is_some_and(|n| n == "text") {
                    drawn.words.push(String::new());
                }
            }
            Event::Empty(e) => note(&mut drawn, &e),
            Event::End(_) => drop(inside.pop()),
            Event::Text(t) if inside.last().is_some_and(|n| n == "text") => {
                drawn.words.last_mut().unwrap().push_str(&t);
            }
            Event::GeneralRef(r) if inside.last().is_some_and(|n| n == "text") => {
                let name: &str = &r;
                let known = [("lt", "<"), ("gt", ">"), ("amp", "&"), ("quot", "\""), ("#39", "'")];
                let c = known.iter().find(|(n, _)| *n == name).expect("a known entity").1;
                drawn.words.last_mut().unwrap().push_str(c);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(inside.is_empty(), "all elements are closed");
    drawn
}

fn note(drawn: &mut Drawn, element: &quick_xml::events::BytesStart<'_>) {
    let name = element.name().as_ref().to_owned();
    for attribute in element.attributes() {
        let attribute = attribute.expect("a well-formed attribute");
        let key = attribute.key.as_ref().to_owned();
        assert!(!key.starts_with("on"), "{key}");
        let value = attribute.value.to_string();
        assert!(
            !value.contains("javascript:") && (!value.contains("http") || key == "xmlns"),
            "{value}"
        );
        if key == "class" && name == "path" {
            drawn.dashed += usize::from(value.contains("dash"));
            drawn.broken += usize::from(value.contains("broken"));
        }
    }
    drawn.elements.push(name);
}

#[test]
fn a_picture_is_xml_that_shows_every_unit_and_nothing_of_their_names_as_markup() {
    let compiled = plan();
    let chart = whole(&compiled, Budget::default());
    for lang in [Lang::Zh, Lang::En] {
        let drawn = read(&svg::render(&chart, "foot <&>", "zr", lang));
        assert!(!drawn.elements.iter().any(|e| e == "script"), "{:?}", drawn.elements);
        for unit in ["学校", "市公安局", "市民政局", "救助站", "市人民法院"] {
            assert!(drawn.words.iter().any(|w| w == unit), "{unit}: {:?}", drawn.words);
        }
        assert!(
            drawn.words.iter().any(|w| w.starts_with("<script>")),
            "{:?}",
            drawn.words
        );
        assert!(drawn.words.iter().any(|w| w == "foot <&>"));
        assert!(
            drawn.words.iter().any(|w| w.contains("闲置单位")),
            "what is not drawn is named"
        );
        assert!(drawn.broken >= 1 && drawn.dashed >= 1);
    }
}

#[test]
fn the_chain_goes_stage_by_stage_to_the_court_and_ends_red_where_nobody_takes_over() {
    let chart = chain(&plan(), &[("情形", &["侵害"])]);
    let lanes: Vec<&str> = chart.lanes.iter().map(|l| l.title.zh.as_str()).collect();
    assert_eq!(lanes, ["发现", "评估", "帮扶"]);
    let name = |n: usize| chart.nodes[n].name.as_str();
    let told: BTreeSet<(&str, &str, Tie, bool)> = chart
        .edges
        .iter()
        .map(|e| (name(e.from), name(e.to), e.main(), e.broken > 0))
        .collect();
    assert!(told.contains(&("学校", "市公安局", Tie::Report, false)), "{told:?}");
    assert!(
        told.contains(&("市公安局", "市民政局", Tie::HandOver, false)),
        "{told:?}"
    );
    assert!(told.contains(&("市公安局", "救助站", Tie::HandOver, true)), "{told:?}");
    assert!(
        told.iter()
            .any(|(_, to, tie, _)| *to == "市人民法院" && *tie == Tie::Escalate),
        "{told:?}"
    );
    let dead = chart.nodes.iter().find(|n| n.name == "救助站").expect("the dead end");
    assert_eq!(dead.shape, Shape::DeadEnd);
    let taken = chart
        .nodes
        .iter()
        .find(|n| n.name == "市民政局" && n.lane == 1)
        .expect("who assesses");
    assert!(taken.works.iter().any(|w| w.clause == "二/1"));
}

#[test]
fn around_a_unit_stands_what_comes_to_it_left_and_what_goes_from_it_right() {
    let compiled = plan();
    let plan = compiled.plan.as_ref().unwrap();
    let unit = plan.model.find_unit("市公安局").unwrap();
    let chart = chart::around(plan, unit, 1, Budget::default());
    let lane = |name: &str| chart.nodes.iter().find(|n| n.name == name).map(|n| n.lane);
    assert_eq!(
        (lane("学校"), lane("市公安局"), lane("市民政局")),
        (Some(0), Some(1), Some(2))
    );
    assert_eq!(lane("市人民法院"), None, "two steps away");
    let wider = chart::around(plan, unit, 2, Budget::default());
    assert!(wider.nodes.iter().any(|n| n.name == "市人民法院"));
}

/// A plan of `n` units, each with a duty, that hand over and tell this way and that.
fn large(n: usize) -> Compiled {
    let mut text = String::from("方案 大 { 标题: \"大\"  词表: 无 }\n事实 情形 { 类型: 多选  值 侵害 }\n");
    for i in 0..n {
        let _ = writeln!(text, "单位 第{i}号单位 {{ 类别: 第{}类 }}", i % 7);
    }
    for i in 0..n {
        let (a, b, c) = ((i * 7 + 1) % n, (i * 13 + 5) % n, (i / 3 + 2) % n);
        let _ = writeln!(
            text,
            "职责 第{i}项 {{ 出处: 一/{}  责任: 第{i}号单位  移交: 第{a}号单位  通报: 第{b}号单位  指导: 第{c}号单位  当: 情形 含 侵害 }}",
            i + 1
        );
    }
    fixtures::plan(&text)
}

#[test]
fn three_hundred_units_are_folded_and_nothing_is_lost_unsaid() {
    let compiled = large(300);
    let full = whole(&compiled, Budget::ALL);
    let folded = whole(&compiled, Budget::default());
    assert_eq!(full.nodes.len(), 300);
    assert!(folded.nodes.len() <= Budget::default().nodes && folded.edges.len() <= Budget::default().edges);
    let mut shown: BTreeSet<&str> = BTreeSet::new();
    for node in &folded.nodes {
        shown.insert(&node.name);
        shown.extend(node.holds.iter().map(String::as_str));
    }
    assert!(
        full.nodes.iter().all(|n| shown.contains(n.name.as_str())),
        "each unit stands alone or in a bundle"
    );
    assert!(
        folded.folded.iter().any(|f| f.note.zh.contains("连线未画出")),
        "{:?}",
        folded.folded
    );
    let picture = svg::render(&folded, "", "zr", Lang::Zh);
    let drawn = read(&picture);
    assert!(drawn.words.iter().any(|w| w.contains("未画出")) && drawn.words.iter().any(|w| w.contains("合在一起")));
}

#[test]
fn boxes_and_words_on_arrows_do_not_overlap() {
    let compiled = large(40);
    for (chart, lang) in [
        (whole(&compiled, Budget::default()), Lang::Zh),
        (whole(&compiled, Budget::ALL), Lang::En),
        (chain(&plan(), &[("情形", &["侵害"])]), Lang::En),
    ] {
        let picture = lay_out(&chart, lang);
        let mut areas: Vec<(f64, f64, f64, f64)> =
            picture.boxes.iter().map(|b| (b.x, b.y, b.x + b.w, b.y + b.h)).collect();
        let labels = picture.wires.iter().filter_map(|w| w.label.as_ref());
        areas.extend(labels.map(|l| (l.x - l.w / 2.0, l.y - l.h / 2.0, l.x + l.w / 2.0, l.y + l.h / 2.0)));
        for (i, a) in areas.iter().enumerate() {
            assert!(
                a.0 >= 0.0 && a.1 >= 0.0 && a.2 <= picture.width && a.3 <= picture.height,
                "{a:?}"
            );
            for b in areas.iter().skip(i + 1) {
                let apart = a.2 <= b.0 + 0.01 || b.2 <= a.0 + 0.01 || a.3 <= b.1 + 0.01 || b.3 <= a.1 + 0.01;
                assert!(apart, "{a:?} {b:?}");
            }
        }
    }
}

#[test]
fn the_same_plan_gives_the_same_picture() {
    let (a, b) = (large(60), large(60));
    let draw = |c: &Compiled| svg::render(&whole(c, Budget::default()), "", "zr", Lang::Zh);
    assert_eq!(draw(&a), draw(&b));
}

/// DOT read back: quoted strings are closed, braces are balanced, every arrow joins nodes that are declared.
#[test]
fn dot_and_mermaid_hold_together() {
    let compiled = plan();
    let chart = whole(&compiled, Budget::default());
    let text = dot::render(&chart, Lang::Zh);
    let mut quoted = false;
    let (mut depth, mut escaped, mut bare) = (0_i32, false, String::new());
    for c in text.chars() {
        match (quoted, c) {
            (true, _) if escaped => escaped = false,
            (true, '\\') => escaped = true,
            (_, '"') => quoted = !quoted,
            (false, '{') => depth += 1,
            (false, '}') => depth -= 1,
            (false, c) => bare.push(c),
            _ => {}
        }
    }
    assert!(
        !quoted && depth == 0 && !bare.contains('<') && !bare.contains("script"),
        "{bare}"
    );
    let declared: BTreeSet<&str> = text
        .lines()
        .map(str::trim)
        .filter_map(|l| l.split_once(" [label").map(|(id, _)| id))
        .filter(|id| !id.contains("->"))
        .collect();
    let joined: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|l| l.starts_with('n') && l.contains(" -> "))
        .flat_map(|l| l.split_once(" [").unwrap().0.split(" -> "))
        .collect();
    assert!(joined.len() == chart.edges.len() * 2 && joined.iter().all(|n| declared.contains(n)));

    let text = mermaid::render(&chart, Lang::Zh);
    assert!(text.starts_with("flowchart LR\n") && !text.contains("<script") && !text.contains("%%{"));
    assert_eq!(text.matches("\n  subgraph ").count(), text.matches("\n  end\n").count());
    for line in text.lines() {
        assert_eq!(line.matches('"').count() % 2, 0, "{line}");
    }
    assert!(text.contains("linkStyle"));

    // Where Graphviz is installed, it is asked as well.
    let Ok(mut child) = Command::new("dot")
        .arg("-Tplain")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
    else {
        println!("skipped: Graphviz is not installed");
        return;
    };
    let text = dot::render(&chart, Lang::Zh);
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), text.as_bytes()).unwrap();
    let out = child.wait_with_output().unwrap();
    let plain = String::from_utf8_lossy(&out.stdout).into_owned();
    assert!(out.status.success() && plain.lines().filter(|l| l.starts_with("edge ")).count() == chart.edges.len());
}

#[test]
fn the_json_form_says_what_was_folded() {
    let compiled = large(300);
    let chart = whole(&compiled, Budget::default());
    let form = serde_json::to_value(zeren::wire::v1::graph("大", "0", &chart, Lang::En)).unwrap();
    assert_eq!(form["schema"], "zeren.graph/v1");
    let ids: BTreeSet<&str> = form["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|n| n["id"].as_str().unwrap())
        .collect();
    for edge in form["edges"].as_array().unwrap() {
        assert!(ids.contains(edge["from"].as_str().unwrap()) && ids.contains(edge["to"].as_str().unwrap()));
    }
    let folded = form["folded"].as_array().unwrap();
    assert!(
        folded
            .iter()
            .any(|f| f["note"].as_str().unwrap().contains("arrows are not drawn")),
        "{folded:?}"
    );
    assert!(folded.iter().all(|f| !f["names"].as_array().unwrap().is_empty()));
}
