//! Beyond its limits the service refuses, says when to come again, and recovers.

use std::io::Write as _;
use std::net::TcpStream;
use std::time::Duration;

use super::service::{Service, ask, plan_folder};

const ROUTE: &str = r#"{"plan": "例", "facts": {"情形": ["侵害"]}}"#;

/// A request that has a place and does not go on.
fn hold(service: &Service) -> TcpStream {
    let mut stream = TcpStream::connect(("127.0.0.1", service.port)).unwrap();
    stream
        .write_all(
            b"POST /v1/route HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{",
        )
        .unwrap();
    stream
}

#[test]
fn more_requests_than_places_are_refused_until_there_are_places_again() {
    let service = Service::start(&plan_folder("places"), &["--concurrency", "3", "--per-client", "100"]);
    let held: Vec<TcpStream> = (0..3).map(|_| hold(&service)).collect();
    std::thread::sleep(Duration::from_millis(300));
    let refused = service.post("/v1/route", ROUTE);
    assert_eq!(refused.status, 503, "{}", refused.text());
    assert_eq!(refused.header("retry-after"), Some("1"));
    assert_eq!(service.get("/healthz").status, 200, "probes need no place");
    assert_eq!(service.get("/readyz").status, 200);
    drop(held);
    service.until("there are places again", |s| s.post("/v1/route", ROUTE).status == 200);
    let figures = service.get("/metrics").text();
    assert!(figures.contains("zeren_shed_total{kind=\"requests\"}"), "{figures}");
}

#[test]
fn one_client_cannot_take_all_places() {
    let service = Service::start(&plan_folder("one_client"), &["--per-client", "2"]);
    let held: Vec<TcpStream> = (0..2).map(|_| hold(&service)).collect();
    std::thread::sleep(Duration::from_millis(300));
    let refused = service.post("/v1/route", ROUTE);
    assert_eq!(refused.status, 429, "{}", refused.text());
    assert_eq!(refused.header("retry-after"), Some("1"));
    drop(held);
    service.until("the client has places again", |s| {
        s.post("/v1/route", ROUTE).status == 200
    });
}

#[test]
fn a_request_that_does_not_arrive_is_given_up() {
    let service = Service::start(&plan_folder("slow"), &["--timeout", "1", "--concurrency", "1"]);
    let _held = hold(&service);
    std::thread::sleep(Duration::from_millis(200));
    assert_eq!(service.post("/v1/route", ROUTE).status, 503);
    std::thread::sleep(Duration::from_millis(1500));
    assert_eq!(service.post("/v1/route", ROUTE).status, 200);
}

#[test]
fn a_crowd_is_answered_or_refused_and_then_served() {
    let service = Service::start(
        &plan_folder("crowd"),
        &["--concurrency", "4", "--queue", "1", "--workers", "1"],
    );
    let port = service.port;
    let crowd: Vec<_> = (0..40)
        .map(|_| {
            std::thread::spawn(move || {
                let headers = [("content-type", "application/json")];
                (0..10)
                    .map(|_| {
                        ask(port, "POST", "/v1/route", &headers, ROUTE.as_bytes())
                            .expect("an answer")
                            .status
                    })
                    .collect::<Vec<_>>()
            })
        })
        .collect();
    let statuses: Vec<u16> = crowd.into_iter().flat_map(|c| c.join().unwrap()).collect();
    assert!(statuses.iter().all(|s| [200, 503].contains(s)), "{statuses:?}");
    assert!(statuses.contains(&200));
    assert_eq!(service.post("/v1/route", ROUTE).status, 200);
}
