//! Regions and cases in the words of the vocabulary.

use std::collections::BTreeMap;

use crate::logic::{Assignment, ClassSet, Cube, DimId, SimpleCase};
use crate::model::{Fact, FactId, Model, ValueId};
use crate::world::{FactDims, World};

/// More absent values than this fold into `无其他…`.
const NAMED_ABSENT: usize = 2;

/// Puts regions into words.
#[derive(Debug, Clone, Copy)]
pub struct Speaker<'a> {
    /// The model.
    pub model: &'a Model,
    /// Its world.
    pub world: &'a World,
}

impl Speaker<'_> {
    /// A cube in words: `对象 含 孤儿、无其他情形、年龄 0..15岁`.
    #[must_use]
    pub fn cube(&self, cube: &Cube) -> String {
        let mut by_fact: BTreeMap<FactId, Vec<(DimId, &ClassSet)>> = BTreeMap::new();
        for (dim, set) in cube.parts() {
            if let Some(fact) = self.world.owner(*dim) {
                by_fact.entry(fact).or_default().push((*dim, set));
            }
        }
        let parts: Vec<String> = by_fact.iter().map(|(fact, parts)| self.fact(*fact, parts)).collect();
        if parts.is_empty() {
            "全部情形".to_owned()
        } else {
            parts.join(",")
        }
    }

    fn fact(&self, id: FactId, parts: &[(DimId, &ClassSet)]) -> String {
        let fact = self.model.fact(id);
        let measure = fact.measure.as_deref().unwrap_or("");
        match (self.world.dims(id), parts.first()) {
            (Some(FactDims::Tags(tags)), _) => tags_words(fact, tags, parts),
            (Some(FactDims::Bool(_)), Some((_, set))) => {
                format!("{}{}", if set.contains(1) { "" } else { "非 " }, fact.name)
            }
            (Some(FactDims::One(_)), Some((_, set))) => one_words(fact, set),
            (Some(FactDims::Int { starts, max, .. }), Some((_, set))) => {
                format!("{} {}{measure}", fact.name, ranges(starts, *max, set))
            }
            _ => fact.name.clone(),
        }
    }

    /// A simplest case in a sentence: what is present and nothing else, and what must hold besides.
    #[must_use]
    pub fn case(&self, case: &SimpleCase) -> String {
        let present = self.present(&case.witness, &case.present);
        let rest: Vec<String> = case
            .condition
            .cubes
            .iter()
            .filter(|c| !c.is_empty())
            .take(3)
            .map(|c| self.cube(c))
            .collect();
        let any = case.condition.cubes.iter().any(Cube::is_empty);
        let rest = if any || rest.is_empty() {
            String::new()
        } else {
            format!(";{}", rest.join(" 或 "))
        };
        format!("{present}{rest}")
    }

    fn present(&self, witness: &Assignment, dims: &[DimId]) -> String {
        let mut by_fact: BTreeMap<FactId, Vec<ValueId>> = BTreeMap::new();
        for dim in dims {
            let Some(id) = self.world.owner(*dim) else { continue };
            if let Some(FactDims::Tags(tags)) = self.world.dims(id)
                && witness.class(*dim) == 1
                && let Some(at) = tags.iter().position(|t| t == dim)
            {
                by_fact.entry(id).or_default().push(ValueId::from_index(at));
            }
        }
        let one = |(id, values): (&FactId, &Vec<ValueId>)| {
            let fact = self.model.fact(*id);
            format!("{}只有 {}", fact.name, names(fact, &most_particular(fact, values)))
        };
        let parts: Vec<String> = by_fact.iter().map(one).collect();
        if parts.is_empty() {
            "什么都没有标明".to_owned()
        } else {
            parts.join(",")
        }
    }

    /// The present values of which no other one is a narrower form.
    #[must_use]
    pub fn most_particular(&self, present: &std::collections::BTreeSet<DimId>) -> Vec<(FactId, String)> {
        let value = |dim: &DimId| {
            let id = self.world.owner(*dim)?;
            let FactDims::Tags(tags) = self.world.dims(id)? else {
                return None;
            };
            tags.iter()
                .position(|t| t == dim)
                .map(|at| (id, ValueId::from_index(at)))
        };
        let values: Vec<(FactId, ValueId)> = present.iter().filter_map(value).collect();
        let implied = |(id, v): &(FactId, ValueId)| {
            values
                .iter()
                .any(|(f, other)| f == id && other != v && self.model.fact(*id).ancestors(*other).contains(v))
        };
        let shown = values.iter().filter(|v| !implied(v));
        shown
            .map(|(id, v)| (*id, self.model.fact(*id).value_name(*v).to_owned()))
            .collect()
    }

    /// A value of a tag dimension: its fact and name.
    #[must_use]
    pub fn tag(&self, dim: DimId) -> Option<(FactId, String)> {
        let id = self.world.owner(dim)?;
        let FactDims::Tags(tags) = self.world.dims(id)? else {
            return None;
        };
        let at = tags.iter().position(|t| *t == dim)?;
        Some((id, self.model.fact(id).value_name(ValueId::from_index(at)).to_owned()))
    }
}

fn names(fact: &Fact, values: &[ValueId]) -> String {
    values
        .iter()
        .map(|v| fact.value_name(*v))
        .collect::<Vec<_>>()
        .join("、")
}

/// The values that none of the others implies.
fn most_particular(fact: &Fact, values: &[ValueId]) -> Vec<ValueId> {
    let implied = |v: &ValueId| {
        values
            .iter()
            .any(|other| other != v && fact.ancestors(*other).contains(v))
    };
    values.iter().copied().filter(|v| !implied(v)).collect()
}

fn tags_words(fact: &Fact, tags: &[DimId], parts: &[(DimId, &ClassSet)]) -> String {
    let value = |dim: &DimId| tags.iter().position(|t| t == dim).map(ValueId::from_index);
    let pick = |class: u32| {
        parts
            .iter()
            .filter(|(_, s)| s.contains(class))
            .filter_map(|(d, _)| value(d))
            .collect::<Vec<_>>()
    };
    let has = most_particular(fact, &pick(1));
    let lacks = pick(0);
    // Where a broader value is absent, those below it go without saying.
    let lacks: Vec<ValueId> = lacks
        .iter()
        .copied()
        .filter(|v| !fact.ancestors(*v).iter().skip(1).any(|a| lacks.contains(a)))
        .collect();
    let mut out = Vec::new();
    if !has.is_empty() {
        let word = if has.len() > 1 {
            format!("含全部 ({})", names(fact, &has))
        } else {
            format!("含 {}", names(fact, &has))
        };
        out.push(format!("{} {word}", fact.name));
    }
    match lacks.len() {
        0 => {}
        n if n <= NAMED_ABSENT && out.is_empty() => out.push(format!("{} 不含 {}", fact.name, names(fact, &lacks))),
        n if n <= NAMED_ABSENT => out.push(format!("不含 {}", names(fact, &lacks))),
        n => out.push(format!(
            "无其他{}(不含 {} 等 {n} 种)",
            fact.name,
            names(fact, lacks.get(..2).unwrap_or(&lacks))
        )),
    }
    out.join(" 而")
}

fn one_words(fact: &Fact, set: &ClassSet) -> String {
    let values: Vec<ValueId> = set.iter().map(ValueId).collect();
    let absent: Vec<ValueId> = set.complement().iter().map(ValueId).collect();
    match (values.len(), absent.len()) {
        (1, _) => format!("{} 为 {}", fact.name, names(fact, &values)),
        (v, a) if a < v => format!("{} 不为 {}", fact.name, names(fact, &absent)),
        _ => format!("{} 属于 ({})", fact.name, names(fact, &values)),
    }
}

/// `0..15`, `0..5 或 16`.
fn ranges(starts: &[i64], max: i64, set: &ClassSet) -> String {
    let mut out: Vec<(i64, i64)> = Vec::new();
    for (from, to) in set.iter().filter_map(|class| World::bounds(starts, max, class)) {
        match out.last_mut() {
            Some(last) if last.1 + 1 == from => last.1 = to,
            _ => out.push((from, to)),
        }
    }
    let one = |(from, to): &(i64, i64)| {
        if from == to {
            from.to_string()
        } else {
            format!("{from}..{to}")
        }
    };
    out.iter().map(one).collect::<Vec<_>>().join(" 或 ")
}
