//! A neutral document (title, headings, paragraphs, tables) as a web page, as Markdown and as JSON; as a word-processor file it is written by
//! `docx`.

pub mod html;
pub mod json;
pub mod markdown;
