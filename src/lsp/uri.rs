//! Addresses of files, as editors write them.

use std::path::{Path, PathBuf};
use std::str::FromStr as _;

use lsp_types::Uri;
use serde_json::Value;

/// Percent-encodes what some editors leave raw in addresses, so that the message can be read: the protocol's types refuse raw Chinese.
pub fn encode_raw(message: &mut Value) {
    match message {
        Value::Array(list) => list.iter_mut().for_each(encode_raw),
        Value::Object(map) => {
            for (key, value) in map.iter_mut() {
                match value {
                    Value::String(text) if key.to_lowercase().ends_with("uri") => *text = encoded(text),
                    other => encode_raw(other),
                }
            }
        }
        _ => {}
    }
}

/// The file that an address means, unless it means something else (an unsaved buffer, a page).
pub fn path(uri: &Uri) -> Option<PathBuf> {
    let rest = uri.as_str().strip_prefix("file://")?;
    let local = rest.find('/').and_then(|at| rest.get(at..))?;
    let decoded = decoded(local)?;
    // `/C:/…`: the slash before a drive is not part of a Windows path.
    let drive = decoded.as_bytes().get(2) == Some(&b':');
    Some(PathBuf::from(if drive { decoded.get(1..)? } else { &decoded }))
}

/// The address of a file.
pub fn of(path: &Path) -> Option<Uri> {
    let shown = path.display().to_string().replace('\\', "/");
    let slash = if shown.starts_with('/') { "" } else { "/" };
    Uri::from_str(&format!("file://{slash}{}", encoded(&shown))).ok()
}

fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        let plain = byte.is_ascii_alphanumeric() || b"-._~/:@!$&'()*+,;=%".contains(&byte);
        if plain {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

fn decoded(text: &str) -> Option<String> {
    let mut out = Vec::new();
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        if byte != b'%' {
            out.push(byte);
            continue;
        }
        let digit = |b: u8| char::from(b).to_digit(16);
        let (high, low) = (digit(bytes.next()?)?, digit(bytes.next()?)?);
        out.push(u8::try_from(high * 16 + low).ok()?);
    }
    String::from_utf8(out).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_paths_come_back_whole() {
        let file = Path::new("/方案/怀仁 2022/duties.zr");
        let uri = of(file).expect("an address");
        assert!(uri.as_str().is_ascii());
        assert_eq!(path(&uri).as_deref(), Some(file));
    }

    #[test]
    fn raw_chinese_in_a_message_is_encoded() {
        let mut message = serde_json::json!({"textDocument": {"uri": "file:///方案/a.zr"}, "text": "方案"});
        encode_raw(&mut message);
        let uri = Uri::from_str(message["textDocument"]["uri"].as_str().expect("text")).expect("an address");
        assert_eq!(path(&uri).as_deref(), Some(Path::new("/方案/a.zr")));
        assert_eq!(message["text"], "方案");
    }
}
