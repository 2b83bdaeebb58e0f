//! Clauses: numbered places in a document, and their order.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::text::Span;

/// A citation of a clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// The clause's path, outermost segment first: `四/市公安局/2`.
    pub path: String,
    /// The place inside the clause, as in `四/(二)/3@句2/项3`.
    pub at: Option<String>,
    /// Where it is cited.
    pub span: Span,
}

impl Clause {
    /// Path and inner place as written.
    #[must_use]
    pub fn full(&self) -> String {
        match &self.at {
            Some(at) => format!("{}@{at}", self.path),
            None => self.path.clone(),
        }
    }
}

/// The order of headings that are not numbers.
#[derive(Debug, Clone, Default)]
pub struct Outline {
    ranks: BTreeMap<String, usize>,
}

impl Outline {
    /// Adds the headings below a clause in the order of the document.
    pub fn add(&mut self, path: &str, headings: impl IntoIterator<Item = String>) {
        for heading in headings {
            let key = if path.is_empty() {
                heading
            } else {
                format!("{path}/{heading}")
            };
            let rank = self.ranks.len();
            self.ranks.entry(key).or_insert(rank);
        }
    }

    /// Order of two clause paths in the document: by number where segments are numbered, by the outline where they are headings.
    #[must_use]
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        let (mut left, mut right) = (a.split('/'), b.split('/'));
        let mut prefix = String::new();
        loop {
            match (left.next(), right.next()) {
                (None, None) => return Ordering::Equal,
                (None, Some(_)) => return Ordering::Less,
                (Some(_), None) => return Ordering::Greater,
                (Some(l), Some(r)) if l == r => {
                    prefix.push_str(l);
                    prefix.push('/');
                }
                (Some(l), Some(r)) => return self.key(&prefix, l).cmp(&self.key(&prefix, r)),
            }
        }
    }

    fn key<'a>(&self, prefix: &str, segment: &'a str) -> (u8, usize, u64, &'a str) {
        if let Some(rank) = self.ranks.get(&format!("{prefix}{segment}")) {
            return (1, *rank, 0, segment);
        }
        match ordinal(segment) {
            Some(n) => (1, 0, n, segment),
            None if prefix.is_empty() && matches!(segment, "元数据" | "题" | "通知" | "序" | "前言" | "引") => {
                (0, 0, 0, segment)
            }
            None if matches!(segment, "首句" | "题" | "引" | "机构") => (0, 0, 0, segment),
            None if matches!(segment, "附件" | "末" | "尾" | "[尾]" | "结" | "落款") => (3, 0, 0, segment),
            None => (2, 0, 0, segment),
        }
    }
}

/// The number that a segment is: `三`, `(二)`, `12`, `[四]`, `句3`, `项2`.
#[must_use]
pub fn ordinal(segment: &str) -> Option<u64> {
    let bare = segment.trim_matches(|c| matches!(c, '(' | ')' | '[' | ']' | '第' | '条' | '—'));
    let bare = bare.trim_start_matches(['句', '项', '—']);
    bare.parse().ok().or_else(|| chinese_number(bare))
}

fn chinese_number(text: &str) -> Option<u64> {
    let (mut total, mut digit) = (0, 0);
    if text.is_empty() {
        return None;
    }
    for c in text.chars() {
        match c {
            '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' => {
                digit = "一二三四五六七八九".chars().position(|d| d == c)? as u64 + 1
            }
            '十' => {
                total += if digit == 0 { 10 } else { digit * 10 };
                digit = 0;
            }
            '百' => {
                total += digit * 100;
                digit = 0;
            }
            _ => return None,
        }
    }
    Some(total + digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_sort_as_in_the_document() {
        let mut outline = Outline::default();
        outline.add("四", ["市民政局".to_owned(), "市公安局".to_owned()]);
        let mut paths = [
            "附件/四/(九)", "四/市公安局/10", "四/市公安局/2", "三/(十二)/3", "三/(二)/9/句2", "四/市民政局/1", "前言",
            "三/(二)/9/句1",
        ];
        paths.sort_by(|a, b| outline.compare(a, b));
        assert_eq!(
            paths,
            [
                "前言", "三/(二)/9/句1", "三/(二)/9/句2", "三/(十二)/3", "四/市民政局/1", "四/市公安局/2",
                "四/市公安局/10", "附件/四/(九)"
            ]
        );
    }
}
