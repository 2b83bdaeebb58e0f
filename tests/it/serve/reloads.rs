//! Policies change while the service runs: no request is lost, and nothing broken is served.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use super::service::{PLAN, Service, ask, plan_folder};

fn put(folder: &Path, text: &str) {
    let file = folder.join("例/plan.zr");
    let beside = folder.join("例/plan.tmp");
    std::fs::write(&beside, text).unwrap();
    std::fs::rename(beside, file).unwrap();
}

fn metric(service: &Service, line: &str) -> u64 {
    let text = service.get("/metrics").text();
    let found = text.lines().find_map(|l| l.strip_prefix(line));
    found.and_then(|v| v.trim().parse().ok()).unwrap_or(0)
}

#[test]
fn a_changed_file_is_taken_up_and_a_broken_one_is_not() {
    let folder = plan_folder("changes");
    let service = Service::start(&folder, &[]);
    let digest = |s: &Service| s.get("/v1/plans").json()["plans"][0]["policy_digest"].clone();
    let unit = |s: &Service| {
        s.post("/v1/route", r#"{"plan": "例", "facts": {"情形": ["侵害"]}}"#)
            .json()["assignments"][0]["unit"]
            .clone()
    };
    let before = digest(&service);
    put(&folder, &PLAN.replace("责任: 市公安局 ", "责任: 市民政局 "));
    service.until("the change is taken up", |s| digest(s) != before);
    assert_eq!(unit(&service), "市民政局");
    let after = digest(&service);
    put(&folder, &PLAN.replace("责任: 市公安局 ", "责任: 市公安菊 "));
    service.until("the fault is told", |s| s.said().contains("not reloaded"));
    assert_eq!(digest(&service), after);
    assert_eq!(unit(&service), "市民政局");
    let ready = service.get("/readyz");
    assert_eq!(ready.status, 200);
    assert!(
        ready.json()["reload_refused"].as_str().unwrap().contains("plan.zr:6"),
        "{}",
        ready.text()
    );
    assert_eq!(metric(&service, "zeren_reload_ok"), 0);
    put(&folder, PLAN);
    service.until("the old text is back", |s| digest(s) == before);
    assert_eq!(service.get("/readyz").json()["reload_refused"], serde_json::Value::Null);
    // A plan that goes, and a folder that is gone.
    std::fs::remove_dir_all(folder.join("例")).unwrap();
    service.until("an empty folder is refused", |s| {
        s.get("/readyz").json()["reload_refused"].is_string()
    });
    assert_eq!(unit(&service), "市公安局");
}

#[test]
fn fifty_reloads_under_load_lose_no_request() {
    reload_under_load("fifty", 50);
}

#[test]
#[ignore = "a thousand reloads take minutes: cargo test --test it thousand -- --ignored"]
fn a_thousand_reloads_under_load_lose_no_request() {
    reload_under_load("thousand", 1000);
}

/// Every answer is one of the two policies', whole, and agrees with its digest.
fn reload_under_load(name: &str, reloads: u64) {
    let folder = plan_folder(name);
    let service = Service::start(&folder, &["--no-watch"]);
    let port = service.port;
    let stop = Arc::new(AtomicBool::new(false));
    let pairs = Arc::new(Mutex::new(std::collections::BTreeSet::new()));
    let callers: Vec<_> = (0..4)
        .map(|_| {
            let (stop, pairs) = (stop.clone(), pairs.clone());
            std::thread::spawn(move || {
                let mut asked = 0;
                while !stop.load(Ordering::Relaxed) {
                    let body = r#"{"plan": "例", "facts": {"情形": ["侵害"]}}"#.as_bytes();
                    let answer = ask(port, "POST", "/v1/route", &[("content-type", "application/json")], body)
                        .expect("an answer");
                    assert_eq!(answer.status, 200, "{}", answer.text());
                    let route = answer.json();
                    let pair = (
                        route["policy_digest"].to_string(),
                        route["assignments"][0]["unit"].to_string(),
                    );
                    pairs.lock().unwrap().insert(pair);
                    asked += 1;
                }
                asked
            })
        })
        .collect();
    let other = PLAN.replace("责任: 市公安局 ", "责任: 市民政局 ");
    for reload in 1..=reloads {
        put(&folder, if reload % 2 == 1 { &other } else { PLAN });
        service.signal("HUP");
        service.until("the reload is done", |s| {
            metric(s, "zeren_reloads_total{kind=\"replaced\"}") >= reload
        });
    }
    stop.store(true, Ordering::Relaxed);
    let asked: u64 = callers
        .into_iter()
        .map(|c| c.join().expect("a caller without a lost request"))
        .sum();
    let pairs = pairs.lock().unwrap();
    assert_eq!(pairs.len(), 2, "two policies, each with its own answer: {pairs:?}");
    eprintln!("{reloads} reloads, {asked} requests");
}

#[test]
fn a_stopping_service_answers_what_it_has_begun() {
    let folder = plan_folder("stopping");
    let mut service = Service::start(&folder, &[]);
    let port = service.port;
    // A batch whose body arrives slowly.
    let caller = std::thread::spawn(move || {
        use std::io::{Read as _, Write as _};
        let mut stream = std::net::TcpStream::connect(("127.0.0.1", port)).unwrap();
        let line = "{\"plan\": \"例\", \"facts\": {}}\n";
        let length = line.len() * 10;
        let head = format!(
            "POST /v1/route/batch HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-type: application/x-ndjson\r\ncontent-length: {length}\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).unwrap();
        for _ in 0..10 {
            stream.write_all(line.as_bytes()).unwrap();
            std::thread::sleep(std::time::Duration::from_millis(100));
        }
        let mut out = String::new();
        stream.read_to_string(&mut out).unwrap();
        out
    });
    std::thread::sleep(std::time::Duration::from_millis(300));
    service.signal("TERM");
    let out = caller.join().unwrap();
    assert_eq!(out.matches("\"row\":").count(), 10, "{out}");
    assert!(out.ends_with("0\r\n\r\n"), "the answer is whole");
    assert_eq!(service.child.wait().unwrap().code(), Some(0));
}
