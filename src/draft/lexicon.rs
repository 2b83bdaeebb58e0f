//! The facts of a vocabulary → the words by which a trigger names them: suggestions, and the condition itself where the trigger says no more.
//!
//! 发现留守儿童的 is a condition; 发现留守儿童疑似被拐卖的 holds two words of one, and stays to be encoded. Nothing is inferred:
//! a word that is not in the vocabulary is not found, and a word of two facts is only suggested.

use std::collections::BTreeMap;

use super::Draft;
use super::cues;
use crate::model::{Fact, FactType};
use crate::text::fold_name;

/// A fact that a trigger names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spoken {
    /// The fact.
    pub fact: String,
    /// Its value; none where the fact is yes or no.
    pub value: Option<String>,
    /// Whether the fact may hold several values at once.
    pub several: bool,
}

/// Words of facts.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    /// A word, folded, with all that it may name.
    words: BTreeMap<String, Vec<Spoken>>,
    /// The longest word, in characters.
    longest: usize,
}

/// What a trigger says in words of the vocabulary.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trigger {
    /// The facts that it names, in order.
    pub spoken: Vec<Spoken>,
    /// Whether it says nothing else.
    pub whole: bool,
}

impl Lexicon {
    /// The words of some facts: values, facts that are yes or no, and what else they are called.
    #[must_use]
    pub fn of(facts: &[Fact]) -> Lexicon {
        let mut lexicon = Lexicon::default();
        for fact in facts {
            let several = fact.kind == FactType::Set;
            if fact.kind == FactType::Bool {
                for word in std::iter::once(&fact.name).chain(&fact.aliases) {
                    lexicon.add(word, &fact.name, None, several);
                }
            }
            for value in &fact.values {
                for word in std::iter::once(&value.name).chain(&value.aliases) {
                    lexicon.add(word, &fact.name, Some(&value.name), several);
                }
            }
        }
        lexicon
    }

    fn add(&mut self, word: &str, fact: &str, value: Option<&str>, several: bool) {
        let word = fold_name(word);
        // One character is in too many words.
        if word.chars().count() < 2 {
            return;
        }
        self.longest = self.longest.max(word.chars().count());
        let spoken = Spoken {
            fact: fact.to_owned(),
            value: value.map(ToOwned::to_owned),
            several,
        };
        let all = self.words.entry(word).or_default();
        if !all.contains(&spoken) {
            all.push(spoken);
        }
    }

    /// Reads the words of a trigger.
    #[must_use]
    pub fn read(&self, trigger: &str) -> Trigger {
        let text = fold_name(trigger);
        let mut spoken: Vec<Spoken> = Vec::new();
        let mut taken = 0;
        for (at, _) in text.char_indices() {
            let rest = text.get(at..).unwrap_or_default();
            if at < taken {
                continue;
            }
            if let Some((length, named)) = self.at(rest) {
                taken = at + length;
                for one in named {
                    if !spoken.contains(one) {
                        spoken.push(one.clone());
                    }
                }
            }
        }
        let whole = self.is_whole(&text, &spoken);
        Trigger { spoken, whole }
    }

    /// The longest word that a text opens with.
    fn at(&self, text: &str) -> Option<(usize, &[Spoken])> {
        let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(self.longest);
        ends.filter_map(|end| Some((end, self.words.get(text.get(..end)?)?.as_slice())))
            .last()
    }

    /// Whether a trigger is nothing but words of one fact, between the words that open and close a condition.
    fn is_whole(&self, text: &str, spoken: &[Spoken]) -> bool {
        let one_fact = spoken
            .first()
            .is_some_and(|first| spoken.iter().all(|s| s.fact == first.fact));
        let several = spoken.len() < 2 || spoken.iter().all(|s| s.value.is_some());
        let plain = text.trim_matches([' ', ',', '。']);
        let opened = cues::WHEN
            .opens(plain)
            .map_or(plain, |word| plain.get(word.len()..).unwrap_or_default());
        let closed = CLOSES
            .iter()
            .find_map(|word| opened.strip_suffix(word))
            .unwrap_or(opened);
        let parts: Vec<&str> = closed
            .split(['、', '或', '和', '及'])
            .filter(|part| !part.is_empty())
            .collect();
        let named = |part: &str| self.words.get(part).is_some_and(|all| all.len() == 1);
        one_fact && several && !parts.is_empty() && parts.iter().all(|part| named(part))
    }
}

/// How conditions close, the longer before what it ends with.
const CLOSES: [&str; 11] = [
    "之后", "的时候", "的情形", "情形的", "情况的", "的", "时", "后", "情形", "情况", "等",
];

impl Draft {
    /// Puts words of a vocabulary to the triggers: suggested, or the condition itself.
    pub fn encode(&mut self, lexicon: &Lexicon) {
        for item in &mut self.items {
            if let Some(when) = &item.when {
                item.trigger = lexicon.read(when);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compile::compile;
    use crate::text::Source;

    fn lexicon() -> Lexicon {
        let plan = r#"方案 a { 标题: "a"  词表: 无 }
事实 对象 { 类型: 多选  值 留守儿童 { 别名: 留守未成年人 }  值 困境儿童  值 儿童 }
事实 情形 { 类型: 多选  值 拐卖 { 别名: 被拐卖 }  值 失踪 }
事实 紧急 { 类型: 是否 }
"#;
        let compiled = compile(vec![Source::new("plan.zr", plan)], &mut |_| None);
        Lexicon::of(&compiled.plan.unwrap().model.facts)
    }

    fn said(trigger: &str) -> (Vec<String>, bool) {
        let read = lexicon().read(trigger);
        let words = read
            .spoken
            .iter()
            .map(|s| s.value.clone().unwrap_or_else(|| s.fact.clone()));
        (words.collect(), read.whole)
    }

    #[test]
    fn a_trigger_of_words_alone_is_the_condition() {
        assert_eq!(said("发现留守未成年人的"), (vec!["留守儿童".to_owned()], true));
        assert!(said("失踪情形的").1 && said("失踪的情形").1);
        assert_eq!(
            said("对困境儿童、留守儿童"),
            (vec!["困境儿童".to_owned(), "留守儿童".to_owned()], true)
        );
    }

    #[test]
    fn a_trigger_that_says_more_is_only_told() {
        assert_eq!(
            said("发现留守儿童疑似被拐卖的"),
            (vec!["留守儿童".to_owned(), "拐卖".to_owned()], false)
        );
        assert!(!said("未发现失踪的").1, "a negation says more");
        assert_eq!(said("发现外来人员的"), (vec![], false));
    }
}
