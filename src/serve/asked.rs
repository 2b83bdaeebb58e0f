//! What every request says of itself: its id, its language, its caller.

use axum::http::{HeaderMap, Uri, header};

use crate::diagnostic::Lang;

/// What is known of a request before it is read.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Its id: the caller's `x-request-id` where that is usable, else one of ours.
    pub id: String,
    /// The language of messages: `?lang=`, else `Accept-Language`, else Chinese.
    pub lang: Lang,
}

impl Asked {
    /// Reads the head of a request.
    #[must_use]
    pub fn of(headers: &HeaderMap, uri: &Uri, fresh: impl FnOnce() -> String) -> Self {
        Asked {
            id: given_id(headers).unwrap_or_else(fresh),
            lang: query_lang(uri).or_else(|| accepted_lang(headers)).unwrap_or_default(),
        }
    }
}

fn given_id(headers: &HeaderMap) -> Option<String> {
    let id = headers.get("x-request-id")?.to_str().ok()?;
    let usable = |c: char| c.is_ascii_alphanumeric() || "-_.:/+=".contains(c);
    ((1..=128).contains(&id.len()) && id.chars().all(usable)).then(|| id.to_owned())
}

fn query_lang(uri: &Uri) -> Option<Lang> {
    let pairs = uri.query()?.split('&');
    pairs.filter_map(|p| p.strip_prefix("lang=")).find_map(lang)
}

/// The language that a word names.
#[must_use]
pub fn lang(word: &str) -> Option<Lang> {
    match word {
        "zh" => Some(Lang::Zh),
        "en" => Some(Lang::En),
        _ => None,
    }
}

/// The first language of the list that there is; browsers put the preferred one first.
fn accepted_lang(headers: &HeaderMap) -> Option<Lang> {
    let list = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
    list.split(',')
        .find_map(|part| lang(part.trim().split(['-', ';']).next()?))
}
