//! Colours, and widths as a terminal counts them: a Chinese character is two columns.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// Whether to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// With escape codes.
    Colour,
    /// Without.
    Plain,
}

impl Paint {
    fn code(self, code: &str, text: &str) -> String {
        match self {
            Paint::Colour if !text.is_empty() => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
            _ => text.to_owned(),
        }
    }

    /// Bold.
    #[must_use]
    pub fn bold(self, text: &str) -> String {
        self.code("1", text)
    }

    /// Faint.
    #[must_use]
    pub fn dim(self, text: &str) -> String {
        self.code("2", text)
    }

    /// Red, for what is wrong or missing.
    #[must_use]
    pub fn red(self, text: &str) -> String {
        self.code("31", text)
    }

    /// Yellow, for what is open.
    #[must_use]
    pub fn yellow(self, text: &str) -> String {
        self.code("33", text)
    }

    /// Green, for what is well.
    #[must_use]
    pub fn green(self, text: &str) -> String {
        self.code("32", text)
    }

    /// Cyan, for clauses.
    #[must_use]
    pub fn cyan(self, text: &str) -> String {
        self.code("36", text)
    }
}

/// Columns of a text.
#[must_use]
pub fn columns(text: &str) -> usize {
    text.width()
}

/// The text with spaces behind it up to a number of columns.
#[must_use]
pub fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(columns(text))))
}

/// Cuts a text into lines of at most `width` columns; breaks at spaces in Latin text, anywhere in Chinese.
#[must_use]
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(8);
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for c in text.chars() {
        let w = c.width().unwrap_or(0);
        if used + w > width {
            let rest = match line.rfind(' ') {
                Some(at) if c.is_ascii_alphanumeric() && at > 0 => line.split_off(at).trim_start().to_owned(),
                _ => String::new(),
            };
            lines.push(std::mem::replace(&mut line, rest).trim_end().to_owned());
            used = columns(&line);
        }
        if !(line.is_empty() && c == ' ') {
            line.push(c);
            used += w;
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

/// Joins words with `、` into lines of at most `width` columns; no word is broken.
#[must_use]
pub fn wrap_list(words: &[String], width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for (i, word) in words.iter().enumerate() {
        let word = if i + 1 < words.len() {
            format!("{word}、")
        } else {
            word.clone()
        };
        match lines.last_mut() {
            Some(line) if line.is_empty() || columns(line) + columns(&word) <= width => line.push_str(&word),
            _ => lines.push(word),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_counts_double() {
        assert_eq!(columns("市公安局"), 8);
        assert_eq!(wrap("一二三四五六", 8), ["一二三四", "五六"]);
        assert_eq!(wrap("alpha beta", 8), ["alpha", "beta"]);
    }
}
