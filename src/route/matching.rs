//! Which items a situation meets, and which it may: found in the index, made exact where literals alone do not decide.

use std::collections::BTreeMap;

use super::Router;
use super::answer::Status;
use super::brief::Desk;
use super::index::{Case, Found, Scratch};
use crate::logic::Truth;
use crate::model::{ItemId, Situation};
use crate::world::Known;

/// The items that apply or may apply, in the order of the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Matching {
    found: Vec<(ItemId, Status)>,
}

impl Matching {
    /// The items with how sure each is.
    pub fn iter(&self) -> impl Iterator<Item = (ItemId, Status)> + '_ {
        self.found.iter().copied()
    }

    /// How sure an item is; `None` where it applies in no case.
    #[must_use]
    pub fn status(&self, id: ItemId) -> Option<Status> {
        let at = self.found.binary_search_by_key(&id, |(item, _)| *item).ok()?;
        self.found.get(at).map(|(_, status)| *status)
    }
}

impl Router<'_> {
    /// The items that apply or may apply to a situation, whatever their scope.
    #[must_use]
    pub fn matching(&self, situation: &Situation) -> Matching {
        self.matching_known(&self.plan.world.know(&self.plan.model, situation))
    }

    /// The same by looking at every item: what the index is measured against.
    #[must_use]
    pub fn matching_by_scan(&self, situation: &Situation) -> Matching {
        let known = self.plan.world.know(&self.plan.model, situation);
        let items = self.plan.model.items().map(|(id, _)| id);
        let found = items.filter_map(|id| Some((id, status(known.truth(&self.plan.world, self.condition(id)))?)));
        Matching { found: found.collect() }
    }

    pub(super) fn matching_known(&self, known: &Known) -> Matching {
        let case = Case::of(&self.prepared.index, &known.partial);
        let mut found = Vec::new();
        self.prepared.index.find(&case, &mut Scratch::default(), &mut found);
        let mut asked: BTreeMap<ItemId, Option<Status>> = BTreeMap::new();
        let exact = |f: Found| {
            let id = ItemId(f.condition);
            let status = match f.open {
                true => *asked
                    .entry(self.alike(id))
                    .or_insert_with_key(|id| self.exact(*id, known)),
                false => Some(Status::Certain),
            };
            Some((id, status?))
        };
        Matching {
            found: found.into_iter().filter_map(exact).collect(),
        }
    }

    /// The items that apply to the one situation that a case can be, in the order of the text, into `desk.found`.
    pub(super) fn find_whole(&self, desk: &mut Desk) {
        let index = &self.prepared.index;
        let Desk {
            whole,
            case,
            scratch,
            found,
            ..
        } = desk;
        case.begin(index);
        for dim in &whole.turned {
            case.give(index, *dim, whole.classes.class(*dim));
        }
        index.find(case, scratch, found);
        // Conditions of too many alternatives are told as open.
        found.retain(|f| !f.open || self.condition(ItemId(f.condition)).eval(&whole.classes));
    }

    /// What an item is of which the literals leave open whether it applies.
    fn exact(&self, id: ItemId, known: &Known) -> Option<Status> {
        status(known.truth(&self.plan.world, self.condition(id)))
    }
}

/// The status of a truth; `None` where it holds in no case.
pub(super) fn status(truth: Truth) -> Option<Status> {
    match truth {
        Truth::True => Some(Status::Certain),
        // A spent budget proves nothing: the item is not left out.
        Truth::Open | Truth::Exhausted => Some(Status::Possible),
        Truth::False => None,
    }
}
