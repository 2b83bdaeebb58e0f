//! The OpenAPI document and the schemas tell the truth: answers are valid by them, and the committed files are those of the types.

use serde_json::{Value, json};

use super::service::{PLAN, Service, plan_folder};
use crate::fixtures;

/// The document with one place of it as a schema.
fn validator(document: &Value, schema: &Value) -> jsonschema::Validator {
    let mut whole = schema.clone();
    whole["components"] = document["components"].clone();
    jsonschema::draft202012::new(&whole).expect("a schema")
}

fn assert_valid(document: &Value, schema: &Value, instance: &Value, what: &str) {
    let errors: Vec<String> = validator(document, schema)
        .iter_errors(instance)
        .map(|e| format!("{}: {e}", e.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{what}: {errors:#?}\n{instance}");
}

#[test]
fn questions_and_answers_are_valid_by_the_document() {
    let service = Service::start(&plan_folder("document"), &[]);
    let document = service.get("/openapi.json").json();
    assert_eq!(document["openapi"], "3.1.0");
    let route = json!({"plan": "例", "facts": {"情形": ["侵害"], "年龄": null}, "all_scopes": true, "lang": "en", "as_of": "2026-01-01"});
    let check = json!({"files": [{"name": "a.zr", "text": PLAN}]});
    let draft = json!({"files": [{"name": "a.zr", "text": PLAN}], "facts": {"情形": ["侵害"]}, "lang": "en"});
    for (path, body, status) in [
        ("/v1/route", &route, "200"),
        ("/v1/route", &json!({"facts": {"年龄": 3}}), "200"),
        (
            "/v1/route",
            &json!({"plan": "例", "brief": true, "facts": {"年龄": 3}}),
            "200",
        ),
        ("/v1/route", &json!({"brief": true, "facts": {"年龄": 3}}), "200"),
        ("/v1/route", &json!({"plan": "二"}), "404"),
        ("/v1/route", &json!({"facts": {"岁数": 3}}), "422"),
        ("/v1/check", &check, "200"),
        ("/v1/draft", &draft, "200"),
        ("/v1/draft", &json!({"files": []}), "200"),
        (
            "/v1/why-not",
            &json!({"plan": "例", "unit": "公安机关", "facts": {"年龄": 3}}),
            "200",
        ),
        (
            "/v1/why-not",
            &json!({"plan": "例", "unit": "公安", "lang": "en"}),
            "422",
        ),
        (
            "/v1/chain",
            &json!({"plan": "例", "facts": {"情形": ["侵害"]}, "possible": true}),
            "200",
        ),
        (
            "/v1/dispatch",
            &json!({"plan": "例", "facts": {"情形": ["侵害"]}}),
            "200",
        ),
    ] {
        let operation = &document["paths"][path]["post"];
        assert_valid(
            &document,
            &operation["requestBody"]["content"]["application/json"]["schema"],
            body,
            path,
        );
        let answer = service.post(path, &body.to_string());
        assert_eq!(answer.status.to_string(), status);
        let content = &operation["responses"][status]["content"][answer.header("content-type").unwrap()];
        assert_valid(&document, &content["schema"], &answer.json(), path);
    }
    for (path, methods) in document["paths"].as_object().unwrap() {
        let Some(get) = methods.get("get") else { continue };
        let answer = service.get(&path.replace("{id}", "%E4%BE%8B").replace("{other}", "%E4%BE%8B"));
        assert_eq!(answer.status, 200, "{path}");
        let kind = answer.header("content-type").unwrap();
        let kind = kind.split(';').next().unwrap();
        let content = &get["responses"]["200"]["content"][kind];
        assert!(content.is_object(), "{path}: {kind} is not in the document");
        if kind == "application/json" {
            assert_valid(&document, &content["schema"], &answer.json(), path);
        }
    }
}

#[test]
fn every_refusal_is_in_the_document() {
    let service = Service::start(&plan_folder("refusals"), &[]);
    let document = service.get("/openapi.json").json();
    let mut refused = 0;
    for (path, methods) in document["paths"].as_object().unwrap() {
        let Some(get) = methods.get("get") else { continue };
        let there = path.replace("{id}", "%E4%BE%8B").replace("{other}", "%E4%BE%8B");
        let words = get["parameters"].as_array().into_iter().flatten();
        let words = words
            .filter(|p| p["in"] == "query")
            .map(|p| p["name"].as_str().unwrap());
        let asked =
            words.flat_map(|word| ["", "%E6%97%A0", "-1", "x%00"].map(|value| format!("{there}?{word}={value}")));
        for url in asked.chain([
            path.replace("{id}", "x").replace("{other}", "%E4%BE%8B"),
            path.replace("{id}", "%E4%BE%8B").replace("{other}", "x"),
        ]) {
            let status = service.get(&url).status.to_string();
            assert!(
                get["responses"].get(&status).is_some(),
                "{url}: {status} is not in the document"
            );
            refused += usize::from(status.starts_with('4'));
        }
    }
    assert!(refused > 20, "{refused}");
}

#[test]
fn a_wrong_question_is_invalid_by_the_document() {
    let document = zeren::serve::openapi();
    let schema = &document["paths"]["/v1/route"]["post"]["requestBody"]["content"]["application/json"]["schema"];
    let validator = validator(&document, schema);
    for wrong in [
        json!([]),
        json!({"plann": "x"}),
        json!({"facts": {"a": {"b": 1}}}),
        json!({"lang": "fr"}),
    ] {
        assert!(!validator.is_valid(&wrong), "{wrong}");
    }
}

#[test]
fn schemas_are_those_of_the_types() {
    let folder = fixtures::root("schemas");
    let mut names = Vec::new();
    for (name, schema) in zeren::serve::schemas() {
        let text = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        let path = folder.join(format!("{name}.json"));
        if std::env::var_os("ZEREN_BLESS").is_some() {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(&path, &text).unwrap();
        }
        assert!(jsonschema::meta::is_valid(&schema), "{name} is a schema");
        let committed = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            committed == text,
            "schemas/{name}.json is stale: ZEREN_BLESS=1 cargo test --test it schemas"
        );
        names.push(format!("{name}.json"));
    }
    // The form of conformance cases is nobody's output: it is written by hand and checked with the cases.
    names.push("zeren.conformance.v1.json".to_owned());
    let mut there: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    there.sort();
    names.sort();
    assert_eq!(there, names, "every file is a form's, every form has a file");
}

#[test]
fn every_kind_of_problem_stands_on_the_page() {
    let service = Service::start(&plan_folder("page"), &[]);
    let page = service.get("/docs").text();
    for path in zeren::serve::openapi()["paths"].as_object().unwrap().keys() {
        assert!(page.contains(&format!("<code>{path}</code>")), "{path}");
    }
    assert!(
        !page.contains("<script") && !page.contains("http-equiv") && !page.contains("src="),
        "nothing is fetched"
    );
    let mut kinds = 0;
    for file in [
        "fault.rs", "gate.rs", "question.rs", "body.rs", "router.rs", "decisions.rs", "handlers/batch.rs",
    ] {
        let text = fixtures::read(&fixtures::root("src/serve").join(file));
        for part in text.split("StatusCode::").skip(1) {
            let Some(kind) = part
                .split_once('"')
                .filter(|(before, _)| before.len() < 60)
                .and_then(|(_, k)| k.split_once('"'))
            else {
                continue;
            };
            if kind.0.chars().all(|c| c.is_ascii_lowercase() || c == '-') {
                assert!(page.contains(&format!("id=\"{}\"", kind.0)), "{file}: {}", kind.0);
                kinds += 1;
            }
        }
    }
    assert!(kinds >= 12, "{kinds}");
}
