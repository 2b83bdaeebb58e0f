//! Situations of a draft's vocabulary that its constraints allow.

use std::collections::BTreeSet;

use zeren::model::{FactId, Given, Situation, ValueId};

use super::vocabulary::{AGE, Law, parent};
use super::{Draft, FACTS, FactKind};

impl Draft {
    /// One more situation: a county, one to three values of each set with those above them, every other fact given.
    pub fn situation(&mut self) -> Situation {
        let mut tags: BTreeSet<(usize, usize)> = BTreeSet::new();
        for (fact, (_, kind)) in FACTS.iter().enumerate() {
            if let FactKind::Set(values) = kind {
                for _ in 0..1 + self.random.below(3) {
                    tags.insert((fact, self.random.below(*values)));
                }
            }
        }
        self.obey(&mut tags);
        let young = |law: &Law| matches!(law, Law::Younger(tag, _) if tags.contains(tag));
        let oldest = if self.vocabulary.laws.iter().any(young) {
            17
        } else {
            120
        };
        let mut out = Situation::default();
        for (fact, (_, kind)) in FACTS.iter().enumerate() {
            let places = self.vocabulary.places.len();
            let mut value = |below: usize| ValueId::from_index(self.random.below(below));
            let given = match *kind {
                // Counties come last.
                FactKind::Place => Given::One(ValueId::from_index(places - 1 - value(places * 4 / 5).index())),
                FactKind::Set(_) => Given::Set(
                    tags.iter()
                        .filter(|(f, _)| *f == fact)
                        .map(|(_, v)| ValueId::from_index(*v))
                        .collect(),
                ),
                FactKind::One(n) => Given::One(value(n)),
                FactKind::Bool => Given::Bool(self.random.one_in(2)),
                FactKind::Int(_) if fact == AGE => Given::Int(self.random.below(oldest + 1) as i64),
                FactKind::Int(max) => Given::Int(self.random.below(max as usize + 1) as i64),
            };
            out.facts.insert(FactId::from_index(fact), given);
        }
        out
    }

    /// Adds what the values imply and drops what they exclude, until the constraints hold.
    fn obey(&self, tags: &mut BTreeSet<(usize, usize)>) {
        loop {
            let mut missing: Vec<(usize, usize)> = tags.iter().filter_map(|(f, v)| Some((*f, parent(*v)?))).collect();
            let mut wrong = None;
            for law in &self.vocabulary.laws {
                match law {
                    Law::Implies(from, to) if tags.contains(from) => missing.push(*to),
                    Law::Excludes(one, other) if tags.contains(one) && tags.contains(other) => wrong = Some(*one),
                    _ => {}
                }
            }
            missing.retain(|tag| !tags.contains(tag));
            match (wrong, missing.is_empty()) {
                (Some(one), _) => self.drop_with_sources(one, tags),
                (None, true) => return,
                (None, false) => tags.extend(missing),
            }
        }
    }

    /// Drops a value and those from which it follows.
    fn drop_with_sources(&self, tag: (usize, usize), tags: &mut BTreeSet<(usize, usize)>) {
        let mut waiting = vec![tag];
        while let Some(gone) = waiting.pop() {
            tags.remove(&gone);
            let below = tags.iter().filter(|(f, v)| *f == gone.0 && parent(*v) == Some(gone.1));
            waiting.extend(below.copied());
            for law in &self.vocabulary.laws {
                if let Law::Implies(from, to) = law
                    && *to == gone
                    && tags.contains(from)
                {
                    waiting.push(*from);
                }
            }
        }
    }
}
