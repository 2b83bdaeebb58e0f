//! A service under test: the real program on a free port, and a small HTTP client that knows nothing of it.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

pub const PLAN: &str = "\
方案 例 { 标题: \"例\"  词表: 无 }
单位 市公安局 { 别名: 公安机关 }
单位 市民政局
事实 情形 { 类型: 多选  提问: \"发生了什么?\"  敏感: 是  值 侵害  值 失踪 }
事实 年龄 { 类型: 整数  取值: 0..120 }
职责 处置 { 出处: 四/市公安局/2  责任: 市公安局  通报: 市民政局  当: 情形 含 侵害 }
";

/// A folder of this test's own.
pub fn folder(name: &str) -> PathBuf {
    let place = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("serve").join(name);
    let _ = std::fs::remove_dir_all(&place);
    std::fs::create_dir_all(&place).expect("the folder can be made");
    place
}

/// A folder with the example plan.
pub fn plan_folder(name: &str) -> PathBuf {
    let place = folder(name);
    std::fs::create_dir(place.join("例")).expect("the folder can be made");
    std::fs::write(place.join("例/plan.zr"), PLAN).expect("the plan can be written");
    place
}

/// The program, listening.
pub struct Service {
    pub child: Child,
    pub port: u16,
    /// What it says on standard error.
    pub said: std::sync::Arc<std::sync::Mutex<String>>,
}

impl Service {
    /// Starts the program on `policy` and waits until it listens.
    pub fn start(policy: &Path, arguments: &[&str]) -> Service {
        let mut child = Command::new(env!("CARGO_BIN_EXE_zeren"))
            .args(["--lang", "en", "serve"])
            .arg(policy)
            .args(["--listen", "127.0.0.1:0"])
            .args(arguments)
            .stderr(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .expect("the program runs");
        let said = std::sync::Arc::<std::sync::Mutex<String>>::default();
        let (tell, told) = std::sync::mpsc::channel();
        let lines = BufReader::new(child.stderr.take().expect("standard error"));
        let heard = said.clone();
        std::thread::spawn(move || {
            for line in lines.lines().map_while(Result::ok) {
                let port = line
                    .split("://127.0.0.1:")
                    .nth(1)
                    .and_then(|p| p.trim().parse::<u16>().ok());
                heard.lock().expect("a lock").push_str(&format!("{line}\n"));
                if let Some(port) = port {
                    let _ = tell.send(port);
                }
            }
        });
        let port = told.recv_timeout(Duration::from_secs(60)).unwrap_or_else(|_| {
            let _ = child.kill();
            panic!("it does not listen: {}", said.lock().expect("a lock"))
        });
        Service { child, port, said }
    }

    pub fn said(&self) -> String {
        self.said.lock().expect("a lock").clone()
    }

    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[], b"")
    }

    pub fn post(&self, path: &str, body: &str) -> Answer {
        self.ask("POST", path, &[("content-type", "application/json")], body.as_bytes())
    }

    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        ask(self.port, method, path, headers, body).unwrap_or_else(|e| panic!("{method} {path}: {e}\n{}", self.said()))
    }

    /// Sends a signal by its name.
    pub fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        let sent = Command::new("kill")
            .args([&format!("-{name}"), &id])
            .status()
            .expect("kill runs");
        assert!(sent.success());
    }

    /// Waits until what is asked holds.
    pub fn until(&self, what: &str, mut holds: impl FnMut(&Service) -> bool) {
        let end = Instant::now() + Duration::from_secs(30);
        while !holds(self) {
            assert!(Instant::now() < end, "never: {what}\n{}", self.said());
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).expect("UTF-8")
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|e| panic!("{e}: {self:?}"))
    }
}

/// Asks once, on a connection of its own.
pub fn ask(port: u16, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> std::io::Result<Answer> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(Duration::from_secs(60)))?;
    let mut head = format!(
        "{method} {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-length: {}\r\n",
        body.len()
    );
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    stream.write_all(format!("{head}\r\n").as_bytes())?;
    // A body that is refused early may not be taken whole.
    let _ = stream.write_all(body);
    let raw = whole(&mut stream);
    parse(&raw).ok_or_else(|| std::io::Error::other(format!("no whole answer: {}", String::from_utf8_lossy(&raw))))
}

/// Everything up to the end that the head names, or that the other side makes: not everybody closes the connection.
fn whole(stream: &mut TcpStream) -> Vec<u8> {
    let (mut raw, mut piece) = (Vec::new(), [0; 65536]);
    loop {
        if let Some(end) = raw.windows(4).position(|w| w == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&raw[..end]).to_lowercase();
            let length = head.split("\r\ncontent-length:").nth(1);
            let length = length.and_then(|l| l.split("\r\n").next()?.trim().parse::<usize>().ok());
            if length.is_some_and(|l| raw.len() >= end + 4 + l) {
                return raw;
            }
        }
        match stream.read(&mut piece) {
            Ok(0) | Err(_) => return raw,
            Ok(n) => raw.extend_from_slice(&piece[..n]),
        }
    }
}

fn parse(raw: &[u8]) -> Option<Answer> {
    let end = raw.windows(4).position(|w| w == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&raw[..end]).ok()?;
    let mut lines = head.split("\r\n");
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let headers: Vec<(String, String)> = lines
        .filter_map(|l| l.split_once(": "))
        .map(|(n, v)| (n.to_lowercase(), v.to_owned()))
        .collect();
    let rest = &raw[end + 4..];
    let chunked = headers.iter().any(|(n, v)| n == "transfer-encoding" && v == "chunked");
    let body = if chunked { unchunked(rest)? } else { rest.to_vec() };
    Some(Answer { status, headers, body })
}

/// `None` where the last chunk is missing: a body that broke off.
fn unchunked(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    loop {
        let end = rest.windows(2).position(|w| w == b"\r\n")?;
        let size = usize::from_str_radix(std::str::from_utf8(&rest[..end]).ok()?, 16).ok()?;
        if size == 0 {
            return Some(out);
        }
        out.extend_from_slice(rest.get(end + 2..end + 2 + size)?);
        rest = rest.get(end + 4 + size..)?;
    }
}
