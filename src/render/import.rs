//! What was drafted, for people.

use std::fmt::Write as _;

use crate::diagnostic::Lang;
use crate::wire::v1::ImportReport;

/// The summary of a draft: what it holds, what to look at first.
#[must_use]
pub fn summary(report: &ImportReport, lang: Lang) -> String {
    let c = &report.counts;
    let mut out = match lang {
        Lang::Zh => format!(
            "起草:单位 {}、席位 {}、任务 {}、职责 {}、规范 {}、升级 {};未编码 {}。\n先看:把握低的 {} 条;待编码的条件 {} 处;别名都是推测。\n",
            c.units, c.members, c.tasks, c.duties, c.norms, c.escalations, c.unencoded, c.low, c.pending
        ),
        Lang::En => format!(
            "drafted: {} units, {} seats, {} tasks, {} duties, {} norms, {} escalations; {} places left out.\nlook first at: {} items of low confidence; {} conditions to encode; every alias is a guess.\n",
            c.units, c.members, c.tasks, c.duties, c.norms, c.escalations, c.unencoded, c.low, c.pending
        ),
    };
    if c.worded + c.suggested > 0 {
        let _ = match lang {
            Lang::Zh => writeln!(
                out,
                "词表:{} 处条件照词表写出,须核对;{} 处待编码的条件里有词表词,见条目上方的注释。",
                c.worded, c.suggested
            ),
            Lang::En => writeln!(
                out,
                "vocabulary: {} conditions are written with its words, check them; {} conditions to encode hold some, see the comments above the items.",
                c.worded, c.suggested
            ),
        };
    }
    out
}
