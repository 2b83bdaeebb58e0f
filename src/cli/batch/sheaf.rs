//! Some rows answered one after another, on one core: rows become the text of their answers, and what became of each.

use std::io::Write;

use super::Batch;
use super::answers::{self, Answers};
use super::input::Form;
use super::rows::{Reading, Row};
use crate::diagnostic::Words;
use crate::engine::{Desk, FactsError};
use crate::words;

/// The answers of some rows.
pub struct Sheaf {
    /// As they are written, one after another.
    pub text: Vec<u8>,
    /// For each row what became of it, or what is wrong.
    pub done: Vec<Result<Answered, Vec<Words>>>,
}

/// What became of a row that was answered.
pub struct Answered {
    /// Whether somebody must act for certain.
    pub somebody: bool,
    /// Why some plans were not asked.
    pub not_asked: Vec<Words>,
}

/// Answers rows, sheaf after sheaf; what it needs on its way it keeps.
pub struct Clerk<'a> {
    batch: &'a Batch<'a>,
    reading: &'a Reading,
    answers: Answers,
    desk: Desk,
    text: Vec<u8>,
}

/// Writes sheaves.
pub fn write(out: &mut impl Write, ready: &[Sheaf]) -> std::io::Result<()> {
    ready.iter().try_for_each(|sheaf| out.write_all(&sheaf.text))
}

impl<'a> Clerk<'a> {
    pub fn new(batch: &'a Batch<'a>, reading: &'a Reading, answers: Answers) -> Self {
        Clerk {
            batch,
            reading,
            answers,
            desk: Desk::default(),
            text: Vec::new(),
        }
    }

    /// Answers some rows.
    pub fn sheaf(&mut self, rows: &[Row]) -> Sheaf {
        self.text
            .reserve(rows.iter().map(|row| row.raw.len()).sum::<usize>() * 3);
        let done = rows.iter().map(|row| self.answer(row)).collect();
        Sheaf {
            text: std::mem::take(&mut self.text),
            done,
        }
    }

    fn answer(&mut self, row: &Row) -> Result<Answered, Vec<Words>> {
        if let Some(answered) = self.answer_quickly(row) {
            return Ok(answered);
        }
        let Batch {
            policies,
            options,
            global,
            ..
        } = self.batch;
        let case = self.reading.case(row).map_err(|problem| vec![problem])?;
        let asked = policies.ask(&case.facts).map_err(FactsError::into_words)?;
        if asked.plans.is_empty() {
            return Err(vec![words!("没有一份方案管这个案子", "no plan is for this case")]);
        }
        let not_asked = asked.not_asked.into_iter().flat_map(|(policy, error)| {
            let named = move |words: Words| {
                let plan = policy.id();
                Words::new(
                    format!("未问 {plan}:{}", words.zh),
                    format!("{plan} was not asked: {}", words.en),
                )
            };
            error.into_words().into_iter().map(named)
        });
        let not_asked = not_asked.collect();
        let mut somebody = false;
        for addressed in asked.plans {
            let id = (row.number, case.id.as_deref());
            somebody |= self
                .answers
                .write(addressed, id, *options, global.lang(), &mut self.text);
        }
        Ok(Answered { somebody, not_asked })
    }

    /// The brief answer of the one plan to a case in its own words; `None` where there is more to it.
    fn answer_quickly(&mut self, row: &Row) -> Option<Answered> {
        let mut plans = self.batch.policies.iter();
        let (Some(policy), None) = (plans.next(), plans.next()) else {
            return None;
        };
        if !self.answers.brief || self.answers.form == Some(Form::Csv) {
            return None;
        }
        let facts = self.reading.plain_facts(row)?;
        let begun = self.text.len();
        answers::begin(row.number, None, &mut self.text);
        match policy.brief_json(facts, self.batch.options, &mut self.desk, &mut self.text) {
            Some(somebody) => {
                self.text.extend(answers::END);
                Some(Answered {
                    somebody,
                    not_asked: Vec::new(),
                })
            }
            None => {
                self.text.truncate(begun);
                None
            }
        }
    }
}
