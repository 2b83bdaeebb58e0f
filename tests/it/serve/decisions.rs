//! The decision log: what is answered is written down, what is written down can be verified, and a killed process leaves a log that verifies.

use std::io::Write as _;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::Value;

use super::service::{Service, ask, folder, plan_folder};

const ROUTE: &str = r#"{"plan": "例", "facts": {"情形": ["侵害"], "年龄": 9}}"#;

fn verify(arguments: &[&str]) -> (i32, String) {
    let out = assert_cmd::Command::cargo_bin("zeren")
        .unwrap()
        .args(["--lang", "en", "log", "verify"])
        .args(arguments)
        .output()
        .unwrap();
    (
        out.status.code().unwrap(),
        String::from_utf8(out.stdout).unwrap() + &String::from_utf8(out.stderr).unwrap(),
    )
}

fn lines(log: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(log).unwrap();
    text.lines().map(|l| serde_json::from_str(l).unwrap()).collect()
}

/// The chain, recomputed by its description alone.
fn recomputed(log: &Path) -> String {
    let mut prev = "0".repeat(64);
    for line in std::fs::read_to_string(log).unwrap().lines() {
        let cut = line.rfind(",\"digest\":\"").unwrap();
        let json: Value = serde_json::from_str(line).unwrap();
        assert_eq!(json["prev"], prev);
        prev = blake3::hash(&line.as_bytes()[..cut]).to_hex().to_string();
        assert_eq!(json["digest"], prev);
    }
    prev
}

#[test]
fn decisions_are_written_down_masked_and_chained() {
    let log = folder("written_down").join("decisions.ndjson");
    let service = Service::start(
        &plan_folder("written_down_plan"),
        &["--decision-log", log.to_str().unwrap()],
    );
    let answer = service.ask(
        "POST",
        "/v1/route",
        &[("content-type", "application/json"), ("x-request-id", "case-1")],
        ROUTE.as_bytes(),
    );
    assert_eq!(answer.status, 200);
    let batch = "{\"plan\": \"例\", \"facts\": {}}\n{\"plan\": \"x\"}\n{\"facts\": {\"年龄\": 1}}\n";
    service.ask(
        "POST",
        "/v1/route/batch",
        &[("content-type", "application/x-ndjson")],
        batch.as_bytes(),
    );
    let written = lines(&log);
    assert_eq!(written.len(), 3);
    assert_eq!(written[0]["request_id"], "case-1");
    assert_eq!(written[0]["facts"]["情形"], serde_json::json!({"masked": true}));
    assert_eq!(written[0]["facts"]["年龄"], serde_json::json!({"masked": true}));
    assert_eq!(written[0]["assignments"][0]["unit"], "市公安局");
    assert_eq!(
        written[0]["answer_digest"],
        blake3::hash(&answer.body).to_hex().to_string()
    );
    assert_eq!(
        (&written[1]["row"], &written[2]["row"]),
        (&Value::from(1), &Value::from(3))
    );
    let brief = service.post("/v1/route", &ROUTE.replace("\"facts\"", "\"brief\": true, \"facts\""));
    let written = lines(&log);
    assert_eq!(written[3]["assignments"], written[0]["assignments"]);
    assert_eq!(written[3]["facts"], written[0]["facts"]);
    assert_eq!(
        written[3]["answer_digest"],
        blake3::hash(&brief.body).to_hex().to_string()
    );
    // None were looked for.
    assert_eq!(
        (written[0].get("gaps"), written[3].get("gaps")),
        (Some(&Value::from(0)), None)
    );
    let head = recomputed(&log);
    let (code, said) = verify(&[log.to_str().unwrap(), "--head", &head]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains(&head));
    assert_eq!(verify(&[log.to_str().unwrap(), "--head", &"a".repeat(64)]).0, 1);
}

#[test]
fn open_facts_are_those_that_are_not_sensitive() {
    let log = folder("open_facts").join("decisions.ndjson");
    let service = Service::start(
        &plan_folder("open_facts_plan"),
        &["--decision-log", log.to_str().unwrap(), "--log-facts", "open"],
    );
    assert_eq!(service.post("/v1/route", ROUTE).status, 200);
    let line = &lines(&log)[0];
    assert_eq!(line["facts"], serde_json::json!({"情形": {"masked": true}, "年龄": 9}));
}

#[test]
fn the_first_broken_line_is_named() {
    let place = folder("broken_line");
    let log = place.join("decisions.ndjson");
    {
        let service = Service::start(
            &plan_folder("broken_line_plan"),
            &["--decision-log", log.to_str().unwrap(), "--log-facts", "all"],
        );
        for _ in 0..5 {
            service.post("/v1/route", ROUTE);
        }
    }
    let text = std::fs::read_to_string(&log).unwrap();
    let all: Vec<&str> = text.lines().collect();
    let with = |lines: &[&str]| {
        let file = place.join("changed.ndjson");
        std::fs::write(&file, lines.iter().map(|l| format!("{l}\n")).collect::<String>()).unwrap();
        verify(&[file.to_str().unwrap()])
    };
    assert_eq!(with(&all).0, 0);
    let altered = all[2].replace("\"年龄\":9", "\"年龄\":8");
    for (name, lines, line) in [
        ("altered", vec![all[0], all[1], &altered, all[3]], "line 3 was altered"),
        ("removed", vec![all[0], all[2], all[3]], "line 2 does not follow"),
        ("moved", vec![all[0], all[2], all[1]], "line 2 does not follow"),
        ("put in", vec![all[0], all[1], all[1], all[2]], "line 3 does not follow"),
        ("beginning removed", vec![all[0], "{}", all[1]], "line 2 is no line"),
    ] {
        let (code, said) = with(&lines);
        assert_eq!(code, 1, "{name}: {said}");
        assert!(said.contains(line), "{name}: {said}");
    }
    let (code, said) = with(&all[2..]);
    assert_eq!(code, 0);
    assert!(said.contains("begins with number 3"), "{said}");
    assert_eq!(verify(&["/nowhere/at/all"]).0, 2);
}

#[test]
fn a_torn_last_line_is_cut_off_and_the_chain_goes_on() {
    let log = folder("torn").join("decisions.ndjson");
    let policy = plan_folder("torn_plan");
    let arguments = ["--decision-log", log.to_str().unwrap()];
    drop({
        let service = Service::start(&policy, &arguments);
        service.post("/v1/route", ROUTE);
        service
    });
    std::fs::OpenOptions::new()
        .append(true)
        .open(&log)
        .unwrap()
        .write_all(b"{\"seq\":2,\"sch")
        .unwrap();
    assert_eq!(verify(&[log.to_str().unwrap()]).0, 1);
    let service = Service::start(&policy, &arguments);
    assert!(service.said().contains("13 bytes were cut off"), "{}", service.said());
    service.post("/v1/route", ROUTE);
    recomputed(&log);
    assert_eq!(lines(&log)[1]["seq"], 2);
    // Two processes would break the chain between them.
    let out = std::process::Command::new(env!("CARGO_BIN_EXE_zeren"))
        .args([
            "--lang",
            "en",
            "serve",
            policy.to_str().unwrap(),
            "--listen",
            "127.0.0.1:0",
        ])
        .args(arguments)
        .output()
        .unwrap();
    assert_eq!(out.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&out.stderr).contains("another process"));
}

#[test]
fn a_log_that_was_put_away_is_begun_anew_and_the_chain_goes_on() {
    let place = folder("put_away");
    let (log, old) = (place.join("decisions.ndjson"), place.join("decisions.1.ndjson"));
    let service = Service::start(
        &plan_folder("put_away_plan"),
        &["--decision-log", log.to_str().unwrap()],
    );
    service.post("/v1/route", ROUTE);
    std::fs::rename(&log, &old).unwrap();
    service.signal("HUP");
    service.until("a new file is begun", |s| {
        s.post("/v1/route", ROUTE);
        log.exists() && !lines(&log).is_empty()
    });
    let (code, said) = verify(&[old.to_str().unwrap(), log.to_str().unwrap()]);
    assert_eq!(code, 0, "{said}");
}

/// Requests that were answered stand in the log, whenever the process is killed.
#[test]
fn a_killed_process_has_written_down_what_it_answered() {
    let log = folder("killed").join("decisions.ndjson");
    let policy = plan_folder("killed_plan");
    let arguments = ["--decision-log", log.to_str().unwrap()];
    let answered = Arc::new(Mutex::new(Vec::new()));
    for round in 0..5 {
        let mut service = Service::start(&policy, &arguments);
        let (port, stop) = (service.port, Arc::new(AtomicBool::new(false)));
        let callers: Vec<_> = (0..4)
            .map(|caller| {
                let (stop, answered) = (stop.clone(), answered.clone());
                std::thread::spawn(move || {
                    for number in 0.. {
                        if stop.load(Ordering::Relaxed) {
                            return;
                        }
                        let id = format!("r{round}-{caller}-{number}");
                        let headers = [("content-type", "application/json"), ("x-request-id", id.as_str())];
                        match ask(port, "POST", "/v1/route", &headers, ROUTE.as_bytes()) {
                            Ok(answer) if answer.status == 200 => answered.lock().unwrap().push(id),
                            _ => return,
                        }
                    }
                })
            })
            .collect();
        std::thread::sleep(Duration::from_millis(400 + 37 * round));
        service.child.kill().unwrap();
        service.child.wait().unwrap();
        stop.store(true, Ordering::Relaxed);
        callers.into_iter().for_each(|c| c.join().unwrap());
    }
    drop(Service::start(&policy, &arguments));
    recomputed(&log);
    let written: std::collections::BTreeSet<String> = lines(&log)
        .iter()
        .map(|l| l["request_id"].as_str().unwrap().to_owned())
        .collect();
    let answered = answered.lock().unwrap();
    assert!(!answered.is_empty());
    for id in answered.iter() {
        assert!(written.contains(id), "{id} was answered and is not written down");
    }
    assert_eq!(verify(&[log.to_str().unwrap()]).0, 0);
}
