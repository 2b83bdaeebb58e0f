//! Which comment belongs where: before the part that follows it, or at the end of the line that it stands on.

use super::super::split::{Comment, is_name_char};
use crate::text::Source;

/// The comments of a file, handed out in order.
pub struct Comments<'a> {
    comments: &'a [Comment],
    source: &'a Source,
    next: usize,
}

impl<'a> Comments<'a> {
    pub fn new(comments: &'a [Comment], source: &'a Source) -> Self {
        Comments {
            comments,
            source,
            next: 0,
        }
    }

    /// The comments that stand before byte `offset`, each with whether a blank line stands before it.
    pub fn take_before(&mut self, offset: usize) -> Vec<(String, bool)> {
        let mut out = Vec::new();
        while let Some(comment) = self
            .comments
            .get(self.next)
            .filter(|c| (c.span.start as usize) < offset)
        {
            out.push((comment.text.clone(), self.blank_before(comment.span.start as usize)));
            self.next += 1;
        }
        out
    }

    /// The comment at the end of the line on which byte `end` lies, if it is next. Between them may stand a `;`, the `{` of a block and,
    /// for a declaration without a name, the rest of its keyword.
    pub fn take_trailing(&mut self, end: usize) -> Option<String> {
        let comment = self.comments.get(self.next)?;
        let start = comment.span.start as usize;
        let between = self.source.slice(end.min(start)..start);
        let passes =
            |c: char| (c.is_whitespace() && c != '\n') || matches!(c, ';' | '；' | '{' | '｛') || is_name_char(c);
        if !comment.trailing || start < end || !between.chars().all(passes) {
            return None;
        }
        self.next += 1;
        Some(comment.text.clone())
    }

    /// Whether a comment stands between two places.
    pub fn any_between(&self, start: usize, end: usize) -> bool {
        self.comments
            .iter()
            .skip(self.next)
            .any(|c| (start..end).contains(&(c.span.start as usize)))
    }

    /// Whether a blank line stands before byte `offset` (or before the comments right before it).
    pub fn blank_before(&self, offset: usize) -> bool {
        let before = self.source.slice(0..offset);
        let gap = &before.get(before.trim_end().len()..).unwrap_or("");
        gap.matches('\n').count() > 1
    }
}
