//! Any text as a vocabulary.

use zeren::text::Source;
use zeren::{Facts, Lang, Policy, compile};

use super::plan;

const PLAN: &str = "方案 例 { 标题: \"例\"  词表: 词 }\n单位 局\n职责 办 { 出处: 一  责任: 局  范围: 个案 }\n";

/// Hands the bytes over.
pub fn run(bytes: &[u8]) {
    let text = plan::text(bytes);
    let compiled = compile(vec![Source::new("plan.zr", PLAN)], &mut |_| {
        Some(vec![Source::new("词.zr", text)])
    });
    if let Ok(policy) = Policy::from_compiled(compiled) {
        let _ = policy.route(&Facts::new()).map(|a| a.to_json(Lang::Zh));
    }
}
