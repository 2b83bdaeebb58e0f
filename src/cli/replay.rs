//! `zeren replay`: earlier answers (lines of `zeren route --batch`, or of a decision log) asked again, and what differs.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use clap::{Args, ValueEnum};
use rayon::prelude::*;

use super::args::Global;
use super::batch::{self, Case, Reading, Row};
use super::exit::Exit;
use super::{files, output};
use crate::diagnostic::{Lang, Words};
use crate::engine::{Facts, FactsError, Policy, Registry};
use crate::model::Date;
use crate::render;
use crate::route::{Options, Scopes};
use crate::wire::v1::{DigestEntry, GapCount, LineChange, Replay, ReplayedLine, RowChange};
use crate::words;

/// So many answers that differ are told one by one; all are counted.
const TOLD: usize = 1000;
const ROWS: usize = 1024;
const BYTES: usize = 16 * 1024 * 1024;
/// After so many bad rows the others are only counted.
const REPORTED: usize = 20;

/// Arguments of `replay`.
#[derive(Debug, Args)]
pub struct ReplayCommand {
    /// 早先的答案,每行一个(route --batch 的输出),- 为标准输入 · earlier answers, one a line, - is standard input
    decisions: PathBuf,
    /// 方案 · a plan, its folder, or a folder of plans
    policy: PathBuf,
    /// 改按哪一天算(不给则同当时)· the day for which units are judged, if not the one of then
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<String>,
    /// 连同制度性条目(不给则同当时)· programme-level items too, even where not asked for then
    #[arg(long)]
    all_scopes: bool,
    /// 输出格式 · output format
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// An answer asked again.
struct Again {
    id: Option<String>,
    plan: String,
    then: Option<String>,
    now: String,
    lost: Vec<ReplayedLine>,
    gained: Vec<ReplayedLine>,
    gaps: BTreeSet<(Option<String>, String)>,
}

#[derive(Default)]
struct Counts {
    digests: BTreeMap<(String, Option<String>), (String, usize, usize)>,
    lines: BTreeMap<(&'static str, ReplayedLine), usize>,
    gaps: BTreeMap<(String, Option<String>, String), usize>,
}

impl ReplayCommand {
    pub fn run(&self, global: &Global) -> Exit {
        Exit::of(self.replay(global), global)
    }

    fn replay(&self, global: &Global) -> Result<Exit, Words> {
        let asked = Asked {
            as_of: self.as_of.as_deref().map(date).transpose()?,
            all_scopes: self.all_scopes,
        };
        let policies = policies(&self.policy)?;
        let (mut reader, _) = batch::open(&self.decisions, &policies)?;
        let mut report = Replay {
            schema: "zeren.replay/v1",
            ..Replay::default()
        };
        let mut counts = Counts::default();
        let reading = reader.reading();
        loop {
            let rows = reader.take(ROWS, BYTES)?;
            if rows.is_empty() {
                break;
            }
            let lang = global.lang();
            let again: Vec<Result<Again, Vec<Words>>> = rows
                .par_iter()
                .map(|r| again(&policies, &reading, r, asked, lang))
                .collect();
            for (row, again) in rows.iter().zip(again) {
                match again {
                    Ok(again) => take(&mut report, &mut counts, row, again),
                    Err(problems) => reject(&mut report, row, &problems, lang),
                }
            }
        }
        finish(&mut report, counts);
        match self.format {
            Format::Json => output::json(&report),
            Format::Text => output::out(&render::replay::render(&report, global.lang(), global.paint())),
        }
        Ok(if report.changed + report.rejected > 0 {
            Exit::Findings
        } else {
            Exit::Clean
        })
    }
}

/// Reads a day.
pub fn date(text: &str) -> Result<Date, Words> {
    Date::parse(text).ok_or_else(|| {
        words!(
            "`{text}` 不是日期,写作 2022-10-20",
            "`{text}` is no date; write 2022-10-20"
        )
    })
}

/// The policies at a path; declarations with errors are left out, as when a single case is asked.
pub fn policies(path: &std::path::Path) -> Result<Registry, Words> {
    let compiled = files::compile_all(path).map_err(|e| e.message)?;
    let ready = |(_, compiled)| {
        Policy::from_compiled(compiled).map(Arc::new).map_err(|e| {
            let shown = path.display();
            let (zh, en) = (e.message(Lang::Zh), e.message(Lang::En));
            Words::new(format!("`{shown}`:{zh}"), format!("`{shown}`: {en}"))
        })
    };
    compiled.into_iter().map(ready).collect()
}

/// What is asked otherwise than it was then.
#[derive(Clone, Copy)]
struct Asked {
    as_of: Option<Date>,
    all_scopes: bool,
}

impl Asked {
    /// The options of an earlier answer, as far as nothing else is asked. Answers of older versions do not name theirs.
    fn options(self, case: &Case) -> Result<Options, Words> {
        let then = |key: &str| case.earlier.as_ref().and_then(|e| e.get(key));
        let day = then("as_of").and_then(|v| v.as_str()).map(date).transpose()?;
        let all = then("all_scopes").and_then(serde_json::Value::as_bool).unwrap_or(false);
        Ok(Options {
            scopes: if all || self.all_scopes {
                Scopes::All
            } else {
                Scopes::Case
            },
            as_of: self.as_of.or(day),
        })
    }
}

fn again(policies: &Registry, reading: &Reading, row: &Row, asked: Asked, lang: Lang) -> Result<Again, Vec<Words>> {
    let case = reading.case(row).map_err(|problem| vec![problem])?;
    let case = &case;
    let text = |key: &str| {
        case.earlier
            .as_ref()
            .and_then(|e| e.get(key))
            .and_then(|v| v.as_str())
            .map(str::to_owned)
    };
    let then = lines_then(case)?;
    let policy = find(policies, text("plan")).map_err(|w| vec![w])?;
    let facts: &Facts = &case.facts;
    let options = asked.options(case).map_err(|w| vec![w])?;
    let routing = policy.route_with(facts, options).map_err(FactsError::into_words)?;
    let wire = routing.wire(lang);
    let now: BTreeSet<ReplayedLine> = wire
        .assignments
        .iter()
        .map(|a| ReplayedLine {
            unit: a.unit.clone(),
            role: a.role.to_owned(),
            clause: a.clause.clone(),
            item: a.item.clone(),
            status: a.status.to_owned(),
        })
        .collect();
    Ok(Again {
        id: case.id.clone(),
        plan: wire.plan.clone(),
        then: text("policy_digest"),
        now: wire.policy_digest.clone(),
        lost: then.difference(&now).cloned().collect(),
        gained: now.difference(&then).cloned().collect(),
        gaps: wire.gaps.iter().map(|g| (g.stage.clone(), g.note.clone())).collect(),
    })
}

/// The policy that an answer names; where it names none and there is one only, that.
fn find(policies: &Registry, plan: Option<String>) -> Result<&Policy, Words> {
    let only = policies.iter().next().filter(|_| policies.len() == 1);
    match (plan, only) {
        (None, Some(only)) => Ok(only),
        (None, None) => Err(words!(
            "没有写明是哪份方案的答案",
            "does not say which plan gave the answer"
        )),
        (Some(plan), _) => policies.get(&plan).map(AsRef::as_ref).ok_or_else(|| {
            words!(
                "是方案 `{plan}` 的答案,这里没有它",
                "is an answer of plan `{plan}`, which is not here"
            )
        }),
    }
}

fn lines_then(case: &Case) -> Result<BTreeSet<ReplayedLine>, Vec<Words>> {
    let none = || {
        vec![words!(
            "不是答案:没有 `assignments`",
            "is no answer: it has no `assignments`"
        )]
    };
    let earlier = case
        .earlier
        .as_ref()
        .and_then(|e| e.get("assignments"))
        .and_then(|a| a.as_array())
        .ok_or_else(none)?;
    let text = |v: &serde_json::Value, key: &str| v.get(key).and_then(|v| v.as_str()).unwrap_or("").to_owned();
    let line = |v: &serde_json::Value| ReplayedLine {
        unit: v.get("unit").and_then(|u| u.as_str()).map(str::to_owned),
        role: text(v, "role"),
        clause: text(v, "clause"),
        item: text(v, "item"),
        status: text(v, "status"),
    };
    Ok(earlier.iter().map(line).collect())
}

fn take(report: &mut Replay, counts: &mut Counts, row: &Row, again: Again) {
    report.replayed += 1;
    let changed = !again.lost.is_empty() || !again.gained.is_empty();
    let because = if again.then.as_ref() == Some(&again.now) {
        "engine"
    } else {
        "policy"
    };
    let digest = counts
        .digests
        .entry((again.plan.clone(), again.then))
        .or_insert_with(|| (again.now.clone(), 0, 0));
    digest.1 += 1;
    digest.2 += usize::from(changed);
    for (stage, note) in again.gaps {
        *counts.gaps.entry((again.plan.clone(), stage, note)).or_default() += 1;
    }
    if !changed {
        report.same += 1;
        return;
    }
    report.changed += 1;
    for (change, lines) in [("lost", &again.lost), ("gained", &again.gained)] {
        for line in lines {
            *counts.lines.entry((change, line.clone())).or_default() += 1;
        }
    }
    if report.rows.len() < TOLD {
        report.rows.push(RowChange {
            row: row.number,
            id: again.id,
            plan: again.plan,
            because,
            lost: again.lost,
            gained: again.gained,
        });
    }
}

fn reject(report: &mut Replay, row: &Row, problems: &[Words], lang: Lang) {
    report.rejected += 1;
    if report.rejected <= REPORTED {
        let number = row.number;
        let said = batch::joined(problems, lang);
        output::err(&format!(
            "{} {said}\n",
            words!("第 {number} 行:", "row {number}:").get(lang)
        ));
    }
}

fn finish(report: &mut Replay, counts: Counts) {
    let digest = |((plan, then), (now, answers, changed))| DigestEntry {
        plan,
        then,
        now,
        answers,
        changed,
    };
    report.digests = counts.digests.into_iter().map(digest).collect();
    report.lines = counts
        .lines
        .into_iter()
        .map(|((change, line), answers)| LineChange { change, line, answers })
        .collect();
    report.lines.sort_by_key(|l| std::cmp::Reverse(l.answers));
    report.gaps = counts
        .gaps
        .into_iter()
        .map(|((plan, stage, note), answers)| GapCount {
            plan,
            stage,
            note,
            answers,
        })
        .collect();
    report.gaps.sort_by_key(|g| std::cmp::Reverse(g.answers));
}
