//! Several plans side by side, each replaced alone: a city's, its counties', its towns'.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::policy::Policy;

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
#[derive(Debug, Clone, Default)]
pub struct Registry {
    plans: BTreeMap<String, Arc<Policy>>,
}

impl Registry {
    /// Without plans.
    #[must_use]
    pub fn new() -> Self {
        Registry::default()
    }

    /// Adds a plan, or takes the place of the one with its id, which is given back.
    pub fn put(&mut self, policy: Arc<Policy>) -> Option<Arc<Policy>> {
        self.plans.insert(policy.id().to_owned(), policy)
    }

    /// Takes a plan out.
    pub fn remove(&mut self, id: &str) -> Option<Arc<Policy>> {
        self.plans.remove(id)
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
