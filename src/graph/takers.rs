//! Which items of a unit take up what is passed on to it.
//!
//! A hand-over or escalation is taken up by an item that says so: one in which the unit receives, or which names from whom it
//! receives. A report or notification is taken up by any item of case scope in which the unit acts.

use std::collections::BTreeMap;

use crate::model::{Item, ItemId, LinkKind, Model, Party, Role, Scope, UnitId};

/// The items of each unit that take something up, in order.
#[derive(Debug, Clone, Default)]
pub(super) struct Takers {
    /// What is handed over or escalated.
    transfers: BTreeMap<UnitId, Vec<ItemId>>,
    /// What is reported or told.
    notices: BTreeMap<UnitId, Vec<ItemId>>,
}

impl Takers {
    /// Reads a model.
    pub(super) fn of(model: &Model) -> Takers {
        let mut out = Takers::default();
        for (id, item) in model.items() {
            let receives_from = item.links.iter().any(|l| l.kind == LinkKind::ReceiveFrom);
            for party in &item.parties {
                let Some(unit) = party.unit else { continue };
                let transfer = party.role == Role::Receive || receives_from && party.role.acts();
                if transfer {
                    out.transfers.entry(unit).or_default().push(id);
                }
                if transfer || acts_on_a_case(item, party) {
                    out.notices.entry(unit).or_default().push(id);
                }
            }
        }
        out
    }

    /// The items of this unit itself that take up what comes by `kind`.
    pub(super) fn of_unit(&self, unit: UnitId, kind: LinkKind) -> &[ItemId] {
        let of = match kind {
            LinkKind::HandOver | LinkKind::EscalateTo => &self.transfers,
            LinkKind::Notify | LinkKind::Report => &self.notices,
            _ => return &[],
        };
        of.get(&unit).map_or(&[], Vec::as_slice)
    }
}

fn acts_on_a_case(item: &Item, party: &Party) -> bool {
    item.scope == Scope::Case && (party.role.acts() || party.role == Role::Assist)
}
