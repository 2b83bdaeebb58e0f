//! Matrices, duty lists, comparisons and edits as tables and sentences, over their JSON forms.

pub mod compare;
pub mod duty_list;
pub mod edits;
pub mod findings;
pub mod roles;
mod sign;

pub use sign::{Style, by_word, citation, note_sign};
