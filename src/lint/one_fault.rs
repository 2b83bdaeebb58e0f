//! One fault, one finding: where several codes speak of the same clauses, one of them stands.
//!
//! What a single clause shows by itself is the lint's: its page gives the source and the remedy. What shows only where clauses meet is
//! the analysis': it has the situation. The one that stands takes over the other's witness. What a plan requires in general
//! (`须有`) gives way to the finding that says where and how it fails.

use crate::diagnostic::{Code, Diagnostic, Severity, find_code};

/// Codes that may speak of one fault, by name.
struct Family {
    /// The one that stands comes first.
    codes: &'static [&'static str],
    /// Whether it is a fault of one receiver, the first unit that is named: others of the same clause have their own.
    by_receiver: bool,
}

const fn family(codes: &'static [&'static str]) -> Family {
    Family {
        codes,
        by_receiver: false,
    }
}

const FAMILIES: &[Family] = &[
    family(&["missing-actor", "applies-to-nobody", REQUIRED]),
    family(&["no-lead", "no-lead-among-several", "shared-action", REQUIRED]),
    family(&["several-leads", "several-leads-in-one-item"]),
    family(&[
        "norm-without-enforcer", "prohibition-unenforced", "obligation-unenforced", REQUIRED,
    ]),
    family(&["only-assisted", "assist-without-lead", REQUIRED]),
    family(&["led-elsewhere", "leads-overlap", "annex-against-body", REQUIRED]),
    family(&["said-already", "duplicate-duty"]),
    Family {
        codes: &[
            "hand-over-not-received",
            "hand-over-partly-received",
            "hand-over-without-receiver",
            "escalates-nowhere",
            "escalation-without-receiver",
            "notice-not-taken-up",
            "report-without-receiver",
            "notification-without-receiver",
        ],
        by_receiver: true,
    },
];

/// The plan's own requirement: in several families, and so no bridge between them.
const REQUIRED: &str = "required-role-missing";

/// Whether two codes may speak of one fault, so that a suppression of one is meant for the other.
#[must_use]
pub fn may_be_one(a: Code, b: Code) -> bool {
    let name = |c: Code| super::find(&c.to_string()).map_or_else(|| c.info().name, |l| l.info.name);
    let (one, other) = (name(a), name(b));
    let apart = one == REQUIRED || other == REQUIRED;
    let together = |f: &Family| f.codes.contains(&one) && f.codes.contains(&other);
    a == b || (!apart && FAMILIES.iter().any(together))
}

/// Leaves of several findings of one fault the one that stands.
#[must_use]
pub fn merged(findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    FAMILIES.iter().fold(findings, |list, family| family.merge(list))
}

impl Family {
    fn rank(&self, finding: &Diagnostic) -> Option<usize> {
        self.codes.iter().position(|c| *c == finding.info.name)
    }

    fn merge(&self, findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let (mut ours, mut out): (Vec<Diagnostic>, Vec<Diagnostic>) =
            findings.into_iter().partition(|d| self.rank(d).is_some());
        ours.sort_by_key(|d| self.rank(d));
        let mut standing: Vec<Diagnostic> = Vec::new();
        for finding in ours {
            match self.said_by(&finding, &standing) {
                Some(at) => {
                    if let Some(stands) = standing.get_mut(at) {
                        take_over(stands, finding);
                    }
                }
                None => standing.push(finding),
            }
        }
        out.append(&mut standing);
        out
    }

    /// Which finding of a code that stands before this one says the same.
    fn said_by(&self, finding: &Diagnostic, standing: &[Diagnostic]) -> Option<usize> {
        let before = |d: &Diagnostic| self.rank(d) < self.rank(finding) && self.is_about_one(d, finding);
        let meets = |d: &&Diagnostic| before(d) && d.clauses.iter().any(|c| finding.clauses.contains(c));
        let nested = standing
            .iter()
            .position(|d| before(d) && (within(&d.clauses, &finding.clauses) || within(&finding.clauses, &d.clauses)));
        nested.or_else(|| {
            let all: Vec<String> = standing.iter().filter(meets).flat_map(|d| d.clauses.clone()).collect();
            let covered = within(&finding.clauses, &all);
            covered.then(|| standing.iter().position(|d| meets(&d))).flatten()
        })
    }

    fn is_about_one(&self, a: &Diagnostic, b: &Diagnostic) -> bool {
        !self.by_receiver || a.units.first() == b.units.first()
    }
}

fn within(few: &[String], many: &[String]) -> bool {
    !few.is_empty() && few.iter().all(|c| many.contains(c))
}

/// A remark that sums up many clauses has no use for the example of one.
fn take_over(stands: &mut Diagnostic, other: Diagnostic) {
    if stands.witness.is_empty() && stands.severity > Severity::Info {
        stands.witness = other.witness;
    }
}

/// The information on a code, of lints too.
#[must_use]
pub fn known(word: &str) -> Option<&'static crate::diagnostic::CodeInfo> {
    let lint = super::find(word).map(|l| &l.info);
    lint.or_else(|| super::find_prose(word).map(|l| &l.info))
        .or_else(|| find_code(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_name_codes_that_exist() {
        for code in FAMILIES.iter().flat_map(|f| f.codes) {
            assert!(known(code).is_some_and(|i| i.name == *code), "{code}");
        }
    }

    #[test]
    fn a_requirement_is_no_bridge() {
        let code = |n: &str| known(n).map_or(Code(0), |i| i.code);
        assert!(may_be_one(
            code("norm-without-enforcer"),
            code("prohibition-unenforced")
        ));
        assert!(!may_be_one(code("no-lead"), code("missing-actor")));
        assert!(!may_be_one(code("no-lead"), code(REQUIRED)));
        assert!(may_be_one(code(REQUIRED), code(REQUIRED)));
    }

    /// A finding of a code, about clauses, with a witness of one fact or none.
    fn finding(name: &str, clauses: &[&str], witness: &str) -> Diagnostic {
        let span = crate::text::Span::new(crate::text::SourceId(0), 0..0);
        let info = known(name).unwrap_or_else(|| Code(0).info());
        let mut out = Diagnostic::of(info, span, crate::diagnostic::Words::default());
        out.clauses = clauses.iter().map(|c| (*c).to_owned()).collect();
        if !witness.is_empty() {
            out.witness = vec![(witness.to_owned(), "是".to_owned())];
        }
        out
    }

    /// What stands of several findings: names with their clauses and witnesses.
    fn standing(findings: Vec<Diagnostic>) -> Vec<String> {
        let shown = |d: Diagnostic| {
            let witness: Vec<&str> = d.witness.iter().map(|(fact, _)| fact.as_str()).collect();
            format!("{} {} {}", d.info.name, d.clauses.join(" "), witness.join(" "))
        };
        merged(findings)
            .into_iter()
            .map(|d| shown(d).trim_end().to_owned())
            .collect()
    }

    #[test]
    fn the_first_of_a_family_stands_in_whatever_order_they_come() {
        let found = vec![
            finding("shared-action", &["一"], ""),
            finding("undated", &["一"], ""),
            finding("no-lead", &["一"], ""),
        ];
        assert_eq!(standing(found), ["undated 一", "no-lead 一"]);
    }

    #[test]
    fn clauses_say_whether_it_is_one_fault() {
        let two = |first: &[&str], second: &[&str]| {
            standing(vec![
                finding("no-lead", first, ""),
                finding("shared-action", second, ""),
            ])
            .len()
        };
        assert_eq!(two(&["一"], &["一"]), 1);
        assert_eq!(two(&["一"], &["二"]), 2);
        assert_eq!(two(&["一", "二"], &["二"]), 1, "the one is about more");
        assert_eq!(two(&["一"], &["一", "二"]), 1, "the other is about more");
        assert_eq!(
            two(&["一", "二"], &["二", "三"]),
            2,
            "neither is about all of the other"
        );
        assert_eq!(two(&[], &["一"]), 2);
        assert_eq!(two(&["一"], &[]), 2);
    }

    #[test]
    fn several_findings_may_say_together_what_another_says() {
        let three = |last: &[&str]| {
            standing(vec![
                finding("no-lead", &["一", "甲"], "天"),
                finding("no-lead", &["二", "乙"], ""),
                finding("shared-action", last, "地"),
            ])
        };
        assert_eq!(three(&["一", "二"]), ["no-lead 一 甲 天", "no-lead 二 乙"]);
        assert_eq!(three(&["一", "三"]).len(), 3);
        // The first of those that say it takes over the witness, not one about something else.
        let found = vec![
            finding("no-lead", &["三"], ""),
            finding("no-lead", &["一", "甲"], ""),
            finding("no-lead", &["二", "乙"], ""),
            finding("shared-action", &["一", "二"], "地"),
        ];
        assert_eq!(standing(found), ["no-lead 三", "no-lead 一 甲 地", "no-lead 二 乙"]);
    }

    #[test]
    fn two_findings_of_one_code_both_stand() {
        let found = vec![
            finding("shared-action", &["一"], ""),
            finding("shared-action", &["一"], ""),
        ];
        assert_eq!(standing(found).len(), 2);
    }

    #[test]
    fn each_receiver_has_its_own() {
        let about = |name: &str, unit: &str| finding(name, &["一"], "").unit(unit).unit("丙局");
        let two = |unit: &str| {
            standing(vec![
                about("hand-over-not-received", "甲局"),
                about("hand-over-without-receiver", unit),
            ])
            .len()
        };
        assert_eq!(two("甲局"), 1);
        assert_eq!(two("乙局"), 2);
        let elsewhere = vec![
            finding("no-lead", &["一"], "").unit("甲局"),
            finding("shared-action", &["一"], "").unit("乙局"),
        ];
        assert_eq!(standing(elsewhere).len(), 1, "other families ask for the clause alone");
    }

    #[test]
    fn the_one_that_stands_takes_over_a_witness_where_it_has_none() {
        let with = |severity: Severity, first: &str| {
            let mut stands = finding("no-lead", &["一"], first);
            stands.severity = severity;
            standing(vec![stands, finding("shared-action", &["一"], "地")])
        };
        assert_eq!(with(Severity::Warning, ""), ["no-lead 一 地"]);
        assert_eq!(with(Severity::Warning, "天"), ["no-lead 一 天"]);
        assert_eq!(with(Severity::Info, ""), ["no-lead 一"]);
    }
}
