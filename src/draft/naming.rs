//! Items → a name of its own for each: who, and the first words of what.

use std::collections::BTreeMap;

use super::item::{Item, Kind};

/// Gives each item a name of its own: who, and the first words of what.
pub fn name_items(items: &mut [Item]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for item in items {
        let who = item.actors.all().next().map_or("无主", String::as_str);
        let words = item.title.as_deref().filter(|t| !t.is_empty()).unwrap_or(&item.action);
        let what: String = words
            .chars()
            .map(crate::text::fold_char)
            .filter(|c| !matches!(c, '“' | '”' | '‘' | '’' | '《' | '》' | '"' | '\''))
            .skip_while(|c| !c.is_alphanumeric())
            .take_while(|c| c.is_alphanumeric())
            .take(14)
            .collect();
        let name = match item.kind {
            Kind::Task => what.clone(),
            _ => format!("{who}·{what}"),
        };
        let name = if name.is_empty() { item.clause.clone() } else { name };
        let count = seen.entry(name.clone()).or_default();
        *count += 1;
        item.name = if *count == 1 { name } else { format!("{name}·{count}") };
    }
}
