//! Small remarks inside the text: where an actor comes from, whom an alias or a group means.

use super::Snapshot;
use super::symbol::{Part, SymbolKind};
use crate::diagnostic::Lang;
use crate::model::ActorSource;
use crate::text::SourceId;

/// A remark behind a byte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// The byte behind which it is shown.
    pub at: usize,
    /// What it says.
    pub text: String,
}

/// The remarks for a part of a source, by place.
#[must_use]
pub fn hints(snapshot: &Snapshot, source: SourceId, range: std::ops::Range<usize>, lang: Lang) -> Vec<Hint> {
    let mut out = Vec::new();
    let shown = |at: u32| range.contains(&(at as usize));
    let Some(plan) = snapshot.plan() else { return out };
    for mention in snapshot.mentions() {
        let unit = mention.symbol.kind == SymbolKind::Unit && mention.part == Part::Uses;
        if !unit || mention.span.source != source || !shown(mention.span.start) {
            continue;
        }
        let mut text = String::new();
        if mention.written != mention.symbol.name {
            text = format!("= {}", mention.symbol.name);
        }
        let members = plan
            .model
            .find_unit(&mention.symbol.name)
            .map(|u| plan.model.unit(u).members().len());
        if let Some(count) = members.filter(|m| *m > 0) {
            text = lang.pick(format!("{count} 个单位"), format!("{count} units"));
        }
        if !text.is_empty() {
            out.push(Hint {
                at: mention.span.end as usize,
                text,
            });
        }
    }
    for item in plan.model.items.iter().filter(|i| i.span.source == source) {
        let Some(words) = item.actor.and_then(|a| origin(a, lang)) else {
            continue;
        };
        let acting = item
            .parties
            .iter()
            .filter(|p| p.role.acts() && p.unit.is_some() && shown(p.span.start));
        out.extend(acting.map(|p| Hint {
            at: p.span.end as usize,
            text: words.to_owned(),
        }));
    }
    out.sort_by(|a, b| (a.at, &a.text).cmp(&(b.at, &b.text)));
    out.dedup();
    out
}

/// Where an actor comes from that the sentence itself does not name.
fn origin(actor: ActorSource, lang: Lang) -> Option<&'static str> {
    match actor {
        ActorSource::Inherited => Some(lang.pick("← 承前", "← inherited")),
        ActorSource::Heading => Some(lang.pick("← 标题", "← heading")),
        ActorSource::Tail => Some(lang.pick("← 尾注", "← tail")),
        ActorSource::Stated | ActorSource::Missing => None,
    }
}
