//! Every endpoint answers, and says what is wrong with a question.

use serde_json::json;

use super::service::{PLAN, Service, plan_folder};

#[test]
fn one_case_is_answered_as_the_command_line_answers_it() {
    let folder = plan_folder("one_case");
    let service = Service::start(&folder, &[]);
    let answer = service.post("/v1/route", r#"{"plan": "例", "facts": {"情形": ["侵害"], "年龄": 9}}"#);
    assert_eq!(answer.status, 200, "{}", answer.text());
    let out = assert_cmd::Command::cargo_bin("zeren")
        .unwrap()
        .args(["route", "--format", "json", "--set", "情形=[侵害]", "--set", "年龄=9"])
        .arg(&folder)
        .output()
        .unwrap();
    let said: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(answer.json(), said);
    assert_eq!(said["assignments"][0]["unit"], "市公安局");
    assert!(answer.header("x-request-id").is_some());
}

#[test]
fn a_brief_answer_has_the_lines_of_the_whole_one() {
    let folder = plan_folder("brief");
    std::fs::create_dir(folder.join("水")).unwrap();
    let flood = "方案 水 { 标题: \"水\"  词表: 无  当: 年龄 >= 60 }\n单位 水利局\n事实 年龄 { 类型: 整数 取值: 0..120 }\n职责 巡堤 { 出处: 一/1  责任: 水利局  当: 年龄 >= 30 }\n";
    std::fs::write(folder.join("水/plan.zr"), flood).unwrap();
    let service = Service::start(&folder, &[]);
    let lines = |answer: &serde_json::Value| {
        let line = |a: &serde_json::Value| {
            ["unit", "role", "clause", "item", "status"]
                .map(|key| a[key].clone())
                .to_vec()
        };
        answer["assignments"]
            .as_array()
            .unwrap()
            .iter()
            .map(line)
            .collect::<Vec<_>>()
    };
    for facts in [
        r#"{"情形": ["侵害"]}"#,
        r#"{"年龄": 9}"#,
        // With everything given it is answered on the spot.
        r#"{"情形": [], "年龄": 9}"#,
        r#"{"情形": ["侵害"], "年龄": 9}"#,
    ] {
        let brief = service
            .post(
                "/v1/route",
                &format!(r#"{{"plan": "例", "brief": true, "facts": {facts}}}"#),
            )
            .json();
        let whole = service
            .post("/v1/route", &format!(r#"{{"plan": "例", "facts": {facts}}}"#))
            .json();
        assert_eq!(brief["schema"], "zeren.brief/v1");
        assert_eq!(lines(&brief), lines(&whole), "{facts}");
        assert_eq!(
            (&brief["facts"], &brief["policy_digest"]),
            (&whole["facts"], &whole["policy_digest"])
        );
        assert!(brief.get("ask").is_none() && brief.get("remarks").is_none(), "{brief}");
    }
    // A plan that was named, and is not for the case, says so.
    let beyond = service
        .post("/v1/route", r#"{"plan": "水", "brief": true, "facts": {"年龄": 9}}"#)
        .json();
    assert!(beyond["remarks"][0].as_str().unwrap().contains("年龄"), "{beyond}");
    // Without a plan, as for whole answers: one that is not for the case is left out, one that lacks a fact is named.
    let all = service
        .post("/v1/route", r#"{"brief": true, "facts": {"年龄": 9}}"#)
        .json();
    assert_eq!(all["schema"], "zeren.briefs/v1");
    assert_eq!(all["answers"].as_array().unwrap().len(), 1);
    let other = service
        .post("/v1/route", r#"{"brief": true, "facts": {"情形": ["侵害"]}}"#)
        .json();
    assert_eq!(
        (&other["answers"][0]["plan"], &other["not_asked"][0]["plan"]),
        (&json!("例"), &json!("水"))
    );
    // Plan after plan, on the spot and, where the body is written in another way, beside it: byte for byte the same.
    for body in [
        r#"{"plan": "例", "brief": true, "facts": {"情形": ["侵害"], "年龄": 9}}"#,
        r#"{"plan": "水", "brief": true, "facts": {"年龄": 70}, "as_of": "2026-03-01", "all_scopes": true}"#,
        r#"{"facts": {"年龄": 120}, "brief": true, "lang": "en", "plan": "水", "as_of": null}"#,
        r#"{"plan": "例", "brief": true, "facts": {"年龄": 3, "情形": []}}"#,
    ] {
        let escaped = body.replace('例', r"\u4f8b").replace('水', r"\u6c34");
        let (at_once, beside) = (service.post("/v1/route", body), service.post("/v1/route", &escaped));
        assert_eq!(at_once.status, 200, "{}", at_once.text());
        assert_eq!(at_once.text(), beside.text());
    }
    // What is wrong is said as for any other question.
    for (body, pointer) in [
        (r#"{"plan": "江", "brief": true, "facts": {"年龄": 9}}"#, "/plan"),
        (r#"{"plan": "水", "brief": true, "facts": {"年令": 9}}"#, "/facts/年令"),
        (
            r#"{"plan": "水", "brief": true, "facts": {"年龄": 70}, "as_of": "昨天"}"#,
            "/as_of",
        ),
        (
            r#"{"plan": "水", "brief": true, "facts": {"年龄": 70}, "lang": "fr"}"#,
            "/lang",
        ),
        (
            r#"{"plan": "水", "brief": true, "facts": {"年龄": 70}, "breif": 1}"#,
            "/breif",
        ),
    ] {
        let refused = service.post("/v1/route", body);
        assert!((400..500).contains(&refused.status), "{body}: {}", refused.text());
        assert_eq!(refused.json()["errors"][0]["pointer"], pointer, "{body}");
    }
    // In a batch each row chooses.
    let rows =
        "{\"plan\": \"例\", \"brief\": true, \"facts\": {\"情形\": [\"侵害\"]}}\n{\"plan\": \"例\", \"facts\": {}}\n";
    let answer = service.ask(
        "POST",
        "/v1/route/batch",
        &[("content-type", "application/x-ndjson")],
        rows.as_bytes(),
    );
    let text = answer.text();
    let schemas = text.lines().map(|l| {
        let line: serde_json::Value = serde_json::from_str(l).unwrap();
        line["answer"]["schema"].as_str().unwrap().to_owned()
    });
    assert_eq!(schemas.collect::<Vec<_>>(), ["zeren.brief/v1", "zeren.route/v1"]);
}

#[test]
fn without_a_plan_every_plan_that_knows_the_facts_is_asked() {
    let folder = plan_folder("all_plans");
    std::fs::create_dir(folder.join("防汛")).unwrap();
    let flood = "方案 防汛 { 标题: \"防汛\"  词表: 无 }\n单位 水利局\n事实 水位 { 类型: 整数 取值: 0..100 }\n职责 巡堤 { 出处: 一/1  责任: 水利局  当: 水位 >= 30 }\n";
    std::fs::write(folder.join("防汛/plan.zr"), flood).unwrap();
    let service = Service::start(&folder, &[]);
    let answer = service.post("/v1/route", r#"{"facts": {"水位": 40}}"#).json();
    assert_eq!(answer["schema"], "zeren.routes/v1");
    assert_eq!(answer["answers"][0]["plan"], "防汛");
    assert_eq!(answer["answers"].as_array().unwrap().len(), 1);
    assert_eq!(answer["not_asked"][0]["plan"], "例");
    let plans = service.get("/v1/plans").json();
    assert_eq!(plans["plans"].as_array().unwrap().len(), 2);
}

#[test]
fn mistakes_are_named_with_place_and_nearest_word_in_both_languages() {
    let service = Service::start(&plan_folder("mistakes"), &[]);
    let cases = [
        (
            r#"{"plan": "例", "facts": {"年令": 9}}"#,
            422,
            "/facts/年令",
            Some("年龄"),
        ),
        (
            r#"{"plan": "例", "facts": {"情形": ["侵犯"]}}"#,
            422,
            "/facts/情形",
            None,
        ),
        (r#"{"plann": "例", "facts": {}}"#, 422, "/plann", Some("plan")),
        (
            r#"{"plan": "例", "facts": {"年龄": {"岁": 9}}}"#,
            422,
            "/facts/年龄",
            None,
        ),
        (r#"{"plan": "例", "as_of": "2022-02-30"}"#, 422, "/as_of", None),
        (r#"{"plan": "例", "lang": "fr"}"#, 422, "/lang", None),
    ];
    for (body, status, pointer, nearest) in cases {
        let answer = service.post("/v1/route", body);
        assert_eq!(answer.status, status, "{body} {}", answer.text());
        assert_eq!(answer.header("content-type"), Some("application/problem+json"));
        let problem = answer.json();
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{problem}");
        if let Some(nearest) = nearest {
            assert_eq!(problem["errors"][0]["nearest"], nearest, "{problem}");
        }
        assert_eq!(problem["request_id"].as_str(), answer.header("x-request-id"));
    }
    let body = br#"{"plan": "\u4f8b1"}"#;
    let header = ("content-type", "application/json");
    let english = service
        .ask(
            "POST",
            "/v1/route",
            &[header, ("accept-language", "en-GB,zh;q=0.5")],
            body,
        )
        .json();
    let chinese = service
        .ask("POST", "/v1/route?lang=zh", &[header, ("accept-language", "en")], body)
        .json();
    assert_eq!(english["status"], 404);
    assert!(
        english["detail"].as_str().unwrap().starts_with("there is no plan"),
        "{english}"
    );
    assert!(chinese["detail"].as_str().unwrap().starts_with("没有方案"), "{chinese}");
}

#[test]
fn what_cannot_be_read_is_refused_in_the_same_form() {
    let service = Service::start(&plan_folder("unreadable"), &["--max-body", "1000"]);
    let json = ("content-type", "application/json");
    let deep = "[".repeat(900);
    let long = "x".repeat(2000);
    let cases: [(&str, &str, &[(&str, &str)], &[u8], u16); 12] = [
        ("POST", "/v1/route", &[json], b"", 400),
        ("POST", "/v1/route", &[json], b"{", 400),
        ("POST", "/v1/route", &[json], b"\xff\xfe", 400),
        ("POST", "/v1/route", &[json], deep.as_bytes(), 400),
        ("POST", "/v1/route", &[json], b"[1]", 422),
        ("POST", "/v1/route", &[json], br#"{"facts": {"a": 1, "a": 2}}"#, 422),
        ("POST", "/v1/route", &[json], br#"{"plan": "a", "plan": "b"}"#, 422),
        ("POST", "/v1/route", &[json], long.as_bytes(), 413),
        ("POST", "/v1/route", &[("content-type", "text/plain")], b"{}", 415),
        ("GET", "/v1/route", &[], b"", 405),
        ("GET", "/v1/plnas", &[], b"", 404),
        ("GET", "/v1/plans/%ff", &[], b"", 400),
    ];
    for (method, path, headers, body, status) in cases {
        let answer = service.ask(method, path, headers, body);
        let shown = String::from_utf8_lossy(body).chars().take(40).collect::<String>();
        assert_eq!(answer.status, status, "{method} {path} {shown} {}", answer.text());
        assert_eq!(
            answer.header("content-type"),
            Some("application/problem+json"),
            "{method} {path} {shown}"
        );
        let problem = answer.json();
        assert_eq!(problem["status"], status);
        assert!(problem["detail"].as_str().is_some_and(|d| !d.is_empty()));
    }
    assert_eq!(service.get("/v1/route").header("allow"), Some("POST"));
    assert!(
        service.get("/v1/plnas").json()["detail"]
            .as_str()
            .unwrap()
            .contains("/v1/plans")
    );
}

#[test]
fn a_batch_answers_each_row_in_order() {
    let service = Service::start(&plan_folder("batch"), &["--max-rows", "1000", "--max-body", "200"]);
    let mut body = String::new();
    for row in 0..300 {
        body.push_str(match row % 3 {
            0 => "{\"plan\": \"例\", \"facts\": {\"情形\": [\"侵害\"]}}\n",
            1 => "{\"plan\": \"例\", \"facts\": {\"情性\": [\"侵害\"]}}\r\n\n",
            _ => "{\"plan\": \"例\", \"facts\": {\"年龄\": 3}}\n",
        });
    }
    body.push_str(&format!("{}\n{{}}", "y".repeat(500)));
    let kind = ("content-type", "application/x-ndjson");
    let answer = service.ask("POST", "/v1/route/batch", &[kind], body.as_bytes());
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), Some("application/x-ndjson"));
    let lines: Vec<serde_json::Value> = answer
        .text()
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    assert_eq!(lines.len(), 302);
    for (index, line) in lines.iter().enumerate() {
        assert_eq!(line["row"], index + 1);
        match index {
            300 => assert_eq!(line["problem"]["status"], 413),
            301 => assert_eq!(line["answer"]["schema"], "zeren.routes/v1"),
            i if i % 3 == 1 => assert_eq!(line["problem"]["errors"][0]["nearest"], "情形"),
            _ => assert_eq!(line["answer"]["plan"], "例"),
        }
    }
    let many = "{}\n".repeat(1500);
    let answer = service.ask("POST", "/v1/route/batch", &[kind], many.as_bytes()).text();
    assert_eq!(answer.lines().count(), 1001);
    let last: serde_json::Value = serde_json::from_str(answer.lines().last().unwrap()).unwrap();
    assert_eq!(last["problem"]["status"], 413);
}

#[test]
fn a_plan_is_checked_from_its_text() {
    let service = Service::start(&plan_folder("check"), &[]);
    let faulty = PLAN.replace("责任: 市公安局 ", "责任: 市公安菊 ");
    let answer = service.ask(
        "POST",
        "/v1/check?lang=en",
        &[("content-type", "text/plain; charset=utf-8")],
        faulty.as_bytes(),
    );
    assert_eq!(answer.status, 200, "{}", answer.text());
    let check = answer.json();
    assert_eq!(check["schema"], "zeren.check/v1");
    assert_eq!(check["summary"]["error"], 1);
    let files = json!({"files": [{"name": "a.zr", "text": "方案 乙 { 标题: \"乙\" 词表: 短 }"}], "vocabularies": [{"name": "短.zr", "text": "事实 急 { 类型: 是否 }"}]});
    let check = service.post("/v1/check", &files.to_string()).json();
    assert_eq!(check["summary"]["error"], 0, "{check}");
    assert_eq!(service.post("/v1/check", r#"{"files": 1}"#).status, 400);
}

#[test]
fn forms_of_a_plan_are_kept_by_their_tag() {
    let service = Service::start(&plan_folder("forms"), &[]);
    for (path, schema) in [
        ("/v1/plans", "zeren.plans/v1"),
        ("/v1/plans/例", "zeren.plan/v1"),
        ("/v1/plans/例/units", "zeren.units/v1"),
        ("/v1/plans/例/items", "zeren.items/v1"),
        ("/v1/plans/例/vocabulary", "zeren.vocabulary/v1"),
    ] {
        let path = path.replace('例', "%E4%BE%8B");
        let answer = service.get(&path);
        assert_eq!(answer.json()["schema"], schema, "{path}");
        let tag = answer.header("etag").unwrap();
        let again = service.ask("GET", &path, &[("if-none-match", &format!("\"x\", W/{tag}"))], b"");
        assert_eq!((again.status, again.body.len()), (304, 0), "{path}");
        assert_eq!(again.header("etag"), Some(tag));
    }
    let vocabulary = service.get("/v1/plans/%E4%BE%8B/vocabulary").json();
    assert_eq!(vocabulary["facts"][0]["question"], "发生了什么?");
    assert_eq!(vocabulary["facts"][0]["sensitive"], true);
    assert_eq!(service.get("/v1/plans/x/units").status, 404);
}
