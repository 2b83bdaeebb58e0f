//! How near two words are: for "did you mean".

/// Longer words are not compared: nobody means a name by them, and the comparison costs their product.
const LONGEST: usize = 64;

/// Distance of a written word to a known one, or `None` where they are not near enough to suggest.
///
/// Chinese words are short, so one character of three may differ, and a known word that holds the written one (or the
/// reverse) counts as near.
#[must_use]
pub fn nearness(written: &str, known: &str) -> Option<usize> {
    let (w, k) = (written.chars().count(), known.chars().count());
    if w == 0 || k == 0 || w.max(k) > LONGEST {
        return None;
    }
    let (short, long) = if w < k { (written, known) } else { (known, written) };
    let longest = w.max(k);
    let contained = || (w.min(k) >= 2 && long.contains(short)).then_some((longest - w.min(k)) * 2 + 1);
    // The distance is at least the difference in length: what is too short or too long need not be measured.
    if w.abs_diff(k) * 5 > longest * 2 && longest > 3 {
        return contained();
    }
    let distance = strsim::osa_distance(written, known);
    if distance * 5 <= longest * 2 || (longest <= 3 && distance == 1 && longest > 1) {
        return Some(distance * 2);
    }
    contained()
}

/// The nearest of `known`, ties in the order given.
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .filter_map(|k| nearness(written, k).map(|d| (d, k)))
        .min_by_key(|(d, _)| *d)
        .map(|(_, k)| k)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_found() {
        assert_eq!(nearest("市公安", ["市民政局", "市公安局"]), Some("市公安局"));
        assert_eq!(nearest("牵投", ["牵头", "配合"]), Some("牵头"));
        assert_eq!(nearest("xyz", ["市民政局"]), None);
    }
}
