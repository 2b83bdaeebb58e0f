//! The lines of an answer as tasks: one for each item, with its units by what they have to do.

use crate::wire::v1::{AssignmentLine, Route};

/// What one item asks of whom.
pub struct Task<'a> {
    /// The item's name.
    pub item: &'a str,
    /// Whether it is a step up, which stands in a table of its own.
    pub escalates: bool,
    /// The stage; empty where there is none.
    pub stage: &'a str,
    /// What to do.
    pub action: &'a str,
    /// By when.
    pub deadline: Option<&'a str>,
    /// The clause.
    pub clause: &'a str,
    /// 主办: who leads; where nobody does, who is responsible.
    pub main: Vec<String>,
    /// 协办: who assists, and where somebody leads the others who act.
    pub helping: Vec<String>,
    /// 接收
    pub receiving: Vec<String>,
    /// 知会
    pub told: Vec<String>,
    /// Who is guided or supervised.
    pub guided: Vec<String>,
    /// Whether the clause leaves open who acts.
    pub unnamed: bool,
    /// Whether it rests on somebody's discretion (视情).
    pub discretionary: bool,
    /// Whether it cannot wait.
    pub urgent: bool,
    /// Facts that would settle it.
    pub missing: Vec<String>,
}

impl Task<'_> {
    /// Who must do what at once.
    pub fn urgent_text(&self) -> String {
        let who = self.main.join("、");
        format!(
            "{} {who} {} ({})",
            self.deadline.unwrap_or(""),
            self.action,
            self.clause
        )
    }
}

/// The tasks of one status; norms that bind others than officials stand elsewhere.
pub fn tasks<'a>(answer: &'a Route, status: &str) -> Vec<Task<'a>> {
    let lines: Vec<&AssignmentLine> = answer
        .assignments
        .iter()
        .filter(|a| a.status == status && a.kind != "norm")
        .collect();
    lines.chunk_by(|a, b| a.item == b.item).filter_map(task).collect()
}

/// The units that must act for certain, each once.
pub fn main_units(answer: &Route) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for unit in tasks(answer, "certain").into_iter().flat_map(|t| t.main) {
        if !out.contains(&unit) {
            out.push(unit);
        }
    }
    out
}

fn task<'a>(lines: &[&'a AssignmentLine]) -> Option<Task<'a>> {
    let first = lines.first()?;
    let with = |roles: &[&str]| {
        let mut out: Vec<String> = Vec::new();
        for line in lines.iter().filter(|l| roles.contains(&l.role)) {
            let Some(name) = shown(line) else { continue };
            if !out.contains(&name) {
                out.push(name);
            }
        }
        out
    };
    let leads = with(&["lead"]);
    let acting = with(&["joint", "responsible"]);
    let assisting = with(&["assist"]);
    let (main, helping) = if leads.is_empty() {
        (acting, assisting)
    } else {
        (leads, [acting, assisting].concat())
    };
    let mut missing: Vec<String> = lines.iter().flat_map(|l| l.missing.clone()).collect();
    missing.sort();
    missing.dedup();
    Some(Task {
        item: &first.item,
        escalates: first.kind == "escalation",
        stage: first.stage.as_deref().unwrap_or(""),
        action: &first.action,
        deadline: first.deadline.as_deref(),
        clause: &first.clause,
        discretionary: lines.iter().all(|l| l.discretionary),
        unnamed: lines.iter().any(|l| l.unit.is_none()),
        urgent: !main.is_empty() && first.deadline.as_deref().is_some_and(crate::render::route::cannot_wait),
        main,
        helping,
        receiving: with(&["receive"]),
        told: with(&["notify"]),
        guided: with(&["guide", "supervise"]),
        missing,
    })
}

/// A unit's name, with that of the unit that it stands in for.
fn shown(line: &AssignmentLine) -> Option<String> {
    let name = line.unit.clone()?;
    Some(match &line.formerly {
        Some(formerly) => format!("{name}(原{formerly})"),
        None => name,
    })
}
