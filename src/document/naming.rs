//! Names what carries no number: bodies by where they stand, items as headings by what they hold.

use std::collections::BTreeSet;

use super::clause::Kind;
use super::genre;
use super::heading;
use super::node::Node;

/// Names the top places of a part.
pub(super) fn name(text: &str, mut nodes: Vec<Node>) -> Vec<Node> {
    for node in nodes.iter_mut().filter(|node| node.segment.is_empty()) {
        node.segment = "尾".to_string();
    }
    name_headed(text, &mut nodes);
    for node in &mut nodes {
        name_inside(text, node);
    }
    nodes
}

fn name_inside(text: &str, node: &mut Node) {
    settle_kind(text, node);
    split_lead(text, node);
    name_bodies(node);
    name_headed(text, &mut node.children);
    for child in &mut node.children {
        name_inside(text, child);
    }
}

/// A numbered line that only announces and holds something is a heading.
fn settle_kind(text: &str, node: &mut Node) {
    let own = node
        .paragraphs
        .first()
        .and_then(|range| text.get(range.clone()))
        .unwrap_or_default();
    let only = node.paragraphs.len() < 2 && heading::is_whole_line(own);
    if node.kind == Kind::Item && node.label.is_some() && only && !node.children.is_empty() {
        node.kind = Kind::Heading;
    }
}

/// Several paragraphs that lead a section are told apart by topic, where each has one of its own.
fn split_lead(text: &str, node: &mut Node) {
    let holds_numbers = node.children.len() > 1;
    let Some(lead) = node
        .children
        .first()
        .filter(|lead| lead.kind == Kind::Body && lead.segment.is_empty())
    else {
        return;
    };
    let several = (2..=genre::LEAD_TOPICS.len()).contains(&lead.paragraphs.len());
    if !holds_numbers || !several {
        return;
    }
    let topics: Vec<&str> = lead
        .paragraphs
        .iter()
        .filter_map(|range| topic(text.get(range.clone())?))
        .collect();
    let distinct: BTreeSet<&str> = topics.iter().copied().collect();
    if distinct.len() == lead.paragraphs.len() {
        let named = lead.paragraphs.iter().zip(topics);
        let pieces: Vec<Node> = named.map(|(range, topic)| piece(text, lead, range, topic)).collect();
        node.children.splice(..1, pieces);
    }
}

/// What a leading paragraph is about.
fn topic(words: &str) -> Option<&'static str> {
    let fits = |(_, cues): &&(&str, &[&str])| cues.iter().any(|cue| words.contains(cue));
    genre::LEAD_TOPICS.iter().find(fits).map(|(name, _)| *name)
}

fn piece(text: &str, lead: &Node, range: &std::ops::Range<usize>, name: &str) -> Node {
    let lines = |to: usize| {
        text.get(lead.span.start..to)
            .map_or(0, |words| words.matches('\n').count())
    };
    Node {
        segment: name.to_string(),
        line: lead.line + lines(range.start),
        end_line: lead.line + lines(range.end),
        span: range.clone(),
        paragraphs: vec![range.clone()],
        ..Node::clone(lead)
    }
}

/// `首段` before a roster, `引` (`首句` under a unit) before numbers, `末` after them, `文` where there are none.
/// The sentences of `文`, `引` and `首句` are counted as those of the place itself; so are the rows of a roster that
/// nothing leads into.
fn name_bodies(node: &mut Node) {
    part_first_sentence(node);
    let has_numbers = node.children.iter().any(|child| !child.is_body());
    let lead = if node.kind == Kind::UnitHeading {
        "首句"
    } else {
        "引"
    };
    let mut seen_number = false;
    let before_roster = node
        .children
        .windows(2)
        .next()
        .is_some_and(|pair| pair.iter().any(|c| c.kind == Kind::Roster));
    for (at, child) in node.children.iter_mut().enumerate() {
        if child.kind == Kind::Body && child.segment.is_empty() {
            let name = match (has_numbers, seen_number) {
                (true, false) => lead,
                (true, true) => "末",
                (false, _) if at == 0 && before_roster => "首段",
                (false, _) => "文",
            };
            child.segment = name.to_string();
        }
        let led = child.kind == Kind::Roster && at > 0;
        child.counts_alone = led || !matches!(child.segment.as_str(), "文" | "引" | "首句" | "名单");
        seen_number |= !child.is_body();
    }
}

/// What a unit's section says before its first number becomes a body of its own.
fn part_first_sentence(node: &mut Node) {
    if node.kind != Kind::UnitHeading || node.paragraphs.is_empty() || node.children.iter().all(Node::is_body) {
        return;
    }
    let span = node.paragraphs.first().map_or(0, |range| range.start)..node.span.end;
    let paragraphs = std::mem::take(&mut node.paragraphs);
    let (line, end_line) = (node.line, node.end_line);
    let (label, kind, children) = (None, Kind::Body, Vec::new());
    let segment = "首句".to_string();
    let first = Node {
        segment,
        label,
        kind,
        line,
        end_line,
        span,
        paragraphs,
        headed: false,
        counts_alone: false,
        children,
    };
    node.children.insert(0, first);
}

/// First sentences are headings (`题`) only where most items of the list have one.
fn name_headed(text: &str, siblings: &mut [Node]) {
    let is_item = |node: &Node| matches!(node.kind, Kind::Item) && !node.paragraphs.is_empty();
    let looks_headed = |node: &Node| {
        let words = node.paragraphs.first().and_then(|range| text.get(range.clone()));
        words.is_some_and(|words| heading::opening(words).is_some() || heading::is_whole_line(words))
    };
    let items = siblings.iter().filter(|node| is_item(node)).count();
    let headed = siblings
        .iter()
        .filter(|node| is_item(node) && looks_headed(node))
        .count();
    for node in siblings.iter_mut().filter(|node| is_item(node)) {
        node.headed = headed * 2 > items && looks_headed(node);
    }
}
