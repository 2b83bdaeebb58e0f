//! A draft, a line an item: for tests and for reading a draft at a glance.

use std::fmt::Write as _;

use super::Draft;
use super::item::{Due, Item, Kind, Modality};

impl Draft {
    /// One line for each member, item and place left out.
    #[must_use]
    pub fn listing(&self) -> String {
        let mut out = String::new();
        let _ = writeln!(out, "题 {}", self.header.title);
        let header = [
            ("文号", &self.header.number),
            ("日期", &self.header.date),
            ("制定", &self.header.issuer),
        ];
        for (label, value) in header {
            if let Some(value) = value {
                let _ = writeln!(out, "{label} {value}");
            }
        }
        for basis in &self.header.basis {
            let _ = writeln!(out, "依据 {basis}");
        }
        for unit in self.units.iter().filter(|u| !u.aliases.is_empty()) {
            let _ = writeln!(out, "别名 {} = {}", unit.name, unit.aliases.join("、"));
        }
        for member in self.members.iter().filter(|m| !m.unit.is_empty()) {
            let _ = writeln!(out, "席位 {} {}", member.seat, member.unit);
        }
        for item in &self.items {
            let _ = writeln!(out, "{}", line(item));
        }
        for omitted in &self.omitted {
            let _ = writeln!(out, "未编码 {} {}", omitted.clause, omitted.reason);
        }
        out
    }
}

fn line(item: &Item) -> String {
    let kind = match (item.kind, item.modality) {
        (Kind::Task, _) => "任务",
        (Kind::Duty, _) => "职责",
        (Kind::Norm, Some(Modality::MustNot)) => "不得",
        (Kind::Norm, Some(Modality::May)) => "可以",
        (Kind::Norm, _) => "必须",
        (Kind::Escalation, _) => "升级",
    };
    let mut out = format!("{kind} {}", item.clause);
    let lists = [
        ("牵头", &item.actors.lead),
        ("共同", &item.actors.joint),
        ("责任", &item.actors.responsible),
        ("配合", &item.actors.assist),
        ("通报", &item.notifies),
        ("报告", &item.reports_to),
        ("移交", &item.hands_over),
        ("指导", &item.guides),
    ];
    for (label, list) in lists.into_iter().filter(|(_, list)| !list.is_empty()) {
        let _ = write!(out, " {label}={}", list.join("、"));
    }
    if let Some(when) = &item.when {
        let _ = write!(out, " 当“{when}”");
    }
    for due in &item.due {
        let words = match due {
            Due::Words(words) | Due::By(words) => words.clone(),
            Due::Within(number, unit, _) => format!("{number}{unit}"),
            Due::Every(number, unit) => format!("每{number}{unit}"),
        };
        let _ = write!(out, " 时限={words}");
    }
    out
}
