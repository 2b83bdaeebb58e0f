//! What is wrong with a plan in some situation that its vocabulary can express: gaps, overlaps, contradictions, what is passed on
//! and not taken up, escalations that lead nowhere. Exact over all situations, never by sampling; each finding has a witness that
//! routing confirms, or says that the limits were reached.
//!
//! How findings are shown is left to `wire` and `render`.

mod analyst;
mod claim;
mod coverage;
mod deadline;
mod escalation;
mod finding;
mod gap;
mod left_out;
mod link;
mod matter;
mod norm;
mod overlap;
mod reach;
mod similar;
pub mod smt2;
mod sweep;
mod words;

pub use analyst::Question;
pub use claim::{Claim, Test, What};
pub use coverage::{CoverLine, Covering, Place};
pub use escalation::LongestWay;
pub use finding::{FactorLine, FactorState, Finding, Region, Verdict};
pub use matter::{perhaps, surely, topic_of};
pub use norm::Enforced;
pub use similar::{same_action, without_place};
pub use words::Speaker;

use crate::compile::CompiledPlan;
use crate::cores;
use crate::diagnostic::{Diagnostic, Excuse, Severity, Words};
use crate::logic::Limits;
use crate::model::{Given, ItemId, Model};
use crate::route::Router;
use analyst::Analyst;
use matter::{Matter, Matters};

/// What to analyse, at what cost.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options<'a> {
    /// This topic alone.
    pub topic: Option<&'a str>,
    /// The steps that one question may cost.
    pub limits: Limits,
    /// Items and units that their author excuses from findings of a kind.
    pub excused: &'a [Excuse],
}

/// What an analysis found.
#[derive(Debug, Clone)]
pub struct Analysis {
    /// The findings, the most important first.
    pub findings: Vec<Finding>,
    /// How many topics were looked at.
    pub topics: usize,
    /// How many questions were decided, by the engine.
    pub questions: Vec<Question>,
    /// The steps that they cost.
    pub steps: u64,
    /// How norms are enforced.
    pub enforced: Enforced,
    /// Stage by stage and value by value, whether anyone acts; empty where one topic was asked for.
    pub coverage: Vec<CoverLine>,
    /// The longest way up of each topic that gives numbers, the longest first.
    pub ways: Vec<LongestWay>,
    /// Items that rest on a condition not yet encoded: taken as open on either side.
    pub open: Vec<ItemId>,
}

/// Analyses a plan.
#[must_use]
pub fn analyze(plan: &CompiledPlan, options: Options<'_>) -> Analysis {
    let (matters, router) = cores::both(|| Matters::of(plan), || Router::new(plan));
    let laws = plan.world.laws();
    let mut a = Analyst::new(&router, &matters, &laws, options);
    if reach::impossible(&mut a) {
        // Of no situation everything is true: nothing else is worth saying.
        return Analysis {
            findings: a.findings,
            topics: 0,
            questions: a.questions,
            steps: 0,
            enforced: norm::enforced(&plan.model),
            coverage: Vec::new(),
            ways: Vec::new(),
            open: Vec::new(),
        };
    }
    let wanted = |topic: &str| options.topic.is_none_or(|t| t == topic);
    let chosen: Vec<&Matter> = matters.list.iter().filter(|m| wanted(&m.name)).collect();
    let required = plan
        .model
        .requirements
        .iter()
        .filter(|r| options.topic.is_none_or(|t| r.at.iter().any(|at| at == t)));
    required.for_each(|r| gap::required(&mut a, r));
    a.each(&chosen, |a, matter| {
        a.focus(matter);
        gap::of_matter(a, matter);
        overlap::of_matter(a, matter);
        norm::unenforced(a, matter);
        reach::redundant(a, matter);
        deadline::of_matter(a, matter);
    });
    if options.topic.is_none() {
        norm::contradictions(&mut a);
        reach::forced_values(&mut a);
    }
    link::links(&mut a, &wanted);
    let mut coverage = Vec::new();
    if options.topic.is_none() {
        sweep::values(&mut a);
        let places = coverage::places(&a);
        coverage = coverage::table(&mut a, &places);
        left_out::values(&mut a, &places);
    }
    reach::conditions(&mut a, &wanted);
    let ways = escalation::escalations(&mut a, &wanted);
    let steps = a.steps + a.asker.steps();
    let (mut findings, questions) = (a.findings, a.questions);
    findings.retain(|f| !is_excused(&plan.model, options.excused, f));
    sort(&plan.model, &mut findings);
    let open = matters
        .open
        .iter()
        .copied()
        .filter(|id| wanted(topic_of(plan.model.item(*id))))
        .collect();
    Analysis {
        findings,
        topics: chosen.len(),
        questions,
        steps,
        enforced: norm::enforced(&plan.model),
        coverage,
        ways,
        open,
    }
}

/// Whether an item that a finding is about, or the unit that it is mainly about, is excused from it.
fn is_excused(model: &Model, excused: &[Excuse], finding: &Finding) -> bool {
    let items = finding.items.iter().map(|id| model.item(*id).span);
    let unit = finding.units.first().map(|u| model.unit(*u).span);
    let mut places = items.chain(unit);
    places.any(|place| {
        excused.contains(&Excuse {
            code: finding.code,
            place,
        })
    })
}

/// Graver first, then by kind, then the plainer witness first, then in the order of the text.
fn sort(model: &Model, findings: &mut [Finding]) {
    let clause = |f: &Finding| f.items.first().map(|id| model.item(*id).clause()).unwrap_or("");
    findings.sort_by(|a, b| {
        let key = |f: &Finding| (std::cmp::Reverse(f.severity), rank(f), f.code, f.weight());
        key(a)
            .cmp(&key(b))
            .then_with(|| model.outline.compare(clause(a), clause(b)))
            .then_with(|| a.message.zh.cmp(&b.message.zh))
    });
}

/// What leaves a person without help comes before what the text merely leaves unsaid.
fn rank(finding: &Finding) -> u8 {
    use crate::diagnostic::Code;
    match finding.code {
        Code::PROHIBITION_UNENFORCED
        | Code::REQUIRED_ROLE_MISSING
        | Code::HAND_OVER_NOT_RECEIVED
        | Code::CONTRADICTORY_NORMS => 0,
        Code::HAND_OVER_PARTLY_RECEIVED
        | Code::TWO_LEADS
        | Code::LED_ELSEWHERE
        | Code::TWO_LIMITS
        | Code::ONLY_ASSISTED
        | Code::NEVER_APPLIES => 1,
        _ => 2,
    }
}

impl Analysis {
    /// The findings as diagnostics of the plan's text, for `check`.
    #[must_use]
    pub fn diagnostics(&self, model: &Model) -> Vec<Diagnostic> {
        self.findings.iter().map(|f| diagnostic(model, f)).collect()
    }

    /// How many findings have this severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|f| f.severity == severity).count()
    }
}

fn diagnostic(model: &Model, finding: &Finding) -> Diagnostic {
    let first = finding
        .items
        .first()
        .map_or(model.plan.span, |id| model.item(*id).name_span);
    let message = with_cases(finding);
    let mut out = Diagnostic::new(finding.code, first, message.clone()).help(finding.repair.clone());
    out.severity = finding.severity;
    if finding.verdict != Verdict::Proved {
        out.severity = Severity::Info;
        out.message = unsure(&finding.verdict, &message);
    }
    for id in finding.items.iter().skip(1) {
        let item = model.item(*id);
        out = out.related(item.name_span, crate::words!("{}", "{}", item.clause()));
    }
    for id in &finding.items {
        let clause = model.item(*id).clause();
        if !out.clauses.iter().any(|c| c == clause) {
            out = out.clause(clause);
        }
    }
    for unit in &finding.units {
        out = out.unit(model.unit(*unit).name.clone());
    }
    let facts = finding.witness.iter().flat_map(|w| &w.facts);
    out.witness = facts
        .map(|(id, given)| (model.fact(*id).name.clone(), given_words(model, *id, given)))
        .collect();
    out
}

/// Cases that a message names; the rest is told by `analyze`.
const CASES: usize = 3;

/// The message with its simplest cases, where there are several: the one witness of a diagnostic shows only the first.
fn with_cases(finding: &Finding) -> Words {
    let Some(region) = finding.region.as_ref().filter(|r| r.simplest.len() > 1) else {
        return finding.message.clone();
    };
    let cases: Vec<&str> = region
        .simplest
        .iter()
        .take(CASES)
        .map(|(words, _)| words.as_str())
        .collect();
    let more = region.more_simplest || region.simplest.len() > CASES;
    let etc = if more { "……" } else { "" };
    Words::new(
        format!("{},如:{}{etc}", finding.message.zh, cases.join(";")),
        format!("{}, such as: {}{etc}", finding.message.en, cases.join("; ")),
    )
}

/// The words of a finding that is not proved: it never reads as if it were.
fn unsure(verdict: &Verdict, message: &Words) -> Words {
    let (zh, en) = match verdict {
        Verdict::Unconfirmed => (
            "算出来了而复核不一致(请反馈)",
            "found, and not confirmed by routing (please report it)",
        ),
        _ => ("没有算完,不能断定", "not decided within the limits"),
    };
    Words::new(format!("{zh}:{}", message.zh), format!("{en}: {}", message.en))
}

/// A given fact as it would be typed: `[孤儿、流浪儿童]`, `9`, `是`.
#[must_use]
pub fn given_words(model: &Model, id: crate::model::FactId, given: &Given) -> String {
    let fact = model.fact(id);
    match given {
        Given::Set(values) => format!(
            "[{}]",
            values
                .iter()
                .map(|v| fact.value_name(*v))
                .collect::<Vec<_>>()
                .join("、")
        ),
        Given::One(value) => fact.value_name(*value).to_owned(),
        Given::Int(n) => n.to_string(),
        Given::Bool(yes) => if *yes { "是" } else { "否" }.to_owned(),
    }
}
