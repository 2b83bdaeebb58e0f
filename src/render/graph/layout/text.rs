//! How wide a text is: a Chinese character takes a whole em, a Latin letter about half of one.

/// Width of a text in a font of `size`.
#[must_use]
pub fn width(text: &str, size: f64) -> f64 {
    text.chars().map(em).sum::<f64>() * size
}

fn em(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | 't' | 'f' | 'r' | '.' | ',' | ':' | ';' | '|' | '!' | '\'' | ' ' | '(' | ')' | '/' => 0.36,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '&' => 0.92,
        'A'..='Z' => 0.68,
        c if c.is_ascii() => 0.58,
        '·' | '–' => 0.6,
        _ => 1.0,
    }
}

/// Cuts a text into at most `most` lines of at most `room`; what does not fit ends in an ellipsis.
#[must_use]
pub fn wrap(text: &str, size: f64, room: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut used = 0.0;
    for c in text.chars().map(|c| if c.is_control() { ' ' } else { c }) {
        let w = em(c) * size;
        if used + w > room && !line.is_empty() {
            let rest = carried(&mut line, c);
            used = width(&rest, size);
            lines.push(std::mem::replace(&mut line, rest));
        }
        line.push(c);
        used += w;
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            while width(last, size) + size > room && last.pop().is_some() {}
            last.push('…');
        }
    }
    lines
}

/// What goes down to the next line: the beginning of a Latin word, or a character before a mark that may not begin a line.
fn carried(line: &mut String, next: char) -> String {
    if next.is_ascii_alphanumeric()
        && let Some(at) = line.rfind(' ').filter(|at| *at > 0)
    {
        let rest = line.split_off(at);
        return rest.trim_start().to_owned();
    }
    let stays = matches!(
        next,
        '、' | '，' | ',' | '。' | '）' | ')' | '」' | '”' | '；' | ';' | '：' | ':'
    );
    match line.pop() {
        Some(last) if stays && !line.is_empty() => last.to_string(),
        Some(last) => {
            line.push(last);
            String::new()
        }
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fit_and_say_where_they_are_cut() {
        let name = "疾病预防控制、妇幼保健、计划生育指导服务机构";
        for room in [60.0, 90.0, 130.0] {
            let lines = wrap(name, 13.0, room, 9);
            assert_eq!(lines.concat(), name);
            assert!(lines.iter().all(|l| width(l, 13.0) <= room), "{lines:?}");
            assert!(lines.iter().all(|l| !l.starts_with('、')), "{lines:?}");
            let short = wrap(name, 13.0, room, 2);
            assert!(short.len() == 2 && short[1].ends_with('…') && width(&short[1], 13.0) <= room);
        }
        assert_eq!(wrap("hands over gladly", 10.0, 70.0, 5), ["hands over", "gladly"]);
    }
}
