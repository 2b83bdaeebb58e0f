//! Cost in counts, never in time: twice as many items cost about twice as many steps, edges and questions, and inputs made to be
//! hard are decided or said not to be.

use std::fmt::Write as _;

use zeren::analyze::{Options, Verdict, analyze};
use zeren::compile::{Compiled, compile};
use zeren::logic::Limits;
use zeren::text::Source;

fn compiled(text: &str) -> Compiled {
    let out = compile(vec![Source::new("large.zr", text)], &mut |_| None);
    assert!(out.diagnostics.is_empty(), "{:?}", out.diagnostics.first());
    out
}

fn head(values: usize, units: usize) -> String {
    let mut out = String::from("方案 large { 标题: \"large\"  词表: 无 }\n事实 情形 { 类型: 多选\n");
    for v in 0..values {
        let _ = writeln!(out, "  值 v{v}");
    }
    out.push_str("}\n事实 年龄 { 类型: 整数  取值: 0..120 }\n");
    for u in 0..units {
        let _ = writeln!(out, "单位 u{u}");
    }
    out
}

/// Topics of five items; all hand over to one unit, which receives in every fifth.
fn many_topics(items: usize) -> String {
    let mut out = head(40, 20);
    for n in 0..items {
        let receives = if n % 5 == 0 { "  接收: u0" } else { "" };
        let _ = writeln!(
            out,
            "职责 d{n} {{ 出处: 一/{}  事项: m{}  牵头: u{}{receives}  当: 情形 含 v{} 且 年龄 < {}  办理: \"a{n}\"  移交: u0 }}",
            n + 1,
            n / 5,
            n % 20,
            n % 40,
            8 + n % 10,
        );
    }
    out
}

#[test]
fn steps_and_edges_grow_with_the_items() {
    let cost = |items: usize| {
        let compiled = compiled(&many_topics(items));
        let plan = compiled.plan.as_ref().unwrap();
        let found = analyze(plan, Options::default());
        let open = found
            .findings
            .iter()
            .any(|f| matches!(f.verdict, Verdict::Inconclusive(_)));
        assert!(!open);
        (found.steps, found.questions.len(), plan.graph.inner.edge_count())
    };
    let (small, large) = (cost(100), cost(400));
    // Four times the items, and a little for what does not shrink.
    assert!(large.0 < small.0 * 5, "steps {} and {}", small.0, large.0);
    assert!(large.1 < small.1 * 5, "questions {} and {}", small.1, large.1);
    assert!(large.2 < small.2 * 5, "edges {} and {}", small.2, large.2);
}

/// One topic whose items have nothing in common but the unit pairs.
fn one_topic(items: usize, tags: usize) -> String {
    let mut out = head(tags, 4);
    for n in 0..items {
        let unit = if n % 5 == 0 {
            "无".to_owned()
        } else {
            format!("u{}", n % 4)
        };
        let _ = writeln!(
            out,
            "职责 d{n} {{ 出处: 一/{}  事项: m  责任: {unit}  当: 情形 含 v{} 且 情形 含 v{} 且 非 情形 含 v{}  办理: \"a{n}\" }}",
            n + 1,
            n * 7 % tags,
            (n * 13 + n % 2) % tags,
            n * 29 % (tags - 1),
        );
    }
    out
}

#[test]
fn a_topic_costs_no_more_than_its_budget() {
    let compiled = compiled(&one_topic(120, 60));
    let limits = Limits {
        diagram: 2_000,
        search: 20_000,
        together: 100_000,
        ..Limits::default()
    };
    let found = analyze(
        compiled.plan.as_ref().unwrap(),
        Options {
            limits,
            ..Options::default()
        },
    );
    // One topic, and at most a limit more for each piece of work that was under way when the budget ran out.
    let pieces = 1 + 120 / 64 + 2;
    assert!(
        found.steps <= pieces * (100_000 + 3 * 20_000 + 2_000),
        "{}",
        found.steps
    );
    // What was not decided is said, and nothing is claimed without a confirmed case.
    for finding in &found.findings {
        assert!(finding.witness.is_some() || finding.verdict != Verdict::Proved || finding.region.is_none());
    }
}

#[test]
fn analysis_is_the_same_however_it_is_cut() {
    let compiled = compiled(&many_topics(60));
    let plan = compiled.plan.as_ref().unwrap();
    let whole = analyze(plan, Options::default());
    for topic in ["m0", "m3", "m11"] {
        let options = Options {
            topic: Some(topic),
            ..Options::default()
        };
        for finding in analyze(plan, options).findings {
            let same = |f: &&zeren::analyze::Finding| {
                f.code == finding.code && f.items == finding.items && f.message.zh == finding.message.zh
            };
            if let Some(there) = whole.findings.iter().find(same) {
                assert_eq!(there.witness, finding.witness, "{}", finding.message.zh);
            }
        }
    }
}

#[test]
fn many_aliases_and_deep_conditions_are_read() {
    let mut text = head(3, 2);
    text.push_str("事实 词 { 类型: 多选  值 w { 别名: ");
    text.push_str(&(0..20_000).map(|n| format!("w{n}")).collect::<Vec<_>>().join("、"));
    text.push_str(" } }\n");
    for n in 0..2_000 {
        let _ = writeln!(
            text,
            "职责 d{n} {{ 出处: 一/{}  责任: u0  当: 词 含 w{}  办理: \"a\" }}",
            n + 1,
            n * 9
        );
    }
    let deep = format!("{}情形 含 v0{}", "非 (".repeat(50), ")".repeat(50));
    let _ = writeln!(text, "职责 deep {{ 出处: 一/9999  责任: u1  当: {deep}  办理: \"b\" }}");
    let compiled = compiled(&text);
    assert_eq!(compiled.plan.unwrap().model.items.len(), 2_001);
}
