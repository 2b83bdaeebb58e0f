//! Text of others in a page.

/// The text as it may stand in an element or a quoted attribute. Control and direction characters, which a page must
/// not hold or which would make it read otherwise than it is, show as `\u{fffd}`.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => out.push('\u{fffd}'),
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

/// Words of the page itself in both languages; the style shows one.
pub fn both(zh: &str, en: &str) -> String {
    format!("<span lang=\"zh\">{zh}</span><span lang=\"en\">{en}</span>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_others_becomes_markup() {
        assert_eq!(
            escape("<script>'\"&\0\u{202e}"),
            "&lt;script&gt;&#39;&quot;&amp;\u{fffd}\u{fffd}"
        );
    }
}
