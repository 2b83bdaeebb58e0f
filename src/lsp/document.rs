//! The texts that are open in the editor.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use lsp_types::TextDocumentContentChangeEvent;

use super::position::bytes;
use crate::text::Source;

/// Open texts by file.
#[derive(Debug, Default)]
pub struct Documents {
    open: BTreeMap<PathBuf, String>,
}

impl Documents {
    pub fn open(&mut self, file: PathBuf, text: String) {
        self.open.insert(file, text);
    }

    pub fn close(&mut self, file: &Path) {
        self.open.remove(file);
    }

    pub fn text(&self, file: &Path) -> Option<&str> {
        self.open.get(file).map(String::as_str)
    }

    /// Open files, by name.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.open.keys().map(PathBuf::as_path)
    }

    pub fn change(&mut self, file: &Path, changes: Vec<TextDocumentContentChangeEvent>) {
        let Some(text) = self.open.get_mut(file) else { return };
        for change in changes {
            match change.range {
                None => *text = change.text,
                Some(range) => {
                    let source = Source::new("", text.as_str());
                    text.replace_range(bytes(&source, range), &change.text);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use lsp_types::{Position, Range};

    use super::*;

    #[test]
    fn changes_apply_one_after_another() {
        let file = Path::new("/a.zr");
        let mut documents = Documents::default();
        documents.open(file.to_owned(), "单位 市公安\n".to_owned());
        let change = |line, from, to, text: &str| TextDocumentContentChangeEvent {
            range: Some(Range::new(Position::new(line, from), Position::new(line, to))),
            range_length: None,
            text: text.to_owned(),
        };
        documents.change(
            file,
            vec![change(0, 6, 6, "局"), change(0, 0, 2, "泛称"), change(1, 0, 0, "# 完")],
        );
        assert_eq!(documents.text(file), Some("泛称 市公安局\n# 完"));
    }
}
