//! What every part of the analysis works with: the plan, its items as formulas, questions with their budget, and the findings.

use std::collections::BTreeSet;

use super::Options;
use super::claim::Claim;
use super::finding::{FactorLine, FactorState, Finding, Region, Verdict};
use super::matter::{Matter, Matters};
use super::words::Speaker;
use crate::compile::CompiledPlan;
use crate::cores;
use crate::diagnostic::{Code, Excuse};
use crate::logic::{Asked, Asker, Assignment, Covered, DimId, Formula, Most, Shape, Slice, StillTrue};
use crate::model::{FactId, ItemId, Model, Situation, UnitId};
use crate::route::Router;

/// Regions and cases that are shown.
pub const SHOWN: usize = 5;
/// Regions are counted a little further; of cases it is enough to know that there are more.
const MOST: Most = Most {
    cubes: 12,
    cases: SHOWN + 1,
};

/// One analysis in the making.
pub struct Analyst<'a> {
    /// The plan.
    pub plan: &'a CompiledPlan,
    /// Its items as formulas.
    pub matters: &'a Matters,
    /// The questions.
    pub asker: Asker<'a>,
    router: &'a Router<'a>,
    excused: &'a [Excuse],
    /// What was found.
    pub findings: Vec<Finding>,
    /// The questions that were asked, for export.
    pub questions: Vec<Question>,
    /// The steps of pieces of work that are done.
    pub steps: u64,
}

/// A question that was put to the engine.
#[derive(Debug, Clone)]
pub struct Question {
    /// What is asked.
    pub name: String,
    /// The region that is looked for.
    pub region: Formula,
    /// Whether there is a situation; `None` where the limits were reached.
    pub answer: Option<bool>,
}

impl<'a> Analyst<'a> {
    /// Begins.
    pub fn new(router: &'a Router<'a>, matters: &'a Matters, laws: &'a [Formula], options: Options<'a>) -> Self {
        let plan = router.plan();
        Analyst {
            plan,
            matters,
            asker: Asker::new(&plan.world.space, laws, options.limits),
            router,
            excused: options.excused,
            findings: Vec::new(),
            questions: Vec::new(),
            steps: 0,
        }
    }

    /// Does the same work for each of a list, on all cores. What is found stands in the order of the list, and is the same however
    /// many cores there are: every piece of work begins as fresh as the first.
    pub fn each<T: Sync>(&mut self, list: &[T], work: impl Fn(&mut Analyst<'a>, &T) + Sync) {
        let done = cores::each(list, |one| {
            let mut fresh = Analyst {
                asker: self.asker.fresh(),
                findings: Vec::new(),
                questions: Vec::new(),
                steps: 0,
                ..*self
            };
            work(&mut fresh, one);
            (fresh.findings, fresh.questions, fresh.asker.steps())
        });
        for (findings, questions, steps) in done {
            self.steps += steps;
            self.findings.extend(findings);
            self.questions.extend(questions);
        }
    }

    /// The model.
    pub fn model(&self) -> &'a Model {
        &self.plan.model
    }

    /// Whether an item is excused from findings of a kind.
    pub fn excuses(&self, code: Code, item: ItemId) -> bool {
        let place = self.plan.model.item(item).span;
        self.excused.contains(&Excuse { code, place })
    }

    /// A unit's name.
    pub fn name(&self, unit: UnitId) -> &'a str {
        &self.plan.model.unit(unit).name
    }

    /// Names of units.
    pub fn names(&self, units: &[UnitId]) -> String {
        units.iter().map(|u| self.name(*u)).collect::<Vec<_>>().join("、")
    }

    /// Clauses of items.
    pub fn clauses(&self, items: &[ItemId]) -> String {
        let mut out: Vec<&str> = Vec::new();
        for item in items {
            let clause = self.plan.model.item(*item).clause();
            if !out.contains(&clause) {
                out.push(clause);
            }
        }
        match out.as_slice() {
            [a, b, c, _, ..] => format!("{a}、{b}、{c} 等 {} 条", out.len()),
            few => few.join("、"),
        }
    }

    fn speaker(&self) -> Speaker<'a> {
        Speaker {
            model: &self.plan.model,
            world: &self.plan.world,
        }
    }

    /// Makes ready for many questions about the items of a topic.
    pub fn focus(&mut self, matter: &Matter) {
        let matters = self.matters;
        let acts = matter.items.iter().flat_map(|id| matters.acts(*id));
        let lines = acts.flat_map(|x| [&x.surely, &x.perhaps]);
        let items = matter
            .items
            .iter()
            .flat_map(|id| [matters.surely(*id), matters.perhaps(*id)]);
        self.asker.focus(lines.chain(items));
    }

    /// Makes ready for questions about `formulas`.
    pub fn slice(&mut self, formulas: &[&Formula]) -> Slice {
        self.asker.slice(formulas)
    }

    /// Asks, and keeps the question for export.
    pub fn ask(&mut self, name: impl Into<String>, slice: &mut Slice, region: &Formula) -> Asked {
        let asked = self.asker.ask(slice, region);
        let answer = match &asked {
            Asked::Nowhere => Some(false),
            Asked::Here(_) => Some(true),
            Asked::Open(_) => None,
        };
        self.questions.push(Question {
            name: name.into(),
            region: region.clone(),
            answer,
        });
        asked
    }

    /// Whether `region` has no situation: proved; `false` also where that is not known.
    pub fn is_nowhere(&mut self, name: impl Into<String>, slice: &mut Slice, region: &Formula) -> bool {
        let answer = self.asker.nowhere(slice, region);
        self.questions.push(Question {
            name: name.into(),
            region: region.clone(),
            answer: answer.map(|a| !a),
        });
        answer == Some(true)
    }

    /// Whether `region` has no situation: proved, with a slice only where a plain situation is not at hand.
    pub fn is_nowhere_at_all(&mut self, name: impl Into<String>, region: &Formula) -> bool {
        if !self.asker.is_plainly_somewhere(region) {
            let mut slice = self.slice(&[region]);
            return self.is_nowhere(name, &mut slice, region);
        }
        self.questions.push(Question {
            name: name.into(),
            region: region.clone(),
            answer: Some(true),
        });
        false
    }

    /// The facts of a situation that `formulas` ask for.
    pub fn situation(&self, found: &Assignment, formulas: &[&Formula]) -> Situation {
        let dims = formulas.iter().flat_map(|f| f.dims());
        let facts: BTreeSet<FactId> = dims.filter_map(|d| self.plan.world.owner(d)).collect();
        self.plan.world.situation(&self.plan.model, found, &facts)
    }

    /// Those, and the facts from which their values may follow.
    fn whole_situation(&self, found: &Assignment, formulas: &[&Formula]) -> Situation {
        let facts = self
            .plan
            .world
            .facts_that_decide(formulas.iter().flat_map(|f| f.dims()));
        self.plan.world.situation(&self.plan.model, found, &facts)
    }

    /// Adds a finding with its witness, once the router has confirmed it.
    pub fn found(
        &mut self,
        mut finding: Finding,
        found: &Assignment,
        about: &[&Formula],
        claim: &Claim,
    ) -> Option<&mut Finding> {
        // The facts that the region asks for; where these do not decide single items, what the items ask for; and where a value may
        // still follow from something that is not given, that too.
        let items: Vec<&Formula> = claim
            .items()
            .into_iter()
            .flat_map(|id| self.asked_by(id))
            .chain(about.iter().copied())
            .collect();
        let confirmed = |s: &Situation| claim.is_confirmed(self.router, s);
        let whole = || self.whole_situation(found, &items);
        let situation = Some(self.situation(found, about))
            .filter(confirmed)
            .or_else(|| Some(self.situation(found, &items)).filter(confirmed))
            .or_else(|| Some(whole()).filter(confirmed));
        if situation.is_none() {
            finding.verdict = Verdict::Unconfirmed;
        }
        finding.witness = Some(situation.unwrap_or_else(whole));
        self.findings.push(finding);
        self.findings.last_mut()
    }

    /// Everything that an item and its lines ask for.
    fn asked_by(&self, id: ItemId) -> Vec<&'a Formula> {
        let matters = self.matters;
        std::iter::once(matters.perhaps(id))
            .chain(matters.acts(id).iter().map(|x| &x.perhaps))
            .collect()
    }

    /// Adds a finding that could be neither proved nor refuted.
    pub fn left_open(&mut self, mut finding: Finding, still_true: StillTrue) {
        finding.verdict = Verdict::Inconclusive(still_true);
        self.findings.push(finding);
    }

    /// The region in words, within `scope`.
    pub fn region(
        &mut self,
        slice: &mut Slice,
        region: &Formula,
        scope: &Formula,
        about: &[&Formula],
    ) -> Option<Region> {
        let shape: Shape = self.asker.shape(slice, region, scope, MOST)?;
        let speaker = self.speaker();
        let mut simplest = Vec::new();
        for case in shape.simplest.iter().take(SHOWN) {
            let Some(whole) = self.asker.complete(slice, &case.witness) else {
                continue;
            };
            simplest.push((speaker.case(case), self.situation(&whole, about)));
        }
        Some(Region {
            more_simplest: shape.more_simplest || shape.simplest.len() > SHOWN,
            simplest,
            more_parts: shape.cubes.len().saturating_sub(SHOWN),
            parts: shape.cubes.iter().take(SHOWN).map(|c| speaker.cube(c)).collect(),
            more_than_counted: shape.more_cubes,
        })
    }

    /// Each set value that `scope` mentions, by itself.
    pub fn factors(&mut self, slice: &mut Slice, covered: &Formula, scope: &Formula) -> Vec<FactorLine> {
        let speaker = self.speaker();
        let tags: Vec<DimId> = scope.dims().into_iter().filter(|d| speaker.tag(*d).is_some()).collect();
        let found = self.asker.factors(slice, covered, scope, &tags);
        let line = |factor: crate::logic::Factor| {
            let values = speaker.most_particular(&factor.present);
            let state = match factor.covered {
                Covered::Fully => FactorState::Covered,
                Covered::Partly => FactorState::Partly,
                Covered::Not => FactorState::Uncovered,
            };
            let uncovered = factor.uncovered.iter().map(|c| speaker.cube(c)).collect();
            FactorLine {
                values,
                state,
                uncovered,
            }
        };
        found.into_iter().map(line).collect()
    }
}
