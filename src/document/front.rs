//! What stands before the first number: metadata, cover letter, title, opening paragraphs.

use super::blocks::{Block, Shape};
use super::clause::Kind;
use super::genre;
use super::heading;
use super::node::Node;
use super::note::{NoteKind, Notes};
use super::script::{han_digit, is_closed, length_within, squeeze};

/// What a line before the first number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Metadata,
    Title,
    Addressee,
    Signature,
    Date,
    Imprint,
    Paragraph,
}

/// Takes the front matter off the blocks. With lost headings, paragraphs after the statement of purpose stay.
pub(super) fn take(text: &str, blocks: &mut Vec<Block>, lost: bool, notes: &mut Notes) -> Vec<Node> {
    let front: Vec<(Block, Role)> = region(text, blocks);
    let opening = opening_end(text, &front, lost);
    blocks.drain(..opening);
    let front: Vec<(Block, Role)> = front.into_iter().take(opening).collect();
    for (block, _) in front.iter().filter(|(_, role)| *role == Role::Imprint) {
        notes.add(
            block.line,
            NoteKind::Imprint,
            text.get(block.span.clone()).unwrap_or_default(),
        );
    }
    let letter = letter_range(&front);
    let (before, rest) = front.split_at(letter.start.min(front.len()));
    let (letter, after) = rest.split_at(letter.len().min(rest.len()));
    let mut nodes: Vec<Node> = metadata(&front).into_iter().collect();
    nodes.extend(title(before).or_else(|| title(&front)));
    nodes.extend(cover_letter(text, letter));
    nodes.extend(preface(after));
    nodes.sort_by_key(|node| node.span.start);
    nodes
}

/// The blocks before the first number or heading, each with its role.
fn region(text: &str, blocks: &[Block]) -> Vec<(Block, Role)> {
    let mut front: Vec<(Block, Role)> = Vec::new();
    let mut awaits_value = false;
    for block in blocks {
        let early = front.iter().all(|(_, role)| *role == Role::Metadata);
        let inside = match block.shape {
            Shape::Paragraph | Shape::Row => true,
            Shape::Bullet(_) => early,
            _ => false,
        };
        if !inside {
            break;
        }
        let words = text.get(block.span.clone()).unwrap_or_default();
        let role = match of(words) {
            Role::Paragraph | Role::Signature | Role::Date if awaits_value => Role::Metadata,
            _ if matches!(block.shape, Shape::Bullet(_)) => Role::Metadata,
            Role::Signature if block.shape == Shape::Row => Role::Paragraph,
            role => role,
        };
        awaits_value = genre::METADATA_LABELS.contains(&squeeze(words).trim_end_matches(':'));
        front.push((block.clone(), role));
    }
    join_titles(text, &mut front);
    front
}

/// A title may run over two lines: the short unpunctuated line just above its end belongs to it.
fn join_titles(text: &str, front: &mut [(Block, Role)]) {
    let titles: Vec<usize> = (1..front.len())
        .filter(|at| front.get(*at).is_some_and(|(_, role)| *role == Role::Title))
        .collect();
    for at in titles {
        let line = front.get(at).map_or(0, |(block, _)| block.line);
        if let Some((above, role)) = front.get_mut(at - 1) {
            let words = text.get(above.span.clone()).unwrap_or_default();
            let short = length_within(words, 60).is_some() && !is_closed(words);
            if matches!(role, Role::Paragraph | Role::Signature) && short && above.line + 3 > line {
                *role = Role::Title;
            }
        }
    }
}

/// The role a line's words give it.
pub(super) fn of(words: &str) -> Role {
    let short = length_within(words, 40).is_some();
    let squeezed = if words.len() < 600 {
        squeeze(words)
    } else {
        String::new()
    };
    if is_metadata(words, &squeezed) {
        Role::Metadata
    } else if short && is_date(&squeezed) {
        Role::Date
    } else if short && genre::IMPRINT.iter().any(|cue| squeezed.contains(cue)) {
        Role::Imprint
    } else if heading::is_title(words) {
        Role::Title
    } else if is_addressee(&squeezed) {
        Role::Addressee
    } else if short && is_signature(&squeezed) {
        Role::Signature
    } else {
        Role::Paragraph
    }
}

fn is_metadata(words: &str, squeezed: &str) -> bool {
    let labelled = genre::METADATA_LABELS.iter().any(|label| {
        squeezed
            .strip_prefix(label)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
    });
    let number =
        squeezed.contains('[') && (squeezed.ends_with('号') || squeezed.ends_with(|c: char| c.is_ascii_digit()));
    let stamp = squeezed.contains('-')
        && squeezed
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '-' | ':' | '/'));
    (labelled && (words.contains('|') || length_within(words, 40).is_some()))
        || (length_within(words, 24).is_some() && (number || stamp) && !squeezed.contains('。'))
}

/// `2016年9月13日`, `二〇二二年十月`, `20221020`, with 印发 or without.
fn is_date(squeezed: &str) -> bool {
    let date = squeezed.trim_end_matches("印发").trim_end_matches("发布");
    let only = |c: char| {
        c.is_ascii_digit() || han_digit(c).is_some() || matches!(c, '十' | '年' | '月' | '日' | 'x' | '*' | '_')
    };
    let year = date.contains('年') || (date.len() == 8 && date.starts_with(['1', '2']));
    date.chars().all(only) && year && date.chars().count() > 5
}

fn is_addressee(squeezed: &str) -> bool {
    let called = ["各", "单位", "部门", "政府", "委员会", "朋友", "同志", "同学"]
        .iter()
        .any(|cue| squeezed.contains(cue));
    let leads = ["如下", "以下", "下列", "包括"]
        .iter()
        .any(|cue| squeezed.contains(cue));
    squeezed.ends_with(':') && called && !leads && !squeezed.contains(['。', '《']) && !states_purpose(squeezed)
}

fn is_signature(squeezed: &str) -> bool {
    let plain = !squeezed.chars().any(|c| matches!(c, '。' | ',' | ';' | ':' | '、'));
    plain && genre::UNIT_ENDINGS.iter().any(|ending| squeezed.ends_with(ending))
}

/// How many blocks belong to the front: all, or up to the statement of purpose where headings were lost.
fn opening_end(text: &str, front: &[(Block, Role)], lost: bool) -> usize {
    if !lost {
        return front.len();
    }
    let is_paragraph = |(_, role): &(Block, Role)| *role == Role::Paragraph;
    let purpose = front
        .iter()
        .rposition(|(block, role)| *role == Role::Paragraph && states_purpose(block.words(text)));
    match purpose {
        Some(at) => at + 1,
        None => front.iter().position(is_paragraph).unwrap_or(front.len()),
    }
}

fn states_purpose(words: &str) -> bool {
    genre::PURPOSE_VERBS.iter().any(|verb| {
        words.rsplit_once(verb).is_some_and(|(_, object)| {
            length_within(object, 24).is_some() && genre::PURPOSE_OBJECTS.iter().any(|cue| object.contains(cue))
        })
    })
}

/// The blocks of the cover letter: from the addressee to the date, or to the title of what it carries.
fn letter_range(front: &[(Block, Role)]) -> std::ops::Range<usize> {
    let begins = front
        .iter()
        .position(|(_, role)| matches!(role, Role::Addressee | Role::Paragraph))
        .unwrap_or(front.len());
    let worded = |at: usize| {
        front
            .iter()
            .take(at)
            .skip(begins)
            .any(|(_, role)| *role == Role::Paragraph)
    };
    let last = |wanted: Role| {
        front
            .iter()
            .rposition(|(_, role)| *role == wanted)
            .filter(|at| worded(*at))
    };
    match (last(Role::Date), last(Role::Title)) {
        (Some(date), _) => begins..date + 1,
        (None, Some(title)) => begins..title,
        (None, None) => begins..begins,
    }
}

fn metadata(front: &[(Block, Role)]) -> Option<Node> {
    let mut rows = front
        .iter()
        .filter(|(_, role)| *role == Role::Metadata)
        .map(|(block, _)| block);
    let mut node = Node::body(rows.next()?, "元数据", Kind::Body);
    for row in rows {
        node.paragraphs.push(row.span.clone());
    }
    Some(node)
}

fn title(front: &[(Block, Role)]) -> Option<Node> {
    let at = front.iter().position(|(_, role)| *role == Role::Title)?;
    let (block, _) = front.get(at)?;
    let mut node = Node::body(block, "题", Kind::Title);
    if let Some((next, _)) = front
        .get(at + 1)
        .filter(|(next, role)| *role == Role::Title && next.line < block.line + 3)
    {
        node.extend(next);
    }
    Some(node)
}

/// The letter as a division of its own, its pieces named by what they say.
fn cover_letter(text: &str, letter: &[(Block, Role)]) -> Option<Node> {
    let (first, _) = letter.first()?;
    let mut division = Node::body(first, "通知", Kind::Division);
    division.paragraphs.clear();
    for (block, role) in letter {
        let name = match role {
            Role::Addressee => "主送",
            Role::Signature | Role::Date => "落款",
            Role::Paragraph if block.shape == Shape::Row => "",
            Role::Paragraph => letter_piece(block.words(text)),
            Role::Metadata | Role::Title | Role::Imprint => continue,
        };
        match division.children.last_mut() {
            Some(last) if name.is_empty() || last.segment == name => last.extend(block),
            _ => division.children.push(Node::body(
                block,
                if name.is_empty() { "名单" } else { name },
                Kind::Body,
            )),
        }
    }
    (!division.children.is_empty()).then_some(division)
}

fn letter_piece(words: &str) -> &'static str {
    let fits = |(_, cues): &&(&str, &[&str])| cues.iter().any(|cue| words.contains(cue));
    genre::LETTER_PIECES.iter().find(fits).map_or("正文", |(name, _)| name)
}

/// The opening paragraphs; several are counted.
fn preface(front: &[(Block, Role)]) -> Vec<Node> {
    let mut nodes: Vec<Node> = front
        .iter()
        .filter(|(_, role)| *role == Role::Addressee)
        .map(|(block, _)| Node::body(block, "主送", Kind::Body))
        .take(1)
        .collect();
    let paragraphs: Vec<&Block> = front
        .iter()
        .filter(|(_, role)| *role == Role::Paragraph)
        .map(|(block, _)| block)
        .collect();
    let Some((first, others)) = paragraphs.split_first() else {
        return nodes;
    };
    let mut preface = Node::body(first, "序", Kind::Body);
    if !others.is_empty() {
        preface.paragraphs.clear();
        preface.kind = Kind::Division;
        let numbered = |(at, block): (usize, &&Block)| Node::body(block, &(at + 1).to_string(), Kind::Body);
        preface.children = paragraphs.iter().enumerate().map(numbered).collect();
    }
    nodes.push(preface);
    nodes
}
