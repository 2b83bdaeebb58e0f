//! A chart as DOT, as Mermaid and as a picture of its own (SVG).

pub mod dot;
pub mod layout;
pub mod mermaid;
pub mod svg;
mod words;

/// Which plan a picture shows, for whoever finds it printed.
#[must_use]
pub fn foot(id: &str, digest: &str) -> String {
    let digest: String = digest.chars().take(12).collect();
    format!("{id} · {digest} · zeren {}", env!("CARGO_PKG_VERSION"))
}
