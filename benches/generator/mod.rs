//! Plans of any size, made up but shaped like real ones: topics of 1 to 50 items, each with a few words of a shared vocabulary,
//! places within places, units by the place, roles, deadlines and links. The same on every run for the same size and seed.
//!
//! [`Draft::text`] writes a plan as a drafter would; [`Draft::compiled`] builds the same plan without parsing it.

#![allow(
    dead_code,
    unused_imports,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "each benchmark uses a part of it; a made-up plan that does not fit is a mistake here"
)]

mod hard;
mod model;
mod random;
mod situation;
mod text;
mod vocabulary;

pub use hard::one_topic;
use random::Random;
pub use vocabulary::{FACTS, FactKind, Law, Sample, Vocabulary};

/// How many facts a topic draws on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Breadth {
    /// About nine dimensions: what most topics of real plans need.
    Local,
    /// About seventeen.
    Wide,
    /// The whole vocabulary.
    Whole,
}

/// A test of facts, by places in [`FACTS`] and among a fact's values.
#[derive(Debug, Clone)]
pub enum Test {
    /// A set holds one of these, or a single value is one of these.
    Any(usize, Vec<usize>),
    /// A bool fact is true.
    Yes(usize),
    /// A number lies in this range, both ends included.
    Within(usize, i64, i64),
    /// Not this.
    Not(Box<Test>),
    /// One of these.
    Or(Vec<Test>),
}

/// One duty.
#[derive(Debug, Clone)]
pub struct Duty {
    /// Its topic.
    pub topic: usize,
    /// Its stage.
    pub stage: usize,
    /// The unit that leads or is responsible, with the word for it.
    pub actor: (&'static str, usize),
    /// Units that assist.
    pub assist: Vec<usize>,
    /// Who takes over, from the same place.
    pub hands_over: Option<usize>,
    /// Who is told.
    pub notifies: Option<usize>,
    /// Whether the actor also receives what others pass on.
    pub receives: bool,
    /// All must hold.
    pub when: Vec<Test>,
    /// Days from the report.
    pub days: Option<i64>,
}

/// A plan before it is written down.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Its facts and constraints.
    pub vocabulary: Vocabulary,
    /// How many units it declares.
    pub units: usize,
    /// Its duties, by topic.
    pub duties: Vec<Duty>,
    random: Random,
}

/// Units of one county.
const UNITS: usize = 24;
/// Stages of the plan.
pub const STAGES: [&str; 5] = ["监测预防", "发现报告", "应急处置", "评估转介", "帮扶救助"];

impl Draft {
    /// A plan with `items` duties.
    pub fn new(items: usize, breadth: Breadth, seed: u64) -> Draft {
        let mut random = Random::new(seed);
        let vocabulary = Vocabulary::new(1 + items / 60, &mut random);
        let units = UNITS * vocabulary.places.len().min(200);
        let mut draft = Draft {
            vocabulary,
            units,
            duties: Vec::with_capacity(items),
            random,
        };
        let mut topic = 0;
        while draft.duties.len() < items {
            let size = draft.topic_size().min(items - draft.duties.len());
            draft.topic(topic, size, breadth);
            topic += 1;
        }
        draft
    }

    /// Small topics are common, large ones rare.
    fn topic_size(&mut self) -> usize {
        let most = [4, 8, 16, 30, 50][self.random.below(5)];
        1 + self.random.below(most)
    }

    /// Adds a topic of `size` duties over a few facts, in one place.
    fn topic(&mut self, topic: usize, size: usize, breadth: Breadth) {
        let place = self.random.below(self.vocabulary.places.len());
        let words = self.vocabulary.some(breadth, &mut self.random);
        for _ in 0..size {
            let mut when = vec![Test::Any(0, vec![self.below(place)])];
            for _ in 0..1 + self.random.below(4) {
                let test = self.test(&words);
                when.push(test);
            }
            let duty = self.duty(topic, place, when);
            self.duties.push(duty);
        }
    }

    /// The place itself, or now and then one within it.
    fn below(&mut self, place: usize) -> usize {
        let within: Vec<usize> = self.vocabulary.within(place);
        match within.as_slice() {
            [] => place,
            _ if self.random.one_in(3) => within[self.random.below(within.len())],
            _ => place,
        }
    }

    fn test(&mut self, words: &[Sample]) -> Test {
        let word = words[self.random.below(words.len())].clone();
        let test = match word {
            Sample::Values(fact, values) => {
                let most = values.len().min(3);
                let some = 1 + self.random.below(most);
                Test::Any(fact, self.random.choose(&values, some))
            }
            Sample::Bool(fact) => Test::Yes(fact),
            Sample::Limits(fact, limits) => {
                let low = limits[self.random.below(limits.len())];
                let high = limits[self.random.below(limits.len())];
                Test::Within(fact, low.min(high), low.max(high) + 2)
            }
        };
        match self.random.below(12) {
            0 => Test::Not(Box::new(test)),
            1 | 2 => Test::Or(vec![test, self.test(words)]),
            _ => test,
        }
    }

    fn duty(&mut self, topic: usize, place: usize, when: Vec<Test>) -> Duty {
        let here = place % (self.units / UNITS) * UNITS;
        let mut unit = || here + self.random.below(UNITS);
        let (actor, a, b, c, d) = (unit(), unit(), unit(), unit(), unit());
        let role = if self.random.one_in(3) { "责任" } else { "牵头" };
        let assist = match self.random.below(3) {
            0 => vec![],
            1 => vec![a],
            _ => vec![a, b],
        };
        Duty {
            topic,
            stage: self.random.below(STAGES.len()),
            actor: (role, actor),
            assist: assist
                .into_iter()
                .filter(|u| *u != actor)
                .collect::<std::collections::BTreeSet<_>>()
                .into_iter()
                .collect(),
            hands_over: self.random.one_in(8).then_some(c).filter(|u| *u != actor),
            notifies: self.random.one_in(8).then_some(d).filter(|u| *u != actor),
            receives: self.random.one_in(8),
            when,
            days: self.random.one_in(2).then(|| 1 + self.random.below(30) as i64),
        }
    }
}
