//! How alike two texts read: the share of character pairs in common (Dice), counted in characters so that Chinese counts like Latin.

use std::collections::BTreeMap;

/// From 0 (no pair in common) to 1 (the same pairs).
#[must_use]
pub fn likeness(a: &str, b: &str) -> f64 {
    let (ours, theirs) = (pairs(a), pairs(b));
    let total: usize = ours.values().chain(theirs.values()).sum();
    if total == 0 {
        return if a == b { 1.0 } else { 0.0 };
    }
    let common: usize = ours
        .iter()
        .map(|(pair, n)| theirs.get(pair).map_or(0, |m| *n.min(m)))
        .sum();
    let share = |n: usize| u32::try_from(n).map_or(0.0, f64::from);
    2.0 * share(common) / share(total)
}

fn pairs(text: &str) -> BTreeMap<(char, char), usize> {
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let mut out = BTreeMap::new();
    for (a, b) in letters.iter().zip(letters.iter().skip(1)) {
        *out.entry((*a, *b)).or_default() += 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::likeness;

    #[test]
    fn characters_count_not_bytes() {
        assert!((likeness("配合调查评估", "配合调查评估") - 1.0).abs() < 1e-9);
        assert!(likeness("配合调查评估留守儿童", "配合调查评估儿童") > 0.7);
        assert!(likeness("通报情况", "登记造册") < 0.1);
    }
}
