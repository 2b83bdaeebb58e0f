//! Bearer tokens from a file: `NAME TOKEN` or `TOKEN` a line, `#` begins a comment.
//!
//! Tokens are kept as digests and compared in constant time, every one of them, whichever fits.

use std::path::Path;

use subtle::{Choice, ConditionallySelectable as _, ConstantTimeEq as _};

use crate::diagnostic::Words;
use crate::words;

/// A shorter token can be guessed.
const SHORTEST: usize = 16;
/// A file of tokens has at most this many bytes.
const MAX_FILE: u64 = 1024 * 1024;

/// Who may ask.
#[derive(Debug)]
pub struct Tokens {
    clients: Vec<Client>,
}

#[derive(Debug)]
struct Client {
    name: String,
    digest: [u8; 32],
}

impl Tokens {
    /// Reads a file of tokens.
    ///
    /// # Errors
    /// Where it cannot be read, holds no token, or a line is none.
    pub fn read(path: &Path) -> Result<Self, Words> {
        let shown = path.display();
        let failed = |e: std::io::Error| {
            words!(
                "读不到令牌文件 `{shown}`:{e}",
                "cannot read the token file `{shown}`: {e}"
            )
        };
        let size = std::fs::metadata(path).map_err(failed)?.len();
        if size > MAX_FILE {
            return Err(words!(
                "令牌文件 `{shown}` 超过 1 MiB",
                "the token file `{shown}` has more than 1 MiB"
            ));
        }
        let text = std::fs::read_to_string(path).map_err(failed)?;
        Tokens::parse(&text).map_err(|w| {
            Words::new(
                format!("令牌文件 `{shown}`{}", w.zh),
                format!("the token file `{shown}` {}", w.en),
            )
        })
    }

    fn parse(text: &str) -> Result<Self, Words> {
        let mut clients = Vec::new();
        for (index, line) in text.lines().enumerate() {
            let line = line.trim_start_matches('\u{feff}').trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            clients.push(client(line, index + 1)?);
        }
        if clients.is_empty() {
            return Err(words!(
                "里没有令牌:每行一个,`名称 令牌`,令牌至少 {SHORTEST} 个字符",
                "holds no token: write one a line, `NAME TOKEN`, of at least {SHORTEST} characters"
            ));
        }
        Ok(Tokens { clients })
    }

    /// The name of the client whose token this is.
    #[must_use]
    pub fn client(&self, token: &str) -> Option<&str> {
        let digest = *blake3::hash(token.as_bytes()).as_bytes();
        let mut found = u64::MAX;
        for (index, client) in self.clients.iter().enumerate() {
            let same: Choice = client.digest.ct_eq(&digest);
            found = u64::conditional_select(&found, &(index as u64), same);
        }
        self.clients.get(usize::try_from(found).ok()?).map(|c| c.name.as_str())
    }
}

fn client(line: &str, number: usize) -> Result<Client, Words> {
    let mut parts = line.split_whitespace();
    let (name, token) = match (parts.next(), parts.next(), parts.next()) {
        (Some(token), None, None) => (format!("line-{number}"), token),
        (Some(name), Some(token), None) => (name.to_owned(), token),
        _ => {
            return Err(words!(
                "第 {number} 行应写作 `名称 令牌`",
                "line {number} should read `NAME TOKEN`"
            ));
        }
    };
    if token.chars().count() < SHORTEST || !token.chars().all(|c| c.is_ascii_graphic()) {
        return Err(words!(
            "第 {number} 行的令牌应是至少 {SHORTEST} 个 ASCII 字符:openssl rand -hex 32",
            "line {number}: a token is at least {SHORTEST} ASCII characters: openssl rand -hex 32"
        ));
    }
    Ok(Client {
        name,
        digest: *blake3::hash(token.as_bytes()).as_bytes(),
    })
}
