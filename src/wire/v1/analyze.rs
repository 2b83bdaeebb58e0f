//! `zeren.analyze/v1`: findings of the analysis.

use serde::Serialize;
use serde_json::{Map, Value};

use super::facts;
use crate::analyze::{Analysis, CoverLine, Covering, FactorState, Finding, LongestWay, Place, Verdict};
use crate::diagnostic::{Lang, Severity};
use crate::logic::StillTrue;
use crate::model::{ItemId, Model, UnitId};

/// An analysis.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct Analyze {
    /// `zeren.analyze/v1`
    #[cfg_attr(feature = "serve", schemars(extend("const" = "zeren.analyze/v1")))]
    pub schema: &'static str,
    /// The plan's id.
    pub plan: String,
    /// Digest of the plan's sources.
    pub policy_digest: String,
    /// Counts.
    pub summary: AnalyzeSummary,
    /// Findings, the most important first.
    pub findings: Vec<AnalyzeFinding>,
    /// How norms are enforced.
    pub enforcement: EnforcementCount,
    /// Stage by stage (topic by topic, where a plan has no stages): who acts on the values that its items ask for.
    pub coverage: Vec<CoverageTable>,
    /// The longest ways up, the longest first.
    pub longest_ways: Vec<Way>,
    /// Items whose condition is not yet encoded: taken as open.
    pub open_items: Vec<String>,
}

/// Counts of an analysis.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct AnalyzeSummary {
    /// Topics looked at.
    pub topics: usize,
    /// Questions asked of the engine.
    pub questions: usize,
    /// Questions that reached the limits.
    pub undecided: usize,
    /// Errors.
    pub error: usize,
    /// Warnings.
    pub warning: usize,
    /// Remarks.
    pub info: usize,
    /// Findings left open by the limits.
    pub inconclusive: usize,
    /// Findings whose witness routing does not confirm: faults of the engine.
    pub unconfirmed: usize,
}

/// One finding.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct AnalyzeFinding {
    /// `ZR320`
    pub code: String,
    /// The code's name.
    pub name: &'static str,
    /// The code's headline.
    pub title: &'static str,
    /// error, warning or info
    pub severity: &'static str,
    /// proved, inconclusive or unconfirmed
    pub verdict: &'static str,
    /// What is proved although the limits were reached.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub still_true: Option<String>,
    /// The topic.
    pub topic: Option<String>,
    /// The stage.
    pub stage: Option<String>,
    /// What is wrong.
    pub message: String,
    /// What would repair it.
    pub repair: String,
    /// The units.
    pub units: Vec<String>,
    /// The clauses on both sides.
    pub items: Vec<Side>,
    /// A situation that proves it.
    pub witness: Option<Map<String, Value>>,
    /// The simplest situations.
    pub simplest: Vec<Simple>,
    /// Whether there are more of these.
    pub more_simplest: bool,
    /// The largest regions.
    pub regions: Vec<String>,
    /// How many more regions were counted.
    pub more_regions: usize,
    /// Whether there are more than were counted.
    pub more_than_counted: bool,
    /// One value at a time.
    pub factors: Vec<FactorEntry>,
}

/// An item of a finding.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct Side {
    /// Its name.
    pub item: String,
    /// Its clause.
    pub clause: String,
    /// What it does.
    pub action: String,
}

/// A simplest situation.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct Simple {
    /// In words.
    pub words: String,
    /// As facts.
    pub facts: Map<String, Value>,
}

/// One value by itself.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct FactorEntry {
    /// The values that are present, by fact.
    pub values: Vec<[String; 2]>,
    /// covered, partly or uncovered
    pub state: &'static str,
    /// Where it is not, if only partly.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub uncovered: Vec<String>,
}

/// How many norms are enforced, and how.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct EnforcementCount {
    /// By a duty about the very norm.
    pub specific: usize,
    /// By a general duty.
    pub general: usize,
    /// In part.
    pub partial: usize,
    /// By nobody.
    pub none: usize,
    /// Nothing is said.
    pub unsaid: usize,
}

/// One fact in one stage or topic.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct CoverageTable {
    /// The stage.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage: Option<String>,
    /// The topic, of a plan without stages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic: Option<String>,
    /// The fact.
    pub fact: String,
    /// Its values, each by itself: with what it implies, and no other value of the fact.
    pub values: Vec<CoverageRow>,
}

/// One value by itself.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct CoverageRow {
    /// The value.
    pub value: String,
    /// certain (an item makes a unit act whatever else is so), possible (some unit acts in some situation), with_others (some unit acts
    /// where other values of the fact hold too, and else nobody) or nobody
    pub state: &'static str,
    /// Who leads by an item that asks for the value, one above or one below it.
    pub leads: Vec<String>,
    /// Who else acts by such an item.
    pub acts: Vec<String>,
    /// The clauses of these items.
    pub clauses: Vec<String>,
}

/// A way up.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct Way {
    /// The topic.
    pub topic: String,
    /// The units, lowest first.
    pub units: Vec<String>,
    /// The clauses of the steps.
    pub clauses: Vec<String>,
    /// The time of each step; null where the text gives none.
    pub times: Vec<Option<String>>,
}

/// Writes an analysis.
#[must_use]
pub fn analyze(model: &Model, digest: &str, analysis: &Analysis, lang: Lang) -> Analyze {
    let verdicts = |wanted: &dyn Fn(&Verdict) -> bool| analysis.findings.iter().filter(|f| wanted(&f.verdict)).count();
    Analyze {
        schema: "zeren.analyze/v1",
        plan: model.plan.id.clone(),
        policy_digest: digest.to_owned(),
        summary: AnalyzeSummary {
            topics: analysis.topics,
            questions: analysis.questions.len(),
            undecided: analysis.questions.iter().filter(|q| q.answer.is_none()).count(),
            error: analysis.count(Severity::Error),
            warning: analysis.count(Severity::Warning),
            info: analysis.count(Severity::Info),
            inconclusive: verdicts(&|v| matches!(v, Verdict::Inconclusive(_))),
            unconfirmed: verdicts(&|v| *v == Verdict::Unconfirmed),
        },
        findings: analysis.findings.iter().map(|f| finding(model, f, lang)).collect(),
        enforcement: EnforcementCount {
            specific: analysis.enforced.specific,
            general: analysis.enforced.general,
            partial: analysis.enforced.partial,
            none: analysis.enforced.none,
            unsaid: analysis.enforced.unsaid,
        },
        coverage: coverage(model, analysis),
        longest_ways: analysis.ways.iter().map(|w| way(model, w)).collect(),
        open_items: analysis.open.iter().map(|id| model.item(*id).name.clone()).collect(),
    }
}

fn finding(model: &Model, f: &Finding, lang: Lang) -> AnalyzeFinding {
    let info = f.code.info();
    let (verdict, still_true) = match &f.verdict {
        Verdict::Proved => ("proved", None),
        Verdict::Unconfirmed => ("unconfirmed", None),
        Verdict::Inconclusive(still) => ("inconclusive", Some(still_words(*still, lang))),
    };
    let region = f.region.clone().unwrap_or_default();
    AnalyzeFinding {
        code: f.code.to_string(),
        name: info.name,
        title: lang.pick(info.title_zh, info.title_en),
        severity: f.severity.name(),
        verdict,
        still_true,
        topic: f.topic.clone(),
        stage: f.stage.clone(),
        message: f.message.get(lang).to_owned(),
        repair: f.repair.get(lang).to_owned(),
        units: f.units.iter().map(|u| model.unit(*u).name.clone()).collect(),
        items: f.items.iter().map(|id| side(model, *id)).collect(),
        witness: f.witness.as_ref().map(|w| facts(model, w)),
        simplest: region
            .simplest
            .iter()
            .map(|(words, s)| Simple {
                words: words.clone(),
                facts: facts(model, s),
            })
            .collect(),
        more_simplest: region.more_simplest,
        regions: region.parts,
        more_regions: region.more_parts,
        more_than_counted: region.more_than_counted,
        factors: f.factors.iter().map(|x| factor(model, x)).collect(),
    }
}

fn coverage(model: &Model, analysis: &Analysis) -> Vec<CoverageTable> {
    let tables = analysis
        .coverage
        .chunk_by(|a, b| a.place == b.place && a.fact == b.fact);
    let table = |lines: &[CoverLine]| {
        let first = lines.first()?;
        let (stage, topic) = match first.place.clone() {
            Place::Stage(name) => (Some(name), None),
            Place::Topic(name) => (None, Some(name)),
        };
        Some(CoverageTable {
            stage,
            topic,
            fact: model.fact(first.fact).name.clone(),
            values: lines.iter().map(|l| coverage_row(model, l)).collect(),
        })
    };
    tables.filter_map(table).collect()
}

fn coverage_row(model: &Model, line: &CoverLine) -> CoverageRow {
    let names = |units: &[UnitId]| units.iter().map(|u| model.unit(*u).name.clone()).collect();
    let mut clauses: Vec<String> = line
        .items
        .iter()
        .map(|id| model.item(*id).clause().to_owned())
        .collect();
    clauses.dedup();
    CoverageRow {
        value: model.fact(line.fact).value_name(line.value).to_owned(),
        state: match line.state {
            Covering::Certain => "certain",
            Covering::Possible => "possible",
            Covering::WithOthers => "with_others",
            Covering::Nobody => "nobody",
        },
        leads: names(&line.leads),
        acts: names(&line.acts),
        clauses,
    }
}

fn side(model: &Model, id: ItemId) -> Side {
    let item = model.item(id);
    Side {
        item: item.name.clone(),
        clause: item.clause().to_owned(),
        action: item.action_text().to_owned(),
    }
}

fn factor(model: &Model, line: &crate::analyze::FactorLine) -> FactorEntry {
    let state = match line.state {
        FactorState::Covered => "covered",
        FactorState::Partly => "partly",
        FactorState::Uncovered => "uncovered",
    };
    let values = line
        .values
        .iter()
        .map(|(fact, value)| [model.fact(*fact).name.clone(), value.clone()])
        .collect();
    FactorEntry {
        values,
        state,
        uncovered: line.uncovered.clone(),
    }
}

fn way(model: &Model, w: &LongestWay) -> Way {
    Way {
        topic: w.topic.clone(),
        units: w.units.iter().map(|u| model.unit(*u).name.clone()).collect(),
        clauses: w.items.iter().map(|id| model.item(*id).clause().to_owned()).collect(),
        times: w
            .times
            .iter()
            .map(|t| t.map(|(n, unit)| format!("{n}{}", unit.zh())))
            .collect(),
    }
}

/// What is proved although the limits were reached.
fn still_words(still: StillTrue, lang: Lang) -> String {
    let words = match still {
        StillTrue::Nothing => crate::words!("计算步数用完,未能判定", "the limits were reached; nothing is known"),
        StillTrue::NoneWithPresentUpTo(n) => {
            crate::words!(
                "计算步数用完;已证明:至多 {n} 项标签的情形里没有",
                "the limits were reached; proved: none among situations with at most {n} tags"
            )
        }
    };
    words.get(lang).to_owned()
}
