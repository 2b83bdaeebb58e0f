//! From the lines of a log to its head, or to the first line that is broken.

use super::GENESIS;
use crate::diagnostic::Words;
use crate::words;

/// A digest in hexadecimal has this many characters.
const HEX: usize = 64;

/// What a line says of its place in the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal {
    /// Its number.
    pub seq: u64,
    /// The digest of the line before.
    pub prev: String,
    /// Its own.
    pub digest: String,
}

/// What is wrong with a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Broken {
    /// It has not the form of a line of the log.
    Form,
    /// Its text is not the one that was sealed.
    Altered,
    /// The line before it is another one than when it was written.
    Unlinked,
    /// Its number does not follow the one before.
    Number,
}

/// The first broken line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokenLine {
    /// Its number in the file, from 1.
    pub line: u64,
    /// What is wrong with it.
    pub broken: Broken,
}

impl BrokenLine {
    /// The finding in words.
    #[must_use]
    pub fn words(&self) -> Words {
        let line = self.line;
        match self.broken {
            Broken::Form => words!("第 {line} 行不是日志的一行", "line {line} is no line of a log"),
            Broken::Altered => words!(
                "第 {line} 行被改动过:内容与摘要不符",
                "line {line} was altered: its text does not have its digest"
            ),
            Broken::Unlinked => words!(
                "第 {line} 行与上一行不相接:其间有行被删、被插入或被替换",
                "line {line} does not follow the line before it: lines between were removed, put in or replaced"
            ),
            Broken::Number => words!(
                "第 {line} 行的序号不接上一行",
                "line {line} has a number that does not follow"
            ),
        }
    }
}

/// Reads the lines of a log one by one; several files of one log may follow each other.
#[derive(Debug, Clone, Default)]
pub struct Verifier {
    lines: u64,
    first: Option<Seal>,
    last: Option<Seal>,
}

impl Verifier {
    /// Nothing read yet.
    #[must_use]
    pub fn new() -> Self {
        Verifier::default()
    }

    /// The next line, without its line break.
    ///
    /// # Errors
    /// Where it is broken.
    pub fn line(&mut self, line: &[u8]) -> Result<(), BrokenLine> {
        self.lines += 1;
        let seal = self.check(line).map_err(|broken| BrokenLine {
            line: self.lines,
            broken,
        })?;
        if self.first.is_none() {
            self.first = Some(seal.clone());
        }
        self.last = Some(seal);
        Ok(())
    }

    fn check(&self, line: &[u8]) -> Result<Seal, Broken> {
        let seal = read_seal(line)?;
        let (seq, prev) = match &self.last {
            Some(last) => (last.seq + 1, last.digest.as_str()),
            // A log that was begun anew after the old file was put away goes on from it.
            None if seal.seq > 1 => (seal.seq, seal.prev.as_str()),
            None => (1, GENESIS),
        };
        if seal.prev != prev {
            return Err(Broken::Unlinked);
        }
        if seal.seq == seq { Ok(seal) } else { Err(Broken::Number) }
    }

    /// Number of lines read.
    #[must_use]
    pub fn lines(&self) -> u64 {
        self.lines
    }

    /// The first line's seal.
    #[must_use]
    pub fn first(&self) -> Option<&Seal> {
        self.first.as_ref()
    }

    /// The last line's seal.
    #[must_use]
    pub fn last(&self) -> Option<&Seal> {
        self.last.as_ref()
    }
}

/// The seal of a line whose text has its digest.
///
/// # Errors
/// Where it has another form or another digest.
pub fn read_seal(line: &[u8]) -> Result<Seal, Broken> {
    let text = std::str::from_utf8(line).map_err(|_| Broken::Form)?;
    let (body, digest) = text
        .strip_suffix("\"}")
        .and_then(|t| t.rsplit_once(",\"digest\":\""))
        .ok_or(Broken::Form)?;
    let (_, prev) = body
        .strip_suffix('"')
        .and_then(|t| t.rsplit_once(",\"prev\":\""))
        .ok_or(Broken::Form)?;
    let number = text
        .strip_prefix("{\"seq\":")
        .and_then(|t| t.split_once([',', '}']))
        .ok_or(Broken::Form)?
        .0;
    let seq = number.parse().map_err(|_| Broken::Form)?;
    let is_hex = |t: &str| t.len() == HEX && t.chars().all(|c| matches!(c, '0'..='9' | 'a'..='f'));
    if !is_hex(digest) || !is_hex(prev) {
        return Err(Broken::Form);
    }
    if blake3::hash(body.as_bytes()).to_hex().as_str() != digest {
        return Err(Broken::Altered);
    }
    Ok(Seal {
        seq,
        prev: prev.to_owned(),
        digest: digest.to_owned(),
    })
}
