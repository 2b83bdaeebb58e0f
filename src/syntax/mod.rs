//! From text to a syntax tree, and back to text (`fmt`).
//!
//! A pass returns what it could read *and* what is wrong; it does not stop at the first mistake. Nothing is resolved here: names are words.

pub mod ast;
mod expected;
mod from_pairs;
mod grammar;
mod hygiene;
pub mod keyword;
pub mod print;
mod split;

pub use expected::nearest_keyword;
pub use split::{Comment, MAX_DEPTH, is_name_char};

use pest::Parser as _;

use crate::cores;
use crate::diagnostic::{Code, Diagnostic};
use crate::text::{Source, SourceId};
use crate::words;
use ast::{Declaration, File};
use grammar::{Grammar, Rule};
use split::Piece;

/// A file holds at most this many bytes.
pub const MAX_FILE: usize = 64 * 1024 * 1024;
/// After this many mistakes the rest of the file is not reported.
const MAX_PROBLEMS: usize = 200;

/// Declarations that are parsed before mistakes are counted.
const AT_A_TIME: usize = 4_096;

/// Parses one file.
#[must_use]
pub fn parse(id: SourceId, source: &Source) -> (File, Vec<Diagnostic>) {
    if source.text().len() > MAX_FILE {
        let span = crate::text::Span::new(id, 0..0);
        let problem = Diagnostic::new(
            Code::TOO_LARGE,
            span,
            words!(
                "文件超过 {} MiB",
                "the file has more than {} MiB",
                MAX_FILE / 1024 / 1024
            ),
        )
        .help(words!(
            "把方案分成几个文件放在一个文件夹里",
            "cut the plan into several files of one folder"
        ));
        return (File::default(), vec![problem]);
    }
    let cut = split::split(id, source);
    let mut problems = hygiene::hygiene(id, source);
    problems.extend(cut.problems);
    let mut file = File {
        declarations: Vec::new(),
        comments: cut.comments,
    };
    let whole: Vec<Piece> = cut.pieces.into_iter().filter(|p| !p.broken).collect();
    for some in whole.chunks(AT_A_TIME) {
        for (read, found) in cores::each(some, |piece| declaration(id, source, piece)) {
            if problems.len() <= MAX_PROBLEMS {
                file.declarations.extend(read);
                problems.extend(found);
            }
        }
        if problems.len() > MAX_PROBLEMS {
            break;
        }
    }
    if let Some(last) = problems
        .last()
        .filter(|_| problems.len() > MAX_PROBLEMS)
        .map(|p| p.primary.span)
    {
        problems.push(Diagnostic::new(
            Code::TOO_MANY,
            last,
            words!("错误太多,其余未报", "too many mistakes; the rest is not reported"),
        ));
    }
    (file, problems)
}

/// Parses one declaration: it, and what is wrong in it.
fn declaration(id: SourceId, source: &Source, piece: &Piece) -> (Option<Declaration>, Vec<Diagnostic>) {
    let text = source.slice(piece.span.range());
    let mut problems = Vec::new();
    let read = match Grammar::parse(Rule::declaration, text) {
        Ok(mut pairs) => {
            let mut context = from_pairs::Context::new(id, piece.span.start as usize, &mut problems);
            pairs.next().and_then(|p| from_pairs::declaration(&mut context, p))
        }
        Err(error) => {
            problems.push(expected::declaration(&error, text, piece.span));
            None
        }
    };
    (read, problems)
}
