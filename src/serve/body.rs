//! Bodies of requests: JSON read strictly, with the place and the nearest known word where it is wrong.

use std::collections::BTreeMap;

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::app::App;
use super::fault::Fault;
use crate::diagnostic::{Lang, Words};
use crate::engine::Facts;
use crate::text::nearest;
use crate::words;

/// A question: a case, and of which plan it is asked.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RouteRequest {
    /// The plan's id. Without it every plan that knows these facts is asked.
    #[serde(default)]
    pub plan: Option<String>,
    /// The facts of the case, by the words of the plan's vocabulary. A set that is given is complete; a fact that is left out or null is unknown.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, FactForm>")]
    pub facts: Facts,
    /// The day for which units and the plan's validity are judged: `2026-03-01`.
    #[serde(default)]
    #[schemars(extend("format" = "date"))]
    pub as_of: Option<String>,
    /// Whether programme-level items are listed too.
    #[serde(default)]
    pub all_scopes: bool,
    /// Whether only who must act is wanted, without reasons, questions and gaps: a fraction of the cost.
    #[serde(default)]
    pub brief: bool,
    /// The language of words that the service itself says.
    #[serde(default)]
    pub lang: Option<LangWord>,
}

/// A fact's value.
#[derive(Debug, JsonSchema)]
#[serde(untagged)]
#[allow(dead_code, reason = "the form for the schema; `Facts` reads it")]
pub enum FactForm {
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A word.
    Word(String),
    /// A set of words.
    List(Vec<String>),
    /// Unknown.
    Null(()),
}

/// A language.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum LangWord {
    /// Chinese.
    Zh,
    /// English.
    En,
}

impl From<LangWord> for Lang {
    fn from(word: LangWord) -> Self {
        match word {
            LangWord::Zh => Lang::Zh,
            LangWord::En => Lang::En,
        }
    }
}

/// A form that a body is read as.
pub trait Form: DeserializeOwned {
    /// Its fields.
    const FIELDS: &'static [&'static str];
    /// Those that cannot be left out.
    const NEEDED: &'static [&'static str] = &[];
}

impl Form for RouteRequest {
    const FIELDS: &'static [&'static str] = &["plan", "facts", "as_of", "all_scopes", "brief", "lang"];
}

/// The bytes of a body, within the limit.
///
/// # Errors
/// 413 beyond the limit, 400 where the connection breaks.
pub async fn bytes(app: &App, request: Request) -> Result<Bytes, Fault> {
    let limit = app.settings.limits.body;
    let declared = request
        .headers()
        .get(header::CONTENT_LENGTH)
        .and_then(|v| v.to_str().ok()?.parse::<usize>().ok());
    if declared.is_some_and(|n| n > limit) {
        return Err(too_large(limit));
    }
    let limited = http_body_util::Limited::new(request.into_body(), limit);
    let limited = Request::new(axum::body::Body::new(limited));
    Bytes::from_request(limited, &())
        .await
        .map_err(|rejection| match rejection.into_response_status() {
            StatusCode::PAYLOAD_TOO_LARGE => too_large(limit),
            _ => Fault::malformed(words!("请求体没有收全", "the body did not arrive whole")),
        })
}

trait RejectionStatus {
    fn into_response_status(self) -> StatusCode;
}

impl<T: axum::response::IntoResponse> RejectionStatus for T {
    fn into_response_status(self) -> StatusCode {
        self.into_response().status()
    }
}

/// A body, or a line, that is longer than the limit.
#[must_use]
pub fn too_large(limit: usize) -> Fault {
    Fault::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        "too-large",
        words!("请求过大", "The request is too large"),
        words!(
            "请求体(批量时为一行)最多 {limit} 字节",
            "a body (in a batch: a line) has at most {limit} bytes"
        ),
    )
}

/// Refuses a body that says it is something else.
///
/// # Errors
/// 415 where the type is none of `accepted`.
pub fn expect_type(headers: &HeaderMap, accepted: &[&str]) -> Result<(), Fault> {
    let given = headers.get(header::CONTENT_TYPE).map(|t| t.to_str().unwrap_or("?"));
    let Some(given) = given else { return Ok(()) };
    let essence = given.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    if accepted.contains(&essence.as_str()) || (accepted.contains(&"application/json") && essence.ends_with("+json")) {
        return Ok(());
    }
    let list = accepted.join(" ");
    Err(Fault::new(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        "media-type",
        words!("请求体类型不对", "The body has another type"),
        words!("请求头 Content-Type 应为 {list}", "Content-Type should be {list}"),
    ))
}

/// Reads a question.
///
/// # Errors
/// 400 where it is no JSON; 422 where it is JSON of another form, with the nearest known field.
pub fn read<T: Form>(bytes: &[u8]) -> Result<T, Fault> {
    serde_json::from_slice(bytes).map_err(|error| explain(bytes, &error, T::FIELDS, T::NEEDED))
}

/// Looks again at what could not be read, to say it better.
fn explain(bytes: &[u8], error: &serde_json::Error, known: &[&'static str], needed: &[&str]) -> Fault {
    let (line, column) = (error.line(), error.column());
    let Ok(value) = serde_json::from_slice::<Value>(bytes) else {
        return Fault::malformed(words!(
            "请求体不是 JSON:第 {line} 行第 {column} 列附近",
            "the body is no JSON: near line {line}, column {column}"
        ));
    };
    let Value::Object(fields) = &value else {
        return Fault::unfit(words!(
            "请求体应是一个对象:{}",
            "the body should be an object: {}",
            r#"{"plan": "…", "facts": {…}}"#
        ));
    };
    if let Some(unknown) = fields.keys().find(|k| !known.contains(&k.as_str())) {
        return unknown_field(unknown, known);
    }
    if let Some(missing) = needed.iter().find(|n| !fields.contains_key(**n)) {
        return Fault::unfit(words!("缺少字段 `{missing}`", "the field `{missing}` is missing")).at("", Some(missing));
    }
    let wrong_fact = fields
        .get("facts")
        .and_then(Value::as_object)
        .and_then(|facts| facts.iter().find(|(_, v)| !is_fact(v)));
    if let Some((fact, _)) = wrong_fact {
        let short: String = fact.chars().take(60).collect();
        return Fault::unfit(words!(
            "事实 `{short}` 的值应是 true、false、整数、词或词的列表",
            "the value of fact `{short}` should be true, false, a whole number, a word, or a list of words"
        ))
        .at(format!("/facts/{}", short.replace('~', "~0").replace('/', "~1")), None);
    }
    let wrong = known.iter().find(|f| fields.get(**f).is_some_and(|v| !fits(f, v)));
    match wrong {
        Some(field) => Fault::unfit(Words::new(
            format!("`{field}` 的值不合要求:{}", form(field).zh),
            format!("`{field}` has a wrong value: {}", form(field).en),
        ))
        .at(format!("/{field}"), None),
        None => Fault::unfit(words!(
            "请求体有重复的字段或事实:第 {line} 行第 {column} 列附近",
            "a field or a fact stands twice in the body: near line {line}, column {column}"
        )),
    }
}

fn unknown_field(field: &str, known: &[&'static str]) -> Fault {
    let short: String = field.chars().take(60).collect();
    let near = nearest(field, known.iter().copied());
    let known = known.join(" ");
    let detail = match near {
        Some(near) => words!(
            "没有字段 `{short}`。是不是 `{near}`?",
            "there is no field `{short}`; did you mean `{near}`?"
        ),
        None => words!(
            "没有字段 `{short}`,可用:{known}",
            "there is no field `{short}`; there are: {known}"
        ),
    };
    Fault::unfit(detail).at(format!("/{}", short.replace('~', "~0").replace('/', "~1")), near)
}

fn is_fact(value: &Value) -> bool {
    match value {
        Value::Object(_) => false,
        Value::Array(list) => list.iter().all(|v| !v.is_object()),
        _ => true,
    }
}

fn fits(field: &str, value: &Value) -> bool {
    match field {
        "plan" | "as_of" => value.is_string() || value.is_null(),
        "facts" => value.is_object(),
        "all_scopes" | "brief" | "possible" => value.is_boolean(),
        "unit" => value.is_string(),
        "format" => value.as_str().is_some_and(|w| FORMATS.contains(&w)),
        "files" | "vocabularies" => value.as_array().is_some_and(|files| files.iter().all(is_file)),
        _ => value.is_null() || value.as_str().is_some_and(|w| super::asked::lang(w).is_some()),
    }
}

/// Formats that some form takes; which of them, its schema says.
const FORMATS: [&str; 4] = ["json", "svg", "html", "docx"];

fn is_file(value: &Value) -> bool {
    let texts = |f: &Map<String, Value>| {
        f.len() == 2 && ["name", "text"].iter().all(|k| f.get(*k).is_some_and(Value::is_string))
    };
    value.as_object().is_some_and(texts)
}

fn form(field: &str) -> Words {
    match field {
        "plan" => words!("应是方案的 id", "it should be a plan's id"),
        "as_of" => words!("应是日期,如 2026-03-01", "it should be a day such as 2026-03-01"),
        "facts" => words!("应是从事实到值的对象", "it should be an object from fact to value"),
        "all_scopes" | "brief" | "possible" => words!("应是 true 或 false", "it should be true or false"),
        "unit" => words!("应是单位的名称", "it should be a unit's name"),
        "format" => words!("不是所列的格式之一", "it should be one of the formats of the document"),
        "files" | "vocabularies" => words!(
            "应是文件的列表:{}",
            "it should be a list of files: {}",
            r#"[{"name": "plan.zr", "text": "…"}]"#
        ),
        _ => words!("应是 zh 或 en", "it should be zh or en"),
    }
}
