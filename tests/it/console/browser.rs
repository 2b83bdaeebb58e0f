//! A headless Chromium, driven by the WebDriver protocol over plain HTTP.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::serve::service::{self, Service};

const BROWSER: &str = "/usr/bin/chromium";
const DRIVER: &str = "/usr/bin/chromedriver";

/// A browser with one page.
pub struct Browser {
    driver: Child,
    port: u16,
    session: String,
    /// Where the service stands.
    home: String,
}

impl Browser {
    /// Opens a browser for a service; none, and says so, where the machine has no browser.
    pub fn open(service: &Service, width: u32) -> Option<Browser> {
        if !Path::new(BROWSER).exists() || !Path::new(DRIVER).exists() {
            eprintln!("skipped: no {BROWSER} or no {DRIVER} (Debian: apt-get install chromium chromium-driver)");
            return None;
        }
        let mut driver = Command::new(DRIVER)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the driver starts");
        let mut said = BufReader::new(driver.stdout.take().expect("standard output")).lines();
        let port = said
            .by_ref()
            .map_while(Result::ok)
            .find_map(|l| {
                l.split("successfully on port ")
                    .nth(1)?
                    .trim_end_matches('.')
                    .parse()
                    .ok()
            })
            .expect("the driver names its port");
        // Somebody goes on listening, or the driver ends on its next word.
        std::thread::spawn(move || said.for_each(drop));
        let profile = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("chromium-{port}"));
        let _ = std::fs::remove_dir_all(&profile);
        let arguments = [
            "--headless=new".to_owned(),
            "--no-sandbox".to_owned(),
            "--disable-gpu".to_owned(),
            "--no-first-run".to_owned(),
            "--disable-background-networking".to_owned(),
            "--disable-component-update".to_owned(),
            "--disable-sync".to_owned(),
            "--disable-dev-shm-usage".to_owned(),
            format!("--user-data-dir={}", profile.display()),
            format!("--window-size={width},900"),
        ];
        let wanted = json!({"capabilities": {"alwaysMatch": {
            "goog:chromeOptions": {"args": arguments, "binary": BROWSER},
            "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
        }}});
        let mut browser = Browser {
            driver,
            port,
            session: String::new(),
            home: format!("http://127.0.0.1:{}", service.port),
        };
        let made = browser.command("POST", "/session", &wanted);
        browser.session = format!("/session/{}", made["sessionId"].as_str().expect("a session"));
        browser.devtools(
            "Emulation.setDeviceMetricsOverride",
            &json!({"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}),
        );
        Some(browser)
    }

    fn command(&self, method: &str, path: &str, body: &Value) -> Value {
        let body = if method == "GET" {
            String::new()
        } else {
            body.to_string()
        };
        let path = format!("{}{path}", self.session);
        let header = ("content-type", "application/json");
        let answer = service::ask(self.port, method, &path, &[header], body.as_bytes()).expect("the driver answers");
        assert_eq!(answer.status, 200, "{path} {body}: {}", answer.text());
        answer.json()["value"].clone()
    }

    fn devtools(&self, command: &str, parameters: &Value) {
        let body = json!({"cmd": command, "params": parameters});
        self.command("POST", "/goog/cdp/execute", &body);
    }

    /// Goes to a place of the console, such as `/#/plan/例`, as if for the first time.
    pub fn go(&self, place: &str) {
        self.command("POST", "/url", &json!({"url": "about:blank"}));
        self.command("POST", "/url", &json!({"url": format!("{}{place}", self.home)}));
    }

    /// What a script gives back.
    pub fn run(&self, script: &str) -> Value {
        self.command("POST", "/execute/sync", &json!({"script": script, "args": []}))
    }

    /// The text of the first element, as a reader sees it.
    pub fn text(&self, selector: &str) -> String {
        let script = format!("return document.querySelector({})?.innerText ?? ''", json!(selector));
        self.run(&script).as_str().unwrap_or_default().to_owned()
    }

    /// Waits until the first element holds this text.
    pub fn sees(&self, selector: &str, text: &str) {
        let end = Instant::now() + Duration::from_secs(60);
        while !self.text(selector).contains(text) {
            assert!(
                Instant::now() < end,
                "`{selector}` never shows `{text}`; it shows `{}` of\n{}\n{:?}",
                self.text(selector),
                self.text("body"),
                self.complaints()
            );
            std::thread::sleep(Duration::from_millis(60));
        }
    }

    /// Clicks the first element that is shown, matches and holds the text, as a hand would.
    pub fn click(&self, selector: &str, text: &str) {
        self.sees("body", "");
        let element = self.element(selector, text);
        self.command("POST", &format!("/element/{element}/click"), &json!({}));
    }

    /// Types into the first element that matches.
    pub fn write(&self, selector: &str, text: &str) {
        let element = self.element(selector, "");
        let body = json!({"text": text});
        self.command("POST", &format!("/element/{element}/value"), &body);
    }

    fn element(&self, selector: &str, text: &str) -> String {
        let (selector, text) = (json!(selector), json!(text));
        let script = format!(
            "const e = [...document.querySelectorAll({selector})].find((e) => e.checkVisibility() && e.innerText.includes({text})); \
             e?.scrollIntoView({{block: 'center'}}); return e ?? null"
        );
        let end = Instant::now() + Duration::from_secs(60);
        loop {
            let found = self.run(&script);
            let id = found
                .as_object()
                .and_then(|o| o.values().next())
                .and_then(Value::as_str);
            if let Some(id) = id {
                return id.to_owned();
            }
            assert!(
                Instant::now() < end,
                "there is no {selector} with {text} in\n{}\n{:?}",
                self.text("body"),
                self.complaints()
            );
            std::thread::sleep(Duration::from_millis(60));
        }
    }

    /// Presses keys, wherever the focus is.
    pub fn press(&self, keys: &str) {
        let pairs: Vec<Value> = keys
            .chars()
            .flat_map(|k| {
                [
                    json!({"type": "keyDown", "value": k}),
                    json!({"type": "keyUp", "value": k}),
                ]
            })
            .collect();
        let body = json!({"actions": [{"type": "key", "id": "keys", "actions": pairs}]});
        self.command("POST", "/actions", &body);
    }

    fn log(&self, kind: &str) -> Vec<Value> {
        let entries = self.command("POST", "/se/log", &json!({"type": kind}));
        entries.as_array().cloned().unwrap_or_default()
    }

    /// Errors and breaches of the page's policy that the browser noted since it was asked last.
    pub fn complaints(&self) -> Vec<String> {
        self.log("browser")
            .iter()
            .filter(|e| e["level"] == "SEVERE")
            .map(|e| e["message"].as_str().unwrap_or_default().to_owned())
            .collect()
    }

    /// Every address that was asked for since it was asked last, without those that never leave the browser.
    pub fn asked(&self) -> Vec<String> {
        let mut out = Vec::new();
        for entry in self.log("performance") {
            let event: Value = serde_json::from_str(entry["message"].as_str().unwrap_or("{}")).expect("an event");
            let event = &event["message"];
            if event["method"] == "Network.requestWillBeSent" || event["method"] == "Network.webSocketCreated" {
                let url = event["params"]["request"]["url"]
                    .as_str()
                    .or(event["params"]["url"].as_str());
                out.extend(url.map(str::to_owned));
            }
        }
        let inside = ["data:", "about:", "blob:", "chrome:", "chrome-untrusted:"];
        out.retain(|u| !inside.iter().any(|i| u.starts_with(i)));
        out
    }

    /// Whether everything that was asked for was asked of the service.
    pub fn assert_stayed_home(&self) {
        let asked = self.asked();
        assert!(!asked.is_empty(), "the log of requests is kept");
        let away: Vec<_> = asked
            .iter()
            .filter(|u| !u.starts_with(&format!("{}/", self.home)))
            .collect();
        assert!(away.is_empty(), "asked elsewhere: {away:?}");
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if !self.session.is_empty() {
            let _ = service::ask(self.port, "DELETE", &self.session, &[], b"");
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
        let profile = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("chromium-{}", self.port));
        let _ = std::fs::remove_dir_all(profile);
    }
}
