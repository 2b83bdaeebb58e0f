//! A sentence or a part of one → what it says: who, with whom, whether they must, under what condition, by when, to whom it is passed.

use super::item::{ActorSource, Actors, Confidence, Item, Kind, Modality, Rule};
use super::names::{self, Known, List};
use super::{cues, due, passing, trigger};

/// What is known before the sentence is read.
#[derive(Debug, Clone, Default)]
pub struct Around {
    /// The units whose section it is.
    pub heading: Vec<String>,
    /// The units of the tail that closes the clause.
    pub tail: Vec<String>,
    /// The actors of the sentence before, in the same clause.
    pub before: Actors,
    /// The modality of the line that leads into a list.
    pub modality: Option<Modality>,
}

/// A run of comma pieces with one subject.
struct Run {
    subject: Option<Subject>,
    from: usize,
    to: usize,
}

/// A subject found at the start of a comma piece.
#[derive(Debug, Clone)]
struct Subject {
    actors: Actors,
    rule: Rule,
    /// Where its words end, in bytes of the text.
    ends: usize,
}

impl Subject {
    /// Puts further names before those that act.
    fn precede(&mut self, names: Vec<String>) {
        if let Some(list) = self.actors.lists_mut().into_iter().find(|list| !list.is_empty()) {
            list.splice(0..0, names);
        }
    }

    fn only_assists(&self) -> bool {
        let actors = &self.actors;
        !actors.assist.is_empty() && actors.lead.is_empty() && actors.joint.is_empty() && actors.responsible.is_empty()
    }
}

/// Whether a piece forbids where its run so far requires.
fn turns(text: &str, run: &Run, piece: &str) -> bool {
    let before = text.get(run.from..run.to).unwrap_or_default();
    let forbids = |t: &str| cues::MUST_NOT.is_in(t);
    cues::MUST_NOT.opens(piece.trim_start()).is_some() && !forbids(before) && modality(before).is_some()
}

/// A run that only assists belongs to the one before it.
fn join_assistance(runs: &mut Vec<Run>) {
    if runs.len() < 2
        || !runs
            .last()
            .is_some_and(|r| r.subject.as_ref().is_some_and(Subject::only_assists))
    {
        return;
    }
    let Some(helping) = runs.pop() else { return };
    let Some(last) = runs.last_mut() else { return };
    match (&mut last.subject, helping.subject) {
        (Some(leading), Some(subject)) => {
            last.to = helping.to;
            leading.actors.assist.extend(subject.actors.assist);
        }
        (_, subject) => runs.push(Run { subject, ..helping }),
    }
}

fn is_listed(piece: &str, follows: &str, known: &Known) -> bool {
    let whole = names::is_list(piece.trim().trim_end_matches(','), known).is_some();
    whole && names::list_at(follows.trim_start(), known).is_some()
}

/// The names of a run that is nothing but names with commas.
fn listed(text: &str, run: &Run, known: &Known) -> Option<Vec<String>> {
    let words = text.get(run.from..run.to)?;
    let mut names = Vec::new();
    for piece in words.split(',').map(str::trim).filter(|p| !p.is_empty()) {
        names.extend(names::is_list(piece, known)?.names);
    }
    (!names.is_empty()).then_some(names)
}

/// Reads a text (folded). `original` has the same characters, unfolded.
pub fn read(text: &str, original: &str, around: &Around, known: &Known) -> Vec<Item> {
    let runs = runs(text, around, known);
    let mut items = Vec::new();
    let mut condition: Option<(usize, usize)> = None;
    for run in runs {
        let words = text.get(run.from..run.to).unwrap_or_default();
        // A heading that a Latin full stop closes.
        if run.subject.is_none() && words.ends_with('.') && words.chars().count() < 20 {
            continue;
        }
        // A condition alone limits what follows it.
        let ahead = runs_after(text, run.to, around, known);
        let object = run.subject.is_none()
            && ahead
            && ["对", "对于"].iter().any(|w| words.starts_with(w))
            && !words.contains("应当");
        if (run.subject.is_none() || ahead) && is_only_condition(words) || object {
            let from = condition.map_or(run.from, |(from, _)| from);
            condition = Some((from, run.to));
            continue;
        }
        items.push(item(text, original, &run, condition.take(), around, known));
    }
    items
}

/// Whether another subject stands behind.
fn runs_after(text: &str, at: usize, around: &Around, known: &Known) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    !rest.is_empty() && subject(rest, "", around, known).is_some()
}

fn is_only_condition(words: &str) -> bool {
    let words = words.trim_matches([',', ' ']);
    !words.contains(',') && trigger::is_condition(words)
}

/// The comma pieces of a text, in bytes, outside brackets and quotes.
fn pieces(text: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let (mut depth, mut start) = (0i32, 0);
    for (at, c) in text.char_indices() {
        match c {
            '(' | '“' | '《' | '[' => depth += 1,
            ')' | '”' | '》' | ']' => depth -= 1,
            ',' | ':' if depth <= 0 => {
                out.push((start, at + 1));
                start = at + 1;
            }
            // `检查. 区文旅局`: pasted text with Latin full stops.
            '.' if depth <= 0 && stops(text, at) => {
                out.push((start, at + 1));
                start = at + 1;
            }
            _ => {}
        }
    }
    if start < text.len() {
        out.push((start, text.len()));
    }
    out
}

fn stops(text: &str, at: usize) -> bool {
    let wide = |c: char| !c.is_ascii();
    let before = text.get(..at).and_then(|t| t.chars().next_back()).is_some_and(wide);
    let after = text.get(at + 1..).and_then(|t| t.trim_start().chars().next());
    before && after.is_none_or(wide)
}

/// The text cut where a new subject begins.
fn runs(text: &str, around: &Around, known: &Known) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    let pieces = pieces(text);
    for (at, (from, to)) in pieces.iter().enumerate() {
        let piece = text.get(*from..*to).unwrap_or_default();
        let follows = pieces
            .get(at + 1)
            .and_then(|(f, t)| text.get(*f..*t))
            .unwrap_or_default();
        let subject = subject(piece, follows, around, known).map(|mut s| {
            s.ends += from;
            s
        });
        let bare = out.last().is_some_and(|run| run.subject.is_none());
        let condition_before = out
            .last()
            .is_some_and(|run| bare && is_only_condition(text.get(run.from..run.to).unwrap_or_default()));
        match (subject, out.last_mut()) {
            // A name and a comma, and another name behind it: a list begins.
            (None, Some(last)) if !bare && is_listed(piece, follows, known) => {
                let from = last.to;
                out.push(Run {
                    subject: None,
                    from,
                    to: *to,
                });
            }
            // 应当…,不得…: two norms of one subject.
            (None, Some(last)) if !bare && turns(text, last, piece) => {
                let subject = last.subject.clone().map(|s| Subject { ends: *from, ..s });
                out.push(Run {
                    subject,
                    from: *from,
                    to: *to,
                });
            }
            (None, Some(last)) if !condition_before => last.to = *to,
            // 甲局, 乙局, 丙局配合: a list with commas.
            (Some(mut subject), Some(last)) if bare && !condition_before && listed(text, last, known).is_some() => {
                subject.precede(listed(text, last, known).unwrap_or_default());
                (last.to, last.subject) = (*to, Some(subject));
                join_assistance(&mut out);
            }
            // 推行垃圾分类,由甲牵头: what stands before belongs to it.
            (Some(subject), Some(last))
                if bare && !condition_before && subject.rule == Rule::ByUnit && around.heading.is_empty() =>
            {
                (last.to, last.subject) = (
                    *to,
                    Some(Subject {
                        ends: last.from,
                        ..subject
                    }),
                );
            }
            // 甲牵头,乙配合: one work item.
            (Some(subject), Some(last)) if subject.only_assists() && last.subject.is_some() => {
                last.to = *to;
                if let Some(leading) = &mut last.subject {
                    leading.actors.assist.extend(subject.actors.assist);
                }
            }
            (subject, _) => out.push(Run {
                subject,
                from: *from,
                to: *to,
            }),
        }
    }
    out
}

/// The subject of a comma piece.
fn subject(piece: &str, follows: &str, around: &Around, known: &Known) -> Option<Subject> {
    let skipped = piece.len() - piece.trim_start_matches([' ', '“', '"', '-', '—']).len();
    let words = piece.get(skipped..)?;
    let found = by(words, known)
        .or_else(|| forbidden(words, known))
        .or_else(|| stated(words, follows, around, known))
        .or_else(|| free(words, around));
    found.map(|mut s| {
        s.ends += skipped;
        s
    })
}

/// `由…牵头`, `由…负责`: anywhere in the piece.
fn by(words: &str, known: &Known) -> Option<Subject> {
    let places = cues::BY.words.iter().flat_map(|word| words.match_indices(word));
    places
        .filter_map(|(at, word)| by_at(words, at, word, known))
        .min_by_key(|(at, _)| *at)
        .map(|(_, s)| s)
}

fn by_at(words: &str, at: usize, word: &str, known: &Known) -> Option<(usize, Subject)> {
    let start = at + word.len();
    let behind = words.get(start..)?;
    let list = names::list_at(behind, known)
        .filter(|l| by_acts(word, behind.get(l.length..).unwrap_or_default()))
        .or_else(|| free_by(behind))?;
    let rest = words.get(start + list.length..)?;
    let role = cues::LEAD.opens(strip_adverb(rest));
    let acts = word == "设在"
        || role.is_some()
        || cues::VERB.opens(rest).is_some()
        || rest.is_empty()
        || cues::SOFT_VERB.opens(rest).is_some();
    if !acts || rest.starts_with('的') || rest.starts_with("组成") {
        return None;
    }
    let ends = start + list.length;
    let mut subject = with_role(words, list, ends, Rule::ByUnit, known);
    // What stands before 由 belongs to the action as well.
    if at > 0 || word == "设在" {
        subject.ends = 0;
    }
    Some((at, subject))
}

fn by_acts(word: &str, rest: &str) -> bool {
    let role = cues::LEAD.opens(strip_adverb(rest)).is_some();
    let verb = cues::VERB.opens(rest).is_some() || cues::SOFT_VERB.opens(rest).is_some();
    (word == "设在" || role || verb || rest.is_empty()) && !rest.starts_with('的') && !rest.starts_with("组成")
}

/// `由民兵连负责`: what stands before 负责 or 牵头 is a unit whatever its ending.
fn free_by(behind: &str) -> Option<List> {
    let at = ["负责", "牵头", "总牵头"]
        .iter()
        .filter_map(|verb| behind.find(verb))
        .min()?;
    let name = behind.get(..at)?;
    let count = name.chars().count();
    let noun = (2..=12).contains(&count)
        && name.chars().all(char::is_alphanumeric)
        && !cues::VERB.is_in(name)
        && !cues::BREAK.is_in(name);
    noun.then(|| List {
        names: vec![name.to_owned()],
        open: false,
        length: at,
    })
}

/// `禁止父母…`, `严禁学校…`: the one who is forbidden stands behind.
fn forbidden(words: &str, known: &Known) -> Option<Subject> {
    let word = ["禁止", "严禁", "鼓励", "支持"]
        .iter()
        .find(|w| words.starts_with(**w))?;
    let list = names::list_at(words.get(word.len()..)?, known)?;
    let rest = words.get(word.len() + list.length..)?;
    let acts = !rest.is_empty() && !rest.starts_with(['的', ',', '。']);
    (acts && matches!(*word, "禁止" | "严禁")).then(|| Subject {
        actors: responsible(list),
        rule: Rule::Subject,
        ends: 0,
    })
}

/// A list of units at the start, with a verb behind it.
fn stated(words: &str, follows: &str, around: &Around, known: &Known) -> Option<Subject> {
    let list = names::list_at(words, known)?;
    let ends = list.length;
    let mut rest = words.get(ends..)?;
    // 学校(幼儿园): a bracket behind the list belongs to it.
    if rest.starts_with('(')
        && let Some(close) = rest.find(')')
    {
        rest = rest.get(close + 1..).unwrap_or_default();
    }
    let social = list.names.iter().all(|name| names::is_social(name) && !known.has(name));
    let in_section = !around.heading.is_empty();
    if acts(rest, follows, &list, social, in_section) {
        Some(with_role(words, list, ends, Rule::Subject, known))
    } else {
        None
    }
}

/// A short noun right before 应当, 不得, 发现: a subject though its ending is in no table (护林员, 沿街商户).
fn free(words: &str, around: &Around) -> Option<Subject> {
    if !around.heading.is_empty() {
        return None;
    }
    let verbs = ["应当", "必须", "不得", "发现", "有权"];
    let at = verbs.iter().filter_map(|verb| words.find(verb)).min()?;
    let name = words.get(..at)?;
    let count = name.chars().count();
    let noun = (2..=8).contains(&count)
        && name.chars().all(char::is_alphanumeric)
        && !name.chars().any(|c| c.is_ascii_digit())
        && cues::START.opens(name).is_none()
        && !cues::VERB.is_in(name)
        && !cues::BREAK.is_in(name)
        && !cues::NO_UNIT.closes(name)
        && !cues::SOFT.is_in(name)
        && !["时间", "工作", "过程", "情况", "一旦"]
            .iter()
            .any(|w| name.ends_with(w))
        && !name.ends_with([
            '中', '时', '后', '前', '上', '下', '内', '也', '都', '均', '还', '并', '早',
        ]);
    noun.then(|| Subject {
        actors: Actors {
            responsible: vec![name.to_owned()],
            ..Actors::default()
        },
        rule: Rule::Subject,
        ends: at,
    })
}

/// Whether what follows a list makes it the subject.
fn acts(rest: &str, follows: &str, list: &List, social: bool, in_section: bool) -> bool {
    let bound = modal(rest);
    let role = cues::LEAD.opens(strip_adverb(rest)).is_some()
        || cues::ASSIST.opens(strip_adverb(rest)).is_some()
        || rest.starts_with("负责")
        || rest.starts_with("会同")
        || rest.starts_with("主要负责");
    if bound || role {
        return true;
    }
    if rest.trim_matches([',', ' ', ':']).is_empty() {
        // A list alone: what it does stands behind the comma.
        return (list.names.len() > 1 || !social) && !in_section && modal_or_verb(follows);
    }
    if in_section {
        return false;
    }
    if social && list.names.len() < 2 {
        // 父母无法履行监护职责的,应当委托…
        let case = rest.trim_end_matches(',').ends_with('的') && cues::VERB.opens(rest).is_some() && modal(follows);
        return case || ["发现", "接到", "对"].iter().any(|w| rest.starts_with(w));
    }
    cues::VERB.opens(rest).is_some() || soft_acts(rest)
}

fn modal(rest: &str) -> bool {
    let rest = strip_adverb(rest);
    [&cues::MUST, &cues::MUST_NOT, &cues::MAY]
        .iter()
        .any(|cue| cue.opens(rest).is_some())
        && !rest.starts_with("应急")
}

fn modal_or_verb(follows: &str) -> bool {
    let follows = follows.trim_start_matches(' ');
    modal(follows) || cues::VERB.opens(follows).is_some() || follows.starts_with('在') || follows.starts_with('对')
}

/// Soft verbs that make a subject of the name before them.
fn soft_acts(rest: &str) -> bool {
    [
        "指导", "督促", "监督", "组织", "协调", "以", "原则上", "对", "将", "把", "按", "依", "每", "在", "结合", "向",
        "收", "接", "与", "抓好", "发布",
    ]
    .iter()
    .any(|word| rest.starts_with(word))
}

fn strip_adverb(rest: &str) -> &str {
    [
        "共同", "分别", "均", "都", "也", "同时", "负责", "具体", "总", "主动", "积极", "单位",
    ]
    .iter()
    .find_map(|word| rest.strip_prefix(word))
    .unwrap_or(rest)
}

fn responsible(list: List) -> Actors {
    Actors {
        responsible: list.names,
        open: list.open,
        ..Actors::default()
    }
}

/// The roles that the words behind a list give, and who acts with it.
fn with_role(words: &str, list: List, ends: usize, rule: Rule, known: &Known) -> Subject {
    let rest = words.get(ends..).unwrap_or_default();
    let plain = strip_adverb(rest);
    let shared = rest.starts_with("共同") || list.names.len() > 1 && cues::WITH.opens(rest).is_some();
    let mut actors = Actors {
        open: list.open,
        ..Actors::default()
    };
    let mut end = ends;
    if cues::LEAD.opens(plain).is_some() && !rest.starts_with("负责") {
        actors.lead = list.names;
    } else if let Some(word) = cues::ASSIST
        .opens(plain)
        .filter(|w| *w != "参与" || !rest.starts_with("共同"))
    {
        actors.assist = list.names;
        // 乙配合甲: the one who is helped acts.
        let behind = plain.get(word.len()..).unwrap_or_default();
        if let Some(helped) = names::list_at(behind, known) {
            let after = behind.get(helped.length..).unwrap_or_default();
            if !after.starts_with('的') {
                actors.responsible = helped.names;
            }
        }
    } else if let Some(word) = cues::WITH.opens(rest) {
        let behind = rest.get(word.len()..).unwrap_or_default();
        actors.joint = list.names;
        if let Some(partners) = names::list_at(behind, known) {
            end += word.len() + partners.length;
            actors.open |= partners.open;
            actors.joint.extend(partners.names);
        }
    } else if shared {
        actors.joint = list.names;
    } else {
        actors.responsible = list.names;
    }
    Subject {
        actors,
        rule,
        ends: end,
    }
}

fn item(
    text: &str,
    original: &str,
    run: &Run,
    condition: Option<(usize, usize)>,
    around: &Around,
    known: &Known,
) -> Item {
    let words = text.get(run.from..run.to).unwrap_or_default();
    let (mut actors, rule, source, confidence) = who(run, words, around, known);
    helpers(words, &mut actors, known);
    let starts = run.subject.as_ref().map_or(run.from, |s| s.ends.max(run.from));
    let (own_condition, action_from) = conditions(text, starts, run.to);
    let passed = passing::read(words, known);
    let when = [condition, own_condition]
        .into_iter()
        .flatten()
        .map(|(from, to)| same(text, original, from, to))
        .map(|w| w.trim_matches([',', ',', ' ', '。']).to_owned())
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>();
    let modality = modality(words).or(around.modality);
    let action = same(text, original, action_from, run.to);
    let action = action
        .trim_matches([',', ',', ' ', ';', ';', '。', ':', ':'])
        .to_owned();
    let mut item = Item {
        clause: String::new(),
        rule,
        source,
        confidence,
        action,
        modality,
        when: (!when.is_empty()).then(|| when.join(",")),
        discretion: cues::DISCRETION.is_in(words),
        due: due::dues(words),
        notifies: passed.notifies,
        reports_to: passed.reports_to,
        hands_over: passed.hands_over,
        guides: passed.guides,
        actors,
        ..Item::default()
    };
    item.kind = kind(&item, around);
    if item.kind == Kind::Norm {
        // 必须: "应当建立…" says it twice.
        let said = [&cues::MUST_NOT, &cues::MUST]
            .iter()
            .find_map(|cue| cue.opens(&item.action))
            .map(str::len);
        if let Some(rest) = said
            .and_then(|length| item.action.get(length..))
            .filter(|rest| rest.chars().count() > 1)
        {
            item.action = rest.to_owned();
        }
    }
    item
}

/// `在…的协助下`: they assist.
fn helpers(words: &str, actors: &mut Actors, known: &Known) {
    for (at, word) in words.match_indices('在') {
        let behind = words.get(at + word.len()..).unwrap_or_default();
        let Some(list) = names::list_at(behind, known) else {
            continue;
        };
        let rest = behind.get(list.length..).unwrap_or_default();
        let helps = ["的协助下", "协助下", "的配合下", "配合下"]
            .iter()
            .any(|w| rest.starts_with(w));
        if helps {
            actors.assist.extend(list.names);
        }
    }
}

/// Who acts, by which rule, from where, how sure.
fn who(run: &Run, words: &str, around: &Around, known: &Known) -> (Actors, Rule, ActorSource, Confidence) {
    if let Some(subject) = &run.subject {
        let confidence = match subject.rule {
            Rule::ByUnit => Confidence::High,
            _ => Confidence::Medium,
        };
        return (subject.actors.clone(), subject.rule, ActorSource::Stated, confidence);
    }
    let of = |names: &[String]| Actors {
        responsible: names.to_vec(),
        ..Actors::default()
    };
    if !around.heading.is_empty() {
        return (
            in_section(words, &around.heading, known),
            Rule::UnitSection,
            ActorSource::Heading,
            Confidence::High,
        );
    }
    if !around.before.is_empty() {
        return (
            around.before.clone(),
            Rule::Continued,
            ActorSource::Inherited,
            Confidence::Low,
        );
    }
    if !around.tail.is_empty() {
        return (of(&around.tail), Rule::TailRoles, ActorSource::Tail, Confidence::Medium);
    }
    (Actors::default(), Rule::Nobody, ActorSource::Missing, Confidence::Low)
}

/// The role of the unit whose section it is: its sentence may open with 牵头, 配合 or 会同.
fn in_section(words: &str, heading: &[String], known: &Known) -> Actors {
    let mut actors = Actors::default();
    let plain = strip_adverb(words.trim_start());
    let with = |word: &str| plain.get(word.len()..).and_then(|behind| names::list_at(behind, known));
    if cues::LEAD.opens(plain).is_some() {
        actors.lead = heading.to_vec();
    } else if let Some(word) = ["会同", "联合"].iter().find(|w| plain.starts_with(**w)) {
        actors.joint = heading.to_vec();
        actors.joint.extend(with(word).map(|l| l.names).unwrap_or_default());
    } else if let Some(word) = ["配合", "协助"].iter().find(|w| plain.starts_with(**w)) {
        actors.assist = heading.to_vec();
        actors.responsible = with(word).map(|l| l.names).unwrap_or_default();
    } else {
        actors.responsible = heading.to_vec();
    }
    actors
}

/// Leading comma pieces that are conditions: their bytes, and where the action begins.
fn conditions(text: &str, from: usize, to: usize) -> (Option<(usize, usize)>, usize) {
    let words = text.get(from..to).unwrap_or_default();
    let mut end = 0;
    for (piece_from, piece_to) in pieces(words) {
        let piece = words.get(piece_from..piece_to).unwrap_or_default();
        if !trigger::is_condition(piece.trim_end_matches(',')) || piece_to >= words.len() {
            break;
        }
        end = piece_to;
    }
    if end == 0 {
        (None, from)
    } else {
        (Some((from, from + end)), from + end)
    }
}

fn modality(words: &str) -> Option<Modality> {
    if cues::MUST_NOT.is_in(words) {
        return Some(Modality::MustNot);
    }
    let plain = [
        "应急", "需要", "重要", "主要", "必要", "要求", "响应", "适应", "相应", "应用", "供应", "对应", "反应", "效应",
        "摘要", "纪要", "要点", "概要", "只要",
    ]
    .iter()
    .fold(words.to_owned(), |text, word| text.replace(word, "··"));
    if cues::MUST.is_in(&plain) {
        return Some(Modality::Must);
    }
    ["可以", "有权", "可根据", "可视"]
        .iter()
        .any(|w| plain.contains(w))
        .then_some(Modality::May)
}

/// Norms address those outside, forbid or allow; the rest are duties. Steps up under a condition are escalations.
fn kind(item: &Item, around: &Around) -> Kind {
    let social = !item.actors.is_empty() && item.actors.all().all(|name| names::is_outside(name));
    let step_up = item.when.as_deref().is_some_and(|when| {
        [
            "无效", "拒不", "逾期", "仍", "未履行", "经教育不改", "超过", "不整改", "情节严重", "造成严重后果",
            "联系不上",
        ]
        .iter()
        .any(|word| when.contains(word))
    });
    let passed = !item.reports_to.is_empty() || !item.hands_over.is_empty();
    if step_up && passed && !item.actors.is_empty() {
        return Kind::Escalation;
    }
    if !item.actors.lead.is_empty() && around.heading.is_empty() && around.tail.is_empty() {
        return Kind::Task;
    }
    match item.modality {
        Some(Modality::MustNot | Modality::May) if around.heading.is_empty() => Kind::Norm,
        Some(Modality::Must) if social => Kind::Norm,
        _ => Kind::Duty,
    }
}

/// The same characters of the unfolded text.
fn same(text: &str, original: &str, from: usize, to: usize) -> String {
    let before = text.get(..from).map_or(0, |t| t.chars().count());
    let inside = text.get(from..to).map_or(0, |t| t.chars().count());
    original.chars().skip(before).take(inside).collect()
}
