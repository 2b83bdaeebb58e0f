//! Messages of an editor: a list of JSON objects with `method` and `params`, those with `id` being questions.

use std::path::{Path, PathBuf};

use lsp_server::{Connection, Message, Notification, Request};
use serde_json::{Value, json};
use zeren::Lang;
use zeren::lint::Levels;
use zeren::lsp::{Disk, serve};

use super::plan;

/// A disk with one plan.
struct OnePlan;

impl Disk for OnePlan {
    fn read(&self, file: &Path) -> Option<String> {
        (file == Path::new("/p/plan.zr")).then(|| plan::PLAN.to_owned())
    }
    fn policy_files(&self, folder: &Path) -> Vec<PathBuf> {
        if folder == Path::new("/p") {
            vec!["/p/plan.zr".into()]
        } else {
            Vec::new()
        }
    }
    fn plans(&self, _: &Path) -> Vec<PathBuf> {
        vec!["/p".into()]
    }
    fn vocabulary(&self, _: &Path, _: &str) -> Option<PathBuf> {
        None
    }
    fn levels(&self, _: &Path) -> Levels {
        Levels::default()
    }
}

fn messages(bytes: &[u8]) -> Vec<Message> {
    let Ok(list) = serde_json::from_slice::<Vec<Value>>(bytes) else {
        return Vec::new();
    };
    let one = |(id, v): (usize, Value)| {
        let method = v["method"].as_str()?.to_owned();
        if matches!(method.as_str(), "shutdown" | "exit" | "initialize") {
            return None;
        }
        Some(match v.get("id") {
            Some(_) => Message::Request(Request {
                id: (id as i32 + 10).into(),
                method,
                params: v["params"].clone(),
            }),
            None => Message::Notification(Notification {
                method,
                params: v["params"].clone(),
            }),
        })
    };
    list.into_iter().enumerate().take(20).filter_map(one).collect()
}

/// Hands the bytes over.
pub fn run(bytes: &[u8]) {
    let messages = messages(bytes);
    if messages.is_empty() {
        return;
    }
    let (server, client) = Connection::memory();
    let running = std::thread::spawn(move || serve(&server, &OnePlan, Lang::Zh).is_ok());
    let request = |id: i32, method: &str, params: Value| {
        Message::Request(Request {
            id: id.into(),
            method: method.to_owned(),
            params,
        })
    };
    let open =
        json!({"textDocument": {"uri": "file:///p/plan.zr", "languageId": "zeren", "version": 1, "text": plan::PLAN}});
    let start = [
        request(1, "initialize", json!({"capabilities": {}, "rootUri": "file:///p"})),
        Message::Notification(Notification {
            method: "initialized".to_owned(),
            params: json!({}),
        }),
        Message::Notification(Notification {
            method: "textDocument/didOpen".to_owned(),
            params: open,
        }),
    ];
    let end = [
        request(2, "shutdown", Value::Null),
        Message::Notification(Notification {
            method: "exit".to_owned(),
            params: Value::Null,
        }),
    ];
    for message in start.into_iter().chain(messages).chain(end) {
        if client.sender.send(message).is_err() {
            break;
        }
    }
    // The editor goes on listening until the server is done.
    let Connection { sender, receiver } = client;
    drop(sender);
    let _ = running.join().expect("the server does not panic");
    drop(receiver);
}
