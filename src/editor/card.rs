//! The card that an editor shows for what stands under the cursor, as Markdown.

use std::fmt::Write as _;

use super::symbol::{Symbol, SymbolKind};
use super::{Snapshot, keyword_at};
use crate::compile::CompiledPlan;
use crate::diagnostic::Lang;
use crate::lint;
use crate::model::{Fact, FactType, Role};
use crate::syntax::is_name_char;
use crate::syntax::keyword::Place;
use crate::text::{SourceId, Span};

/// Lists are cut behind so many entries.
const MOST: usize = 12;

/// What is known of the place, and the bytes that it is about.
#[must_use]
pub fn card(snapshot: &Snapshot, source: SourceId, offset: usize, lang: Lang) -> Option<(String, Span)> {
    if let Some(mention) = snapshot.mention_at(source, offset) {
        let writer = Writer {
            snapshot,
            plan: snapshot.plan()?,
            lang,
        };
        let text = writer.symbol(&mention.symbol)?;
        return Some((text + &findings(snapshot, mention.span, lang), mention.span));
    }
    keyword(snapshot, source, offset, lang)
}

/// Findings at a place, each with the page of its kind.
fn findings(snapshot: &Snapshot, at: Span, lang: Lang) -> String {
    let mut out = String::new();
    for finding in snapshot.findings.iter().filter(|f| f.primary.span == at) {
        let page = lint::find(&finding.code.to_string()).map_or_else(
            || lang.pick(finding.info.help_zh, finding.info.help_en).to_owned(),
            |l| lint::explain(l, lang),
        );
        let _ = write!(
            out,
            "\n\n---\n\n**{} {}**\n\n{page}",
            finding.code,
            finding.info.title(lang)
        );
    }
    out
}

fn keyword(snapshot: &Snapshot, source: SourceId, offset: usize, lang: Lang) -> Option<(String, Span)> {
    let text = snapshot.compiled.sources.get(source)?.text();
    let (before, after) = (text.get(..offset)?, text.get(offset..)?);
    let back: usize = before
        .chars()
        .rev()
        .take_while(|c| is_name_char(*c))
        .map(char::len_utf8)
        .sum();
    let on: usize = after.chars().take_while(|c| is_name_char(*c)).map(char::len_utf8).sum();
    let word = text.get(offset - back..offset + on)?;
    let found = keyword_at(word, &[Place::Field, Place::Declaration, Place::Operator, Place::Word])?;
    let entry = found.entry();
    let also: Vec<&str> = entry.spellings().collect();
    let spelt = lang.pick("也写作", "also written");
    let card = format!(
        "**{}** · {}\n\n{}\n\n{spelt} {}",
        entry.zh,
        entry.en,
        entry.meaning,
        also.join("、")
    );
    Some((card, Span::new(source, offset - back..offset + on)))
}

struct Writer<'s> {
    snapshot: &'s Snapshot,
    plan: &'s CompiledPlan,
    lang: Lang,
}

impl Writer<'_> {
    fn symbol(&self, symbol: &Symbol) -> Option<String> {
        match symbol.kind {
            SymbolKind::Unit => self.unit(&symbol.name),
            SymbolKind::Fact => {
                let model = &self.plan.model;
                model.find_fact(&symbol.name).map(|id| self.fact(model.fact(id)))
            }
            SymbolKind::Value => self.value(&symbol.of, &symbol.name),
            SymbolKind::Definition => self.definition(&symbol.name),
            SymbolKind::Topic | SymbolKind::Stage | SymbolKind::Clause => Some(self.items(symbol)),
            SymbolKind::Item => self.item(&symbol.name),
            SymbolKind::Plan => Some(self.heading(&self.plan.model.plan.id, &self.plan.model.plan.title)),
            SymbolKind::Test | SymbolKind::Constraint => None,
        }
    }

    fn heading(&self, name: &str, what: &str) -> String {
        if what.is_empty() {
            format!("**{name}**\n")
        } else {
            format!("**{name}** · {what}\n")
        }
    }

    /// A line with a label, unless there is nothing to say.
    fn line(&self, out: &mut String, (zh, en): (&str, &str), text: &str) {
        if !text.is_empty() {
            let _ = write!(out, "\n- {} {text}", self.lang.pick(zh, en));
        }
    }

    fn unit(&self, name: &str) -> Option<String> {
        let model = &self.plan.model;
        let id = model.find_unit(name)?;
        let unit = model.unit(id);
        let mut out = self.heading(&unit.name, unit.kind.as_deref().unwrap_or(""));
        self.line(&mut out, ("别名", "aka"), &unit.aliases.join("、"));
        self.line(&mut out, ("席位", "seats"), &unit.seats.join("、"));
        let superior = unit.superior.map(|u| model.unit(u).name.as_str()).unwrap_or_default();
        self.line(&mut out, ("上级", "under"), superior);
        let members: Vec<&str> = unit.members().iter().map(|u| model.unit(*u).name.as_str()).collect();
        self.line(&mut out, ("成员", "members"), &self.cut(&members));
        let successor = unit.successor.map(|u| model.unit(u).name.as_str()).unwrap_or_default();
        self.line(&mut out, ("改为", "succeeded by"), successor);
        let acts = self.plan.graph.acts(id);
        let mut counts = Vec::new();
        for role in Role::ALL {
            let count = acts.iter().filter(|(_, r)| *r == role).count();
            if count > 0 {
                counts.push(format!("{} {count}", self.lang.pick(role.zh(), role.name())));
            }
        }
        self.line(&mut out, ("承担", "acts as"), &counts.join(" · "));
        let none = self
            .lang
            .pick("本方案里没有它自己的职责", "no duty of its own in this plan");
        if acts.is_empty() && unit.members().is_empty() {
            let _ = write!(out, "\n- {none}");
        }
        self.line(&mut out, ("说明", "note"), unit.note.as_deref().unwrap_or(""));
        Some(out)
    }

    fn fact(&self, fact: &Fact) -> String {
        let kind = match fact.kind {
            FactType::Bool => self.lang.pick("是否", "bool").to_owned(),
            FactType::One => self.lang.pick("单选", "one of").to_owned(),
            FactType::Ordered => self.lang.pick("等级", "ordered").to_owned(),
            FactType::Set => self.lang.pick("多选", "set of").to_owned(),
            FactType::Int { min, max, .. } => format!("{min}..{max}"),
        };
        let mut out = self.heading(&fact.name, &kind);
        self.line(&mut out, ("提问", "question"), fact.question.as_deref().unwrap_or(""));
        self.line(&mut out, ("别名", "aka"), &fact.aliases.join("、"));
        let values: Vec<&str> = fact.values.iter().map(|v| v.name.as_str()).collect();
        self.line(&mut out, ("值", "values"), &self.cut(&values));
        self.line(&mut out, ("说明", "note"), fact.note.as_deref().unwrap_or(""));
        out
    }

    fn value(&self, fact: &str, name: &str) -> Option<String> {
        let model = &self.plan.model;
        let fact = model.find_fact(fact).map(|id| model.fact(id))?;
        let id = fact.find(name)?;
        let value = fact.value(id)?;
        let mut out = self.heading(&value.name, &fact.name);
        let names = |list: Vec<crate::model::ValueId>| -> Vec<&str> {
            list.into_iter().skip(1).map(|v| fact.value_name(v)).collect()
        };
        self.line(&mut out, ("别名", "aka"), &value.aliases.join("、"));
        self.line(&mut out, ("上位", "broader"), &names(fact.ancestors(id)).join(" → "));
        self.line(&mut out, ("下位", "narrower"), &self.cut(&names(fact.descendants(id))));
        self.line(&mut out, ("说明", "note"), value.note.as_deref().unwrap_or(""));
        if value.undefined {
            let _ = write!(
                out,
                "\n- {}",
                self.lang
                    .pick("原文用了这个词,没有定义", "the text uses the word without defining it")
            );
        }
        Some(out)
    }

    fn definition(&self, name: &str) -> Option<String> {
        let model = &self.plan.model;
        let (_, condition, _, uses) = model.definitions.iter().find(|(n, ..)| n == name)?;
        let mut out = self.heading(name, self.lang.pick("定义", "named condition"));
        let words = crate::world::describe_condition(model, condition);
        let _ = write!(out, "\n```zr\n{words}\n```\n");
        self.line(&mut out, ("用到", "used"), &uses.to_string());
        Some(out)
    }

    fn item(&self, name: &str) -> Option<String> {
        let model = &self.plan.model;
        let item = model.items.iter().find(|i| i.name == name)?;
        let mut out = self.heading(&item.name, item.topic.as_deref().unwrap_or(""));
        let units: Vec<String> = item
            .parties
            .iter()
            .map(|p| {
                let who = p
                    .unit
                    .map_or(self.lang.pick("(无)", "(nobody)"), |u| &model.unit(u).name);
                format!("{} {who}", self.lang.pick(p.role.zh(), p.role.name()))
            })
            .collect();
        self.line(&mut out, ("", ""), &units.join("、"));
        self.line(&mut out, ("办理", "does"), item.action.as_deref().unwrap_or(""));
        self.line(&mut out, ("时限", "within"), &item.deadline_text().unwrap_or_default());
        let clauses: Vec<&str> = item.clauses.iter().map(|c| c.path.as_str()).collect();
        self.line(&mut out, ("出处", "cites"), &clauses.join("、"));
        let words = crate::world::describe_condition(model, &item.condition);
        let _ = write!(out, "\n\n```zr\n{words}\n```");
        if !item.doc.is_empty() {
            let _ = write!(out, "\n\n{}", item.doc);
        }
        Some(out)
    }

    /// The items of a topic, a stage or a clause, with who acts.
    fn items(&self, symbol: &Symbol) -> String {
        let model = &self.plan.model;
        let belongs = |item: &&crate::model::Item| match symbol.kind {
            SymbolKind::Topic => item.topic.as_deref() == Some(&symbol.name),
            SymbolKind::Stage => item.stage.as_deref() == Some(&symbol.name),
            _ => item.clauses.iter().any(|c| c.path == symbol.name),
        };
        let found: Vec<&crate::model::Item> = model.items.iter().filter(belongs).collect();
        let count = self
            .lang
            .pick(format!("{} 条", found.len()), format!("{} items", found.len()));
        let mut out = self.heading(&symbol.name, &count);
        for item in found.iter().take(MOST) {
            let who: Vec<&str> = item
                .parties
                .iter()
                .filter(|p| p.role.acts())
                .filter_map(|p| p.unit)
                .map(|u| model.unit(u).name.as_str())
                .collect();
            let _ = write!(out, "\n- {} {}", item.action_text(), self.cut(&who));
        }
        if found.len() > MOST {
            let _ = write!(out, "\n- …");
        }
        let uses = self.snapshot.mentions_of(symbol).count();
        self.line(&mut out, ("提到", "mentioned"), &uses.to_string());
        out
    }

    fn cut(&self, list: &[&str]) -> String {
        let mut text = list.iter().take(MOST).copied().collect::<Vec<_>>().join("、");
        if list.len() > MOST {
            let _ = write!(
                text,
                "{}",
                self.lang
                    .pick(format!(" 等 {} 个", list.len()), format!(" … ({})", list.len()))
            );
        }
        text
    }
}
