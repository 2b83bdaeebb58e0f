//! The OpenAPI 3.1 document: paths written here, schemas made from the types.

#![allow(
    clippy::indexing_slicing,
    reason = "fields are put into objects that were made on the line before"
)]

use serde_json::{Map, Value, json};

use super::body::RouteRequest;
use super::case::{ChainRequest, DispatchRequest, WhyNotRequest};
use super::handlers::check::CheckRequest;
use super::handlers::draft::DraftRequest;
use super::schemas::Components;
use crate::wire::v1;

/// A path with its operation.
struct Operation {
    path: &'static str,
    method: &'static str,
    id: &'static str,
    summary: &'static str,
    /// Types and schemas of the body.
    body: Option<Value>,
    /// Type and schema of the answer.
    answer: (&'static str, Value),
    /// Types that it sends where `format` asks for them.
    also: &'static [&'static str],
    /// Problems that it answers with.
    problems: &'static [u16],
    access: Access,
    /// What may stand behind `?`, beside the language: name, description, schema.
    query: Vec<(&'static str, &'static str, Value)>,
}

#[derive(PartialEq, Eq)]
enum Access {
    /// With a token, where the service has tokens.
    Token,
    Everybody,
}

const READ: &[u16] = &[400, 401, 404, 429, 503];
const ASKED: &[u16] = &[400, 401, 404, 413, 415, 422, 429, 503];

/// The document.
#[must_use]
pub fn document() -> Value {
    let mut components = Components::new();
    let problem = components.answer::<v1::Problem>();
    let mut paths = Map::new();
    for operation in operations(&mut components) {
        let entry = paths.entry(operation.path).or_insert_with(|| json!({}));
        if let Some(entry) = entry.as_object_mut() {
            entry.insert(operation.method.to_owned(), written(&operation, &problem));
        }
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "zeren 责任",
            "version": "1",
            "summary": "Who must act on a situation, in what role, by when, on which clause's authority.",
            "description": "案情 → 由谁办、什么角色、期限、依据哪一条。Version 1 is only added to: callers ignore fields that they do not know.",
            "license": {"name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0"}
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {
            "schemas": components.finish(),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}
        }
    })
}

fn operations(c: &mut Components) -> Vec<Operation> {
    let mut all = questions(c);
    all.extend(plans(c));
    all.extend(beside(c));
    all
}

/// What is asked with a body.
fn questions(c: &mut Components) -> Vec<Operation> {
    let route_body = c.request::<RouteRequest>();
    let check_body = c.request::<CheckRequest>();
    let line = || json!({"type": "string", "description": "one RouteRequest a line"});
    vec![
        Operation {
            body: Some(
                json!({"application/json": {"schema": route_body, "example": {"plan": "huairen-2022", "facts": {"情形": ["监护侵害"], "年龄": 6}}}}),
            ),
            answer: (
                "application/json",
                json!({"oneOf": [
                    c.answer::<v1::Route>(),
                    c.answer::<v1::Routes<'_>>(),
                    c.answer::<v1::Brief<'_>>(),
                    c.answer::<v1::Briefs<'_>>()
                ]}),
            ),
            ..asked("/v1/route", "route", "Who must act on a case 一个案子由谁办")
        },
        Operation {
            body: Some(json!({"application/x-ndjson": {"schema": line()}})),
            answer: (
                "application/x-ndjson",
                json!({"type": "string", "description": "a line for each: row with answer, or row with problem, in order"}),
            ),
            ..asked(
                "/v1/route/batch",
                "routeBatch",
                "Many cases, one a line, answered while they arrive 批量",
            )
        },
        Operation {
            body: Some(
                json!({"application/json": {"schema": check_body}, "text/plain": {"schema": {"type": "string"}}}),
            ),
            answer: ("application/json", c.answer::<v1::Check>()),
            ..asked("/v1/check", "check", "What is wrong with a plan's text 检查方案")
        },
        Operation {
            body: Some(json!({"application/json": {"schema": c.request::<DraftRequest>()}})),
            answer: ("application/json", c.answer::<v1::Draft>()),
            ..asked(
                "/v1/draft",
                "draft",
                "A plan that is still being written: its findings, its facts, a case tried on it 试写",
            )
        },
        Operation {
            body: Some(json!({"application/json": {"schema": c.request::<WhyNotRequest>()}})),
            answer: ("application/json", c.answer::<v1::WhyNotAnswer>()),
            ..asked(
                "/v1/why-not",
                "whyNot",
                "Why a unit does not act on a case 为什么不由它办",
            )
        },
        Operation {
            body: Some(json!({"application/json": {"schema": c.request::<ChainRequest>()}})),
            answer: ("application/json", c.answer::<v1::Graph>()),
            also: &["image/svg+xml"],
            ..asked("/v1/chain", "chain", "Who passes what on to whom in a case 响应链")
        },
        Operation {
            body: Some(json!({"application/json": {"schema": c.request::<DispatchRequest>()}})),
            answer: ("application/json", c.answer::<v1::Sheet>()),
            also: &[
                "text/html",
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            ],
            ..asked("/v1/dispatch", "dispatch", "The dispatch sheet of a case 派单")
        },
    ]
}

/// What is read of the plans in service.
fn plans(c: &mut Components) -> Vec<Operation> {
    vec![
        read(
            "/v1/plans",
            "plans",
            "The plans in service 在用的方案",
            c.answer::<v1::Plans>(),
        ),
        read(
            "/v1/plans/{id}",
            "plan",
            "One plan 一份方案",
            c.answer::<v1::PlanPage>(),
        ),
        read(
            "/v1/plans/{id}/units",
            "units",
            "Its units 单位",
            c.answer::<v1::Units>(),
        ),
        read(
            "/v1/plans/{id}/items",
            "items",
            "Its duties, tasks, norms and escalations 条目",
            c.answer::<v1::Items>(),
        ),
        read(
            "/v1/plans/{id}/vocabulary",
            "vocabulary",
            "Its facts, with the question for each 词表与提问",
            c.answer::<v1::Vocabulary>(),
        ),
        read(
            "/v1/plans/{id}/tests",
            "tests",
            "The cases that it is tested with, and what they reach 测试与覆盖",
            c.answer::<v1::Tests>(),
        ),
        read(
            "/v1/plans/{id}/texts",
            "texts",
            "The texts that it was made from 文本",
            c.answer::<v1::Texts>(),
        ),
        read(
            "/v1/plans/{id}/findings",
            "findings",
            "What is wrong with it, with cases that prove it 检查结果",
            c.answer::<v1::Check>(),
        ),
        Operation {
            query: vec![
                (
                    "by",
                    "what the rows are; without it tasks, where the plan has any, else topics",
                    json!({"type": "string", "enum": ["topic", "stage", "clause", "task", "situation"]}),
                ),
                (
                    "scope",
                    "items of which scope",
                    json!({"type": "string", "enum": ["case", "programme", "all"], "default": "all"}),
                ),
            ],
            ..read(
                "/v1/plans/{id}/matrix",
                "matrix",
                "Who has which role in what; `findings` stays empty, it has a path of its own 分工表",
                c.answer::<v1::MatrixReport>(),
            )
        },
        Operation {
            also: &["image/svg+xml"],
            problems: &[400, 401, 404, 422, 429, 503],
            query: vec![
                ("around", "a unit, by name or alias", json!({"type": "string"})),
                (
                    "depth",
                    "steps from it",
                    json!({"type": "integer", "minimum": 1, "maximum": 9, "default": 1}),
                ),
                (
                    "full",
                    "whether everything is drawn, however large",
                    json!({"type": "boolean", "default": false}),
                ),
                (
                    "format",
                    "a form, or a picture",
                    json!({"type": "string", "enum": ["json", "svg"], "default": "json"}),
                ),
            ],
            ..read(
                "/v1/plans/{id}/graph",
                "graph",
                "Who passes what on to whom 责任关系图",
                c.answer::<v1::Graph>(),
            )
        },
        read(
            "/v1/plans/{id}/diff/{other}",
            "diff",
            "What two plans say differently, with cases that prove it 对照",
            c.answer::<v1::DiffReport>(),
        ),
    ]
}

/// What needs no plan.
fn beside(c: &mut Components) -> Vec<Operation> {
    vec![
        Operation {
            answer: ("text/html", json!({"type": "string"})),
            ..open("/", "console", "The web console 网页")
        },
        Operation {
            answer: ("text/plain", json!({"type": "string"})),
            ..open("/healthz", "healthz", "Whether the process lives 存活")
        },
        Operation {
            answer: ("application/json", c.answer::<v1::Ready>()),
            problems: &[],
            ..open("/readyz", "readyz", "Whether to send work here 就绪")
        },
        Operation {
            answer: ("application/openmetrics-text", json!({"type": "string"})),
            ..read("/metrics", "metrics", "Figures for Prometheus 指标", Value::Null)
        },
        Operation {
            answer: ("application/json", json!({"type": "object"})),
            ..open("/openapi.json", "openapi", "This document 本文档")
        },
        Operation {
            answer: ("text/html", json!({"type": "string"})),
            ..open("/docs", "docs", "This document as a page 文档页")
        },
    ]
}

fn asked(path: &'static str, id: &'static str, summary: &'static str) -> Operation {
    Operation {
        path,
        method: "post",
        id,
        summary,
        body: None,
        answer: ("application/json", Value::Null),
        also: &[],
        problems: ASKED,
        access: Access::Token,
        query: Vec::new(),
    }
}

fn read(path: &'static str, id: &'static str, summary: &'static str, form: Value) -> Operation {
    Operation {
        method: "get",
        answer: ("application/json", form),
        problems: READ,
        ..asked(path, id, summary)
    }
}

fn open(path: &'static str, id: &'static str, summary: &'static str) -> Operation {
    Operation {
        problems: &[],
        access: Access::Everybody,
        ..read(path, id, summary, Value::Null)
    }
}

fn written(operation: &Operation, problem: &Value) -> Value {
    let mut responses = Map::new();
    let (kind, schema) = &operation.answer;
    let mut good = json!({"description": "the answer", "content": {*kind: {"schema": schema}}});
    for kind in operation.also {
        good["content"][*kind] = json!({"schema": {"type": "string"}});
    }
    if operation.method == "get" && operation.path.starts_with("/v1/") {
        good["headers"] = json!({"ETag": {"schema": {"type": "string"}, "description": "the digest of the policy"}});
        responses.insert(
            "304".to_owned(),
            json!({"description": "as before: If-None-Match named the digest"}),
        );
    }
    responses.insert("200".to_owned(), good);
    if operation.path == "/readyz" {
        responses.insert(
            "503".to_owned(),
            json!({"description": "not ready", "content": {*kind: {"schema": schema}}}),
        );
    }
    for status in operation.problems {
        let content = json!({"application/problem+json": {"schema": problem}});
        responses.insert(
            status.to_string(),
            json!({"description": meaning(*status), "content": content}),
        );
    }
    let mut out = json!({
        "operationId": operation.id,
        "summary": operation.summary,
        "parameters": parameters(operation),
        "responses": responses,
        "security": if operation.access == Access::Token { json!([{"token": []}, {}]) } else { json!([{}]) },
    });
    if let Some(body) = &operation.body {
        out["requestBody"] = json!({"required": true, "content": body});
    }
    out
}

fn parameters(operation: &Operation) -> Value {
    let mut out = Vec::new();
    if operation.path.contains("{id}") {
        out.push(json!({"name": "id", "in": "path", "required": true, "schema": {"type": "string"}, "description": "the plan's id"}));
    }
    if operation.method == "get" && operation.path.starts_with("/v1/") {
        out.push(json!({"name": "If-None-Match", "in": "header", "schema": {"type": "string"}}));
    }
    if operation.path.contains("{other}") {
        out.push(json!({"name": "other", "in": "path", "required": true, "schema": {"type": "string"}, "description": "the other plan's id"}));
    }
    for (name, what, schema) in &operation.query {
        out.push(json!({"name": name, "in": "query", "schema": schema, "description": what}));
    }
    out.push(json!({"name": "lang", "in": "query", "schema": {"type": "string", "enum": ["zh", "en"]}, "description": "the language of messages"}));
    Value::Array(out)
}

fn meaning(status: u16) -> &'static str {
    match status {
        400 => "the request cannot be read",
        401 => "no token, or none of the service's",
        404 => "there is no such plan",
        413 => "too large",
        415 => "the body has another type",
        422 => "what is asked fits no form, or no word of the plan; errors name the places and the nearest known words",
        429 => "too many requests of this client at one time; see Retry-After",
        _ => "at its limit, or out of time; see Retry-After",
    }
}
