//! Why a file could not be read.

use crate::diagnostic::Words;
use crate::words;

/// Why a file could not be read, in words for whoever handed it in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// A limit of [`limits`](super::limits) is exceeded; the words name it.
    TooLarge(Words),
    /// A format that has to be converted first; the words say how.
    Foreign(Words),
    /// The file is damaged, cut short, or made to do harm.
    Broken(Words),
    /// Nothing to read: no text, or no document of any kind.
    Empty(Words),
}

impl Fault {
    /// What is wrong and what to do.
    #[must_use]
    pub fn words(&self) -> &Words {
        let (Fault::TooLarge(words) | Fault::Foreign(words) | Fault::Broken(words) | Fault::Empty(words)) = self;
        words
    }

    /// The same with the file's name before it.
    #[must_use]
    pub fn of_file(&self, name: &str) -> Words {
        let words = self.words();
        Words::new(format!("`{name}`:{}", words.zh), format!("`{name}`: {}", words.en))
    }

    /// A part of a package that cannot be read.
    #[cfg(feature = "import")]
    pub(super) fn broken(part: &str, why: &dyn std::fmt::Display) -> Fault {
        Fault::Broken(words!(
            "文件损坏:`{part}` 读不懂({why});用 Word 或 WPS 打开后另存一份再试",
            "the file is damaged: `{part}` cannot be read ({why}). Open it in Word or WPS, save a copy and try again"
        ))
    }

    #[cfg_attr(
        feature = "import",
        expect(dead_code, reason = "only a build without `import` has formats it was built without")
    )]
    pub(super) fn not_built(format: &str) -> Fault {
        Fault::Foreign(words!(
            "这个程序编译时没有带上读 {format} 的部分;请另存为 UTF-8 纯文本",
            "this build does not read {format}: save the document as plain UTF-8 text"
        ))
    }
}
