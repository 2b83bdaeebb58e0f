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

use crate::diagnostic::{Code, Diagnostic};
use crate::text::{Source, SourceId};
use crate::words;
use ast::File;
use grammar::{Grammar, Rule};

/// A file holds at most this many bytes.
pub const MAX_FILE: usize = 64 * 1024 * 1024;
/// After this many mistakes the rest of the file is not reported.
const MAX_PROBLEMS: usize = 200;

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
    for piece in cut.pieces {
        if problems.len() > MAX_PROBLEMS {
            break;
        }
        if piece.broken {
            continue;
        }
        let text = source.slice(piece.span.range());
        match Grammar::parse(Rule::declaration, text) {
            Ok(mut pairs) => {
                let mut context = from_pairs::Context::new(id, piece.span.start as usize, &mut problems);
                if let Some(declaration) = pairs.next().and_then(|p| from_pairs::declaration(&mut context, p)) {
                    file.declarations.push(declaration);
                }
            }
            Err(error) => problems.push(expected::declaration(&error, text, piece.span)),
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
