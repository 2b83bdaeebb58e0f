//! `zeren explain`

use clap::Args;

use super::args::Global;
use super::exit::Exit;
use super::output;
use crate::diagnostic::{CODES, Lang, find_code};
use crate::lint::{self, LINTS, PROSE};
use crate::text::nearest;

/// Arguments of `explain`.
#[derive(Debug, Args)]
pub struct Explain {
    /// 代码,如 ZR201;不写则列出全部 · a code such as ZR201; without it, all are listed
    code: Option<String>,
}

impl Explain {
    pub fn run(&self, global: &Global) -> Exit {
        let lang = global.lang();
        let Some(word) = &self.code else {
            let lints = LINTS.iter().map(|l| &l.info).chain(PROSE.iter().map(|l| &l.info));
            for info in CODES.iter().chain(lints) {
                output::out(&format!(
                    "{}  {:<8} {}  {}\n",
                    info.code,
                    info.severity.name(),
                    info.title(lang),
                    info.name
                ));
            }
            return Exit::Clean;
        };
        let page = lint::find(word).map(|l| (&l.info, lint::explain(l, lang)));
        let page = page.or_else(|| lint::find_prose(word).map(|l| (&l.info, lint::explain_prose(l, lang))));
        if let Some((info, page)) = page {
            output::out(&format!(
                "{} {} · {} ({})\n\n{}",
                info.code,
                info.title(lang),
                info.name,
                info.severity.name(),
                page
            ));
            return Exit::Clean;
        }
        let Some(info) = find_code(word) else {
            let names = CODES.iter().flat_map(|c| [c.name, c.title_zh]);
            let near = nearest(
                word,
                names
                    .chain(LINTS.iter().flat_map(|l| [l.info.name, l.info.title_zh]))
                    .chain(PROSE.iter().flat_map(|l| [l.info.name, l.info.title_zh])),
            )
            .map(|n| format!(" ({n}?)"))
            .unwrap_or_default();
            output::err(&match lang {
                Lang::Zh => format!("没有代码 `{word}`{near};zeren explain 列出全部\n"),
                Lang::En => format!("there is no code `{word}`{near}; zeren explain lists all\n"),
            });
            return Exit::Failed;
        };
        let help = if lang == Lang::Zh { info.help_zh } else { info.help_en };
        output::out(&format!(
            "{} {} · {} ({})\n\n{help}\n",
            info.code,
            info.title(lang),
            info.name,
            info.severity.name()
        ));
        Exit::Clean
    }
}
