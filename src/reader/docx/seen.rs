//! What a docx held besides plain paragraphs → remarks.

use crate::diagnostic::Words;
use crate::reader::{Remark, RemarkKind};
use crate::words;

/// Counts of what was met.
#[derive(Debug, Clone, Default)]
pub(super) struct Seen {
    pub insertions: usize,
    pub deletions: usize,
    pub pictures: usize,
    pub hidden: usize,
    pub contents: usize,
    pub tables: usize,
    pub boxes: usize,
    pub notes: usize,
    pub symbols: usize,
    pub foreign: usize,
}

impl Seen {
    pub(super) fn remarks(&self) -> Vec<Remark> {
        use RemarkKind::{Changes, Damage, Laid, LeftOut};
        let mut out = Vec::new();
        let (ins, del) = (self.insertions, self.deletions);
        let mut add = |count: usize, kind: RemarkKind, words: Words| {
            if count > 0 {
                out.push(Remark::new(kind, words));
            }
        };
        add(
            ins + del,
            Changes,
            words!(
                "有修订痕迹(插入 {ins} 处、删除 {del} 处),按全部接受来读",
                "tracked changes ({ins} insertions, {del} deletions) are read as accepted"
            ),
        );
        let n = self.tables;
        add(
            n,
            Laid,
            words!("{n} 个表格按行读成文字", "{n} tables are read row by row"),
        );
        let n = self.boxes;
        add(
            n,
            Laid,
            words!(
                "{n} 个文本框接在所在段落之后",
                "{n} text boxes are read after the paragraph that holds them"
            ),
        );
        let n = self.notes;
        add(
            n,
            Laid,
            words!(
                "{n} 条脚注、尾注接在所在段落之后",
                "{n} notes are read after the paragraph that refers to them"
            ),
        );
        let n = self.contents;
        add(
            n,
            LeftOut,
            words!("目录 {n} 行不读", "{n} lines of a table of contents are left out"),
        );
        let n = self.hidden;
        add(
            n,
            LeftOut,
            words!("隐藏文字 {n} 处不读", "hidden text is left out ({n} places)"),
        );
        let n = self.pictures;
        add(
            n,
            LeftOut,
            words!(
                "{n} 个图片、图形、公式或嵌入对象里的文字读不到",
                "words inside {n} pictures, drawings or embedded objects are not read"
            ),
        );
        let n = self.foreign;
        add(
            n,
            LeftOut,
            words!(
                "{n} 段嵌入的外来文档不读",
                "{n} embedded foreign documents are not read"
            ),
        );
        let n = self.symbols;
        add(
            n,
            Damage,
            words!(
                "{n} 个符号字体的字符读作 ●",
                "{n} characters of symbol fonts are read as ●"
            ),
        );
        out
    }
}
