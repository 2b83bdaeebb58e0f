//! One short name is given to two bodies.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::lint::prose::Prose;
use crate::lint::prose::declare::declare_prose_lint;
use crate::words;

declare_prose_lint! {
    /// 同一个简称给了两个全称:“甲委员会(以下简称工委)……乙委员会(以下简称工委)”。
    ///
    /// 为什么:后文的简称指谁说不清,职责落不到单位。
    /// 怎么改:换一个简称,或后文写全称。
    zh "简称冲突";
    /// One short name is given to two full names.
    ///
    /// Why: from there on nobody can say whom the short name means, and its duties belong to neither.
    /// What to do: choose another short name, or write the full names.
    en "conflicting short name";
    655 Warning "short-name-conflict"
}

/// What introduces a short name.
const CUES: &[&str] = &["以下简称", "下称", "以下统称"];
/// A full name is looked for so many characters back.
const BACK: usize = 24;

fn check(prose: &Prose<'_>) -> Vec<Diagnostic> {
    let mut first: BTreeMap<String, (String, std::ops::Range<usize>)> = BTreeMap::new();
    let mut out = Vec::new();
    let text = prose.source.text();
    let mut met: Vec<(usize, &str)> = CUES.iter().flat_map(|c| text.match_indices(c)).collect();
    met.sort_unstable();
    for (at, cue) in met {
        let after = text
            .get(at + cue.len()..)
            .unwrap_or_default()
            .trim_start_matches([':', '\u{ff1a}', '“', '"', '「']);
        let short: String = after.chars().take_while(|c| c.is_alphanumeric()).take(BACK).collect();
        let before = text
            .get(..at)
            .unwrap_or_default()
            .trim_end_matches(['(', '\u{ff08}', ',', '\u{ff0c}']);
        let full: String = before
            .chars()
            .rev()
            .take(BACK)
            .take_while(|c| c.is_alphanumeric())
            .collect();
        let full: String = full.chars().rev().collect();
        if short.is_empty() || full.is_empty() {
            continue;
        }
        let start = text.len() - after.len();
        let range = start..start + short.len();
        match first.get(&short) {
            Some((known, place)) if !known.ends_with(&full) && !full.ends_with(known.as_str()) => {
                out.push(
                    LINT.at(
                        prose.span(range),
                        words!(
                            "简称 `{short}` 已经给了 `{known}`,这里又给 `{full}`",
                            "`{short}` is short for `{known}` already, and here for `{full}`"
                        ),
                    )
                    .related(prose.span(place.clone()), words!("先前的简称", "the first"))
                    .unit(&full)
                    .help(words!(
                        "换一个简称,或后文写全称",
                        "choose another short name, or write the full name"
                    )),
                );
            }
            Some(_) => {}
            None => {
                first.insert(short, (full, range));
            }
        }
    }
    out
}
