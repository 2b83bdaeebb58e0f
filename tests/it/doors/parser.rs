//! Any text as a plan.
#![no_main]

#[path = "shared.rs"]
mod shared;

use libfuzzer_sys::fuzz_target;
use zeren::diagnostic::Lang;
use zeren::render::Paint;
use zeren::render::diagnostics::{Strokes, render};
use zeren::{Facts, Policy};

fuzz_target!(|text: &str| {
    let compiled = shared::compiled(text);
    let few = compiled.diagnostics.get(..5).unwrap_or(&compiled.diagnostics);
    for lang in [Lang::Zh, Lang::En] {
        let _ = render(few, &compiled.sources, lang, Paint::Plain, Strokes::Unicode, 80);
    }
    if let Ok(policy) = Policy::from_compiled(compiled) {
        let _ = policy.route(&Facts::new()).map(|a| a.to_json(Lang::Zh));
    }
});
