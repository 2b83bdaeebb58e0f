//! The answer to a situation, by trying every situation that agrees with it.

use std::collections::{BTreeMap, BTreeSet};

use zeren::model::{
    Condition, FactId, FactType, Given, Item, ItemId, ItemKind, LinkKind, Modality, Model, Role, Scope, Situation,
    UnitForm, UnitId, ValueId,
};

use super::world::{Raw, Value, acts, holds, situations};

/// How sure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sure {
    Certain,
    Possible,
    Later,
}

/// A unit in a role in an item.
pub type Line = (Sure, Role, Option<UnitId>, ItemId);

/// What a plan answers.
#[derive(Debug, Default, PartialEq)]
pub struct Answer {
    pub lines: BTreeSet<Line>,
    pub norms: BTreeSet<(Sure, ItemId)>,
    pub escalations: BTreeSet<(Sure, ItemId)>,
    /// The places of all gaps, sorted.
    pub gaps: Vec<Option<String>>,
    pub broken: BTreeSet<(ItemId, LinkKind, UnitId)>,
}

/// A plan with all situations that its constraints allow.
pub struct Naive<'m> {
    pub model: &'m Model,
    pub all: Vec<Raw>,
}

impl<'m> Naive<'m> {
    pub fn new(model: &'m Model) -> Self {
        Naive {
            model,
            all: situations(model),
        }
    }

    /// The situations that agree with what is given. A given set is complete: it holds the values named, those above them, and
    /// those that something brings in.
    pub fn completions(&self, given: &Situation) -> Vec<&Raw> {
        let agree = |raw: &&Raw| {
            given
                .facts
                .iter()
                .all(|(fact, value)| self.agrees(given, raw, *fact, value))
        };
        self.all.iter().filter(agree).collect()
    }

    fn agrees(&self, given: &Situation, raw: &Raw, fact: FactId, value: &Given) -> bool {
        match (value, &raw[&fact.0]) {
            (Given::Bool(a), Value::Bool(b)) => a == b,
            (Given::One(a), Value::One(b)) => a.0 == *b,
            (Given::Int(a), Value::Int(b)) => a == b,
            (Given::Set(named), Value::Set(held)) => {
                let closed: BTreeSet<u32> = named
                    .iter()
                    .flat_map(|v| self.model.fact(fact).ancestors(*v))
                    .map(|v| v.0)
                    .collect();
                let justified = |v: &u32| closed.contains(v) || self.brought_in(given, raw, fact, *v, held);
                closed.is_subset(held) && held.iter().all(justified)
            }
            _ => false,
        }
    }

    /// Whether something brings a value in that the caller did not name: a value below it, a definition of the plan that holds
    /// here, or a law that holds here and of whose premise all facts are given.
    fn brought_in(&self, given: &Situation, raw: &Raw, fact: FactId, value: u32, held: &BTreeSet<u32>) -> bool {
        let values = &self.model.fact(fact).values;
        let below = held
            .iter()
            .any(|v| values[*v as usize].parents.iter().any(|p| p.0 == value));
        let by_law = self.model.constraints.iter().any(|c| {
            let known = c
                .premise
                .leaves()
                .iter()
                .all(|(leaf, _)| given.get(leaf.fact()).is_some());
            concludes(&c.conclusion, fact, value) && (!c.clauses.is_empty() || known) && holds(&c.premise, raw)
        });
        below || by_law
    }

    /// In all of them, in some, in none.
    fn sure(among: &[&Raw], test: impl Fn(&Raw) -> bool) -> Option<Sure> {
        let count = among.iter().filter(|raw| test(raw)).count();
        (count > 0).then_some(if count == among.len() {
            Sure::Certain
        } else {
            Sure::Possible
        })
    }

    pub fn status(&self, among: &[&Raw], item: &Item) -> Option<Sure> {
        Self::sure(among, |raw| holds(&item.condition, raw))
    }

    /// Answers what is given; `None` where no situation agrees with it.
    pub fn answer(&self, given: &Situation) -> Option<Answer> {
        let among = self.completions(given);
        if among.is_empty() {
            return None;
        }
        let mut answer = Answer::default();
        for (id, item) in self.model.items().filter(|(_, i)| i.scope == Scope::Case) {
            let status = self.status(&among, item);
            if item.kind == ItemKind::Norm {
                answer.norms.extend(status.map(|s| (s, id)));
            }
            if item.kind == ItemKind::Escalation {
                answer
                    .escalations
                    .extend(self.escalated(given, item, status).map(|s| (s, id)));
            }
            if item.overdue.is_none() {
                self.lines(&among, id, item, &mut answer);
            }
        }
        self.gaps(&among, &mut answer);
        Some(answer)
    }

    fn lines(&self, among: &[&Raw], id: ItemId, item: &Item, answer: &mut Answer) {
        for ((unit, role), (via, limits)) in lines_of(item) {
            let here = |raw: &Raw| holds(&item.condition, raw) && limits.iter().any(|l| holds(l, raw));
            let Some(sure) = Self::sure(among, here) else { continue };
            answer.lines.insert((sure, role, unit, id));
            if let (Sure::Certain, Some(kind), Some(to)) = (sure, via, unit)
                && !self.taken_up(among, id, kind, to)
            {
                answer.broken.insert((id, kind, to));
            }
        }
    }

    /// Whether another item takes up what goes to a unit; links that ask for no taking up always are.
    fn taken_up(&self, among: &[&Raw], from: ItemId, kind: LinkKind, to: UnitId) -> bool {
        let transfer = match kind {
            LinkKind::HandOver | LinkKind::EscalateTo => true,
            LinkKind::Notify | LinkKind::Report => false,
            _ => return true,
        };
        let who = self.with_groups(to);
        self.model.items().any(|(id, item)| {
            let receives_from = item.links.iter().any(|l| l.kind == LinkKind::ReceiveFrom);
            let ours = item.parties.iter().filter(|p| p.unit.is_some_and(|u| who.contains(&u)));
            let takes = |role: Role| {
                let takes_over = role == Role::Receive || receives_from && acts(role);
                let works = item.scope == Scope::Case && (acts(role) || role == Role::Assist);
                takes_over || !transfer && works
            };
            id != from && self.status(among, item).is_some() && ours.into_iter().any(|p| takes(p.role))
        })
    }

    fn with_groups(&self, unit: UnitId) -> BTreeSet<UnitId> {
        let mut out = BTreeSet::from([unit]);
        loop {
            let holding = self.model.units().filter(|(_, u)| match &u.form {
                UnitForm::Group { members, .. } => members.iter().any(|m| out.contains(m)),
                _ => false,
            });
            let more: Vec<UnitId> = holding.map(|(id, _)| id).filter(|id| !out.contains(id)).collect();
            if more.is_empty() {
                return out;
            }
            out.extend(more);
        }
    }

    /// An escalation that holds waits for its time; one that does not is later where one change of one fact would make it hold.
    fn escalated(&self, given: &Situation, item: &Item, status: Option<Sure>) -> Option<Sure> {
        match status {
            Some(Sure::Certain) if item.overdue.is_some() => Some(Sure::Later),
            Some(sure) => Some(sure),
            None => self
                .steps(given, item)
                .iter()
                .any(|after| {
                    let among = self.completions(after);
                    !among.is_empty() && self.status(&among, item) == Some(Sure::Certain)
                })
                .then_some(Sure::Later),
        }
    }

    /// What can be given after one step of a fact that the condition asks for and that can change.
    fn steps(&self, given: &Situation, item: &Item) -> Vec<Situation> {
        let mut out = Vec::new();
        for (leaf, _) in item.condition.leaves() {
            let id = leaf.fact();
            let fact = self.model.fact(id);
            let Some(now) = given.get(id).filter(|_| fact.evolves) else {
                continue;
            };
            let mut step = |value: Given| {
                let mut after = given.clone();
                after.facts.insert(id, value);
                out.push(after);
            };
            match (now, fact.kind) {
                (Given::Bool(yes), _) => step(Given::Bool(!yes)),
                (Given::Int(n), FactType::Int { max, .. }) => (n + 1..=max).for_each(|n| step(Given::Int(n))),
                (Given::One(v), _) => (v.0 + 1..fact.values.len() as u32).for_each(|v| step(Given::One(ValueId(v)))),
                (Given::Set(named), _) => {
                    let missing = (0..fact.values.len() as u32)
                        .map(ValueId)
                        .filter(|v| !named.contains(v));
                    missing.for_each(|v| step(Given::Set(named.iter().copied().chain([v]).collect())));
                }
                _ => {}
            }
        }
        out
    }

    fn gaps(&self, among: &[&Raw], answer: &mut Answer) {
        let certain = |l: &&Line| l.0 == Sure::Certain;
        let mut gaps = Vec::new();
        if !answer.lines.iter().filter(certain).any(|l| acts(l.1) && l.2.is_some()) {
            gaps.push(None);
        }
        for line in answer.lines.iter().filter(certain).filter(|l| l.2.is_none()) {
            gaps.push(self.model.item(line.3).stage.clone());
        }
        for (_, id) in answer.norms.iter().filter(|n| n.0 == Sure::Certain) {
            let norm = self.model.item(*id);
            if norm.modality == Some(Modality::MustNot) && norm.enforcement.as_ref().is_none_or(Vec::is_empty) {
                gaps.push(norm.stage.clone());
            }
        }
        for requirement in &self.model.requirements {
            if Self::sure(among, |raw| holds(&requirement.when, raw)) != Some(Sure::Certain) {
                continue;
            }
            for at in &requirement.at {
                let wanted = requirement.role;
                let fits = |role: Role| role == wanted || wanted != Role::Lead && acts(wanted) && acts(role);
                let filled = answer.lines.iter().filter(certain).any(|(_, role, unit, id)| {
                    let item = self.model.item(*id);
                    let here = item.stage.as_ref() == Some(at) || item.topic.as_ref() == Some(at);
                    here && unit.is_some() && fits(*role)
                });
                if !filled {
                    gaps.push(Some(at.clone()));
                }
            }
        }
        gaps.sort();
        answer.gaps = gaps;
    }

    /// The facts that are not given, each with the number of open items that some value of it would settle.
    pub fn settling(&self, given: &Situation, open: &BTreeSet<ItemId>) -> BTreeMap<FactId, usize> {
        let among = self.completions(given);
        let mut out = BTreeMap::new();
        for (fact, _) in self.model.facts().filter(|(f, _)| given.get(*f).is_none()) {
            let values: BTreeSet<&Value> = among.iter().map(|raw| &raw[&fact.0]).collect();
            let settles = |item: &Item| {
                values.iter().any(|value| {
                    let after: Vec<&Raw> = among.iter().copied().filter(|raw| raw[&fact.0] == **value).collect();
                    self.status(&after, item) != Some(Sure::Possible)
                })
            };
            let count = open.iter().filter(|id| settles(self.model.item(**id))).count();
            if count > 0 {
                out.insert(fact, count);
            }
        }
        out
    }
}

fn concludes(conclusion: &Condition, fact: FactId, value: u32) -> bool {
    use zeren::model::Leaf;
    match conclusion {
        Condition::Leaf(Leaf::Has(f, v), _) => *f == fact && v.0 == value,
        Condition::All(parts) => parts.iter().any(|p| concludes(p, fact, value)),
        _ => false,
    }
}

/// A line's limits, of which one must hold, and the link by which it comes in.
type Limits = (Option<LinkKind>, Vec<Condition>);

/// One line a unit and role; a party goes before a link.
pub fn lines_of(item: &Item) -> BTreeMap<(Option<UnitId>, Role), Limits> {
    let mut out: BTreeMap<(Option<UnitId>, Role), Limits> = BTreeMap::new();
    let speaks = item.kind != ItemKind::Norm || item.modality == Some(Modality::Must) && item.scope == Scope::Case;
    for party in item.parties.iter().filter(|_| speaks) {
        out.entry((party.unit, party.role))
            .or_default()
            .1
            .push(party.when.clone());
    }
    for link in &item.links {
        let role = match link.kind {
            LinkKind::HandOver | LinkKind::EscalateTo => Role::Receive,
            LinkKind::Notify | LinkKind::Report => Role::Notify,
            LinkKind::Guide => Role::Guide,
            LinkKind::Supervise => Role::Supervise,
            LinkKind::ReceiveFrom | LinkKind::EscalateFrom => continue,
        };
        let entry = out
            .entry((Some(link.unit), role))
            .or_insert_with(|| (Some(link.kind), Vec::new()));
        entry.1.push(link.when.clone());
    }
    out
}
