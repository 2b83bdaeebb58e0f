//! Several plans side by side, each replaced alone: a city's, its counties', its towns'. A case is asked of the plans that are for it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::error::{FactProblemKind, FactsError};
use super::facts::Facts;
use super::policy::{Policy, Routing};
use super::territory::Territories;
use crate::model::Situation;
use crate::route::Options;

/// Plans by id. A copy shares the plans, so that a service can change a copy and put it in place at once.
///
/// ```
/// use std::sync::Arc;
/// use zeren::{Policy, Registry};
///
/// let plan = |id: &str| Policy::from_text(&format!(r#"方案 {id} {{ 标题: "例" 词表: 无 }}"#)).map(Arc::new);
/// let (city, county) = (plan("市")?, plan("县")?);
/// let before: Registry = [city.clone(), county].into_iter().collect();
/// let mut after = before.clone();
/// after.put(plan("县")?);
/// assert!(Arc::ptr_eq(after.get("市").unwrap(), &city), "what has not changed is not made again");
/// assert_eq!(after.iter().map(|p| p.id()).collect::<Vec<_>>(), ["县", "市"]);
/// # Ok::<(), zeren::PolicyError>(())
/// ```
///
/// A plan says in its header which cases it is for (`当: 地区 属于 (甲县)`); one that says nothing is for all.
///
/// ```
/// use std::sync::Arc;
/// use zeren::{Facts, Options, Policy, Registry};
///
/// let facts = r#"事实 地区 { 类型: 单选  值 市  值 甲县 { 上位: 市 }  值 乙县 { 上位: 市 } }"#;
/// let plan = |id: &str, place: &str| Policy::from_text(&format!(
///     r#"方案 {id} {{ 标题: "例" 词表: 无  当: 地区 为 {place} }}
///        单位 {id}局
///        {facts}
///        职责 办 {{ 出处: 一/1  责任: {id}局 }}"#)).map(Arc::new);
/// let plans: Registry = [plan("市", "市")?, plan("甲县", "甲县")?, plan("乙县", "乙县")?].into_iter().collect();
/// let routings = plans.route(&Facts::new().with("地区", "甲县"), Options::default())?;
/// assert_eq!(routings.answers.iter().map(|r| r.policy().id()).collect::<Vec<_>>(), ["市", "甲县"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Registry {
    plans: BTreeMap<String, Arc<Policy>>,
    territories: Territories,
}

/// The plans that a case is asked of, and those that it is not.
#[derive(Debug, Default)]
pub struct Asked<'r> {
    /// In the order of their ids.
    pub plans: Vec<Addressed<'r>>,
    /// Plans to which the facts do not fit, with what is wrong.
    pub not_asked: Vec<(&'r Arc<Policy>, FactsError)>,
}

/// A plan that a case is asked of.
#[derive(Debug)]
pub struct Addressed<'r> {
    /// The plan.
    pub policy: &'r Arc<Policy>,
    /// The case in its terms.
    pub situation: Situation,
    /// Facts that this plan does not have and another does.
    pub left_out: Vec<String>,
}

/// The answers of several plans to one case.
#[derive(Debug, Default)]
pub struct Routings<'r> {
    /// In the order of the plans' ids.
    pub answers: Vec<Routing<'r>>,
    /// Plans to which the facts do not fit, with what is wrong.
    pub not_asked: Vec<(&'r Arc<Policy>, FactsError)>,
}

impl Registry {
    /// Without plans.
    #[must_use]
    pub fn new() -> Self {
        Registry::default()
    }

    /// Adds a plan, or takes the place of the one with its id, which is given back.
    pub fn put(&mut self, policy: Arc<Policy>) -> Option<Arc<Policy>> {
        let before = self.remove(policy.id());
        self.territories.add(&policy);
        self.plans.insert(policy.id().to_owned(), policy);
        before
    }

    /// Takes a plan out.
    pub fn remove(&mut self, id: &str) -> Option<Arc<Policy>> {
        let before = self.plans.remove(id);
        if let Some(policy) = &before {
            self.territories.remove(policy);
        }
        before
    }

    /// The plan with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Arc<Policy>> {
        self.plans.get(id)
    }

    /// The plans in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Policy>> {
        self.plans.values()
    }

    /// How many plans there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.plans.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.plans.is_empty()
    }

    /// The answers of all plans that a case may be for.
    ///
    /// # Errors
    /// Where the facts fit no plan.
    pub fn route(&self, facts: &Facts, options: Options) -> Result<Routings<'_>, FactsError> {
        let asked = self.ask(facts)?;
        Ok(Routings {
            answers: asked.plans.into_iter().map(|a| a.route(options)).collect(),
            not_asked: asked.not_asked,
        })
    }

    /// The plans that a case is asked of: those whose facts it is told in, and of which it does not say that they are not for it.
    ///
    /// A fact that some plan has is left out for one that has it not. A word that no plan has is a mistake.
    ///
    /// # Errors
    /// Where the facts fit no plan: what is wrong for the plan that understands the most.
    pub fn ask(&self, facts: &Facts) -> Result<Asked<'_>, FactsError> {
        let mut asked = Asked::default();
        let mut elsewhere = false;
        for policy in self.territories.pick(facts).iter().filter_map(|id| self.plans.get(*id)) {
            match self.address(policy, facts) {
                Err(error) => asked.not_asked.push((policy, error)),
                Ok(addressed) if policy.applies(&addressed.situation).is_some() => asked.plans.push(addressed),
                Ok(_) => elsewhere = true,
            }
        }
        if asked.plans.is_empty() && !elsewhere {
            // The plan that understands the most is the one that was meant.
            let refused = asked.not_asked.iter().min_by_key(|(_, e)| e.problems.len());
            if let Some((_, error)) = refused {
                return Err(error.clone());
            }
        }
        Ok(asked)
    }

    fn address<'r>(&'r self, policy: &'r Arc<Policy>, facts: &Facts) -> Result<Addressed<'r>, FactsError> {
        let error = match policy.situation(facts) {
            Ok(situation) => {
                return Ok(Addressed {
                    policy,
                    situation,
                    left_out: Vec::new(),
                });
            }
            Err(error) => error,
        };
        let unknown = error.problems.iter().filter(|p| p.kind == FactProblemKind::UnknownFact);
        let left_out: Vec<String> = unknown
            .map(|p| p.fact.clone())
            .filter(|word| self.plans.values().any(|p| p.model().find_fact(word).is_some()))
            .collect();
        if left_out.len() < error.problems.len() || left_out.len() == facts.iter().count() {
            return Err(error);
        }
        let situation = policy.situation(&facts.without(&left_out))?;
        Ok(Addressed {
            policy,
            situation,
            left_out,
        })
    }
}

impl<'r> Addressed<'r> {
    /// The plan's answer.
    #[must_use]
    pub fn route(self, options: Options) -> Routing<'r> {
        self.policy.answer(self.situation, options).leaving_out(self.left_out)
    }
}

impl FromIterator<Arc<Policy>> for Registry {
    fn from_iter<I: IntoIterator<Item = Arc<Policy>>>(plans: I) -> Self {
        let mut out = Registry::new();
        for plan in plans {
            out.put(plan);
        }
        out
    }
}
