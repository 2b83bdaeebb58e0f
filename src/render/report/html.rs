//! The report as one self-contained page: no network and no script; the switch of languages is a check box.

use std::fmt::Write as _;

use super::{Subject, sections};
use crate::diagnostic::Lang;
use crate::render::escape::{both, escape};
use crate::render::graph::svg;
use crate::render::paper::html::blocks;

/// Writes the page; it opens in `lang`. `foot` stands under the picture.
#[must_use]
pub fn page(subject: Subject<'_>, foot: &str, lang: Lang) -> String {
    let plan = &subject.plan.model.plan;
    let title = escape(&plan.title);
    let checked = if lang == Lang::En { " checked" } else { "" };
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{title} · 责任分析报告</title>\n<style>\n{}</style>\n</head>\n<body>\n\
         <input type=\"checkbox\" id=\"english\" class=\"switch\"{checked}>\n<header>\n<h1>{title}</h1>\n<p class=\"sub\">{}</p>\n",
        lang.pick("zh-CN", "en"),
        include_str!("report.css"),
        both("责任分析报告", "Report on responsibilities")
    );
    out.push_str("<label for=\"english\" class=\"switcher\"><span lang=\"zh\">English</span><span lang=\"en\">中文</span></label>\n");
    contents(&mut out, subject);
    out.push_str("</header>\n<main>\n");
    let (zh, en) = (sections(subject, Lang::Zh), sections(subject, Lang::En));
    for (zh, en) in zh.iter().zip(&en) {
        let _ = writeln!(
            out,
            "<section id=\"{}\">\n<h2>{}</h2>",
            zh.id,
            both(&escape(zh.title), &escape(en.title))
        );
        if zh.id == "graph" {
            picture(&mut out, subject, foot);
        }
        for (section, tag) in [(zh, "zh"), (en, "en")] {
            let _ = writeln!(out, "<div lang=\"{tag}\">");
            blocks(&mut out, &section.blocks);
            out.push_str("</div>\n");
        }
        out.push_str("</section>\n");
    }
    let _ = writeln!(out, "</main>\n<footer>{}</footer>\n</body>\n</html>", escape(foot));
    out
}

fn contents(out: &mut String, subject: Subject<'_>) {
    out.push_str("<nav>");
    let (zh, en) = (sections(subject, Lang::Zh), sections(subject, Lang::En));
    for (zh, en) in zh.iter().zip(&en) {
        let _ = write!(
            out,
            "<a href=\"#{}\">{}</a>",
            zh.id,
            both(&escape(zh.title), &escape(en.title))
        );
    }
    out.push_str("</nav>\n");
}

fn picture(out: &mut String, subject: Subject<'_>, foot: &str) {
    for (lang, tag, ids) in [(Lang::Zh, "zh", "zr-zh"), (Lang::En, "en", "zr-en")] {
        let _ = writeln!(
            out,
            "<figure lang=\"{tag}\">\n{}</figure>",
            svg::render(subject.chart, foot, ids, lang)
        );
    }
}
