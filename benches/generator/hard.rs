//! One topic made to be hard: many duties over many values that nothing ties together.

use std::fmt::Write as _;

use zeren::compile::{CompiledPlan, compile};
use zeren::text::Source;

use super::random::Random;

/// `items` duties of one topic, each on three of `tags` values, given to ten units.
pub fn one_topic(items: usize, tags: usize, seed: u64) -> CompiledPlan {
    let compiled = compile(vec![Source::new("hard.zr", text(items, tags, seed))], &mut |_| None);
    assert!(compiled.diagnostics.is_empty(), "{:?}", compiled.diagnostics.first());
    compiled.plan.expect("the plan has a header")
}

fn text(items: usize, tags: usize, seed: u64) -> String {
    let mut random = Random::new(seed);
    let mut out = String::from("方案 hard { 标题: \"hard\"  词表: 无 }\n事实 情形 { 类型: 多选\n");
    for tag in 0..tags {
        let _ = writeln!(out, "  值 t{tag}");
    }
    out.push_str("}\n");
    for unit in 0..10 {
        let _ = writeln!(out, "单位 u{unit}");
    }
    for item in 0..items {
        let mut tag = || random.below(tags);
        let (a, b, c) = (tag(), tag(), tag());
        // One in five names nobody, so that a gap is asked for.
        let unit = if item % 5 == 0 {
            "无".to_owned()
        } else {
            format!("u{}", random.below(10))
        };
        let _ = writeln!(
            out,
            "职责 d{item} {{ 出处: 一/{}  事项: 难  责任: {unit}  当: 情形 含 t{a} 且 情形 含 t{b} 且 非 情形 含 t{c}  办理: \"d{item}\" }}",
            item + 1
        );
    }
    out
}
