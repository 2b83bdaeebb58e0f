//! A chart as DOT, as Mermaid and as a picture of its own (SVG).

pub mod dot;
pub mod layout;
pub mod mermaid;
pub mod svg;
mod words;
