//! Levels: how much each lint matters to the people who keep a plan.

use std::collections::BTreeMap;

use super::page::{find, find_prose, nearest_name};
use crate::diagnostic::{Code, Diagnostic, Severity, Words, find_code};
use crate::words;

/// A level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// 关: not run.
    Off,
    /// At this severity.
    At(Severity),
}

impl Level {
    /// Reads `关`, `提示`, `警告`, `错误`, `off`, `info`, `warning` or `error`.
    #[must_use]
    pub fn find(word: &str) -> Option<Level> {
        Some(match word.trim().to_lowercase().as_str() {
            "关" | "關" | "off" => Level::Off,
            "提示" | "info" => Level::At(Severity::Info),
            "警告" | "warning" => Level::At(Severity::Warning),
            "错误" | "錯誤" | "error" => Level::At(Severity::Error),
            _ => return None,
        })
    }
}

/// The levels that were set.
#[derive(Debug, Clone, Default)]
pub struct Levels {
    set: BTreeMap<Code, Level>,
}

impl Levels {
    /// Sets the level of a lint, named by its code, name or headline.
    ///
    /// # Errors
    /// Says in words that there is no such lint or no such level.
    pub fn set(&mut self, lint: &str, level: &str) -> Result<(), Words> {
        let of_document = || find_prose(lint).map(|l| l.info.code);
        let code = find(lint).map(|l| l.info.code).or_else(of_document).or_else(|| {
            find_code(lint)
                .filter(|c| c.severity != Severity::Error)
                .map(|c| c.code)
        });
        let Some(code) = code else {
            let near = nearest_name(lint).map(|n| format!("({n}?)")).unwrap_or_default();
            return Err(words!(
                "没有可以设级别的规则 `{lint}`{near};`zeren explain` 列出全部",
                "there is no lint `{lint}` {near}; `zeren explain` lists all"
            ));
        };
        let Some(level) = Level::find(level) else {
            return Err(words!(
                "`{lint}` 的级别 `{level}` 不对:写 关、提示、警告 或 错误",
                "`{lint}` has no level `{level}`: write off, info, warning or error"
            ));
        };
        self.set.insert(code, level);
        Ok(())
    }

    /// Whether findings of this code are left out.
    #[must_use]
    pub fn is_off(&self, code: Code) -> bool {
        self.set.get(&code) == Some(&Level::Off)
    }

    /// The finding at its level.
    #[must_use]
    pub fn grade(&self, finding: Diagnostic) -> Diagnostic {
        match self.set.get(&finding.code) {
            Some(Level::At(severity)) if finding.severity != Severity::Error => Diagnostic {
                severity: *severity,
                ..finding
            },
            _ => finding,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_set_by_code_name_or_headline() {
        let mut levels = Levels::default();
        assert!(levels.set("无时限", "关").is_ok());
        assert!(levels.set("no-lead", "error").is_ok());
        assert!(levels.set("ZR999", "关").is_err());
        assert!(levels.set("no-lead", "大").is_err());
        assert!(levels.is_off(find("无时限").map_or(Code(0), |l| l.info.code)));
    }
}
