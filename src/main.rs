//! temp
use zeren::{syntax, text};
fn main() {
    let fmt = std::env::args().any(|a| a == "--fmt");
    for a in std::env::args().skip(1).filter(|a| !a.starts_with("--")) {
        let t = std::fs::read_to_string(&a).unwrap();
        let s = text::Source::new(a.clone(), t);
        let (f, p) = syntax::parse(text::SourceId(0), &s);
        for d in &p { let q = s.position(d.primary.span.start as usize); println!("{a}:{}:{} {} {} | {}", q.line, q.column, d.code, d.message.zh, d.help.as_ref().map(|h| h.zh.clone()).unwrap_or_default()); }
        println!("{a}: {} declarations, {} problems", f.declarations.len(), p.len());
        if fmt { print!("{}", syntax::print::print(&f, &s, if std::env::args().any(|a| a == "--en") {zeren::diagnostic::Lang::En} else {zeren::diagnostic::Lang::Zh})); }
    }
}
