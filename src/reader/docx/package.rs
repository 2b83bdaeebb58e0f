//! The zip around a docx → the text of its parts, each read up to a limit.

use std::io::{Cursor, Read as _};

use super::xml::{Step, Steps};
use crate::reader::Fault;
use crate::reader::limits::{Limited, MAX_ENTRIES, MAX_PART, within};
use crate::words;

/// An opened package.
pub(super) struct Package<'a> {
    archive: zip::ZipArchive<Cursor<&'a [u8]>>,
    /// The name of the main part, such as `word/document.xml`.
    pub main: String,
}

impl<'a> Package<'a> {
    /// Opens a package and finds its main part.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
        // The directory is read whole: what it says of its length is asked first.
        within(Limited::Entries, said_entries(bytes), MAX_ENTRIES)?;
        let archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|e| Fault::broken("zip", &e))?;
        within(Limited::Entries, archive.len(), MAX_ENTRIES)?;
        let mut package = Package {
            archive,
            main: "word/document.xml".to_owned(),
        };
        if let Some(rels) = package.part("_rels/.rels")?
            && let Some(main) = target(&rels, "/officeDocument")?
        {
            package.main = main.trim_start_matches('/').to_owned();
        }
        Ok(package)
    }

    /// The zip itself.
    pub(super) fn archive(&mut self) -> &mut zip::ZipArchive<Cursor<&'a [u8]>> {
        &mut self.archive
    }

    /// The text of the main part.
    pub(super) fn body(&mut self) -> Result<String, Fault> {
        let main = self.main.clone();
        self.part(&main)?.ok_or_else(|| {
            Fault::Broken(words!(
                "不是完好的 .docx:里面没有正文 `{main}`;用 Word 或 WPS 打开后另存一份再试",
                "no sound .docx: it has no `{main}`. Open it in Word or WPS, save a copy and try again"
            ))
        })
    }

    /// The name of a part that the main part refers to by a relationship of this type (`styles`, `numbering`, …).
    pub(super) fn related(&mut self, kind: &str) -> Result<Option<String>, Fault> {
        let (folder, _) = self.main.rsplit_once('/').unwrap_or(("", &self.main));
        let folder = folder.to_owned();
        let Some(rels) = self.part(&self.main_rels())? else {
            return Ok(None);
        };
        let found = target(&rels, &format!("/{kind}"))?;
        Ok(found.map(|t| match t.strip_prefix('/') {
            Some(absolute) => absolute.to_owned(),
            None if folder.is_empty() => t,
            None => format!("{folder}/{t}"),
        }))
    }

    /// The name of the part with the main part's relationships.
    pub(super) fn main_rels(&self) -> String {
        match self.main.rsplit_once('/') {
            Some((folder, file)) => format!("{folder}/_rels/{file}.rels"),
            None => format!("_rels/{}.rels", self.main),
        }
    }

    /// The text of the part that the main part refers to as `kind`, with its name.
    pub(super) fn related_part(&mut self, kind: &str) -> Result<Option<(String, String)>, Fault> {
        let Some(name) = self.related(kind)? else {
            return Ok(None);
        };
        Ok(self.part(&name)?.map(|text| (name, text)))
    }

    /// The text of a part; none if there is no such part.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, Fault> {
        let Some(index) = self.archive.index_for_name(name) else {
            return Ok(None);
        };
        let file = self.archive.by_index(index).map_err(|e| Fault::broken(name, &e))?;
        let mut bytes = Vec::new();
        // What the directory says of the size is the writer's word; what is unpacked is counted.
        file.take(MAX_PART + 1)
            .read_to_end(&mut bytes)
            .map_err(|e| Fault::broken(name, &e))?;
        within(
            Limited::Part,
            bytes.len(),
            usize::try_from(MAX_PART).unwrap_or(usize::MAX),
        )?;
        characters(name, bytes).map(Some)
    }
}

/// How many entries the end of the zip speaks of.
fn said_entries(bytes: &[u8]) -> usize {
    let end = bytes.len().saturating_sub(END);
    let tail = bytes.get(end..).unwrap_or_default();
    let found = tail.windows(4).rposition(|w| w == b"PK\x05\x06");
    let count = found.and_then(|at| tail.get(at + 10..at + 12)?.try_into().ok());
    count.map_or(0, |c| usize::from(u16::from_le_bytes(c)))
}

/// The end of a zip's directory stands within so many bytes of its end: a comment of 65 535 bytes at most.
const END: usize = 65_535 + 22;

/// XML is UTF-8, or UTF-16 with a mark.
fn characters(name: &str, bytes: Vec<u8>) -> Result<String, Fault> {
    match encoding_rs::Encoding::for_bom(&bytes) {
        Some((encoding, mark)) => {
            let text = bytes
                .get(mark..)
                .and_then(|b| encoding.decode_without_bom_handling_and_without_replacement(b));
            text.map(std::borrow::Cow::into_owned)
                .ok_or_else(|| Fault::broken(name, &encoding.name()))
        }
        None => String::from_utf8(bytes).map_err(|e| Fault::broken(name, &e.utf8_error())),
    }
}

/// The target of the first relationship whose type ends so; targets outside the package do not count.
fn target(rels: &str, kind: &str) -> Result<Option<String>, Fault> {
    let mut steps = Steps::new(".rels", rels);
    while let Some(step) = steps.next()? {
        if let Step::Open(tag) = step
            && tag.name() == "Relationship"
            && tag.get("Type").is_some_and(|t| t.ends_with(kind))
            && tag.get("TargetMode").is_none_or(|m| m != "External")
        {
            return Ok(tag.get("Target"));
        }
    }
    Ok(None)
}
