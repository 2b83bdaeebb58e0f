//! `zeren route --batch`: many cases, one after another in, their answers in the same order out, worked on by all cores, some hundreds in
//! memory at a time. A row that cannot be read or answered is reported by its number, put aside, and does not stop the others.

mod answers;
mod input;
mod rows;
mod sheaf;

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;

pub use answers::Answers;
pub use input::{Form, open};
pub use rows::{Case, Reading, Row, RowReader};
use sheaf::{Clerk, Sheaf};

use super::args::Global;
use super::exit::Exit;
use super::{files, output};
use crate::diagnostic::{Lang, Words};
use crate::engine::Registry;
use crate::route::Options;
use crate::words;

/// So many rows are answered at a time, while as many are read.
const ROWS: usize = 1024;
/// Or so many bytes of rows, if that is less.
const BYTES: usize = 16 * 1024 * 1024;
/// So many rows go to one core at a time.
const SHEAF: usize = 32;
/// After so many bad rows the others are only counted.
const REPORTED: usize = 20;

/// What to do with many cases.
pub struct Batch<'a> {
    pub policies: &'a Registry,
    pub options: Options,
    pub cases: &'a Path,
    pub rejects: Option<&'a PathBuf>,
    pub answers: Answers,
    pub global: &'a Global,
}

/// What became of the rows.
#[derive(Debug, Default)]
struct Tally {
    answered: usize,
    nobody: usize,
    /// Rows of which some plan was not asked.
    partly: usize,
    rejected: usize,
}

impl Batch<'_> {
    /// Answers the cases.
    pub fn run(&self) -> Result<Exit, Words> {
        let (mut reader, size) = open(self.cases, self.policies)?;
        let mut rejects = self.rejects.map(|path| Rejects::create(path)).transpose()?;
        let progress = progress(size);
        let mut out = BufWriter::new(std::io::stdout());
        let mut tally = Tally::default();
        let form = reader.form();
        let answers = self.answers.or(form);
        let reading = reader.reading();
        let mut written = answers.header(&mut out);
        let mut rows = reader.take(ROWS, BYTES)?;
        let mut unread = None;
        let mut ready: Vec<Sheaf> = Vec::new();
        while !rows.is_empty() && written.is_ok() {
            // While these are answered, the last answers are written and the next rows read.
            let answer = || -> Vec<Sheaf> {
                let clerk = || Clerk::new(self, &reading, answers);
                rows.par_chunks(SHEAF).map_init(clerk, Clerk::sheaf).collect()
            };
            let beside = || (sheaf::write(&mut out, &ready), reader.take(ROWS, BYTES));
            let (mut sheaves, (wrote, next)) = rayon::join(answer, beside);
            written = wrote;
            let done = sheaves.iter_mut().flat_map(|sheaf| std::mem::take(&mut sheaf.done));
            for (row, done) in rows.iter().zip(done) {
                match done {
                    Ok(answered) => {
                        tally.answered += 1;
                        tally.nobody += usize::from(!answered.somebody);
                        if !answered.not_asked.is_empty() {
                            tally.partly += 1;
                            self.report(row, &answered.not_asked, tally.partly, &progress);
                        }
                    }
                    Err(problems) => {
                        tally.rejected += 1;
                        self.report(row, &problems, tally.rejected, &progress);
                        if let Some(rejects) = &mut rejects {
                            rejects.add(&reader, row)?;
                        }
                    }
                }
            }
            progress.set_position(reader.bytes_read());
            progress.set_message(format!("{} / {}", tally.answered, tally.rejected));
            ready = sheaves;
            rows = next.unwrap_or_else(|problem| {
                unread = Some(problem);
                Vec::new()
            });
        }
        written = written.and_then(|()| sheaf::write(&mut out, &ready));
        progress.finish_and_clear();
        if let Some(problem) = unread {
            let _ = out.flush();
            return Err(problem);
        }
        if let Some(rejects) = rejects {
            rejects.close()?;
        }
        match written.and_then(|()| out.flush()) {
            Ok(()) => {}
            Err(e) if e.kind() == std::io::ErrorKind::BrokenPipe => return Ok(Exit::Clean),
            Err(e) => return Err(words!("写不出结果:{e}", "cannot write the answers: {e}")),
        }
        output::err(&format!("{}\n", tally.words().get(self.global.lang())));
        Ok(if tally.rejected > 0 {
            Exit::Findings
        } else {
            Exit::Clean
        })
    }

    fn report(&self, row: &Row, problems: &[Words], so_far: usize, progress: &ProgressBar) {
        let lang = self.global.lang();
        let number = row.number;
        if so_far > REPORTED {
            return;
        }
        let said: Vec<&str> = problems.iter().map(|p| p.get(lang)).collect();
        let mut text = format!(
            "{} {}\n",
            words!("第 {number} 行:", "row {number}:").get(lang),
            said.join(lang.pick(";", "; "))
        );
        if so_far == REPORTED {
            text.push_str(words!("以后退回的行只计数\n", "further bad rows are only counted\n").get(lang));
        }
        progress.suspend(|| output::err(&text));
    }
}

impl Tally {
    fn words(&self) -> Words {
        let Tally {
            answered,
            nobody,
            rejected,
            ..
        } = self;
        words!(
            "已答 {answered} 例,其中 {nobody} 例没有确定的单位;退回 {rejected} 行",
            "{answered} cases answered, {nobody} of them without a unit that must act for certain; {rejected} rows rejected"
        )
    }
}

/// The file that bad rows are put into, as they came.
struct Rejects {
    file: BufWriter<std::fs::File>,
    path: PathBuf,
    begun: bool,
}

impl Rejects {
    fn create(path: &Path) -> Result<Self, Words> {
        let file = std::fs::File::create(path).map_err(|e| files::unwritten(&path.display(), &e))?;
        Ok(Rejects {
            file: BufWriter::new(file),
            path: path.to_owned(),
            begun: false,
        })
    }

    fn add(&mut self, reader: &RowReader, row: &Row) -> Result<(), Words> {
        let header = if self.begun { None } else { reader.header_line() };
        self.begun = true;
        let mut add = || -> std::io::Result<()> {
            if let Some(header) = header {
                self.file.write_all(header)?;
            }
            self.file.write_all(&row.raw)?;
            if !row.raw.ends_with(b"\n") {
                self.file.write_all(b"\n")?;
            }
            Ok(())
        };
        add().map_err(|e| files::unwritten(&self.path.display(), &e))
    }

    fn close(mut self) -> Result<(), Words> {
        self.file
            .flush()
            .map_err(|e| files::unwritten(&self.path.display(), &e))
    }
}

/// A bar where the size is known, else a count; shown on a terminal only.
fn progress(size: Option<u64>) -> ProgressBar {
    let bar = match size {
        Some(size) => ProgressBar::new(size),
        None => ProgressBar::new_spinner(),
    };
    let form = if size.is_some() {
        "{wide_bar} {bytes}/{total_bytes} {msg} {eta}"
    } else {
        "{spinner} {bytes} {msg} {elapsed}"
    };
    match ProgressStyle::with_template(form) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// The language-dependent separator of several messages.
#[must_use]
pub fn joined(problems: &[Words], lang: Lang) -> String {
    let said: Vec<&str> = problems.iter().map(|p| p.get(lang)).collect();
    said.join(lang.pick(";", "; "))
}
