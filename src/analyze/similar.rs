//! Whether two actions are one, and two names one system: used to rank and to leave out, never to prove.

use std::collections::BTreeSet;

/// Words without weight in an action.
const EMPTY: [char; 12] = ['、', ',', '。', '(', ')', '(', ')', '的', '和', '与', ' ', '·'];

/// Whether two actions read alike: the same, one within the other, or more than half of their pairs of characters in common.
/// What stands in brackets at the end (whom it is done for) does not count.
#[must_use]
pub fn same_action(a: &str, b: &str) -> bool {
    let (a, b) = (plain(without_object(a)), plain(without_object(b)));
    let shorter = a.len().min(b.len());
    a == b || (shorter >= 3 && (within(&a, &b) || within(&b, &a))) || share(&a, &b) > 0.5
}

/// Whether two actions read almost alike: at least three of four pairs of characters in common.
#[must_use]
pub fn nearly_same_action(a: &str, b: &str) -> bool {
    let (a, b) = (plain(without_object(a)), plain(without_object(b)));
    a == b || share(&a, &b) >= 0.75
}

/// The share of pairs of characters in common, from 0 to 1.
#[must_use]
pub fn likeness(a: &str, b: &str) -> f64 {
    share(&plain(without_object(a)), &plain(without_object(b)))
}

fn without_object(text: &str) -> &str {
    let cut = text
        .strip_suffix([')', ')'])
        .and_then(|t| t.rsplit_once(['(', '(']))
        .map(|(before, _)| before);
    cut.filter(|t| t.chars().count() >= 2).unwrap_or(text)
}

fn plain(text: &str) -> Vec<char> {
    text.chars().filter(|c| !EMPTY.contains(c)).collect()
}

fn within(short: &[char], long: &[char]) -> bool {
    !short.is_empty() && long.windows(short.len()).any(|w| w == short)
}

fn pairs(text: &[char]) -> BTreeSet<(char, char)> {
    text.iter().zip(text.iter().skip(1)).map(|(a, b)| (*a, *b)).collect()
}

#[allow(clippy::cast_precision_loss, reason = "an action has a few dozen characters")]
fn share(a: &[char], b: &[char]) -> f64 {
    let (x, y) = (pairs(a), pairs(b));
    if x.is_empty() || y.is_empty() {
        return 0.0;
    }
    2.0 * x.intersection(&y).count() as f64 / (x.len() + y.len()) as f64
}

/// A body's name without its place and level in front: `怀仁市民政局` and `县民政局` are both `民政局`. Several readings where unsure.
#[must_use]
pub fn without_place(name: &str) -> Vec<String> {
    const LEVELS: [char; 9] = ['省', '市', '州', '县', '区', '镇', '乡', '旗', '街'];
    let chars: Vec<char> = name.chars().collect();
    let mut out = vec![name.to_owned()];
    for (at, _) in chars.iter().enumerate().take(5).filter(|(_, c)| LEVELS.contains(c)) {
        let rest: String = chars.iter().skip(at + 1).collect();
        if rest.chars().count() >= 2 {
            out.push(rest);
        }
    }
    out
}

/// Whether two bodies seem to be of one system at different levels, or one under two names: `公安机关` and `市公安局`.
#[must_use]
pub fn same_system(a: &str, b: &str) -> bool {
    const ENDS: [&str; 12] = [
        "行政部门", "主管部门", "部门", "机关", "系统", "委员会", "办公室", "局", "委", "办", "厅", "室",
    ];
    let stems = |name: &str| -> BTreeSet<String> {
        let cut = |n: String| {
            ENDS.iter()
                .find_map(|e| n.strip_suffix(e).map(str::to_owned))
                .unwrap_or(n)
        };
        without_place(name)
            .into_iter()
            .map(cut)
            .filter(|s| s.chars().count() >= 2)
            .collect()
    };
    !stems(a).is_disjoint(&stems(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_body_are_known() {
        assert!(same_system("公安机关", "市公安局"));
        assert!(same_system("民政部门", "张掖市民政局"));
        assert!(!same_system("市民政局", "市教育局"));
    }

    #[test]
    fn actions_are_compared_by_their_words() {
        assert!(same_action("指导住房保障", "住房保障(农民工)"));
        assert!(!same_action("设禁售标志和举报电话", "向未成年人售烟酒"));
    }
}
