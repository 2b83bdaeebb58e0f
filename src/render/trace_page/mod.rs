//! A trace as one self-contained page: the document's text on the left, the items that speak for it on the right.
//!
//! No network, no fonts, no images; everything that comes from the document or the plan is escaped.

mod card;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::escape::{both, escape};
use super::trace::{Subject, force_word, percent};
use crate::diagnostic::Lang;
use crate::document::Kind;
use crate::trace::{Bond, Count, Digest, Entry, How, Status, Voice, voice_name};

/// Writes the page; it opens in `lang` and can be switched.
#[must_use]
pub fn render(subject: Subject<'_>, lang: Lang) -> String {
    let mut page = Page {
        out: String::new(),
        subject,
        topics: topics(subject),
        cited: cited(subject),
        shown: BTreeSet::new(),
    };
    page.head(lang);
    page.rows();
    page.unknown();
    page.foot();
    page.out
}

struct Page<'a> {
    out: String,
    subject: Subject<'a>,
    /// The heading words of places.
    topics: BTreeMap<usize, &'a str>,
    /// The clauses that each voice cites itself.
    cited: BTreeMap<Voice, Vec<usize>>,
    /// The voices whose card stands above.
    shown: BTreeSet<Voice>,
}

fn topics<'a>(subject: Subject<'a>) -> BTreeMap<usize, &'a str> {
    let topics = subject.document.clauses.iter().filter(|c| c.kind == Kind::Topic);
    topics.filter_map(|c| Some((c.parent?, c.text.as_str()))).collect()
}

fn cited(subject: Subject<'_>) -> BTreeMap<Voice, Vec<usize>> {
    let mut cited: BTreeMap<Voice, Vec<usize>> = BTreeMap::new();
    for entry in subject.trace.entries.iter().filter(|e| e.how == Some(How::Itself)) {
        for voice in &entry.voices {
            cited.entry(*voice).or_default().push(entry.clause);
        }
    }
    cited
}

impl Page<'_> {
    fn put(&mut self, html: &str) {
        self.out.push_str(html);
        self.out.push('\n');
    }

    fn path(&self, at: usize) -> String {
        escape(self.subject.trace.path(at))
    }

    fn head(&mut self, lang: Lang) {
        let title = escape(&self.subject.model.plan.title);
        let (tag, word) = if lang == Lang::Zh {
            ("zh-CN", "zh")
        } else {
            ("en", "en")
        };
        self.put(&format!(
            "<!doctype html>\n<html lang=\"{tag}\">\n<head>\n<meta charset=\"utf-8\">"
        ));
        self.put("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        self.put("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\">");
        self.put(&format!("<title>{title} · 条款对照 trace</title>"));
        self.put(&format!(
            "<style>\n{}</style>\n</head>\n<body data-show=\"all\" data-lang=\"{word}\">",
            include_str!("page.css")
        ));
        self.put(&format!("<header>\n<h1>{title}</h1>"));
        self.put(&format!(
            "<div class=\"faint sans\">{} <code>{}</code></div>",
            both("条款对照 · 方案", "Trace · plan"),
            escape(&self.subject.model.plan.id)
        ));
        self.digest();
        self.counts();
        self.put("</header>");
        self.filters();
        self.put("<main>");
    }

    fn digest(&mut self) {
        let recorded = self.subject.model.plan.source_sha256.as_deref();
        let (class, words) = match crate::trace::digest(self.subject.sha256, recorded) {
            Digest::Match => ("match", both("与方案所记一致", "as the plan recorded it")),
            Digest::Differs => (
                "differs",
                both("与方案所记不同", "differs from the one the plan recorded"),
            ),
            Digest::NotRecorded => ("absent", both("方案未记", "not recorded by the plan")),
        };
        let line = format!(
            "<div class=\"faint sans digest {class}\">sha256 {} · {words}</div>",
            self.subject.sha256
        );
        self.put(&line);
    }

    fn counts(&mut self) {
        let head = [
            ("总数", "all"),
            ("已编码", "encoded"),
            ("记录不编码", "left out"),
            ("未覆盖", "not covered"),
            ("覆盖", "covered"),
        ];
        let head: String = head
            .iter()
            .map(|(zh, en)| format!("<th scope=\"col\">{}</th>", both(zh, en)))
            .collect();
        let row = |name: String, count: Count| {
            let cells = [
                count.total,
                count.encoded,
                count.unencoded,
                count.total - count.covered(),
            ]
            .map(|n| format!("<td>{n}</td>"))
            .concat();
            format!(
                "<tr><th scope=\"row\">{name}</th>{cells}<td>{}</td></tr>",
                percent(count)
            )
        };
        let binding = both(
            "分派、禁止、要求、升级的条款",
            "Clauses that assign, forbid, require or escalate",
        );
        let rows =
            row(binding, self.subject.trace.binding) + &row(both("全部条款", "All clauses"), self.subject.trace.all);
        self.put(&format!(
            "<table>\n<thead><tr><td></td>{head}</tr></thead>\n<tbody>{rows}</tbody>\n</table>"
        ));
    }

    fn filters(&mut self) {
        let (all, missing) = (self.subject.trace.all, self.subject.trace.missing().count());
        let buttons = [
            ("all", "全部", "All", all.total),
            ("missing", "应编码而未编码", "Missing", missing),
            ("uncovered", "未覆盖", "Not covered", all.total - all.covered()),
            ("unencoded", "记录不编码", "Left out with a reason", all.unencoded),
        ];
        self.put("<nav aria-label=\"筛选 filter\">");
        for (name, zh, en, count) in buttons {
            let pressed = name == "all";
            self.put(&format!(
                "<button type=\"button\" data-filter=\"{name}\" aria-pressed=\"{pressed}\">{} {count}</button>",
                both(zh, en)
            ));
        }
        self.put(&format!(
            "<button type=\"button\" class=\"lang\">{}</button>\n</nav>",
            both("English", "中文")
        ));
    }

    fn rows(&mut self) {
        for at in 0..self.subject.trace.entries.len() {
            if let Some(entry) = self.subject.trace.entries.get(at) {
                self.row(entry);
            }
        }
    }

    fn row(&mut self, entry: &Entry) {
        let Some(clause) = self.subject.document.clauses.get(entry.clause) else {
            return;
        };
        let binds = entry.bond.is_some_and(Bond::binds);
        let class = match entry.status {
            Status::Encoded => "encoded",
            Status::Unencoded => "unencoded",
            Status::Uncovered if entry.is_missing() => "missing",
            Status::Uncovered => "bare",
        };
        let cue = entry.bond.filter(|_| entry.leaf).map(cue).unwrap_or_default();
        let words = if entry.leaf {
            clause.text.as_str()
        } else {
            self.topics.get(&entry.clause).copied().unwrap_or_default()
        };
        let id = entry.clause;
        self.put(&format!(
            "<section class=\"row {class}\" id=\"c{id}\" style=\"--depth:{}\">",
            entry.depth.min(8)
        ));
        let line = both(&format!("行{}", clause.line), &format!("line {}", clause.line));
        self.put(&format!(
            "<div class=\"clause\"><a class=\"path\" href=\"#c{id}\">{}</a> <span class=\"line\">{line}</span> {cue}",
            escape(&clause.path)
        ));
        if !words.is_empty() {
            self.put(&format!("<p>{}</p>", escape(words)));
        }
        self.put("</div>\n<div class=\"items\">");
        self.voices(entry);
        if entry.is_missing() {
            self.put(&format!(
                "<p class=\"none sans\">{}</p>",
                both("无人编码,也未记录", "neither encoded nor recorded")
            ));
        } else if entry.status == Status::Uncovered && !binds {
            self.put(&format!(
                "<p class=\"faint sans\">{}</p>",
                both("未覆盖(不分派责任)", "not covered (binds nobody)")
            ));
        }
        self.put("</div>\n</section>");
    }

    /// Who speaks for a clause: a card where a voice stands for the first time, then links to it.
    fn voices(&mut self, entry: &Entry) {
        for voice in &entry.voices {
            if let Voice::Record(_) = voice {
                if entry.status == Status::Unencoded {
                    let reason = escape(voice_name(self.subject.model, *voice));
                    self.put(&format!(
                        "<p class=\"reason sans\">{} {reason}</p>",
                        both("不编码:", "Left out:")
                    ));
                }
                continue;
            }
            if entry.how == Some(How::Itself) && self.shown.insert(*voice) {
                let links = self.links(*voice, entry.clause);
                let card = card::card(self.subject, *voice, &links);
                self.put(&card);
            } else {
                let whole = if entry.how == Some(How::Whole) {
                    both("整条:", "whole clause: ")
                } else {
                    String::new()
                };
                let name = escape(voice_name(self.subject.model, *voice));
                self.put(&format!(
                    "<a class=\"ref\" href=\"#{}\">{whole}{name}</a>",
                    card::id(*voice)
                ));
            }
        }
    }

    /// Links to the other clauses that a voice cites.
    fn links(&self, voice: Voice, here: usize) -> String {
        let mut out = String::new();
        for at in self.cited.get(&voice).into_iter().flatten().filter(|at| **at != here) {
            let _ = write!(out, " <a href=\"#c{at}\">{}</a>", self.path(*at));
        }
        out
    }

    fn unknown(&mut self) {
        let trace = self.subject.trace;
        if trace.unknown.is_empty() {
            return;
        }
        self.put(&format!(
            "<h2>{}</h2>\n<ul class=\"sans\">",
            both("引用了文中没有的条款", "Cited but not there")
        ));
        for unknown in &trace.unknown {
            let file = self.subject.sources.get(unknown.span.source).map_or("", |s| s.name());
            let line = self.subject.sources.start(unknown.span).line;
            let near = unknown
                .nearest
                .map(|at| format!("{} <a href=\"#c{at}\">{}</a>", both("最接近", "nearest"), self.path(at)))
                .unwrap_or_default();
            let (citation, by) = (escape(&unknown.citation), escape(&unknown.by));
            self.put(&format!(
                "<li><strong>{citation}</strong> {by} <span class=\"line\">{}:{line}</span> {near}</li>",
                escape(file)
            ));
        }
        self.put("</ul>");
    }

    fn foot(&mut self) {
        let made = both(
            "由 zeren trace 生成;左为原文,右为方案条目。",
            "Made by zeren trace: the document on the left, the plan's items on the right.",
        );
        self.put(&format!("</main>\n<footer><p class=\"faint sans\">{made}</p></footer>"));
        self.put(&format!(
            "<script>\n{}</script>\n</body>\n</html>",
            include_str!("page.js")
        ));
    }
}

fn cue(bond: Bond) -> String {
    let (zh, en) = (force_word(bond.force, Lang::Zh), force_word(bond.force, Lang::En));
    format!("<span class=\"cue\">{} “{}”</span>", both(zh, en), escape(bond.cue))
}
