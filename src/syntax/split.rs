//! Cuts a file into its declarations before any of them is parsed, so that a mistake in one leaves the others alone
//! and a large file is parsed piece by piece. Collects comments on the way, and reports what no single declaration can:
//! text without a closing quote, brackets without a partner, nesting beyond the limit.

use super::keyword::{self, Place};
use crate::diagnostic::{Code, Diagnostic};
use crate::text::{Source, SourceId, Span};
use crate::words;

/// Brackets may nest this deep.
pub const MAX_DEPTH: usize = 64;

/// One declaration's bytes.
#[derive(Debug, Clone)]
pub struct Piece {
    /// From its keyword to its end.
    pub span: Span,
    /// Whether it is already known to be broken, and reported.
    pub broken: bool,
}

/// A comment with its marks.
#[derive(Debug, Clone)]
pub struct Comment {
    /// The text with `//`, `///` or `#`.
    pub text: String,
    /// Where.
    pub span: Span,
    /// Whether something stands before it on its line.
    pub trailing: bool,
}

/// What a file is cut into.
#[derive(Debug, Default)]
pub struct Pieces {
    /// The declarations in order.
    pub pieces: Vec<Piece>,
    /// The comments in order.
    pub comments: Vec<Comment>,
    /// What is wrong.
    pub problems: Vec<Diagnostic>,
}

/// Cuts `source` into declarations.
#[must_use]
pub fn split(id: SourceId, source: &Source) -> Pieces {
    let mut cutter = Cutter {
        id,
        text: source.text(),
        at: 0,
        open: Vec::new(),
        start: None,
        broken: false,
        swallowed: false,
        fresh_line: true,
        line_has_text: false,
        out: Pieces::default(),
    };
    cutter.run();
    cutter.out
}

struct Cutter<'a> {
    id: SourceId,
    text: &'a str,
    at: usize,
    /// Open brackets with their places.
    open: Vec<(char, usize)>,
    /// Where the current declaration starts.
    start: Option<usize>,
    broken: bool,
    /// Text without a closing quote has swallowed the rest of a line, perhaps with the bracket that closes the declaration.
    swallowed: bool,
    /// Only white space since the line began.
    fresh_line: bool,
    line_has_text: bool,
    out: Pieces,
}

impl Cutter<'_> {
    fn run(&mut self) {
        while let Some(c) = self.rest().chars().next() {
            // With so many mistakes the rest is not read.
            if self.out.problems.len() > super::MAX_PROBLEMS {
                return;
            }
            let here = self.at;
            match c {
                '\n' => {
                    self.fresh_line = true;
                    self.line_has_text = false;
                    self.at += 1;
                    continue;
                }
                c if c.is_whitespace() || c == '\u{feff}' => {
                    self.at += c.len_utf8();
                    continue;
                }
                '#' => self.comment(),
                '/' if self.rest().starts_with("//") => self.comment(),
                _ => {
                    self.token(c, here);
                    self.fresh_line = false;
                    self.line_has_text = true;
                }
            }
        }
        self.finish_file();
    }

    fn report(&mut self, problem: Diagnostic) {
        if self.out.problems.len() <= super::MAX_PROBLEMS {
            self.out.problems.push(problem);
        }
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.id, start..end)
    }

    fn token(&mut self, c: char, here: usize) {
        if self.fresh_line && self.begins_declaration(here) {
            self.cut_before(here);
        }
        self.start.get_or_insert(here);
        match c {
            '"' | '“' | '「' => self.string(c),
            '{' | '｛' | '(' | '（' | '[' | '〔' | '【' | '《' => self.open_bracket(c, here),
            '}' | '｝' | ')' | '）' | ']' | '〕' | '】' | '》' => self.close_bracket(c, here),
            c => {
                let word = word_length(self.rest());
                self.at += if word > 0 { word } else { c.len_utf8() };
            }
        }
    }

    fn comment(&mut self) {
        let rest = self.rest();
        let length = rest.find('\n').unwrap_or(rest.len());
        let text = rest.get(..length).unwrap_or("").trim_end().to_owned();
        let span = self.span(self.at, self.at + text.len());
        self.out.comments.push(Comment {
            text,
            span,
            trailing: self.line_has_text,
        });
        self.at += length;
    }

    /// Whether a declaration's keyword stands here (and not a field of that name).
    fn begins_declaration(&self, here: usize) -> bool {
        let depth_allows =
            self.open.is_empty() || self.text.get(..here).is_some_and(|t| t.is_empty() || t.ends_with('\n'));
        let rest = self.rest();
        let word = rest.get(..word_length(rest)).unwrap_or("");
        depth_allows
            && keyword::find(word, Place::Declaration).is_some_and(|k| k != keyword::Keyword::Value)
            && !rest
                .get(word.len()..)
                .unwrap_or("")
                .trim_start()
                .starts_with([':', '：'])
    }

    /// Ends the current declaration before the keyword at `here`.
    fn cut_before(&mut self, here: usize) {
        if let Some(&(c, at)) = self.open.first().filter(|_| !self.swallowed) {
            let place = self.span(at, at + c.len_utf8());
            self.report(
                Diagnostic::new(Code::UNCLOSED, place, words!("`{c}` 没有收尾", "`{c}` is never closed"))
                    .label(words!("从这里开始", "opened here"))
                    .related(
                        self.span(here, here + word_length(self.rest())),
                        words!("下一条声明已经开始", "the next declaration begins here"),
                    )
                    .help(words!("在这之前补上 `{}`", "write `{}` before it", partner(c))),
            );
            self.broken = true;
        }
        self.open.clear();
        self.end_piece(here);
    }

    fn end_piece(&mut self, end: usize) {
        self.swallowed = false;
        if let Some(start) = self.start.take() {
            let text = self.text.get(start..end).unwrap_or("");
            let span = self.span(start, start + text.trim_end().len());
            self.out.pieces.push(Piece {
                span,
                broken: std::mem::take(&mut self.broken),
            });
        }
    }

    fn open_bracket(&mut self, c: char, here: usize) {
        if self.open.len() == MAX_DEPTH {
            self.broken = true;
            let place = self.span(here, here + c.len_utf8());
            if !self.out.problems.iter().any(|d| d.code == Code::TOO_DEEP) {
                self.report(
                    Diagnostic::new(
                        Code::TOO_DEEP,
                        place,
                        words!("括号嵌套超过 {MAX_DEPTH} 层", "brackets nest deeper than {MAX_DEPTH}"),
                    )
                    .help(words!(
                        "用 `定义` 给里层的条件起名",
                        "name an inner condition with `define`"
                    )),
                );
            }
        }
        // Beyond the limit the partner is still counted, so that the end of the declaration is found.
        self.open.push((c, here));
        self.at += c.len_utf8();
    }

    fn close_bracket(&mut self, c: char, here: usize) {
        self.at += c.len_utf8();
        match self.open.last() {
            Some(&(o, _)) if partner(o) == fold(c) => {
                self.open.pop();
            }
            found => {
                let opened = found.copied();
                self.mismatch(c, here, opened);
                // Closing the bracket that the writer most likely meant keeps the damage small.
                let meant = self.open.iter().rposition(|(o, _)| partner(*o) == fold(c));
                if meant.is_none() && !matches!(c, '}' | '｝') && opened.is_some_and(|(o, _)| !matches!(o, '{' | '｛'))
                {
                    self.open.pop();
                } else if let Some(level) = meant {
                    self.open.truncate(level);
                }
            }
        }
        if self.open.is_empty() && matches!(c, '}' | '｝') {
            self.end_piece(self.at);
        }
    }

    fn mismatch(&mut self, c: char, here: usize, opened: Option<(char, usize)>) {
        let place = self.span(here, here + c.len_utf8());
        let mut problem = Diagnostic::new(
            Code::UNOPENED,
            place,
            words!("`{c}` 没有对应的开括号", "`{c}` closes nothing"),
        )
        .help(words!("删去它,或补上开括号", "remove it, or open it before"));
        let unopened = self.start.filter(|s| {
            opened.is_none() && fold(c) == '}' && !self.text.get(*s..here).is_some_and(|t| t.contains(['{', '｛']))
        });
        if let Some(start) = unopened {
            let word = word_length(self.text.get(start..).unwrap_or(""));
            problem = problem.related(
                self.span(start, start + word),
                words!("这条声明没有 `{{`", "this declaration has no `{{`"),
            );
        }
        if let Some((o, at)) = opened {
            problem = problem.related(
                self.span(at, at + o.len_utf8()),
                words!("这里的 `{o}` 等着 `{}`", "`{o}` here waits for `{}`", partner(o)),
            );
        }
        self.report(problem);
        self.broken = true;
    }

    /// Steps over text in quotes; text does not run over the end of a line.
    fn string(&mut self, quote: char) {
        let start = self.at;
        let close = match quote {
            '“' => '”',
            '「' => '」',
            other => other,
        };
        let rest = self.rest();
        let mut escaped = false;
        for (offset, c) in rest.char_indices().skip(1) {
            if c == '\n' {
                break;
            }
            if c == close && !escaped {
                self.at = start + offset + c.len_utf8();
                return;
            }
            escaped = quote == '"' && c == '\\' && !escaped;
        }
        let end = rest.find('\n').unwrap_or(rest.len());
        self.at = start + end;
        self.broken = true;
        self.swallowed = true;
        let place = self.span(start, start + quote.len_utf8());
        self.report(
            Diagnostic::new(
                Code::UNCLOSED_TEXT,
                place,
                words!("引号没有收尾", "the text has no closing quote"),
            )
            .help(words!(
                "在这一行末尾之前补上 `{close}`",
                "write `{close}` before the end of this line"
            )),
        );
    }

    fn finish_file(&mut self) {
        if let Some(&(c, at)) = self.open.first().filter(|_| !self.swallowed) {
            let place = self.span(at, at + c.len_utf8());
            self.report(
                Diagnostic::new(Code::UNCLOSED, place, words!("`{c}` 没有收尾", "`{c}` is never closed"))
                    .label(words!("从这里开始", "opened here"))
                    .help(words!(
                        "在文件末尾之前补上 `{}`",
                        "write `{}` before the end of the file",
                        partner(c)
                    )),
            );
            self.broken = true;
        }
        self.end_piece(self.text.len());
    }
}

/// Bytes of the name that `text` begins with.
fn word_length(text: &str) -> usize {
    text.char_indices()
        .find(|(_, c)| !is_name_char(*c))
        .map_or(text.len(), |(i, _)| i)
}

/// Whether a character may stand in a bare name (brackets aside).
#[must_use]
pub fn is_name_char(c: char) -> bool {
    !c.is_whitespace()
        && !matches!(
            c,
            '\u{feff}'
                | '、'
                | ','
                | '，'
                | ';'
                | '；'
                | ':'
                | '：'
                | '{'
                | '}'
                | '｛'
                | '｝'
                | '('
                | ')'
                | '（'
                | '）'
                | '"'
                | '“'
                | '”'
                | '「'
                | '」'
                | '='
                | '＝'
                | '<'
                | '>'
                | '＜'
                | '＞'
                | '≤'
                | '≥'
                | '≠'
                | '@'
                | '＠'
                | '/'
                | '／'
                | '['
                | ']'
                | '〔'
                | '〕'
                | '【'
                | '】'
                | '《'
                | '》'
                | '#'
        )
}

fn partner(open: char) -> char {
    match open {
        '{' | '｛' => '}',
        '(' | '（' => ')',
        '[' => ']',
        '〔' => '〕',
        '【' => '】',
        _ => '》',
    }
}

fn fold(close: char) -> char {
    match close {
        '｝' => '}',
        '）' => ')',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> (Vec<String>, usize) {
        let source = Source::new("t", text);
        let out = split(SourceId(0), &source);
        (
            out.pieces
                .iter()
                .map(|p| source.slice(p.span.range()).to_owned())
                .collect(),
            out.problems.len(),
        )
    }

    #[test]
    fn declarations_are_cut_apart() {
        let (pieces, problems) = cut(
            "方案 a { 标题: \"}\" }\n// c\n泛称 甲\n集合 乙 = 甲、\n  丙\n定义 x = 年龄 > 3 单位 丁 { 别名: 戊 } 单位 己",
        );
        assert_eq!(problems, 0);
        assert_eq!(pieces.len(), 5, "{pieces:?}");
    }

    #[test]
    fn a_missing_brace_costs_one_declaration() {
        let (pieces, problems) = cut("单位 甲 { 别名: 乙\n单位 丙\n单位 丁");
        assert_eq!((pieces.len(), problems), (3, 1));
    }

    #[test]
    fn deep_nesting_is_reported_once() {
        let (pieces, problems) = cut(&format!(
            "定义 x = {}a{}\n单位 乙",
            "(".repeat(100_000),
            ")".repeat(100_000)
        ));
        assert_eq!((pieces.len(), problems), (2, 1));
    }
}
