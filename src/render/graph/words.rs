//! The words on boxes and arrows, alike in every format.

use crate::chart::{Edge, Node, Shape, Sure, Tie};
use crate::diagnostic::Lang;

/// What stands on an arrow: each tie with its number, and what is wrong with it.
pub(super) fn edge_text(edge: &Edge, lang: Lang) -> String {
    let part = |(tie, count): &(Tie, usize)| {
        let word = tie.words();
        match count {
            1 => word.get(lang).to_owned(),
            n => format!("{} {n}", word.get(lang)),
        }
    };
    let shown = edge.ties.iter().filter(|(tie, _)| *tie != Tie::Goes);
    let mut text = shown.map(part).collect::<Vec<_>>().join(" · ");
    match edge.sure {
        Sure::Certain => {}
        Sure::Possible => text.push_str(lang.pick("(可能)", " (possible)")),
        Sure::Later => text.push_str(lang.pick("(届时)", " (later)")),
    }
    text
}

/// What stands on a box.
pub(super) fn node_text(node: &Node, lang: Lang) -> String {
    match node.shape {
        Shape::Nobody => lang.pick("(未写明由谁)", "(nobody named)").to_owned(),
        _ => node.name.clone(),
    }
}

/// What is wrong with an arrow, in words.
pub(super) fn broken_text(edge: &Edge, lang: Lang) -> Option<String> {
    match (edge.broken, edge.count()) {
        (0, _) => None,
        (n, all) if n == all => Some(
            lang.pick("断链:无人有职责接", "broken: nobody has a duty to take it up")
                .to_owned(),
        ),
        (n, _) => Some(match lang {
            Lang::Zh => format!("其中断链 {n}"),
            Lang::En => format!("{n} broken"),
        }),
    }
}
