//! All lints, the important ones first: findings are listed in this order where the most important are to come first.
//!
//! Codes take the upper half of each stage's hundred; the lower half belongs to `diagnostic::code`.

use super::declare::Lint;
use super::rules;
use crate::diagnostic::Code;

/// All lints.
pub const LINTS: &[&Lint] = &[
    &rules::no_lead::LINT,
    &rules::annex_against_body::LINT,
    &rules::several_leads::LINT,
    &rules::norm_without_enforcer::LINT,
    &rules::hand_over_without_receiver::LINT,
    &rules::missing_actor::LINT,
    &rules::receiver_not_named::LINT,
    &rules::group_without_measure::LINT,
    &rules::assist_without_lead::LINT,
    &rules::duty_without_seat::LINT,
    &rules::member_without_duty::LINT,
    &rules::vague_actor::LINT,
    &rules::target_without_owner::LINT,
    &rules::abolished_unit::LINT,
    &rules::plan_out_of_force::LINT,
    &rules::ambiguous_name::LINT,
    &rules::several_names::LINT,
    &rules::declared_count::LINT,
    &rules::shared_action::LINT,
    &rules::duplicate_duty::LINT,
    &rules::no_deadline::LINT,
    &rules::escalation_without_receiver::LINT,
    &rules::report_without_receiver::LINT,
    &rules::notification_without_receiver::LINT,
    &rules::vague_receiver::LINT,
    &rules::responsible_without_lead::LINT,
    &rules::assist_without_own_duty::LINT,
    &rules::undefined_term::LINT,
    &rules::blank_in_text::LINT,
    &rules::number_skipped::LINT,
    &rules::blank_deadline::LINT,
    &rules::soft_deadline::LINT,
    &rules::unanchored_deadline::LINT,
    &rules::open_list::LINT,
    &rules::inherited_actor::LINT,
    &rules::vague_verb::LINT,
    &rules::unknown_enforcing_clause::LINT,
    &rules::enforcer_not_stated::LINT,
    &rules::unused_unit::LINT,
    &rules::dead_definition::LINT,
    &rules::untested_item::LINT,
    &rules::allow_without_reason::LINT,
    &rules::unused_allow::LINT,
];

/// Codes of the analysis, each with the lint before which it stands in the order of importance.
const ANALYSIS: &[(Code, &Lint)] = &[
    (Code::CONTRADICTORY_NORMS, &rules::no_lead::LINT),
    (Code::REQUIRED_ROLE_MISSING, &rules::no_lead::LINT),
    (Code::LED_ELSEWHERE, &rules::annex_against_body::LINT),
    (Code::TWO_LEADS, &rules::annex_against_body::LINT),
    (Code::PROHIBITION_UNENFORCED, &rules::norm_without_enforcer::LINT),
    (Code::HAND_OVER_NOT_RECEIVED, &rules::hand_over_without_receiver::LINT),
    (
        Code::HAND_OVER_PARTLY_RECEIVED,
        &rules::hand_over_without_receiver::LINT,
    ),
    (Code::ESCALATION_CIRCLE, &rules::missing_actor::LINT),
    (Code::ESCALATES_DOWN, &rules::missing_actor::LINT),
    (Code::APPLIES_TO_NOBODY, &rules::missing_actor::LINT),
    (Code::ONLY_ASSISTED, &rules::assist_without_lead::LINT),
    (Code::TWO_LIMITS, &rules::vague_actor::LINT),
    (Code::NEVER_APPLIES, &rules::vague_actor::LINT),
    (Code::NO_LEAD_AMONG_SEVERAL, &rules::shared_action::LINT),
    (Code::BROUGHT_UP_ONLY, &rules::shared_action::LINT),
    (Code::LEFT_OUT, &rules::shared_action::LINT),
    (Code::SAID_ALREADY, &rules::duplicate_duty::LINT),
    (Code::OBLIGATION_UNENFORCED, &rules::no_deadline::LINT),
    (Code::ESCALATES_NOWHERE, &rules::escalation_without_receiver::LINT),
    (Code::ESCALATES_TO_ITSELF, &rules::escalation_without_receiver::LINT),
    (Code::NOTICE_NOT_TAKEN_UP, &rules::report_without_receiver::LINT),
    (Code::VALUE_FORCED, &rules::unknown_enforcing_clause::LINT),
    (Code::ALWAYS_APPLIES, &rules::unknown_enforcing_clause::LINT),
    (Code::SEVERAL_LEADS, &rules::responsible_without_lead::LINT),
];

/// Whether a code is one of the analysis.
#[must_use]
pub fn is_analysed(code: Code) -> bool {
    ANALYSIS.iter().any(|(c, _)| *c == code)
}

/// The place of a code in the order of importance; what compiling finds comes first.
#[must_use]
pub fn rank(code: Code) -> usize {
    let at = |lint: &Lint| {
        LINTS
            .iter()
            .position(|l| l.info.code == lint.info.code)
            .map_or(0, |at| 2 * at + 2)
    };
    let lint = LINTS.iter().find(|l| l.info.code == code);
    let analysed = || {
        ANALYSIS
            .iter()
            .find(|(c, _)| *c == code)
            .map(|(_, before)| at(before) - 1)
    };
    lint.map(|l| at(l)).or_else(analysed).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{ANALYSIS, LINTS, rank};
    use crate::diagnostic::{CODES, Code};

    #[test]
    fn the_registry_is_the_folder() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/lint/rules");
        let names = std::fs::read_dir(folder)
            .expect("the folder of rules")
            .filter_map(Result::ok)
            .filter_map(|e| e.file_name().into_string().ok());
        let mut files: Vec<String> = names
            .filter_map(|n| n.strip_suffix(".rs").map(ToOwned::to_owned))
            .filter(|n| n != "mod")
            .collect();
        files.sort();
        let mut registered: Vec<String> = LINTS.iter().map(|l| l.info.name.replace('-', "_")).collect();
        registered.sort();
        assert_eq!(files, registered);
    }

    #[test]
    fn the_analysis_stands_directly_before_its_lint() {
        let ranks: Vec<usize> = LINTS.iter().map(|l| rank(l.info.code)).collect();
        assert!(ranks.iter().is_sorted_by(|a, b| a < b), "{ranks:?}");
        for (code, lint) in ANALYSIS {
            let (own, before) = (rank(*code), rank(lint.info.code));
            let above = ranks.iter().filter(|r| **r < before).max().copied();
            assert!(own < before && above.is_none_or(|a| a < own), "{code}: {own}, {before}");
            assert!(own > rank(Code::NO_ROLE), "what compiling finds comes first");
        }
    }

    #[test]
    fn codes_names_and_headlines_are_distinct() {
        let all: Vec<_> = CODES.iter().chain(LINTS.iter().map(|l| &l.info)).collect();
        for (i, a) in all.iter().enumerate() {
            for b in all.iter().skip(i + 1) {
                assert!(
                    a.code != b.code && a.name != b.name && a.title_zh != b.title_zh,
                    "{} {} / {} {}",
                    a.code,
                    a.name,
                    b.code,
                    b.name
                );
            }
        }
    }

    #[test]
    fn every_page_says_what_and_why() {
        for lint in LINTS {
            assert!(
                lint.info.help_zh.contains("为什么") && lint.info.help_en.contains("Why"),
                "{}",
                lint.info.name
            );
            assert!(lint.info.code.0 % 100 >= 50, "{}", lint.info.name);
        }
    }
}
