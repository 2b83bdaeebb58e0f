//! A case asked of one plan, for whatever is made of its answer: why a unit is not in it, the chain of who passes on to whom, the dispatch
//! sheet.

use std::sync::Arc;

use axum::http::StatusCode;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

use super::body::{FactForm, Form, LangWord};
use super::fault::Fault;
use super::policies::Policies;
use super::question::{options, plan};
use crate::chart::{self, Budget, Chart, Extent};
use crate::diagnostic::Lang;
use crate::engine::{Facts, Policy};
use crate::model::{Situation, UnitId};
use crate::render::{dispatch, docx};
use crate::route::{Options, why_not};
use crate::text::nearest;
use crate::wire::v1;
use crate::words;

/// Why a unit is, or is not, in the answer to a case.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WhyNotRequest {
    /// The plan's id.
    pub plan: String,
    /// The unit, by name or alias.
    pub unit: String,
    /// The facts, as for `/v1/route`.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, FactForm>")]
    pub facts: Facts,
    /// The day for which units are judged.
    #[serde(default)]
    #[schemars(extend("format" = "date"))]
    pub as_of: Option<String>,
    /// Whether programme-level items count too.
    #[serde(default)]
    pub all_scopes: bool,
    /// The language of messages.
    #[serde(default)]
    pub lang: Option<LangWord>,
}

/// Who passes what on to whom in a case.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChainRequest {
    /// The plan's id.
    pub plan: String,
    /// The facts, as for `/v1/route`.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, FactForm>")]
    pub facts: Facts,
    /// The day for which units are judged.
    #[serde(default)]
    #[schemars(extend("format" = "date"))]
    pub as_of: Option<String>,
    /// Whether programme-level items count too.
    #[serde(default)]
    pub all_scopes: bool,
    /// Whether what may hold is shown too.
    #[serde(default)]
    pub possible: bool,
    /// A form for programs, or a picture.
    #[serde(default)]
    pub format: Picture,
    /// The language of messages.
    #[serde(default)]
    pub lang: Option<LangWord>,
}

/// A case as a sheet to send round.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DispatchRequest {
    /// The plan's id.
    pub plan: String,
    /// The facts, as for `/v1/route`.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, FactForm>")]
    pub facts: Facts,
    /// The day for which units are judged.
    #[serde(default)]
    #[schemars(extend("format" = "date"))]
    pub as_of: Option<String>,
    /// Whether programme-level items are listed too.
    #[serde(default)]
    pub all_scopes: bool,
    /// Parts of the sheet, a web page, or a word-processor file.
    #[serde(default)]
    pub format: Sheet,
    /// The language of the sheet's own words.
    #[serde(default)]
    pub lang: Option<LangWord>,
}

/// How a chart is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Picture {
    /// `zeren.graph/v1`
    #[default]
    Json,
    /// A picture.
    Svg,
}

/// How a sheet is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Sheet {
    /// `zeren.dispatch/v1`
    #[default]
    Json,
    /// A web page.
    Html,
    /// A word-processor file.
    Docx,
}

impl Form for WhyNotRequest {
    const FIELDS: &'static [&'static str] = &["plan", "unit", "facts", "as_of", "all_scopes", "lang"];
    const NEEDED: &'static [&'static str] = &["plan", "unit"];
}

impl Form for ChainRequest {
    const FIELDS: &'static [&'static str] = &["plan", "facts", "as_of", "all_scopes", "possible", "format", "lang"];
    const NEEDED: &'static [&'static str] = &["plan"];
}

impl Form for DispatchRequest {
    const FIELDS: &'static [&'static str] = &["plan", "facts", "as_of", "all_scopes", "format", "lang"];
    const NEEDED: &'static [&'static str] = &["plan"];
}

/// A case with the plan that it is asked of.
struct Case {
    policy: Arc<Policy>,
    situation: Situation,
    options: Options,
}

impl Case {
    fn new(policies: &Policies, id: &str, facts: &Facts, as_of: Option<&str>, all_scopes: bool) -> Result<Self, Fault> {
        let policy = plan(policies, id)?.clone();
        let situation = facts.situation(policy.model()).map_err(Fault::facts)?;
        Ok(Case {
            policy,
            situation,
            options: options(as_of, all_scopes)?,
        })
    }
}

/// The unit of this name or alias.
///
/// # Errors
/// 422 with the nearest name.
pub fn unit(policy: &Policy, name: &str) -> Result<UnitId, Fault> {
    let model = policy.model();
    model.find_unit(name).ok_or_else(|| {
        let short: String = name.chars().take(60).collect();
        let names = model
            .units
            .iter()
            .flat_map(|u| std::iter::once(&u.name).chain(&u.aliases))
            .map(String::as_str);
        let near = nearest(name, names);
        let fault = Fault::unfit(match near {
            Some(near) => words!(
                "方案里没有单位 `{short}`。是不是 `{near}`?",
                "the plan has no unit `{short}`; did you mean `{near}`?"
            ),
            None => words!(
                "方案里没有单位 `{short}`;GET /v1/plans/{{id}}/units 列出全部",
                "the plan has no unit `{short}`; GET /v1/plans/{{id}}/units lists all"
            ),
        });
        fault.at("/unit", near)
    })
}

impl WhyNotRequest {
    /// Asks. Computes: to be run beside the reactor.
    ///
    /// # Errors
    /// Where there is no such plan, unit or day, or the facts do not fit.
    pub fn answer(self, policies: &Policies) -> Result<v1::WhyNotAnswer, Fault> {
        let case = Case::new(
            policies,
            &self.plan,
            &self.facts,
            self.as_of.as_deref(),
            self.all_scopes,
        )?;
        let unit = unit(&case.policy, &self.unit)?;
        let found = why_not(&case.policy.router(), &case.situation, unit, case.options);
        Ok(v1::why_not(case.policy.model(), &found))
    }
}

impl ChainRequest {
    /// Asks. Computes: to be run beside the reactor.
    ///
    /// # Errors
    /// Where there is no such plan or day, or the facts do not fit.
    pub fn answer(self, policies: &Policies) -> Result<(Arc<Policy>, Chart), Fault> {
        let case = Case::new(
            policies,
            &self.plan,
            &self.facts,
            self.as_of.as_deref(),
            self.all_scopes,
        )?;
        let answer = case.policy.router().route(&case.situation, case.options);
        let extent = if self.possible {
            Extent::Possible
        } else {
            Extent::Certain
        };
        let chart = chart::chain(case.policy.plan(), &answer, extent, Budget::default());
        Ok((case.policy, chart))
    }
}

impl DispatchRequest {
    /// Asks. Computes: to be run beside the reactor.
    ///
    /// # Errors
    /// Where there is no such plan or day, or the facts do not fit.
    pub fn answer(self, policies: &Policies, lang: Lang) -> Result<(Arc<Policy>, docx::Document), Fault> {
        let case = Case::new(
            policies,
            &self.plan,
            &self.facts,
            self.as_of.as_deref(),
            self.all_scopes,
        )?;
        let as_of = case.options.as_of;
        let routing = case.policy.answer(case.situation, case.options);
        let subject = dispatch::Subject {
            model: case.policy.model(),
            answer: &routing.wire(lang),
            as_of,
        };
        let sheet = dispatch::document(subject, lang);
        Ok((case.policy.clone(), sheet))
    }
}

/// A file that could not be made.
#[must_use]
pub fn unwritten(error: &std::io::Error) -> Fault {
    Fault::new(
        StatusCode::INTERNAL_SERVER_ERROR,
        "internal",
        words!("文件没有写成", "The file cannot be made"),
        words!("{error}", "{error}"),
    )
}
