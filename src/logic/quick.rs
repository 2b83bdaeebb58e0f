//! Values of formulas that do not nest deeply, by plain recursion and without a list on the way: nearly all formulas of plans.

use super::formula::Formula;
use super::partial::{Assignment, Partial};

/// So deep a formula is read by recursion; deeper ones are left to [`fold`](super::walk::fold).
pub(super) const DEEPEST: u8 = 24;

/// The formula nests too deeply.
pub(super) struct TooDeep;

/// Whether `formula` holds in a situation.
pub(super) fn eval(formula: &Formula, situation: &Assignment, depth: u8) -> Result<bool, TooDeep> {
    let depth = depth.checked_sub(1).ok_or(TooDeep)?;
    Ok(match formula {
        Formula::True => true,
        Formula::False => false,
        Formula::Lit(dim, set) => set.contains(situation.class(*dim)),
        Formula::Not(inner) => !eval(inner, situation, depth)?,
        Formula::And(parts) => {
            for part in parts.as_slice() {
                if !eval(part, situation, depth)? {
                    return Ok(false);
                }
            }
            true
        }
        Formula::Or(parts) => {
            for part in parts.as_slice() {
                if eval(part, situation, depth)? {
                    return Ok(true);
                }
            }
            false
        }
    })
}

/// Whether `formula` holds from what is known, part by part; `None` where that does not decide.
pub(super) fn kleene(formula: &Formula, known: &Partial, depth: u8) -> Result<Option<bool>, TooDeep> {
    let depth = depth.checked_sub(1).ok_or(TooDeep)?;
    Ok(match formula {
        Formula::True => Some(true),
        Formula::False => Some(false),
        Formula::Lit(dim, set) => known.truth(*dim, set),
        Formula::Not(inner) => kleene(inner, known, depth)?.map(|value| !value),
        Formula::And(parts) => strongest(parts.as_slice(), false, known, depth)?,
        Formula::Or(parts) => strongest(parts.as_slice(), true, known, depth)?,
    })
}

fn strongest(parts: &[Formula], decisive: bool, known: &Partial, depth: u8) -> Result<Option<bool>, TooDeep> {
    let mut result = Some(!decisive);
    for part in parts {
        match kleene(part, known, depth)? {
            Some(value) if value == decisive => return Ok(Some(value)),
            Some(_) => {}
            None => result = None,
        }
    }
    Ok(result)
}
