//! All lints of documents.

use super::declare::ProseLint;
use super::rules;

/// All lints of documents, the important ones first.
pub const PROSE: &[&ProseLint] = &[
    &rules::alias_conflict::LINT,
    &rules::declared_count::LINT,
    &rules::odd_number::LINT,
    &rules::missing_annex::LINT,
    &rules::soft_emergency::LINT,
    &rules::undated::LINT,
    &rules::blank_left::LINT,
];

#[cfg(test)]
mod tests {
    use super::PROSE;
    use crate::diagnostic::CODES;
    use crate::lint::LINTS;

    #[test]
    fn the_registry_is_the_folder() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/lint/prose/rules");
        let count = std::fs::read_dir(folder).expect("the folder of rules").count();
        assert_eq!(count - 1, PROSE.len());
    }

    #[test]
    fn codes_names_and_headlines_are_distinct() {
        let others: Vec<_> = CODES.iter().chain(LINTS.iter().map(|l| &l.info)).collect();
        for (i, lint) in PROSE.iter().enumerate() {
            let a = &lint.info;
            assert!(a.help_zh.contains("为什么") && a.help_en.contains("Why"), "{}", a.name);
            for b in others.iter().copied().chain(PROSE.iter().skip(i + 1).map(|l| &l.info)) {
                assert!(
                    a.code != b.code && a.name != b.name && a.title_zh != b.title_zh,
                    "{} {}",
                    a.code,
                    b.code
                );
            }
        }
    }
}
