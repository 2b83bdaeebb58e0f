//! What is asked of a plan as a whole, of a case beside its answer, and of a text that is still being written.

use serde_json::json;

use super::service::{PLAN, Service, plan_folder};

const ID: &str = "%E4%BE%8B";

#[test]
fn a_unit_that_does_not_act_is_told_why() {
    let service = Service::start(&plan_folder("why_not"), &[]);
    let asked = json!({"plan": "例", "unit": "公安机关", "facts": {"情形": ["失踪"]}});
    let answer = service.post("/v1/why-not", &asked.to_string()).json();
    assert_eq!(answer["unit"], "市公安局");
    assert_eq!(answer["absent"][0]["smallest_change"], json!(["情形 + 侵害"]));
    let wrong = service.post("/v1/why-not", r#"{"plan": "例", "unit": "市公安"}"#);
    assert_eq!(wrong.status, 422);
    assert_eq!(wrong.json()["errors"][0]["pointer"], "/unit");
    assert_eq!(wrong.json()["errors"][0]["nearest"], "市公安局");
    let missing = service.post("/v1/why-not", r#"{"plan": "例"}"#);
    assert_eq!(missing.status, 422, "{}", missing.text());
    assert!(missing.json()["detail"].as_str().unwrap().contains("`unit`"));
}

#[test]
fn a_case_is_drawn_and_laid_out() {
    let service = Service::start(&plan_folder("drawn"), &[]);
    let facts = json!({"情形": ["侵害"]});
    let chain = service
        .post("/v1/chain", &json!({"plan": "例", "facts": facts}).to_string())
        .json();
    assert_eq!(chain["view"], "chain");
    assert_eq!(chain["edges"][0]["ties"][0]["kind"], "notify");
    let picture = service.post(
        "/v1/chain",
        &json!({"plan": "例", "facts": facts, "format": "svg"}).to_string(),
    );
    assert_eq!(picture.header("content-type"), Some("image/svg+xml"));
    assert!(picture.header("content-security-policy").unwrap().contains("sandbox"));
    assert!(picture.text().starts_with("<svg") && picture.text().contains("市民政局"));
    let sheet = service
        .post("/v1/dispatch", &json!({"plan": "例", "facts": facts}).to_string())
        .json();
    assert_eq!(sheet["schema"], "zeren.dispatch/v1");
    assert!(sheet["blocks"].to_string().contains("市公安局"), "{sheet}");
    let page = service.post(
        "/v1/dispatch",
        &json!({"plan": "例", "facts": facts, "format": "html", "lang": "en"}).to_string(),
    );
    assert!(page.text().contains("Dispatch sheet"));
    let file = service.post(
        "/v1/dispatch",
        &json!({"plan": "例", "facts": facts, "format": "docx"}).to_string(),
    );
    assert!(file.body.starts_with(b"PK"), "a word-processor file");
    let wrong = service.post("/v1/dispatch", r#"{"plan": "例", "format": "pdf"}"#);
    assert_eq!(
        (wrong.status, wrong.json()["errors"][0]["pointer"].clone()),
        (422, json!("/format"))
    );
}

#[test]
fn a_plan_is_looked_at_as_a_whole() {
    let service = Service::start(&plan_folder("whole"), &[]);
    let plan = |part: &str| service.get(&format!("/v1/plans/{ID}/{part}"));
    let findings = plan("findings?lang=en");
    assert_eq!(findings.json()["schema"], "zeren.check/v1");
    assert!(
        findings.json()["diagnostics"]
            .as_array()
            .unwrap()
            .iter()
            .any(|d| d["code"] == "ZR327"),
        "the analysis took part"
    );
    let chinese = plan("findings?lang=zh");
    assert_ne!(
        findings.header("etag"),
        chinese.header("etag"),
        "its words are of one language"
    );
    assert_ne!(findings.text(), chinese.text());
    let matrix = plan("matrix").json();
    assert_eq!(
        (matrix["by"].clone(), matrix["rows"][0]["cells"][0]["unit"].clone()),
        (json!("topic"), json!("市公安局"))
    );
    assert_eq!(plan("matrix?by=clause").json()["by"], "clause");
    assert_eq!(plan("matrix?by=unit").status, 400);
    assert_eq!(plan("graph").json()["view"], "whole");
    let around = plan("graph?around=%E5%85%AC%E5%AE%89%E6%9C%BA%E5%85%B3&format=svg");
    assert_eq!(around.header("content-type"), Some("image/svg+xml"));
    assert_eq!(plan("graph?around=nobody").status, 422);
    let tests = plan("tests").json();
    assert_eq!(
        (tests["items"].clone(), tests["covered_items"].clone()),
        (json!(1), json!(0))
    );
    assert_eq!(plan("texts").json()["files"][0]["text"], PLAN);
    assert_eq!(plan(&format!("diff/{ID}")).json()["equal"], true);
    assert_eq!(plan("diff/other").status, 404);
    let uses = plan("vocabulary").json();
    assert_eq!(
        (uses["facts"][0]["used"].clone(), uses["facts"][1]["used"].clone()),
        (json!(1), json!(0))
    );
    for part in ["findings", "matrix", "graph", "tests", "texts"] {
        let tag = plan(part).header("etag").unwrap().to_owned();
        let path = format!("/v1/plans/{ID}/{part}");
        assert_eq!(
            service.ask("GET", &path, &[("if-none-match", &tag)], b"").status,
            304,
            "{part}"
        );
    }
}

#[test]
fn a_draft_is_checked_and_asked_and_not_kept() {
    let service = Service::start(&plan_folder("draft"), &[]);
    let ask = |text: &str, facts: serde_json::Value| {
        let body = json!({"files": [{"name": "plan.zr", "text": text}], "facts": facts});
        service.post("/v1/draft", &body.to_string()).json()
    };
    let changed = PLAN
        .replace("方案 例", "方案 新")
        .replace("责任: 市公安局", "责任: 市民政局");
    let answer = ask(&changed, json!({"情形": ["侵害"]}));
    assert_eq!(answer["plan"]["id"], "新");
    assert_eq!(answer["answer"]["assignments"][0]["unit"], "市民政局");
    assert_eq!(answer["vocabulary"]["facts"][0]["name"], "情形");
    let wrong = ask(
        &changed.replace("当: 情形 含 侵害", "当: 情形 含 侵犯"),
        json!({"情形": ["无"]}),
    );
    assert!(wrong["check"]["summary"]["error"].as_u64().unwrap() > 0);
    assert!(wrong["answer"].is_null() && !wrong["fact_problems"].as_array().unwrap().is_empty());
    assert!(ask("什么", json!({}))["plan"].is_null());
    assert_eq!(service.get("/v1/plans").json()["plans"].as_array().unwrap().len(), 1);
    let form = service.post("/v1/draft", r#"{"files": [{"name": "a.zr"}]}"#);
    assert_eq!(form.json()["errors"][0]["pointer"], "/files");
}
