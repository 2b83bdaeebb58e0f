//! Why a unit is not in the answer, in words.

use std::fmt::Write as _;

use super::Paint;
use crate::diagnostic::Lang;
use crate::wire::v1::WhyNotAnswer;

/// At most this many absent items are shown.
const SHOWN: usize = 12;

/// Writes the answer.
#[must_use]
pub fn render(answer: &WhyNotAnswer, lang: Lang, paint: Paint) -> String {
    let say = |zh: &'static str, en: &'static str| if lang == Lang::Zh { zh } else { en };
    let mut out = String::new();
    let title = match lang {
        Lang::Zh => format!("为什么不是{}?", answer.unit),
        Lang::En => format!("Why not {}?", answer.unit),
    };
    let _ = writeln!(out, "{}", paint.bold(&title));
    for line in &answer.present {
        let status = match line.status {
            "certain" => say("已在答案中", "in the answer"),
            _ => say("可能在答案中", "perhaps in the answer"),
        };
        let _ = writeln!(
            out,
            "  {} {}  {}",
            paint.green(status),
            line.item,
            paint.cyan(&line.clause)
        );
    }
    if answer.absent.is_empty() && answer.present.is_empty() {
        let _ = writeln!(
            out,
            "  {}",
            say(
                "它在方案里没有任何个案职责",
                "the plan gives it no duty in single cases"
            )
        );
    }
    for line in answer.absent.iter().take(SHOWN) {
        let _ = writeln!(out, "  {}  {}", line.action, paint.cyan(&line.clause));
        let _ = writeln!(out, "      {}{}", say("不满足:", "fails: "), line.blocked_by.join(";"));
        match &line.smallest_change {
            Some(change) => {
                let _ = writeln!(
                    out,
                    "      {}{}",
                    say("最小改动:", "smallest change: "),
                    paint.yellow(&change.join(","))
                );
            }
            None => {
                let _ = writeln!(
                    out,
                    "      {}",
                    say("怎样改动事实都不会适用", "no change of facts within reach brings it in")
                );
            }
        }
    }
    if answer.absent.len() > SHOWN {
        let more = answer.absent.len() - SHOWN;
        let _ = writeln!(
            out,
            "  {}",
            paint.dim(&if lang == Lang::Zh {
                format!("……另有 {more} 条")
            } else {
                format!("… and {more} more")
            })
        );
    }
    out
}
