//! What each plan gets wrong, as a page: the important first, each finding with its clauses and units.

use std::fmt::Write as _;

use crate::compile::Compiled;
use crate::diagnostic::{Concern, Diagnostic, Lang, Severity};
use crate::lint::rank;

/// At most this many clauses or units are written out.
const MOST: usize = 12;

/// Writes the page.
#[must_use]
pub fn render(plans: &[Compiled], lang: Lang) -> String {
    let mut out = match lang {
        Lang::Zh => String::from(
            "# 各方案的问题\n\n由 `zeren check policies --format findings` 生成,勿手改;每种问题的说明见 [lints.md](lints.md)。\n重要的在前;同一种问题合并为一条。每条都只根据方案自己的条文。\n",
        ),
        Lang::En => String::from(
            "# What the plans get wrong\n\nMade by `zeren check policies --format findings --lang en`; each kind is explained in [lints.md](lints.md).\nThe important first; faults of one kind are one entry. Each rests on the plan's own text.\n",
        ),
    };
    for plan in plans {
        one(&mut out, plan, lang);
    }
    out
}

fn one(out: &mut String, plan: &Compiled, lang: Lang) {
    let title = plan.plan.as_ref().map_or("", |p| &p.model.plan.title);
    let _ = writeln!(out, "\n## {} {}", plan.id(), escaped(title));
    let of_plan = |d: &&Diagnostic| d.info.concern == Concern::Plan;
    let faults: Vec<&Diagnostic> = plan
        .diagnostics
        .iter()
        .filter(|d| d.severity >= Severity::Warning)
        .filter(of_plan)
        .collect();
    let remarks: Vec<&Diagnostic> = plan
        .diagnostics
        .iter()
        .filter(|d| d.severity == Severity::Info)
        .filter(of_plan)
        .collect();
    let encoding: Vec<&Diagnostic> = plan.diagnostics.iter().filter(|d| !of_plan(d)).collect();
    let headings = match lang {
        Lang::Zh => ["问题", "提示", "编码本身"],
        Lang::En => ["Faults", "Remarks", "The encoding"],
    };
    for (heading, mut list) in headings.into_iter().zip([faults, remarks, encoding]) {
        if list.is_empty() {
            continue;
        }
        list.sort_by_key(|d| (std::cmp::Reverse(d.severity), rank(d.code)));
        let _ = writeln!(out, "\n### {heading}\n");
        for (index, d) in list.iter().enumerate() {
            let _ = writeln!(out, "{}. {}", index + 1, entry(d, lang));
        }
    }
}

fn entry(d: &Diagnostic, lang: Lang) -> String {
    let mut text = format!(
        "**{}** [{}](lints.md#{}) {}",
        d.info.title(lang),
        d.code,
        d.code,
        escaped(d.message.get(lang))
    );
    let (clauses, units, witness) = match lang {
        Lang::Zh => ("条款", "单位", "例"),
        Lang::En => ("clauses", "units", "example"),
    };
    for (name, list) in [(clauses, &d.clauses), (units, &d.units)] {
        if !list.is_empty() {
            let _ = write!(text, "  \n   {name}:{}", shown(list, lang));
        }
    }
    if !d.witness.is_empty() {
        let facts: Vec<String> = d.witness_facts().collect();
        let _ = write!(text, "  \n   {witness}:{}", facts.join(","));
    }
    text
}

fn shown(list: &[String], lang: Lang) -> String {
    let first = list.iter().take(MOST).cloned().collect::<Vec<_>>().join("、");
    let more = list.len().saturating_sub(MOST);
    match (more, lang) {
        (0, _) => first,
        (_, Lang::Zh) => format!("{first} …(共 {})", list.len()),
        (_, Lang::En) => format!("{first} … ({} in all)", list.len()),
    }
}

fn escaped(text: &str) -> String {
    text.replace('*', "\\*").replace('|', "\\|").replace('<', "&lt;")
}
