//! Whether two actions are one, and two names one system: used to rank and to leave out, never to prove.

use std::collections::{BTreeSet, HashMap};

use crate::model::{ItemId, Model, Unit, UnitId};

/// Words without weight in an action.
const EMPTY: [char; 12] = ['、', ',', '。', '(', ')', '(', ')', '的', '和', '与', ' ', '·'];

/// How alike the actions of a plan's items read, and which of its units seem to be of one system.
#[derive(Debug)]
pub struct Likeness {
    /// Actions that read differently.
    wordings: Vec<Wording>,
    /// For each item, the number of its action.
    actions: Vec<usize>,
    /// For each unit, the numbers of the stems of its name, rising.
    systems: Vec<Vec<usize>>,
}

impl Likeness {
    /// Reads a plan's words once.
    #[must_use]
    pub fn of(model: &Model) -> Likeness {
        let mut numbers: HashMap<String, usize> = HashMap::new();
        let mut number = |stem: String| {
            let next = numbers.len();
            *numbers.entry(stem).or_insert(next)
        };
        let mut systems = |unit: &Unit| {
            let mut of_unit: Vec<usize> = stems(&unit.name).into_iter().map(&mut number).collect();
            of_unit.sort_unstable();
            of_unit
        };
        let systems = model.units.iter().map(&mut systems).collect();
        let mut wordings = Vec::new();
        let mut known: HashMap<&str, usize> = HashMap::new();
        let actions = model.items.iter().map(|item| {
            *known.entry(item.action_text()).or_insert_with_key(|action| {
                wordings.push(Wording::of(action));
                wordings.len() - 1
            })
        });
        Likeness {
            actions: actions.collect(),
            wordings,
            systems,
        }
    }

    /// As [`same_action`].
    #[must_use]
    pub fn same_action(&self, one: ItemId, other: ItemId) -> bool {
        self.compare(one, other, Wording::is_same).unwrap_or(false)
    }

    /// Whether two actions read almost alike: at least three of four pairs of characters in common.
    #[must_use]
    pub fn nearly_same_action(&self, one: ItemId, other: ItemId) -> bool {
        let nearly = |a: &Wording, b: &Wording| a.text == b.text || a.share(b) >= 0.75;
        self.compare(one, other, nearly).unwrap_or(false)
    }

    /// The share of pairs of characters that two actions have in common, from 0 to 1.
    #[must_use]
    pub fn share(&self, one: ItemId, other: ItemId) -> f64 {
        self.compare(one, other, Wording::share).unwrap_or(0.0)
    }

    /// Whether two bodies seem to be of one system at different levels, or one under two names: `公安机关` and `市公安局`.
    #[must_use]
    pub fn same_system(&self, one: UnitId, other: UnitId) -> bool {
        let stems = |unit: UnitId| self.systems.get(unit.index()).map_or(&[][..], Vec::as_slice);
        stems(one).iter().any(|stem| stems(other).contains(stem))
    }

    fn compare<T>(&self, one: ItemId, other: ItemId, by: impl Fn(&Wording, &Wording) -> T) -> Option<T> {
        let wording = |id: ItemId| self.wordings.get(*self.actions.get(id.index())?);
        Some(by(wording(one)?, wording(other)?))
    }
}

/// Whether two actions read alike: the same, one within the other, or more than half of their pairs of characters in common.
/// What stands in brackets at the end (whom it is done for) does not count.
#[must_use]
pub fn same_action(a: &str, b: &str) -> bool {
    Wording::of(a).is_same(&Wording::of(b))
}

/// The characters of an action that count, and its pairs of neighbours, each once and rising.
#[derive(Debug)]
struct Wording {
    text: Vec<char>,
    pairs: Vec<(char, char)>,
}

impl Wording {
    fn of(action: &str) -> Wording {
        let text = plain(without_object(action));
        let mut pairs: Vec<(char, char)> = text.iter().copied().zip(text.iter().skip(1).copied()).collect();
        pairs.sort_unstable();
        pairs.dedup();
        Wording { text, pairs }
    }

    fn is_same(&self, other: &Wording) -> bool {
        let (a, b) = (&self.text, &other.text);
        let shorter = a.len().min(b.len());
        a == b || (shorter >= 3 && (within(a, b) || within(b, a))) || self.share(other) > 0.5
    }

    #[allow(clippy::cast_precision_loss, reason = "an action has a few dozen characters")]
    fn share(&self, other: &Wording) -> f64 {
        if self.pairs.is_empty() || other.pairs.is_empty() {
            return 0.0;
        }
        if std::ptr::eq(self, other) {
            return 1.0;
        }
        let mut rest = other.pairs.iter().peekable();
        let mut common = 0;
        for pair in &self.pairs {
            while rest.next_if(|p| *p < pair).is_some() {}
            common += usize::from(rest.next_if_eq(&pair).is_some());
        }
        2.0 * common as f64 / (self.pairs.len() + other.pairs.len()) as f64
    }
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

/// A name without place and level in front, and without the word for a body at its end; several readings where unsure.
fn stems(name: &str) -> BTreeSet<String> {
    const ENDS: [&str; 12] = [
        "行政部门", "主管部门", "部门", "机关", "系统", "委员会", "办公室", "局", "委", "办", "厅", "室",
    ];
    let cut = |n: String| {
        let stem = ENDS.iter().find_map(|e| n.strip_suffix(e).map(str::to_owned));
        stem.unwrap_or(n)
    };
    let readings = without_place(name).into_iter().map(cut);
    readings.filter(|s| s.chars().count() >= 2).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_body_are_known() {
        let same_system = |a: &str, b: &str| !stems(a).is_disjoint(&stems(b));
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
