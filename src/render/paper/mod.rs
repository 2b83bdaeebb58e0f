//! A neutral document (title, headings, paragraphs, tables) as a web page and as Markdown; as a word-processor file it is written by
//! `docx`.

pub mod html;
pub mod markdown;
