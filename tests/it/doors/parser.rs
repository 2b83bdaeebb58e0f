//! Any text as a plan.

use zeren::diagnostic::Lang;
use zeren::render::Paint;
use zeren::render::diagnostics::{Strokes, render};
use zeren::{Facts, Policy};

use super::plan;

/// Hands the bytes over.
pub fn run(bytes: &[u8]) {
    let text = plan::text(bytes);
    let compiled = plan::compiled(text);
    let few = compiled.diagnostics.get(..5).unwrap_or(&compiled.diagnostics);
    for lang in [Lang::Zh, Lang::En] {
        let _ = render(few, &compiled.sources, lang, Paint::Plain, Strokes::Unicode, 80);
    }
    if let Ok(policy) = Policy::from_compiled(compiled) {
        let _ = policy.route(&Facts::new()).map(|a| a.to_json(Lang::Zh));
    }
}
