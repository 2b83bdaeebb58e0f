//! What is wrong with a request, before it is known in which language it will be said.
//!
//! Handlers return a [`Fault`]; `observe` writes it as problem+json (RFC 9457) with the request's id and language.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::diagnostic::{Lang, Words};
use crate::engine::FactsError;
use crate::words;

/// What is wrong with a request.
#[derive(Debug, Clone)]
pub struct Fault {
    /// The HTTP status.
    pub status: StatusCode,
    /// The kind, a word of the documentation page: `unknown-plan`.
    pub kind: &'static str,
    /// The kind in words.
    pub title: Words,
    /// What is wrong here, and what to write instead.
    pub detail: Words,
    /// The places, where there are several or where they can be named.
    pub errors: Vec<FaultEntry>,
    /// Seconds after which it is worth trying again.
    pub retry_after: Option<u32>,
    /// The language, where the body named one.
    pub lang: Option<Lang>,
}

/// One mistake.
#[derive(Debug, Clone)]
pub struct FaultEntry {
    /// Where: a JSON pointer into the body.
    pub pointer: String,
    /// What is wrong and what to write instead.
    pub detail: Words,
    /// The nearest known word.
    pub nearest: Option<String>,
}

impl Fault {
    /// A fault of this kind.
    #[must_use]
    pub fn new(status: StatusCode, kind: &'static str, title: Words, detail: Words) -> Self {
        Fault {
            status,
            kind,
            title,
            detail,
            errors: Vec::new(),
            retry_after: None,
            lang: None,
        }
    }

    /// With a place.
    #[must_use]
    pub fn at(mut self, pointer: impl Into<String>, nearest: Option<&str>) -> Self {
        self.errors.push(FaultEntry {
            pointer: pointer.into(),
            detail: self.detail.clone(),
            nearest: nearest.map(str::to_owned),
        });
        self
    }

    /// In this language, if it names one.
    #[must_use]
    pub fn in_lang(mut self, lang: Option<Lang>) -> Self {
        self.lang = lang.or(self.lang);
        self
    }

    /// Too much at once: `what` names the limit that was met.
    #[must_use]
    pub fn busy(what: &'static str) -> Self {
        Fault {
            retry_after: Some(1),
            ..Fault::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "overloaded",
                words!("服务繁忙", "The service is at its limit"),
                words!(
                    "同时处理的请求已到上限({what}),请稍后重试",
                    "the limit of work at one time ({what}) is reached; try again later"
                ),
            )
        }
    }

    /// One client asks too much at once.
    #[must_use]
    pub fn too_many() -> Self {
        Fault {
            retry_after: Some(1),
            ..Fault::new(
                StatusCode::TOO_MANY_REQUESTS,
                "too-many-requests",
                words!("请求过多", "Too many requests"),
                words!(
                    "本客户端同时进行的请求已到上限,请等前面的请求答复后再发",
                    "this client has as many requests under way as one client may; wait for some to be answered"
                ),
            )
        }
    }

    /// It took too long.
    #[must_use]
    pub fn slow(seconds: u64) -> Self {
        Fault {
            retry_after: Some(1),
            ..Fault::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "timeout",
                words!("超时", "Out of time"),
                words!(
                    "请求未在 {seconds} 秒内完成",
                    "the request was not done within {seconds} seconds"
                ),
            )
        }
    }

    /// The service's own fault.
    #[must_use]
    pub fn broken() -> Self {
        Fault::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal",
            words!("服务内部错误", "An error of the service"),
            words!(
                "这是 zeren 的错误,请附上 request_id 报告",
                "this is an error of zeren; report it with the request_id"
            ),
        )
    }

    /// A body that cannot be read.
    #[must_use]
    pub fn malformed(detail: Words) -> Self {
        Fault::new(
            StatusCode::BAD_REQUEST,
            "malformed",
            words!("读不懂请求", "The request cannot be read"),
            detail,
        )
    }

    /// A body that can be read but asks for what there is not.
    #[must_use]
    pub fn unfit(detail: Words) -> Self {
        Fault::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "unfit",
            words!("请求内容不合要求", "The request does not fit"),
            detail,
        )
    }

    /// Facts that do not fit the policy.
    #[must_use]
    pub fn facts(error: FactsError) -> Self {
        let entry = |p: crate::engine::FactProblem| FaultEntry {
            pointer: if p.fact.is_empty() {
                "/facts".to_owned()
            } else {
                format!("/facts/{}", escaped(&p.fact))
            },
            detail: p.message,
            nearest: p.nearest,
        };
        let errors: Vec<FaultEntry> = error.problems.into_iter().map(entry).collect();
        let detail = errors.first().map(|e| e.detail.clone()).unwrap_or_default();
        Fault {
            errors,
            ..Fault::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "unknown-fact",
                words!("案情事实有误", "The facts do not fit the vocabulary"),
                detail,
            )
        }
    }
}

/// A word as a part of a JSON pointer (RFC 6901), cut where it is very long.
fn escaped(word: &str) -> String {
    let short: String = word.chars().take(200).collect();
    short.replace('~', "~0").replace('/', "~1")
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}
