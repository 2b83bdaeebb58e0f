//! Another name for something, everywhere.

use super::symbol::{Mention, Symbol, SymbolKind};
use super::{Edit, Snapshot};
use crate::diagnostic::Words;
use crate::syntax::is_name_char;
use crate::text::fold_name;
use crate::words;

/// Why something cannot be renamed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenameError {
    /// Why.
    pub message: Words,
}

/// The changes that give `symbol` another name where it is written `old`: an alias is renamed alone.
pub fn rename(snapshot: &Snapshot, symbol: &Symbol, old: &str, new: &str) -> Result<Vec<Edit>, RenameError> {
    let refuse = |message| Err(RenameError { message });
    let folded = fold_name(new);
    if folded.is_empty() || new.contains('\n') {
        return refuse(words!(
            "名称不能为空,也不能换行",
            "a name must not be empty or broken by a line end"
        ));
    }
    let taken = snapshot.mentions().iter().find(|m| {
        m.written == folded && m.symbol.kind == symbol.kind && m.symbol.of == symbol.of && m.symbol != *symbol
    });
    if let Some(other) = taken {
        return refuse(words!(
            "`{folded}` 已经指 `{}`",
            "`{folded}` already stands for `{}`",
            other.symbol.name
        ));
    }
    Ok(snapshot
        .mentions_of(symbol)
        .filter(|m| m.written == old)
        .map(|m| Edit {
            span: m.span,
            text: written(m, &folded),
        })
        .collect())
}

/// A name bare where it can be, else in quotes; clauses and quoted names keep their form.
fn written(mention: &Mention, name: &str) -> String {
    let bare = name
        .chars()
        .all(|c| is_name_char(c) || (mention.symbol.kind == SymbolKind::Clause && matches!(c, '/' | '@' | '(' | ')')));
    let was_quoted = mention.span.len() > mention.written.len() + 1;
    if bare && !was_quoted {
        name.to_owned()
    } else {
        format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\""))
    }
}
