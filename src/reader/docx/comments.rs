//! A docx and remarks on its paragraphs → the same package with Word review comments; comments that it has stay.
//!
//! Bytes are only added: to the main part (ranges), the comments, the relationships and the content types. Every other entry is copied
//! as it is, compressed. Comments carry no time, so that the same findings make the same file.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};

use super::package::Package;
use super::xml::{Step, Steps};
use crate::reader::Fault;
use crate::words;

/// A remark to be shown beside a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// [`Line::anchor`](crate::reader::Line::anchor) of the paragraph; without one, the first paragraph.
    pub anchor: Option<usize>,
    /// The words it is about, where they stand in the paragraph in one piece; otherwise the whole paragraph is marked.
    pub words: Option<String>,
    /// What it says.
    pub paragraphs: Vec<String>,
}

/// Who is said to have written the comments.
const AUTHOR: &str = "zeren";
const TRANSITIONAL: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const CONTENT_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";

/// Writes the copy.
pub fn with_comments(bytes: &[u8], comments: &[Comment]) -> Result<Vec<u8>, Fault> {
    let mut package = Package::open(bytes)?;
    let (main, body) = (package.main.clone(), package.body()?);
    let root = Root::of(&main, &body)?;
    let existing = package.related_part("comments")?;
    let first = match &existing {
        Some((name, text)) => next_id(name, text, "comment")?,
        None => 0,
    };
    let first = first.max(next_id(&main, &body, "commentRangeStart")?);
    let mut changed = BTreeMap::new();
    changed.insert(main.clone(), marked(&main, &body, &root, comments, first)?);
    let said = |root: &Root| -> String { (first..).zip(comments).map(|(id, c)| element(root, id, c)).collect() };
    match existing {
        Some((name, text)) => {
            let own = Root::of(&name, &text)?;
            changed.insert(name.clone(), appended(&name, &text, &said(&own))?);
        }
        None => {
            let name = free_name(&mut package, &main);
            let head = format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:comments xmlns:w=\"{}\">",
                root.space
            );
            let own = Root {
                prefix: "w:".to_owned(),
                declares: String::new(),
                ..root
            };
            changed.insert(name.clone(), format!("{head}{}</w:comments>", said(&own)));
            announce(&mut package, &name, &own, &mut changed)?;
        }
    }
    repacked(&mut package, changed)
}

/// How the elements of a part are written.
struct Root {
    /// `w:`
    prefix: String,
    /// The namespace.
    space: String,
    /// A declaration of the prefix, where the part has none.
    declares: String,
}

impl Root {
    fn of(part: &str, text: &str) -> Result<Root, Fault> {
        let mut steps = Steps::new(part, text);
        while let Some(step) = steps.next()? {
            let Step::Open(tag) = step else { continue };
            let qualified = tag.qualified();
            let prefix = qualified.strip_suffix(tag.name()).unwrap_or_default().to_owned();
            let declared = if prefix.is_empty() {
                tag.exactly("xmlns")
            } else {
                tag.exactly(&format!("xmlns:{}", prefix.trim_end_matches(':')))
            };
            let space = declared.unwrap_or_else(|| TRANSITIONAL.to_owned());
            // Attributes take a prefix of their own even where elements need none.
            return Ok(if prefix.is_empty() {
                Root {
                    prefix: "zr:".to_owned(),
                    declares: format!(" xmlns:zr=\"{}\"", escaped(&space)),
                    space,
                }
            } else {
                Root {
                    prefix,
                    space,
                    declares: String::new(),
                }
            });
        }
        Err(Fault::broken(part, &"…"))
    }
}

/// One more than the largest id of these elements.
fn next_id(part: &str, text: &str, element: &str) -> Result<usize, Fault> {
    let mut steps = Steps::new(part, text);
    let mut next = 0;
    while let Some(step) = steps.next()? {
        if let Step::Open(tag) = step
            && tag.name() == element
        {
            next = next.max(tag.number("id").map_or(0, |n| n.saturating_add(1)));
        }
    }
    Ok(next)
}

/// A comment as an element of the comments part.
fn element(root: &Root, id: usize, comment: &Comment) -> String {
    let (w, ns) = (&root.prefix, &root.declares);
    let paragraphs: String = comment
        .paragraphs
        .iter()
        .map(|p| {
            format!(
                "<{w}p><{w}r><{w}t xml:space=\"preserve\">{}</{w}t></{w}r></{w}p>",
                escaped(p)
            )
        })
        .collect();
    format!("<{w}comment{ns} {w}id=\"{id}\" {w}author=\"{AUTHOR}\" {w}initials=\"{AUTHOR}\">{paragraphs}</{w}comment>")
}

pub(super) fn escaped(text: &str) -> String {
    let allowed: String = text
        .chars()
        .filter(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}'))
        .collect();
    quick_xml::escape::escape(&allowed).into_owned()
}

/// A run of a paragraph that holds one text and nothing else besides its properties.
#[derive(Debug, Clone, Default)]
struct Run {
    start: usize,
    /// Where its text element begins; what stands before is repeated where the run is cut.
    text_tag: usize,
    text: std::ops::Range<usize>,
    is_plain: bool,
}

/// A paragraph of the main part.
#[derive(Debug, Clone, Default)]
struct Spot {
    /// Behind its properties.
    inside: usize,
    /// Before its end tag.
    end: usize,
    runs: Vec<Run>,
}

/// The main part with the ranges of the comments.
fn marked(part: &str, body: &str, root: &Root, comments: &[Comment], first: usize) -> Result<String, Fault> {
    let wanted: Vec<usize> = comments.iter().filter_map(|c| c.anchor).collect();
    let spots = spots(part, body, &wanted)?;
    let mut added: Vec<(usize, String)> = Vec::new();
    for (id, comment) in (first..).zip(comments) {
        let spot = comment
            .anchor
            .and_then(|a| spots.get(&a))
            .or_else(|| spots.values().next());
        let spot = spot.ok_or_else(|| {
            Fault::Empty(words!(
                "文档里没有可以加批注的段落",
                "the document has no paragraph that can carry a comment"
            ))
        })?;
        let (w, ns) = (&root.prefix, &root.declares);
        let start = format!("<{w}commentRangeStart{ns} {w}id=\"{id}\"/>");
        let end =
            format!("<{w}commentRangeEnd{ns} {w}id=\"{id}\"/><{w}r{ns}><{w}commentReference {w}id=\"{id}\"/></{w}r>");
        match exact(body, spot, comment) {
            Some((run, words)) => {
                let head = body.get(run.start..run.text_tag).unwrap_or_default();
                let cut = |mark: &str| format!("</{w}t></{w}r>{mark}{head}<{w}t xml:space=\"preserve\">");
                added.push((words.start, cut(&start)));
                added.push((words.end, cut(&end)));
            }
            None => {
                added.push((spot.inside, start));
                added.push((spot.end, end));
            }
        }
    }
    added.sort_by_key(|(at, _)| *at);
    Ok(inserted(body, &added))
}

/// The run that holds the words, and where.
fn exact<'s>(body: &str, spot: &'s Spot, comment: &Comment) -> Option<(&'s Run, std::ops::Range<usize>)> {
    let words = comment
        .words
        .as_deref()
        .filter(|w| !w.is_empty() && !w.contains(['&', '<', '>']))?;
    spot.runs.iter().filter(|r| r.is_plain).find_map(|run| {
        let at = run.text.start + body.get(run.text.clone())?.find(words)?;
        Some((run, at..at + words.len()))
    })
}

/// The wanted paragraphs, and the first of all.
fn spots(part: &str, body: &str, wanted: &[usize]) -> Result<BTreeMap<usize, Spot>, Fault> {
    let mut found = BTreeMap::new();
    let mut first = true;
    // Each open element: its name, and for a paragraph where it began.
    let mut open: Vec<(String, usize)> = Vec::new();
    let mut drafts: Vec<Spot> = Vec::new();
    let mut steps = Steps::new(part, body);
    while let Some(step) = steps.next()? {
        let bytes = steps.bytes();
        match step {
            Step::Open(tag) => {
                let name = tag.name().to_owned();
                let parent = open.last().map_or("", |(n, _)| n.as_str());
                if let Some(spot) = drafts.last_mut() {
                    match (parent, name.as_str()) {
                        ("p", "pPr") => {
                            steps.skip()?;
                            spot.inside = steps.bytes().end;
                            continue;
                        }
                        ("r", "rPr") => {
                            steps.skip()?;
                            continue;
                        }
                        ("p", "r") => spot.runs.push(Run {
                            start: bytes.start,
                            is_plain: true,
                            ..Run::default()
                        }),
                        ("r", inner) => {
                            if let Some(run) = spot.runs.last_mut() {
                                run.is_plain &= inner == "t" && run.text_tag == 0;
                                (run.text_tag, run.text) = (bytes.start, bytes.end..bytes.end);
                            }
                        }
                        _ => {}
                    }
                }
                if name == "p" {
                    drafts.push(Spot {
                        inside: bytes.end,
                        ..Spot::default()
                    });
                }
                open.push((name, bytes.start));
            }
            Step::Close => {
                let Some((name, start)) = open.pop() else { continue };
                match name.as_str() {
                    "p" => {
                        let Some(mut spot) = drafts.pop() else { continue };
                        spot.end = bytes.start;
                        let empty =
                            body.get(..spot.inside).is_some_and(|b| b.ends_with("/>")) && spot.end <= spot.inside;
                        if !empty && (wanted.contains(&start) || (drafts.is_empty() && std::mem::take(&mut first))) {
                            found.insert(start, spot);
                        }
                    }
                    "t" if open.last().is_some_and(|(n, _)| n == "r") => {
                        if let Some(run) = drafts.last_mut().and_then(|s| s.runs.last_mut()) {
                            run.text.end = bytes.start;
                        }
                    }
                    "r" => {
                        if let Some(run) = drafts.last_mut().and_then(|s| s.runs.last_mut()) {
                            run.is_plain &= run.text_tag > 0;
                        }
                    }
                    _ => {}
                }
            }
            Step::Text(_) => {}
        }
    }
    Ok(found)
}

/// A text with pieces added at byte places, which are in order.
fn inserted(text: &str, added: &[(usize, String)]) -> String {
    let mut out = String::with_capacity(text.len() + added.iter().map(|(_, a)| a.len()).sum::<usize>());
    let mut from = 0;
    for (at, piece) in added {
        out.push_str(text.get(from..*at).unwrap_or_default());
        out.push_str(piece);
        from = *at;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}

/// A part with elements added at the end of its root.
fn appended(part: &str, text: &str, elements: &str) -> Result<String, Fault> {
    let mut steps = Steps::new(part, text);
    let (mut depth, mut name) = (0usize, String::new());
    while let Some(step) = steps.next()? {
        match step {
            Step::Open(tag) => {
                if depth == 0 {
                    name = tag.qualified().to_owned();
                }
                depth += 1;
            }
            Step::Close => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    let bytes = steps.bytes();
                    // An empty root closes itself.
                    if let Some(head) = text.get(..bytes.end).and_then(|t| t.strip_suffix("/>")) {
                        let rest = text.get(bytes.end..).unwrap_or_default();
                        return Ok(format!("{head}>{elements}</{name}>{rest}"));
                    }
                    return Ok(inserted(text, &[(bytes.start, elements.to_owned())]));
                }
            }
            Step::Text(_) => {}
        }
    }
    Err(Fault::broken(part, &"…"))
}

/// A name for the comments beside the main part that no entry has.
fn free_name(package: &mut Package<'_>, main: &str) -> String {
    let folder = main.rsplit_once('/').map_or(String::new(), |(f, _)| format!("{f}/"));
    let mut name = format!("{folder}comments.xml");
    let mut number = 1;
    while package.archive().index_for_name(&name).is_some() {
        number += 1;
        name = format!("{folder}comments{number}.xml");
    }
    name
}

/// Names the new part in the relationships and the content types.
fn announce(
    package: &mut Package<'_>,
    name: &str,
    root: &Root,
    changed: &mut BTreeMap<String, String>,
) -> Result<(), Fault> {
    let strict = root.space.contains("purl.oclc.org");
    let kind = if strict {
        "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
    } else {
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    };
    let rels = package.main_rels();
    let old = package.part(&rels)?.unwrap_or_else(|| {
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>".to_owned()
    });
    let prefix = package_prefix(&rels, &old)?;
    let mut id = "rIdZeren".to_owned();
    while old.contains(&id) {
        id.push('0');
    }
    let entry = format!("<{prefix}Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"/{name}\"/>");
    changed.insert(rels.clone(), appended(&rels, &old, &entry)?);
    let types = "[Content_Types].xml";
    let old = package.part(types)?.ok_or_else(|| Fault::broken(types, &"—"))?;
    let prefix = package_prefix(types, &old)?;
    let entry = format!("<{prefix}Override PartName=\"/{name}\" ContentType=\"{CONTENT_TYPE}\"/>");
    changed.insert(types.to_owned(), appended(types, &old, &entry)?);
    Ok(())
}

/// The prefix of a part's root, colon included; mostly none.
fn package_prefix(part: &str, text: &str) -> Result<String, Fault> {
    let mut steps = Steps::new(part, text);
    while let Some(step) = steps.next()? {
        if let Step::Open(tag) = step {
            return Ok(tag.qualified().strip_suffix(tag.name()).unwrap_or_default().to_owned());
        }
    }
    Err(Fault::broken(part, &"…"))
}

/// The package with the changed parts in place of the old, and the new ones last.
fn repacked(package: &mut Package<'_>, mut changed: BTreeMap<String, String>) -> Result<Vec<u8>, Fault> {
    let failed = |e: &dyn std::fmt::Display| Fault::broken("zip", e);
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let archive = package.archive();
    for index in 0..archive.len() {
        let file = archive.by_index_raw(index).map_err(|e| failed(&e))?;
        let name = file.name().map_err(|e| failed(&e))?.into_owned();
        match changed.remove(&name) {
            Some(text) => {
                drop(file);
                out.start_file(name, options).map_err(|e| failed(&e))?;
                out.write_all(text.as_bytes()).map_err(|e| failed(&e))?;
            }
            None => out.raw_copy_file(file).map_err(|e| failed(&e))?,
        }
    }
    for (name, text) in changed {
        out.start_file(name, options).map_err(|e| failed(&e))?;
        out.write_all(text.as_bytes()).map_err(|e| failed(&e))?;
    }
    Ok(out.finish().map_err(|e| failed(&e))?.into_inner())
}
