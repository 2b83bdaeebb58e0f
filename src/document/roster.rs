//! Rows of names and seats: `组长: …`, `张三  副市长`, and lines that end in a post.

use super::genre;
use super::script::{fold, is_blank, is_closed, length_within, squeeze};

/// The longest row.
const ROW: usize = 40;

/// A seat with nothing after its colon, which then names the place: `组长:`.
pub(super) fn empty_seat(words: &str) -> Option<String> {
    length_within(words, 10)?;
    let squeezed = squeeze(words);
    let seat = squeezed.strip_suffix(':')?;
    genre::SEATS.contains(&seat).then(|| seat.to_string())
}

/// Whether the line looks like a row; a row is believed when it has neighbours.
pub(super) fn is_row(words: &str) -> bool {
    if length_within(words, ROW).is_none() || words.chars().map(fold).any(|c| matches!(c, '。' | ';' | ',')) {
        return false;
    }
    is_seated(words) || (!is_closed(words) && ends_in_post(words))
}

/// `成    员:管某某  局长`, and rows that lost the first character of their seat.
fn is_seated(words: &str) -> bool {
    let squeezed = squeeze(words);
    let Some((seat, name)) = squeezed.split_once(':') else {
        return false;
    };
    !name.is_empty() && genre::SEATS.contains(&seat)
}

fn ends_in_post(words: &str) -> bool {
    let words = words.trim_end_matches(is_blank);
    let ends = |list: &[&str]| list.iter().any(|ending| words.ends_with(ending));
    ends(genre::POST_ENDINGS) && !ends(genre::NOT_POSTS)
}
