//! `zeren log`

use std::io::{BufRead as _, BufReader, Read as _};
use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::args::Global;
use super::exit::Exit;
use super::{files, output};
use crate::diagnostic::Words;
use crate::log::{Verifier, read_seal};
use crate::words;

/// No line of a log is longer.
const MAX_LINE: u64 = 64 * 1024 * 1024;

/// Arguments of `log`.
#[derive(Debug, Args)]
pub struct LogCommand {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// 核对决定日志:有无改动、删除、插入 · whether a decision log is as it was written
    Verify(Verify),
}

/// Arguments of `log verify`.
#[derive(Debug, Args)]
struct Verify {
    /// 日志文件;一份日志的几个文件按先后给出 · the log; the files of one log in their order
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// 另处记下的末行摘要,日志里应有它 · a head that was kept elsewhere: the log must hold it
    #[arg(long, value_name = "DIGEST")]
    head: Option<String>,
}

impl LogCommand {
    pub fn run(&self, global: &Global) -> Exit {
        let What::Verify(verify) = &self.what;
        Exit::of(verify.run(global), global)
    }
}

impl Verify {
    fn run(&self, global: &Global) -> Result<Exit, Words> {
        let lang = global.lang();
        let mut verifier = Verifier::new();
        let mut head_seen = self.head.is_none();
        for path in &self.files {
            let shown = path.display();
            let failed = |e: std::io::Error| files::unread(&shown, &e);
            let mut reader = BufReader::new(std::fs::File::open(path).map_err(failed)?);
            let mut number = 0u64;
            let mut line = Vec::new();
            loop {
                line.clear();
                reader
                    .by_ref()
                    .take(MAX_LINE)
                    .read_until(b'\n', &mut line)
                    .map_err(failed)?;
                if line.is_empty() {
                    break;
                }
                number += 1;
                let Some(text) = line.strip_suffix(b"\n") else {
                    let torn = words!(
                        "{shown}:第 {number} 行没有写完(未应答的一行;服务重启时会截去)",
                        "{shown}: line {number} was not finished (a line that was never acknowledged; the service cuts it off when it starts)"
                    );
                    output::out(&format!("{}\n", torn.get(lang)));
                    return Ok(Exit::Findings);
                };
                if let Err(mut broken) = verifier.line(text) {
                    broken.line = number;
                    output::out(&format!("{shown}: {}\n", broken.words().get(lang)));
                    return Ok(Exit::Findings);
                }
                head_seen |= self
                    .head
                    .as_deref()
                    .is_some_and(|h| read_seal(text).is_ok_and(|s| s.digest == h));
            }
        }
        Ok(self.conclude(&verifier, head_seen, global))
    }

    fn conclude(&self, verifier: &Verifier, head_seen: bool, global: &Global) -> Exit {
        let lang = global.lang();
        let lines = verifier.lines();
        if let (Some(head), false) = (&self.head, head_seen) {
            let missing = words!(
                "{lines} 行前后相接,但没有摘要 {head}:日志的末尾被删,或整份被重写",
                "{lines} lines follow each other, but none has the digest {head}: the end was removed, or the whole was written anew"
            );
            output::out(&format!("{}\n", missing.get(lang)));
            return Exit::Findings;
        }
        let (Some(first), Some(last)) = (verifier.first(), verifier.last()) else {
            output::out(&format!("{}\n", words!("日志是空的", "the log is empty").get(lang)));
            return Exit::Clean;
        };
        let (from, digest) = (first.seq, &last.digest);
        output::out(&format!(
            "{}\n",
            words!(
                "{lines} 行完好,末行摘要 {digest}",
                "{lines} lines in order, head {digest}"
            )
            .get(lang)
        ));
        if from > 1 {
            let after = words!(
                "从第 {from} 号起;前面的在更早的文件里,一并给出可连着核对",
                "begins with number {from}; what comes before is in an earlier file: name both to verify them as one"
            );
            output::out(&format!("{}\n", after.get(lang)));
        }
        Exit::Clean
    }
}
