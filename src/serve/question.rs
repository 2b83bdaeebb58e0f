//! From a question to its answer, apart from HTTP: the one place where the service asks the engine.

use std::sync::Arc;

use axum::http::StatusCode;

use super::body::RouteRequest;
use super::fault::Fault;
use super::policies::Policies;
use crate::diagnostic::Lang;
use crate::engine::{Addressed, Facts, Policy, Registry};
use crate::model::Date;
use crate::route::{Options, Scopes};
use crate::text::nearest;
use crate::wire::v1::{NotAsked, Route, Routes};
use crate::words;

/// A question with the plans that it goes to.
#[derive(Debug)]
pub struct Question {
    plans: Plans,
    facts: Facts,
    options: Options,
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
    /// For each plan that answered, its form.
    pub routes: Vec<(Arc<Policy>, Route)>,
    /// What was asked for.
    pub options: Options,
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
            let as_of = request.as_of.as_deref().map(day).transpose()?;
            let scopes = if request.all_scopes { Scopes::All } else { Scopes::Case };
            Ok((plans, Options { scopes, as_of }))
        };
        let (plans, options) = build().map_err(|f: Fault| f.in_lang(named))?;
        Ok(Question {
            plans,
            facts: request.facts,
            options,
            lang: named.unwrap_or(lang),
        })
    }

    /// Asks. Computes: to be run beside the reactor.
    ///
    /// # Errors
    /// Where the facts do not fit the plan, or any plan.
    pub fn answer(self) -> Result<Decided, Fault> {
        let lang = self.lang;
        self.decide().map_err(|f| f.in_lang(Some(lang)))
    }

    fn decide(self) -> Result<Decided, Fault> {
        match &self.plans {
            Plans::One(policy) => {
                let routing = policy.route_with(&self.facts, self.options).map_err(Fault::facts)?;
                let form = routing.wire(self.lang);
                let body = serde_json::to_vec(&form).unwrap_or_default();
                Ok(self.decided(body, vec![(policy.clone(), form)]))
            }
            Plans::All(registry) => {
                let asked = registry.ask(&self.facts).map_err(Fault::facts)?;
                let not_asked = asked.not_asked.iter().map(|(policy, error)| NotAsked {
                    plan: policy.id().to_owned(),
                    because: error
                        .problems
                        .iter()
                        .map(|p| p.message.get(self.lang).to_owned())
                        .collect(),
                });
                let not_asked = not_asked.collect();
                let route = |a: Addressed<'_>| {
                    let policy = a.policy.clone();
                    (policy, a.route(self.options).wire(self.lang))
                };
                let routes: Vec<(Arc<Policy>, Route)> = asked.plans.into_iter().map(route).collect();
                let form = Routes {
                    schema: "zeren.routes/v1",
                    not_asked,
                    answers: routes.iter().map(|(_, r)| r).collect(),
                };
                let body = serde_json::to_vec(&form).unwrap_or_default();
                Ok(self.decided(body, routes))
            }
        }
    }

    fn decided(&self, body: Vec<u8>, routes: Vec<(Arc<Policy>, Route)>) -> Decided {
        Decided {
            body,
            routes,
            options: self.options,
        }
    }
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
pub fn day(text: &str) -> Result<Date, Fault> {
    Date::parse(text).ok_or_else(|| {
        let short: String = text.chars().take(60).collect();
        Fault::unfit(words!(
            "`{short}` 不是日期,写作 2022-10-20",
            "`{short}` is no date; write 2022-10-20"
        ))
        .at("/as_of", None)
    })
}
