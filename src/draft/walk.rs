//! Clause by clause: what each place gives, and what it inherits from the places that hold it.

use std::collections::BTreeMap;

use super::act::{self, Around};
use super::item::{ActorSource, Actors, Confidence, Item, Kind, Modality, Omitted, Rule};
use super::names::{self, Known};
use super::{cues, due, gather, header, task};
use crate::document::{Clause, Document, Force, Kind as Place, background, normative};
use crate::text::fold_name;

/// Everything that was read and left out.
#[derive(Debug, Default)]
pub struct Walked {
    /// In the order of the text.
    pub items: Vec<Item>,
    /// What was left out.
    pub omitted: Vec<Omitted>,
}

/// Headings of a body's charter that are of the body itself.
const CHARTERED: &[&str] = &["主要职责", "工作职责", "职责", "职责任务", "主要职能", "职能"];

/// Why a place is not encoded.
const BACKGROUND: &str = "指导思想、目标、对象、依据或名单,不分派责任";
const NO_CUE: &str = "没有约束用语";
const NO_ACTOR: &str = "没有写明由谁办";

/// What a place hands down.
#[derive(Debug, Clone, Default)]
struct Handed {
    heading: Vec<String>,
    tail: Vec<String>,
    /// Actors and modality of the line that leads into a list.
    lead_in: Actors,
    modality: Option<Modality>,
}

/// Reads the whole document.
pub fn walk(document: &Document, known: &Known) -> Walked {
    let forces: BTreeMap<usize, Force> = normative(document).into_iter().map(|n| (n.clause, n.force)).collect();
    let mut walker = Walker {
        document,
        known,
        forces,
        background: background(document),
        body: header::body(document),
        handed: Vec::with_capacity(document.clauses.len()),
        before: BTreeMap::new(),
        founded: BTreeMap::new(),
        walked: Walked::default(),
    };
    for (at, clause) in document.clauses.iter().enumerate() {
        walker.clause(at, clause);
    }
    walker.walked
}

struct Walker<'a> {
    document: &'a Document,
    known: &'a Known,
    /// The binding sentences.
    forces: BTreeMap<usize, Force>,
    background: Vec<bool>,
    /// The body whose charter the document is.
    body: Option<String>,
    handed: Vec<Handed>,
    /// The last actors of each place.
    before: BTreeMap<usize, Actors>,
    /// What the last sentence of each place set up.
    founded: BTreeMap<usize, Vec<String>>,
    walked: Walked,
}

impl Walker<'_> {
    fn clause(&mut self, at: usize, clause: &Clause) {
        let above = clause
            .parent
            .and_then(|p| self.handed.get(p))
            .cloned()
            .unwrap_or_default();
        let mut own = Handed {
            tail: above.tail.clone(),
            ..above
        };
        if let Some(units) = self.heads(clause) {
            own.heading = units;
        }
        if !clause.kind.is_cut()
            && let Some(item) = task::task(self.document, at, clause)
        {
            own.tail = task::doers(&item.actors);
            self.walked.items.push(item);
        }
        // 1.镇防汛办公室。负责…: the heading sentence names the unit of the whole item.
        if clause.kind == Place::Topic
            && let Some(units) = self
                .heads(clause)
                .or_else(|| self.works(at, clause))
                .filter(|units| !units.iter().all(|u| names::is_social(u)))
            && let Some(parent) = clause.parent.and_then(|p| self.handed.get_mut(p))
        {
            parent.heading = units;
        }
        self.handed.push(own);
        match clause.kind {
            Place::Sentence => self.sentence(at, clause),
            Place::Topic => self.topic(clause),
            _ => self.leave_out(at, clause),
        }
    }

    /// The units whose section a clause opens.
    fn heads(&self, clause: &Clause) -> Option<Vec<String>> {
        match clause.kind {
            Place::UnitHeading => {
                let units = gather::heading_names(clause);
                (!units.is_empty()).then_some(units)
            }
            Place::Heading | Place::Item | Place::Topic => {
                let words = fold_name(clause.text.lines().next().unwrap_or_default());
                let words = words.trim_matches([' ', '。', ':']);
                if words.chars().count() > 24 {
                    return None;
                }
                let plain = cues::DUTIES_OF
                    .words
                    .iter()
                    .find_map(|w| words.strip_suffix(w))
                    .unwrap_or(words);
                // 主要职责 in the charter of a body: the body's.
                if let Some(body) = self.body.as_ref().filter(|_| CHARTERED.contains(&words)) {
                    return Some(vec![body.clone()]);
                }
                let list = names::is_list(plain, self.known)?;
                let named = list.names.iter().any(|n| cues::BODY.closes(n) || self.known.has(n));
                named.then_some(list.names)
            }
            _ => None,
        }
    }

    /// `抢险物资组。负责物资调运`: what the next sentence says is in charge is a body, whatever its name.
    fn works(&self, at: usize, clause: &Clause) -> Option<Vec<String>> {
        let words = fold_name(&clause.text);
        let name = words.trim_end_matches(['。', ':', ' ']);
        let body = cues::BODY.closes(name) || cues::SHORT.closes(name);
        let short = (2..=20).contains(&name.chars().count()) && !name.contains([',', ';']);
        let verb = cues::VERB.opens(name).is_some() || cues::START.opens(name).is_some();
        let next = self
            .document
            .clauses
            .get(at + 1)
            .filter(|c| c.kind == Place::Sentence)?;
        let charge = ["负责", "主要负责", "分别负责", "具体负责", "承担", "主要职责", "职责:"];
        let charged = charge.iter().any(|word| next.text.starts_with(word)) || next.text.contains("领导下,负责");
        (body && short && !verb && charged).then(|| vec![name.to_owned()])
    }

    fn sentence(&mut self, at: usize, clause: &Clause) {
        let Some(owner) = clause.parent else { return };
        if self.background.get(at).copied().unwrap_or(false) {
            return;
        }
        // In a unit's own section every sentence is its work.
        let headed = self
            .handed
            .get(owner)
            .is_some_and(|h| !h.heading.is_empty())
            .then_some(Force::Assign);
        let Some(force) = self.forces.get(&at).copied().or(headed) else {
            // The columns of a table are in its task.
            if self.document.clauses.get(owner).is_some_and(|c| c.kind == Place::Field) {
                return;
            }
            self.unmarked(owner, at, clause);
            return;
        };
        let read = self.read(owner, at, clause);
        self.lead_in(owner, clause, &read);
        let kept = self.keep(owner, force, read);
        if kept == 0 {
            let reason = if self.tailed(owner) { "" } else { NO_ACTOR };
            if !reason.is_empty() {
                self.omit(clause, reason);
            }
        }
    }

    /// What a sentence says, part by part.
    fn read(&mut self, owner: usize, at: usize, clause: &Clause) -> Vec<Item> {
        let parts: Vec<Clause> = self
            .document
            .clauses
            .iter()
            .skip(at + 1)
            .take_while(|c| c.kind == Place::Part && c.parent == Some(at))
            .cloned()
            .collect();
        if parts.is_empty() {
            let place = self.place(at, owner);
            return self.words(owner, clause, &place);
        }
        parts
            .iter()
            .flat_map(|part| self.words(owner, part, &part.path))
            .collect()
    }

    /// A sentence without a binding word binds where it names who acts: 各成员单位24小时值班。
    fn unmarked(&mut self, owner: usize, at: usize, clause: &Clause) {
        let before = self.before.get(&owner).cloned();
        let read = self.read(owner, at, clause);
        let (stated, rest): (Vec<Item>, Vec<Item>) = read
            .into_iter()
            .partition(|i| matches!(i.rule, Rule::Subject | Rule::ByUnit) && !i.action.is_empty());
        if stated.is_empty() || !rest.is_empty() {
            match before {
                Some(before) => self.before.insert(owner, before),
                None => self.before.remove(&owner),
            };
            self.omit(clause, NO_CUE);
            return;
        }
        self.walked.items.extend(stated);
    }

    /// A heading sentence that names who acts is a rule of its own: 镇政府负责清雪。
    fn topic(&mut self, clause: &Clause) {
        let Some(owner) = clause.parent else { return };
        let own_unit = self.handed.get(owner).is_some_and(|h| !h.heading.is_empty());
        if own_unit || self.background.get(owner).copied().unwrap_or(false) {
            return;
        }
        let read = self.words(owner, clause, &clause.path);
        let stated: Vec<Item> = read
            .into_iter()
            .filter(|i| matches!(i.rule, Rule::Subject | Rule::ByUnit) && i.action.chars().count() > 4)
            .collect();
        // What stands below goes on from the heading.
        if let (Some(last), Some(handed)) = (stated.last(), self.handed.get_mut(owner)) {
            handed.lead_in = last.actors.clone();
        }
        self.walked.items.extend(stated);
    }

    /// How a sentence is cited: the only sentence of a place is the place.
    fn place(&self, at: usize, owner: usize) -> String {
        let clauses = &self.document.clauses;
        let siblings = clauses
            .iter()
            .filter(|c| c.kind == Place::Sentence && c.parent == Some(owner))
            .count();
        let path = |at: usize| clauses.get(at).map(|c| c.path.clone()).unwrap_or_default();
        if siblings == 1 { path(owner) } else { path(at) }
    }

    /// Reads the words of one sentence or part.
    fn words(&mut self, owner: usize, clause: &Clause, path: &str) -> Vec<Item> {
        let handed = self.handed.get(owner).cloned().unwrap_or_default();
        // 三是…: a new point, which nobody's sentence before goes on in.
        let point =
            clause.text.chars().nth(1) == Some('是') && clause.text.starts_with(|c| "一二三四五六七八九十".contains(c));
        let before = self
            .before
            .get(&owner)
            .cloned()
            .filter(|_| !point)
            .unwrap_or(handed.lead_in);
        let around = Around {
            heading: handed.heading,
            tail: handed.tail,
            before,
            founded: self.founded.get(&owner).cloned().unwrap_or_default(),
            modality: handed.modality,
        };
        let folded: String = clause.text.chars().map(crate::text::fold_char).collect();
        self.founded.insert(owner, act::founds(&folded));
        let mut items = act::read(&folded, &clause.text, &around, self.known);
        let title = self.title(owner);
        for item in &mut items {
            path.clone_into(&mut item.clause);
            item.line = clause.line;
            if item.kind == Kind::Task {
                item.title.clone_from(&title);
            }
        }
        if let Some(last) = items
            .iter()
            .rev()
            .find(|i| matches!(i.rule, Rule::Subject | Rule::ByUnit))
        {
            // Those who only join in a clause with a lead do not take over what follows.
            let led = self.before.get(&owner).is_some_and(|known| !known.lead.is_empty());
            let joins = led && last.actors.lead.is_empty() && last.actors.all().count() > 3;
            if !joins {
                self.before.insert(owner, last.actors.clone());
            }
        }
        items
    }

    /// The heading of the place that holds a sentence.
    fn title(&self, owner: usize) -> Option<String> {
        let topic = self
            .document
            .clauses
            .iter()
            .skip(owner + 1)
            .take(2)
            .find(|c| c.kind == Place::Topic && c.parent == Some(owner))?;
        Some(topic.text.trim_matches(['。', ' ', ':']).to_owned())
    }

    /// A line that ends in a colon leads into a list: its actors and modality hold for the list.
    fn lead_in(&mut self, owner: usize, clause: &Clause, read: &[Item]) {
        let leads = clause.text.trim_end().ends_with([':', ':']);
        if let (true, Some(item), Some(handed)) = (leads, read.last(), self.handed.get_mut(owner)) {
            handed.lead_in = item.actors.clone();
            handed.modality = item.modality;
        }
    }

    fn tailed(&self, owner: usize) -> bool {
        self.handed.get(owner).is_some_and(|h| !h.tail.is_empty())
    }

    /// Keeps the items that say more than the task of their clause does; how many.
    fn keep(&mut self, owner: usize, force: Force, read: Vec<Item>) -> usize {
        let tailed = self.tailed(owner);
        let mut kept = 0;
        for mut item in read {
            // 严禁… in a task: whom it forbids is not said.
            if matches!(item.rule, Rule::TailRoles | Rule::FieldRoles) && item.kind == Kind::Norm {
                (item.actors, item.source) = (Actors::default(), ActorSource::Missing);
                (item.rule, item.confidence) = (Rule::Nobody, Confidence::Low);
            }
            let passes = [&item.notifies, &item.hands_over, &item.reports_to, &item.guides];
            // In a task, whom it guides is part of the work; where nobody acts, it is all there is.
            let nobody = item.rule == Rule::Nobody;
            let says_more = passes
                .iter()
                .take(if nobody { 4 } else { 3 })
                .any(|list| !list.is_empty());
            let letter = item.clause.starts_with("通知");
            if matches!(item.rule, Rule::TailRoles | Rule::FieldRoles) && !says_more && item.when.is_none() {
                self.add_due(owner, &item);
            }
            let keep = match item.rule {
                Rule::TailRoles | Rule::FieldRoles => says_more || item.when.is_some() || item.kind == Kind::Norm,
                Rule::Nobody if letter => says_more,
                Rule::Nobody => {
                    // 第三阶段(6月16日—6月30日):总结提升: a stage is no deadline.
                    let stage = item.action.starts_with('第') && item.action.contains("阶段");
                    let timed = !stage && item.due.iter().any(due::binds);
                    force != Force::Direct || says_more || timed || item.kind == Kind::Norm
                }
                _ => true,
            };
            // 具体分工如下: what follows says it.
            let announces = item.rule == Rule::Nobody && item.action.ends_with("如下");
            if announces || item.action.is_empty() && item.when.is_none() {
                continue;
            }
            if keep {
                kept += 1;
                self.walked.items.push(item);
            } else if tailed {
                kept += 1;
            }
        }
        kept
    }

    /// A deadline in a sentence of a task that names nobody is the task's.
    fn add_due(&mut self, owner: usize, item: &Item) {
        let mut at = Some(owner);
        while let Some(clause) = at.and_then(|a| self.document.clauses.get(a)) {
            let task = self
                .walked
                .items
                .iter_mut()
                .rev()
                .find(|i| i.kind == Kind::Task && i.clause == clause.path);
            if let Some(task) = task {
                for due in &item.due {
                    if !task.due.contains(due) {
                        task.due.push(due.clone());
                    }
                }
                return;
            }
            at = clause.parent;
        }
    }

    /// Lists what stands apart from sentences and is not read: background headings.
    fn leave_out(&mut self, at: usize, clause: &Clause) {
        let own = self.background.get(at).copied().unwrap_or(false);
        let above = clause
            .parent
            .and_then(|p| self.background.get(p))
            .copied()
            .unwrap_or(false);
        let last = clause.path.rsplit('/').next().unwrap_or_default();
        let frame = matches!(last, "元数据" | "主送" | "落款" | "题" | "抄送");
        if own && !above && !frame && !clause.kind.is_cut() {
            self.omit(clause, BACKGROUND);
        }
    }

    fn omit(&mut self, clause: &Clause, reason: &'static str) {
        self.walked.omitted.push(Omitted {
            clause: clause.path.clone(),
            line: clause.line,
            excerpt: clause.text.chars().filter(|c| !c.is_control()).take(30).collect(),
            reason,
        });
    }
}
