//! From the OpenAPI document to a page for people: one file, no script, nothing fetched from elsewhere.

#![allow(
    clippy::indexing_slicing,
    reason = "a place that a JSON value does not have reads as null"
)]

use std::fmt::Write as _;

use serde_json::Value;

const STYLE: &str = "body{font:16px/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}\
code,pre{font:14px/1.5 ui-monospace,monospace;background:#f4f4f2;border-radius:4px}code{padding:.1em .3em}pre{padding:.8em;overflow:auto}\
h2{border-top:1px solid #ddd;padding-top:1.2rem;margin-top:2rem}.m{display:inline-block;min-width:3.2em;font-weight:600;color:#0a5}\
table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;padding:.3em .8em .3em 0;border-bottom:1px solid #eee}\
@media(prefers-color-scheme:dark){body{background:#161616;color:#ddd}code,pre{background:#262626}td,th,h2{border-color:#333}.m{color:#4c9}}";

/// The kinds of problems: `type` of a problem is `/docs#KIND`.
pub const KINDS: &[(&str, &str)] = &[
    ("malformed", "400 · 请求体读不懂 · the body cannot be read"),
    (
        "unauthorized",
        "401 · 缺令牌或令牌不对 · no token, or none of the service's",
    ),
    (
        "unknown-plan",
        "404 · 没有这个方案,detail 里有最接近的 · no such plan; the nearest id is named",
    ),
    ("unknown-path", "404 · 没有这个地址 · no such path"),
    ("method", "405 · 方法不对,见 Allow · another method, see Allow"),
    (
        "too-large",
        "413 · 超过上限:请求体、批量的一行、批量的行数 · a body, a line or a batch beyond its limit",
    ),
    ("media-type", "415 · Content-Type 不对 · the body has another type"),
    (
        "unfit",
        "422 · 字段不合要求,errors 指出位置 · a field does not fit; errors name the place",
    ),
    (
        "unknown-fact",
        "422 · 事实或值不在词表里,errors[].nearest 是最接近的词 · a fact or value that the vocabulary has not; nearest is the nearest word",
    ),
    (
        "too-many-requests",
        "429 · 同一客户端同时进行的请求过多 · too many requests of one client at one time",
    ),
    (
        "overloaded",
        "503 · 服务到上限,Retry-After 秒后重试 · at its limit; try again after Retry-After seconds",
    ),
    ("timeout", "503 · 未在时限内完成 · not done within the time limit"),
    (
        "decision-log",
        "503 · 决定日志写不了,因此不应答 · the decision could not be written down and is not answered",
    ),
    ("http", "其他 4xx · any other 4xx"),
    (
        "internal",
        "500 · 服务自身的错误,请附 request_id 报告 · an error of the service; report it with the request_id",
    ),
];

/// Lays the document out.
#[must_use]
pub fn render(document: &Value) -> String {
    let mut out = format!(
        "<!doctype html><html lang=\"zh\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>zeren 责任 · API</title><style>{STYLE}</style>\
         <h1>zeren 责任 · HTTP API</h1><p>{}</p><p>机器可读 · for programs: <a href=\"/openapi.json\">/openapi.json</a> (OpenAPI 3.1)</p>",
        text(&document["info"]["description"])
    );
    for (path, methods) in document["paths"].as_object().into_iter().flatten() {
        for (method, operation) in methods.as_object().into_iter().flatten() {
            endpoint(&mut out, path, method, operation);
        }
    }
    out.push_str("<h2 id=\"problems\">问题 · problems</h2><p>错误以 <code>application/problem+json</code> (RFC 9457) 回答 · errors are answered so.</p><table>");
    for (kind, meaning) in KINDS {
        let _ = write!(out, "<tr id=\"{kind}\"><td><code>{kind}</code><td>{meaning}");
    }
    out.push_str("</table><h2 id=\"schemas\">表单 · schemas</h2>");
    for (name, schema) in document["components"]["schemas"].as_object().into_iter().flatten() {
        self::schema(&mut out, name, schema);
    }
    out
}

fn endpoint(out: &mut String, path: &str, method: &str, operation: &Value) {
    let id = text(&operation["operationId"]);
    let method = method.to_uppercase();
    let _ = write!(
        out,
        "<h2 id=\"{id}\"><span class=\"m\">{method}</span> <code>{}</code></h2><p>{}</p>",
        escape(path),
        text(&operation["summary"])
    );
    for (kind, content) in operation["requestBody"]["content"].as_object().into_iter().flatten() {
        let _ = write!(
            out,
            "<p>请求 · body: <code>{}</code> {}</p>",
            escape(kind),
            reference(&content["schema"])
        );
        if !content["example"].is_null() {
            let example = escape(&content["example"].to_string());
            let _ = write!(
                out,
                "<pre>curl -H 'Content-Type: application/json' \\\n  -d '{example}' http://127.0.0.1:8012{path}</pre>"
            );
        }
    }
    out.push_str("<table>");
    for (status, response) in operation["responses"].as_object().into_iter().flatten() {
        let forms = response["content"]
            .as_object()
            .into_iter()
            .flatten()
            .map(|(_, c)| reference(&c["schema"]));
        let forms = forms.collect::<Vec<_>>().join(" ");
        let _ = write!(
            out,
            "<tr><td><code>{status}</code><td>{}<td>{forms}",
            text(&response["description"])
        );
    }
    out.push_str("</table>");
}

fn schema(out: &mut String, name: &str, schema: &Value) {
    let _ = write!(
        out,
        "<h3 id=\"schema-{0}\"><code>{0}</code></h3><p>{1}</p><table>",
        escape(name),
        text(&schema["description"])
    );
    for (field, form) in schema["properties"].as_object().into_iter().flatten() {
        let _ = write!(
            out,
            "<tr><td><code>{}</code><td>{}<td>{}",
            escape(field),
            reference(form),
            text(&form["description"])
        );
    }
    out.push_str("</table>");
}

/// A schema in a few words, with links to those that have a name.
fn reference(schema: &Value) -> String {
    if let Some(name) = schema["$ref"].as_str().and_then(|r| r.rsplit('/').next()) {
        let name = escape(name);
        return format!("<a href=\"#schema-{name}\">{name}</a>");
    }
    let several = ["oneOf", "anyOf", "allOf"].iter().find_map(|k| schema[*k].as_array());
    if let Some(several) = several {
        return several.iter().map(reference).collect::<Vec<_>>().join(" | ");
    }
    match &schema["type"] {
        Value::String(kind) if kind == "array" => format!("[{}]", reference(&schema["items"])),
        Value::String(kind) => escape(kind),
        Value::Array(kinds) => kinds
            .iter()
            .filter_map(Value::as_str)
            .map(escape)
            .collect::<Vec<_>>()
            .join(" | "),
        _ => String::new(),
    }
}

fn text(value: &Value) -> String {
    escape(value.as_str().unwrap_or(""))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
