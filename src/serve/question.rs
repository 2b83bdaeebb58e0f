//! From a question to its answer, apart from HTTP: the one place where the service asks the engine.

use std::cell::RefCell;
use std::sync::Arc;

use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::body::{LangWord, RouteRequest};
use super::fault::Fault;
use super::policies::Policies;
use crate::diagnostic::Lang;
use crate::engine::{Addressed, Asked, BriefRouting, Desk, Facts, FactsError, Policy, Registry};
use crate::model::Date;
use crate::route::{Options, Scopes};
use crate::text::nearest;
use crate::wire::v1::{self, Brief, Briefs, DecisionLine, NotAsked, Route, Routes};
use crate::words;

/// A question with the plans that it goes to.
#[derive(Debug)]
pub struct Question {
    plans: Plans,
    facts: Facts,
    options: Options,
    brief: bool,
    lang: Lang,
}

#[derive(Debug)]
enum Plans {
    One(Arc<Policy>),
    All(Registry),
}

/// What was decided, for whoever answers and whoever writes it down.
#[derive(Debug)]
pub struct Decided {
    /// The answer's JSON.
    pub body: Vec<u8>,
    /// For each plan that answered, what the decision log takes down; nothing where there is none.
    pub notes: Vec<Note>,
    /// What was asked for.
    pub options: Options,
}

/// What the decision log takes down of a plan's answer.
#[derive(Debug)]
pub struct Note {
    /// The plan.
    pub policy: Arc<Policy>,
    /// The facts, by canonical names.
    pub facts: Map<String, Value>,
    /// Who must act.
    pub assignments: Vec<DecisionLine>,
    /// How many gaps the answer names; `None` for a brief one.
    pub gaps: Option<usize>,
    /// BLAKE3 of the plan's answer as JSON, in hexadecimal.
    pub answer_digest: String,
}

impl Question {
    /// Finds the plans and reads the options. `lang` is used where the question names none.
    ///
    /// # Errors
    /// Where there is no such plan or day.
    pub fn new(policies: &Policies, request: RouteRequest, lang: Lang) -> Result<Self, Fault> {
        let named = request.lang.map(Lang::from);
        let build = || {
            let plans = match &request.plan {
                Some(id) => Plans::One(plan(policies, id)?.clone()),
                None => Plans::All(policies.registry.clone()),
            };
            Ok((plans, options(request.as_of.as_deref(), request.all_scopes)?))
        };
        let (plans, options) = build().map_err(|f: Fault| f.in_lang(named))?;
        Ok(Question {
            plans,
            facts: request.facts,
            options,
            brief: request.brief,
            lang: named.unwrap_or(lang),
        })
    }

    /// Asks. Computes: to be run beside the reactor. `noted` says whether it is to be written down.
    ///
    /// # Errors
    /// Where the facts do not fit the plan, or any plan.
    pub fn answer(self, noted: bool) -> Result<Decided, Fault> {
        let asked = match &self.plans {
            Plans::One(policy) => policy.situation(&self.facts).map(|situation| Asked {
                plans: vec![Addressed {
                    policy,
                    situation,
                    left_out: Vec::new(),
                }],
                not_asked: Vec::new(),
            }),
            Plans::All(registry) => registry.ask(&self.facts),
        };
        let asked = asked.map_err(|e| Fault::facts(e).in_lang(Some(self.lang)))?;
        let not_asked = self.not_asked(&asked);
        let policies: Vec<Arc<Policy>> = asked.plans.iter().map(|a| a.policy.clone()).collect();
        let (body, notes) = if self.brief {
            let routed: Vec<Briefed<'_>> = asked.plans.into_iter().map(|a| Briefed::of(a, &self)).collect();
            let answers: Vec<Brief<'_>> = routed.iter().map(Briefed::form).collect();
            let all = Briefs {
                schema: "zeren.briefs/v1",
                not_asked,
                answers: &answers,
            };
            (self.body(&answers, &all), notes(&policies, &answers, noted))
        } else {
            let answers = asked.plans.into_iter().map(|a| a.route(self.options).wire(self.lang));
            let answers: Vec<Route> = answers.collect();
            let all = Routes {
                schema: "zeren.routes/v1",
                not_asked,
                answers: answers.iter().collect(),
            };
            (self.body(&answers, &all), notes(&policies, &answers, noted))
        };
        Ok(Decided {
            body,
            notes,
            options: self.options,
        })
    }

    /// The one answer of a plan that was named, else all with what is to be said of them.
    fn body<T: Serialize>(&self, answers: &[T], all: &impl Serialize) -> Vec<u8> {
        match (&self.plans, answers) {
            (Plans::One(_), [only]) => bytes(only),
            _ => bytes(all),
        }
    }

    fn not_asked(&self, asked: &Asked<'_>) -> Vec<NotAsked> {
        let one = |(policy, error): &(&Arc<Policy>, FactsError)| NotAsked {
            plan: policy.id().to_owned(),
            because: error
                .problems
                .iter()
                .map(|p| p.message.get(self.lang).to_owned())
                .collect(),
        };
        asked.not_asked.iter().map(one).collect()
    }
}

/// A plan's answer in its form, of which the decision log takes something down.
trait Noted: Serialize {
    fn facts(&self) -> Map<String, Value>;
    fn assignments(&self) -> Vec<DecisionLine>;
    fn gaps(&self) -> Option<usize>;
}

impl Noted for Route {
    fn facts(&self) -> Map<String, Value> {
        self.facts.clone()
    }

    fn assignments(&self) -> Vec<DecisionLine> {
        v1::decision_lines(self)
    }

    fn gaps(&self) -> Option<usize> {
        Some(self.gaps.len())
    }
}

impl Noted for Brief<'_> {
    fn facts(&self) -> Map<String, Value> {
        match serde_json::to_value(self.facts) {
            Ok(Value::Object(map)) => map,
            _ => Map::new(),
        }
    }

    fn assignments(&self) -> Vec<DecisionLine> {
        v1::brief_lines(self)
    }

    fn gaps(&self) -> Option<usize> {
        None
    }
}

fn notes(policies: &[Arc<Policy>], answers: &[impl Noted], noted: bool) -> Vec<Note> {
    let pairs = policies.iter().zip(answers).filter(|_| noted);
    let note = pairs.map(|(policy, answer)| Note {
        policy: policy.clone(),
        facts: answer.facts(),
        assignments: answer.assignments(),
        gaps: answer.gaps(),
        answer_digest: blake3::hash(&bytes(answer)).to_hex().to_string(),
    });
    note.collect()
}

/// A plan's brief answer.
struct Briefed<'a> {
    routing: BriefRouting<'a>,
    remarks: Vec<String>,
}

impl<'a> Briefed<'a> {
    fn of(asked: Addressed<'a>, question: &Question) -> Self {
        let policy = asked.policy;
        let beyond = v1::beyond(policy.model(), policy.applies(&asked.situation));
        Briefed {
            routing: policy.brief(asked.situation, question.options),
            remarks: beyond.iter().map(|w| w.get(question.lang).to_owned()).collect(),
        }
    }

    fn form(&self) -> Brief<'_> {
        Brief {
            remarks: self.remarks.clone(),
            ..self.routing.wire()
        }
    }
}

/// A brief question to one plan as most callers put it, its facts still text.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlainQuestion<'a> {
    plan: &'a str,
    #[serde(borrow)]
    facts: &'a RawValue,
    brief: bool,
    #[serde(default)]
    as_of: Option<&'a str>,
    #[serde(default)]
    all_scopes: bool,
    #[serde(default)]
    #[allow(
        dead_code,
        reason = "such an answer has no words of ours; a language that there is not is refused"
    )]
    lang: Option<LangWord>,
}

/// From a request's body to the answer's, where that takes microseconds: a brief question of one plan, with everything given in the plan's
/// own words. Another thread would take longer to begin. `None` where there is more to it, or something is wrong.
#[must_use]
pub fn at_once(policies: &Policies, body: &[u8]) -> Option<Vec<u8>> {
    thread_local! {
        static DESK: RefCell<Desk> = RefCell::default();
    }
    let asked: PlainQuestion<'_> = serde_json::from_slice(body).ok()?;
    let policy = policies.get(asked.plan).filter(|_| asked.brief)?;
    let options = options(asked.as_of, asked.all_scopes).ok()?;
    let mut out = Vec::with_capacity(body.len() * 4);
    out.push(b'{');
    DESK.with_borrow_mut(|desk| policy.brief_json_at_once(asked.facts.get(), options, desk, &mut out))?;
    out.push(b'}');
    Some(out)
}

/// How a question is asked.
///
/// # Errors
/// 422 where `as_of` is no day.
pub fn options(as_of: Option<&str>, all_scopes: bool) -> Result<Options, Fault> {
    Ok(Options {
        scopes: if all_scopes { Scopes::All } else { Scopes::Case },
        as_of: as_of.map(day).transpose()?,
    })
}

/// A form as JSON; writing to memory cannot fail.
fn bytes(form: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(form).unwrap_or_default()
}

/// The plan with this id.
///
/// # Errors
/// 404 with the nearest id.
pub fn plan<'p>(policies: &'p Policies, id: &str) -> Result<&'p Arc<Policy>, Fault> {
    policies.get(id).ok_or_else(|| {
        let short: String = id.chars().take(60).collect();
        let near = nearest(id, policies.registry.iter().map(|p| p.id()));
        let detail = match near {
            Some(near) => words!(
                "没有方案 `{short}`。是不是 `{near}`?",
                "there is no plan `{short}`; did you mean `{near}`?"
            ),
            None => words!(
                "没有方案 `{short}`;GET /v1/plans 列出全部",
                "there is no plan `{short}`; GET /v1/plans lists all"
            ),
        };
        Fault::new(
            StatusCode::NOT_FOUND,
            "unknown-plan",
            words!("没有这个方案", "There is no such plan"),
            detail,
        )
        .at("/plan", near)
    })
}

/// The day that a text names.
///
/// # Errors
/// 422 where it names none.
fn day(text: &str) -> Result<Date, Fault> {
    Date::parse(text).ok_or_else(|| {
        let short: String = text.chars().take(60).collect();
        Fault::unfit(words!(
            "`{short}` 不是日期,写作 2022-10-20",
            "`{short}` is no date; write 2022-10-20"
        ))
        .at("/as_of", None)
    })
}
