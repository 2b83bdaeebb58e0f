//! Who comes in, and over which door.

use std::process::Command;

use super::service::{Service, folder, plan_folder};

const ROUTE: &str = r#"{"plan": "例", "facts": {"情形": ["侵害"]}}"#;

fn with_token(service: &Service, token: &str) -> u16 {
    let headers = [("content-type", "application/json"), ("authorization", token)];
    service.ask("POST", "/v1/route", &headers, ROUTE.as_bytes()).status
}

#[test]
fn tokens_open_the_door_and_are_changed_by_a_reload() {
    let policy = plan_folder("tokens");
    let file = folder("tokens_file").join("tokens");
    std::fs::write(
        &file,
        "# callers\nhotline aaaaaaaaaaaaaaaaaaaaaaaa\nbbbbbbbbbbbbbbbbbbbbbbbb\n",
    )
    .unwrap();
    let service = Service::start(&policy, &["--token-file", file.to_str().unwrap(), "--access-log"]);
    assert_eq!(with_token(&service, "Bearer aaaaaaaaaaaaaaaaaaaaaaaa"), 200);
    assert_eq!(with_token(&service, "bearer bbbbbbbbbbbbbbbbbbbbbbbb"), 200);
    assert_eq!(with_token(&service, "Bearer aaaaaaaaaaaaaaaaaaaaaaab"), 401);
    assert_eq!(with_token(&service, "Basic aaaaaaaaaaaaaaaaaaaaaaaa"), 401);
    let refused = service.post("/v1/route", ROUTE);
    assert_eq!(refused.status, 401);
    assert!(refused.header("www-authenticate").is_some());
    for (path, status) in [
        ("/metrics", 401),
        ("/v1/plans", 401),
        ("/healthz", 200),
        ("/readyz", 200),
        ("/docs", 200),
    ] {
        assert_eq!(service.get(path).status, status, "{path}");
    }
    std::fs::write(&file, "hotline cccccccccccccccccccccccc\n").unwrap();
    service.signal("HUP");
    service.until("the new token opens", |s| {
        with_token(s, "Bearer cccccccccccccccccccccccc") == 200
    });
    assert_eq!(with_token(&service, "Bearer aaaaaaaaaaaaaaaaaaaaaaaa"), 401);
    // A file that is broken does not lock everybody out.
    std::fs::write(&file, "short\n").unwrap();
    service.signal("HUP");
    service.until("the broken file is told", |s| s.said().contains("token file"));
    assert_eq!(with_token(&service, "Bearer cccccccccccccccccccccccc"), 200);
    assert!(!service.said().contains("cccccccc"), "no token is told");
    assert!(service.said().contains("\"client\":\"hotline\""));
}

#[test]
fn other_machines_need_a_token() {
    let out = Command::new(env!("CARGO_BIN_EXE_zeren"))
        .args(["serve", "--lang", "en", "--listen", "0.0.0.0:0"])
        .arg(plan_folder("other_machines"))
        .output()
        .unwrap();
    assert_eq!(out.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&out.stderr).contains("--token-file"));
}

#[test]
fn no_fact_of_a_case_is_told() {
    let service = Service::start(&plan_folder("quiet"), &["--access-log"]);
    let given = ("x-request-id", "hotline-0001");
    let answer = service.ask(
        "POST",
        "/v1/route?x=失踪",
        &[("content-type", "application/json"), given],
        ROUTE.as_bytes(),
    );
    assert_eq!(answer.header("x-request-id"), Some("hotline-0001"));
    service.post("/v1/route", r#"{"plan": "例", "facts": {"情形": ["侵犯"]}}"#);
    service.get("/v1/plans/侵害");
    service.until("all is told", |s| s.said().matches("\"path\"").count() >= 3);
    let said = service.said();
    assert!(said.contains("hotline-0001"));
    for word in ["侵", "失踪", "情形"] {
        assert!(!said.contains(word), "{said}");
    }
    assert!(!service.get("/metrics").text().contains("侵害"));
}

#[test]
fn tls_serves_with_the_certificate_that_it_was_given() {
    let files = folder("tls");
    let made = Command::new("openssl")
        .args([
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:prime256v1",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=localhost",
        ])
        .args([
            "-addext",
            "subjectAltName=DNS:localhost",
            "-keyout",
            "key.pem",
            "-out",
            "cert.pem",
        ])
        .current_dir(&files)
        .output();
    if !made.is_ok_and(|o| o.status.success()) {
        eprintln!("skipped: openssl is not here");
        return;
    }
    let (cert, key) = (files.join("cert.pem"), files.join("key.pem"));
    let service = Service::start(
        &plan_folder("tls_plan"),
        &["--tls-cert", cert.to_str().unwrap(), "--tls-key", key.to_str().unwrap()],
    );
    let url = format!("https://localhost:{}/readyz", service.port);
    match Command::new("curl")
        .args(["-s", "--cacert", cert.to_str().unwrap(), &url])
        .output()
    {
        Ok(out) => assert!(String::from_utf8_lossy(&out.stdout).contains("ready"), "{out:?}"),
        Err(_) => eprintln!("skipped: curl is not here"),
    }
    let plain = super::service::ask(service.port, "GET", "/readyz", &[], b"");
    assert!(plain.is_err(), "a plain request is no TLS");
}
