//! A plan made ready to be asked, and what it answers.

use std::sync::OnceLock;

use crate::compile::{Compiled, CompiledPlan, compile};
use crate::diagnostic::{Diagnostic, Lang, Severity};
use crate::model::{Model, Situation};
use crate::route::{Answer, Options, Prepared, Router, Status};
use crate::text::{Source, Sources};
use crate::wire::v1;
use crate::words;

use super::error::{FactsError, PolicyError};
use super::facts::Facts;
use super::lexicon::Lexicon;
use super::phrases::Phrases;

/// A plan made ready to be asked. Never changes; share it between threads behind an `Arc`.
///
/// ```
/// fn shared<T: Send + Sync + 'static>() {}
/// shared::<zeren::Policy>();
/// ```
#[derive(Debug)]
pub struct Policy {
    sources: Sources,
    plan: CompiledPlan,
    findings: Vec<Diagnostic>,
    digest: String,
    prepared: Prepared,
    lexicon: Lexicon,
    /// Made for the first brief answer as JSON.
    phrases: OnceLock<Phrases>,
}

impl Policy {
    /// Compiles a plan that brings all its facts in one text.
    ///
    /// # Errors
    /// Where the text has errors.
    pub fn from_text(text: &str) -> Result<Self, PolicyError> {
        Policy::compile(vec![Source::new("plan.zr", text)], &mut |_| None)
    }

    /// Compiles a plan from its files' texts; `vocabulary` gives the files of a vocabulary by name.
    ///
    /// # Errors
    /// Where the texts have errors; warnings do not matter.
    ///
    /// ```
    /// use zeren::{Policy, Source};
    ///
    /// let plan = Source::new("plan.zr", r#"方案 例 { 标题: "例" 词表: 短 }  单位 局
    ///     职责 办 { 出处: 一/1  责任: 局  当: 急 }"#);
    /// let policy = Policy::compile(vec![plan], &mut |name| {
    ///     (name == "短").then(|| vec![Source::new("短.zr", "事实 急 { 类型: 是否 }")])
    /// })?;
    /// assert_eq!(policy.id(), "例");
    /// # Ok::<(), zeren::PolicyError>(())
    /// ```
    pub fn compile(
        files: Vec<Source>,
        vocabulary: &mut dyn FnMut(&str) -> Option<Vec<Source>>,
    ) -> Result<Self, PolicyError> {
        let compiled = compile(files, vocabulary);
        if compiled.plan.is_some() && compiled.count(Severity::Error) > 0 {
            return Err(PolicyError::Faulty {
                findings: compiled.diagnostics,
            });
        }
        Policy::from_compiled(compiled)
    }

    /// Takes what was compiled elsewhere; declarations with errors are left out, and [`findings`](Self::findings) tells of them.
    ///
    /// # Errors
    /// Where there is no plan in it.
    pub fn from_compiled(compiled: Compiled) -> Result<Self, PolicyError> {
        let Compiled {
            sources,
            plan,
            diagnostics,
            digest,
            ..
        } = compiled;
        match plan {
            None => Err(PolicyError::NoPlan { findings: diagnostics }),
            Some(plan) => Ok(Policy {
                prepared: Prepared::new(&plan),
                lexicon: Lexicon::new(&plan.model),
                phrases: OnceLock::new(),
                sources,
                plan,
                findings: diagnostics,
                digest,
            }),
        }
    }

    /// The plan's id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.plan.model.plan.id
    }

    /// BLAKE3 of all sources, in hexadecimal: policies with one digest answer alike.
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// What is wrong with the plan's text, and what deserves a second look.
    #[must_use]
    pub fn findings(&self) -> &[Diagnostic] {
        &self.findings
    }

    /// The texts that it was made from.
    #[must_use]
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// The plan with its graph and its facts as dimensions.
    #[must_use]
    pub fn plan(&self) -> &CompiledPlan {
        &self.plan
    }

    /// Its units, facts and items.
    #[must_use]
    pub fn model(&self) -> &Model {
        &self.plan.model
    }

    /// The router over the plan.
    #[must_use]
    pub fn router(&self) -> Router<'_> {
        Router::with(&self.plan, &self.prepared)
    }

    /// Who must act on a case.
    ///
    /// # Errors
    /// Where a word of the facts is not the policy's.
    pub fn route(&self, facts: &Facts) -> Result<Routing<'_>, FactsError> {
        self.route_with(facts, Options::default())
    }

    /// Who must act on a case, with programmes too, or as of a day.
    ///
    /// # Errors
    /// Where a word of the facts is not the policy's.
    pub fn route_with(&self, facts: &Facts, options: Options) -> Result<Routing<'_>, FactsError> {
        Ok(self.answer(self.situation(facts)?, options))
    }

    /// What facts say of a case, in the terms of the model.
    ///
    /// # Errors
    /// Where a word of the facts is not the policy's.
    pub fn situation(&self, facts: &Facts) -> Result<Situation, FactsError> {
        facts.situation_by(&self.plan.model, &self.lexicon)
    }

    /// Its words, found at once.
    pub(super) fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The plan's words as pieces of JSON.
    pub(super) fn phrases(&self) -> &Phrases {
        self.phrases.get_or_init(|| Phrases::of(&self.plan.model, &self.digest))
    }

    /// Whether the plan is for a case (`当` in its header); `None` where it is not.
    #[must_use]
    pub fn applies(&self, situation: &Situation) -> Option<Status> {
        self.router().applies(situation)
    }

    /// Many cases, answered in their order; on all cores where the feature `batch` is on.
    #[must_use]
    pub fn route_many(&self, cases: &[Facts], options: Options) -> Vec<Result<Routing<'_>, FactsError>> {
        #[cfg(feature = "batch")]
        {
            use rayon::prelude::*;
            cases.par_iter().map(|facts| self.route_with(facts, options)).collect()
        }
        #[cfg(not(feature = "batch"))]
        {
            cases.iter().map(|facts| self.route_with(facts, options)).collect()
        }
    }

    /// Answers a situation that is already in the model's terms.
    #[must_use]
    pub fn answer(&self, situation: Situation, options: Options) -> Routing<'_> {
        let answer = self.router().route(&situation, options);
        Routing {
            policy: self,
            situation,
            answer,
            options,
            left_out: Vec::new(),
        }
    }
}

/// Who must act on one case.
#[derive(Debug)]
pub struct Routing<'p> {
    policy: &'p Policy,
    situation: Situation,
    answer: Answer,
    options: Options,
    left_out: Vec<String>,
}

impl<'p> Routing<'p> {
    /// The same, with facts that the plan does not have.
    pub(super) fn leaving_out(mut self, facts: Vec<String>) -> Self {
        self.left_out = facts;
        self
    }

    /// The plan that answers.
    #[must_use]
    pub fn policy(&self) -> &'p Policy {
        self.policy
    }

    /// Facts that were told and that this plan does not have.
    #[must_use]
    pub fn left_out(&self) -> &[String] {
        &self.left_out
    }

    /// The answer in the model's terms.
    #[must_use]
    pub fn answer(&self) -> &Answer {
        &self.answer
    }

    /// The situation in the model's terms.
    #[must_use]
    pub fn situation(&self) -> &Situation {
        &self.situation
    }

    /// Whether some unit must act for certain.
    #[must_use]
    pub fn found_somebody(&self) -> bool {
        let certain = |a: &crate::route::Assignment| a.status == crate::route::Status::Certain && a.unit.is_some();
        self.answer.assignments.iter().any(certain)
    }

    /// The answer in the form `zeren.route/v1`, ready to be serialized.
    #[must_use]
    pub fn wire(&self, lang: Lang) -> v1::Route {
        let Policy {
            plan, findings, digest, ..
        } = self.policy;
        let errors = findings.iter().filter(|d| d.severity == Severity::Error).count();
        let mut remarks = v1::remarks(errors, plan.model.plan.period, self.options.as_of);
        remarks.extend(v1::beyond(&plan.model, self.policy.applies(&self.situation)));
        if !self.left_out.is_empty() {
            let facts = self.left_out.join("、");
            remarks.push(words!(
                "这份方案没有这些事实,回答时未用:{facts}",
                "the plan has no such facts, and answers without them: {facts}"
            ));
        }
        let remarks = remarks.iter().map(|w| w.get(lang).to_owned()).collect();
        v1::route(
            &plan.model, digest, &self.situation, self.options, &self.answer, remarks, lang,
        )
    }

    /// The answer as `zeren.route/v1`.
    #[must_use]
    pub fn to_json(&self, lang: Lang) -> serde_json::Value {
        serde_json::to_value(self.wire(lang)).unwrap_or_default()
    }
}
