//! Which unit of one plan stands for which of the other: by name, by alias, and by the name without its place and level.

use std::collections::BTreeMap;

use crate::analyze::without_place;
use crate::model::{Model, UnitId};

/// A unit of one plan or of both.
#[derive(Debug, Clone)]
pub struct JointUnit {
    /// Its name in the first plan, else in the second.
    pub name: String,
    /// The unit of each plan.
    pub sides: [Option<UnitId>; 2],
}

/// The units of two plans, matched.
#[derive(Debug, Clone, Default)]
pub struct Units {
    /// All units.
    pub list: Vec<JointUnit>,
    index: [BTreeMap<UnitId, usize>; 2],
}

impl Units {
    /// Matches the units of two plans.
    #[must_use]
    pub fn of(a: &Model, b: &Model) -> Units {
        let mut out = Units::default();
        let mut free: Vec<UnitId> = b.units().map(|(id, _)| id).collect();
        let mut partner: BTreeMap<UnitId, UnitId> = BTreeMap::new();
        let rounds: [&dyn Fn(UnitId, UnitId) -> bool; 3] = [
            &|x, y| a.unit(x).name == b.unit(y).name,
            &|x, y| names(a, x).iter().any(|n| names(b, y).contains(n)),
            &|x, y| readings(a, x).iter().any(|n| readings(b, y).contains(n)),
        ];
        for fits in rounds {
            for (x, _) in a.units() {
                if partner.contains_key(&x) {
                    continue;
                }
                // Where two fit, which one is meant is not known.
                let found: Vec<UnitId> = free.iter().copied().filter(|y| fits(x, *y)).collect();
                if let [y] = found.as_slice() {
                    partner.insert(x, *y);
                    free.retain(|f| f != y);
                }
            }
        }
        for (x, unit) in a.units() {
            out.add(JointUnit {
                name: unit.name.clone(),
                sides: [Some(x), partner.get(&x).copied()],
            });
        }
        for y in free {
            out.add(JointUnit {
                name: b.unit(y).name.clone(),
                sides: [None, Some(y)],
            });
        }
        out
    }

    fn add(&mut self, unit: JointUnit) {
        for (index, id) in self.index.iter_mut().zip(unit.sides) {
            if let Some(id) = id {
                index.insert(id, self.list.len());
            }
        }
        self.list.push(unit);
    }

    /// The joint unit of one plan's unit.
    #[must_use]
    pub fn joint(&self, side: usize, id: UnitId) -> usize {
        self.index
            .get(side)
            .and_then(|i| i.get(&id))
            .copied()
            .unwrap_or(usize::MAX)
    }

    /// The name of a joint unit; both names where they differ.
    #[must_use]
    pub fn name(&self, at: usize, plans: [&Model; 2]) -> String {
        let Some(unit) = self.list.get(at) else {
            return String::new();
        };
        match (unit.sides, plans) {
            ([Some(x), Some(y)], [a, b]) if a.unit(x).name != b.unit(y).name => {
                format!("{} ↔ {}", a.unit(x).name, b.unit(y).name)
            }
            _ => unit.name.clone(),
        }
    }
}

fn names(model: &Model, id: UnitId) -> Vec<String> {
    let unit = model.unit(id);
    std::iter::once(&unit.name).chain(&unit.aliases).cloned().collect()
}

fn readings(model: &Model, id: UnitId) -> Vec<String> {
    names(model, id)
        .iter()
        .flat_map(|n| without_place(n))
        .filter(|n| n.chars().count() >= 2)
        .collect()
}
