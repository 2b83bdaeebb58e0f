//! The comma pieces that open a text → those that only limit what follows.

use super::run::pieces;
use crate::draft::trigger;

/// Leading comma pieces that are conditions: their bytes, and where the action begins.
pub(super) fn conditions(text: &str, from: usize, to: usize) -> (Option<(usize, usize)>, usize) {
    let words = text.get(from..to).unwrap_or_default();
    let mut end = 0;
    for (piece_from, piece_to) in pieces(words) {
        let piece = words.get(piece_from..piece_to).unwrap_or_default();
        let follows = words.get(piece_to..).unwrap_or_default();
        let limits = trigger::is_condition(piece.trim_end_matches(',')) || trigger::sudden(piece, follows);
        if !limits || piece_to >= words.len() {
            break;
        }
        end = piece_to;
    }
    if end == 0 {
        (None, from)
    } else {
        (Some((from, from + end)), from + end)
    }
}

pub(super) fn is_only_condition(words: &str) -> bool {
    let words = words.trim_matches([',', ' ']);
    !words.contains(',') && trigger::is_condition(words)
}
