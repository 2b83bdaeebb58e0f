//! The text refers to an annex that the document does not have.

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;
use crate::document::Kind;
use crate::lint::prose::Prose;
use crate::lint::prose::declare::declare_prose_lint;
use crate::words;

declare_prose_lint! {
    /// 正文说“见附件3”,文件里没有附件3。
    ///
    /// 为什么:附件增删以后,正文的引用没有跟着改,收文单位找不到所引的表。
    /// 怎么改:改成现有附件的号,或补上附件。
    /// 文件里一个附件都没有的(附件另发),不报。
    zh "附件缺失";
    /// The text refers to annex 3, and the document has none of that number.
    ///
    /// Why: annexes were added or struck out and the references stayed; whoever receives the plan looks in vain.
    /// What to do: refer to an annex that is there, or attach the missing one.
    /// Silent where the document has no annex at all: they were sent apart.
    en "missing annex";
    654 Warning "missing-annex"
}

fn check(prose: &Prose<'_>) -> Vec<Diagnostic> {
    let clauses = &prose.document.clauses;
    let annexes: BTreeSet<&str> = clauses
        .iter()
        .filter(|c| c.kind == Kind::Division)
        .filter_map(|c| c.path.strip_prefix("附件"))
        .filter(|n| n.chars().all(char::is_alphanumeric))
        .collect();
    if annexes.is_empty() {
        return Vec::new();
    }
    let mut out = Vec::new();
    for (_, clause) in prose
        .printed()
        .filter(|(_, c)| !matches!(c.kind, Kind::Division | Kind::Title))
    {
        let words = prose.words(clause);
        for (at, cue) in words.match_indices("附件") {
            let number: String = words
                .get(at + cue.len()..)
                .unwrap_or_default()
                .chars()
                .take_while(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(*c))
                .collect();
            let known = annexes.contains(number.as_str()) || (number == "1" && annexes.contains(""));
            if number.is_empty() || known {
                continue;
            }
            let start = clause.span.start + at;
            let list: Vec<String> = annexes.iter().map(|n| format!("附件{n}")).collect();
            let (list, end) = (list.join("、"), start + cue.len() + number.len());
            out.push(
                LINT.at(
                    prose.span(start..end),
                    words!(
                        "没有附件{number}(有:{list})",
                        "there is no annex {number} (there are: {list})"
                    ),
                )
                .clause(&clause.path)
                .help(words!(
                    "改成现有附件的号,或补上附件",
                    "refer to an annex that is there, or attach it"
                )),
            );
        }
    }
    out
}
