//! The loop: messages in, answers out, findings once the writer pauses.

use std::path::PathBuf;
use std::sync::mpsc::RecvTimeoutError;
use std::time::{Duration, Instant};

use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response};
use lsp_types::notification::{
    DidChangeTextDocument, DidChangeWatchedFiles, DidCloseTextDocument, DidOpenTextDocument, DidSaveTextDocument,
    Initialized, Notification as _, PublishDiagnostics,
};
use lsp_types::{
    DidChangeTextDocumentParams, DidChangeWatchedFilesParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    DidSaveTextDocumentParams, InitializeParams,
};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::checking::Checking;
use super::publish::Published;
use super::workspace::Workspace;
use super::{Disk, capabilities, requests, uri};
use crate::diagnostic::{Lang, Words};
use crate::words;

/// A check begins when nothing has come for so long.
const PAUSE: Duration = Duration::from_millis(120);
/// How soon the end of a check is noticed.
const GLANCE: Duration = Duration::from_millis(15);

/// Why the server stopped before it was asked to.
#[derive(Debug)]
pub struct ServeError {
    /// Why.
    pub message: Words,
}

/// Serves an editor until it says that it is done. `lang` is the language of messages where the editor does not ask for one.
pub fn serve(connection: &Connection, disk: &dyn Disk, lang: Lang) -> Result<(), ServeError> {
    let failed = |e: &dyn std::fmt::Display| ServeError {
        message: words!("与编辑器的连接出错:{e}", "the connection to the editor failed: {e}"),
    };
    let (id, mut params) = connection.initialize_start().map_err(|e| failed(&e))?;
    uri::encode_raw(&mut params);
    let params: InitializeParams = serde_json::from_value(params).map_err(|e| failed(&e))?;
    let answer = serde_json::json!({
        "capabilities": capabilities::capabilities(),
        "serverInfo": {"name": "zeren", "version": env!("CARGO_PKG_VERSION")},
    });
    greet(connection, Response::new_ok(id, answer)).map_err(|e| failed(&e))?;
    let mut server = Server {
        connection,
        workspace: Workspace::new(disk, roots(&params)),
        published: Published::default(),
        lang: params.locale.as_deref().map_or(lang, of_locale),
        changed: None,
        checking: Checking::default(),
    };
    server.run().map_err(|e| failed(&e))
}

/// Answers the first request and waits until the editor is ready. The library's own way panics where the editor has gone.
fn greet(connection: &Connection, answer: Response) -> Result<(), String> {
    connection.sender.send(answer.into()).map_err(|e| e.to_string())?;
    match connection.receiver.recv() {
        Ok(Message::Notification(n)) if n.method == Initialized::METHOD => Ok(()),
        Ok(other) => Err(format!("`initialized` was expected, not {other:?}")),
        Err(gone) => Err(gone.to_string()),
    }
}

fn of_locale(locale: &str) -> Lang {
    if locale.to_lowercase().starts_with("zh") {
        Lang::Zh
    } else {
        Lang::En
    }
}

#[allow(deprecated, reason = "older editors send only rootUri")]
fn roots(params: &InitializeParams) -> Vec<PathBuf> {
    let folders = params.workspace_folders.iter().flatten().map(|f| &f.uri);
    let mut out: Vec<PathBuf> = folders.filter_map(uri::path).collect();
    if out.is_empty() {
        out.extend(params.root_uri.as_ref().and_then(uri::path));
    }
    out
}

struct Server<'c> {
    connection: &'c Connection,
    workspace: Workspace<'c>,
    published: Published,
    lang: Lang,
    /// When a text changed last, where what that changed has not been checked.
    changed: Option<Instant>,
    checking: Checking,
}

impl Server<'_> {
    fn run(&mut self) -> Result<(), String> {
        loop {
            let message = match self.wait() {
                None => self
                    .connection
                    .receiver
                    .recv()
                    .map_err(|_| RecvTimeoutError::Disconnected),
                Some(time) => self
                    .connection
                    .receiver
                    .recv_timeout(time)
                    .map_err(|e| match e.is_timeout() {
                        true => RecvTimeoutError::Timeout,
                        false => RecvTimeoutError::Disconnected,
                    }),
            };
            let message = match message {
                Ok(message) => message,
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
                Err(RecvTimeoutError::Timeout) => {
                    self.look()?;
                    continue;
                }
            };
            match message {
                Message::Request(request) => {
                    if self.connection.handle_shutdown(&request).map_err(|e| e.to_string())? {
                        return Ok(());
                    }
                    self.request(request)?;
                }
                Message::Notification(notification) => self.notification(notification),
                Message::Response(_) => {}
            }
        }
    }

    /// How long to wait for a message before something else is due; for ever where nothing is.
    fn wait(&self) -> Option<Duration> {
        match self.changed {
            _ if self.checking.is_under_way() => Some(GLANCE),
            Some(since) => Some(PAUSE.saturating_sub(since.elapsed())),
            None => None,
        }
    }

    /// Sends what a check has found, and begins the next where the writer pauses.
    fn look(&mut self) -> Result<(), String> {
        if let Some(checked) = self.checking.done() {
            self.workspace.take_up(checked);
            self.publish()?;
        }
        let is_writing = self.changed.is_some_and(|since| since.elapsed() < PAUSE);
        if is_writing || self.checking.is_under_way() {
            return Ok(());
        }
        let was_changed = self.changed.take().is_some();
        self.workspace.refresh();
        match self.workspace.next_check() {
            Some(job) => self.checking.begin(job),
            // A file was closed, or a plan is gone: what was sent of it is taken back.
            None if was_changed => self.publish()?,
            None => {}
        }
        Ok(())
    }

    fn send(&self, message: Message) -> Result<(), String> {
        self.connection.sender.send(message).map_err(|e| e.to_string())
    }

    fn publish(&mut self) -> Result<(), String> {
        for params in self.published.next(&self.workspace, self.lang) {
            let params = serde_json::to_value(params).map_err(|e| e.to_string())?;
            let method = PublishDiagnostics::METHOD.to_owned();
            self.send(Message::Notification(Notification { method, params }))?;
        }
        Ok(())
    }

    fn request(&mut self, request: Request) -> Result<(), String> {
        let Request {
            id, method, mut params, ..
        } = request;
        uri::encode_raw(&mut params);
        self.workspace.refresh();
        let response = match requests::answer(&mut self.workspace, self.lang, &method, params) {
            Ok(value) => Response::new_ok(id, value),
            Err(refusal) => refused(id, refusal, self.lang),
        };
        // A question may have opened further plans.
        if self.changed.is_none() && self.workspace.next_check().is_some() {
            self.changed = Some(Instant::now());
        }
        self.send(Message::Response(response))
    }

    fn notification(&mut self, notification: Notification) {
        let Notification { method, mut params } = notification;
        uri::encode_raw(&mut params);
        match method.as_str() {
            DidOpenTextDocument::METHOD => self.with(params, |server, p: DidOpenTextDocumentParams| {
                let Some(file) = uri::path(&p.text_document.uri) else {
                    return;
                };
                server.workspace.documents.open(file.clone(), p.text_document.text);
                server.workspace.open_plans_of(&file);
            }),
            DidChangeTextDocument::METHOD => self.with(params, |server, p: DidChangeTextDocumentParams| {
                let Some(file) = uri::path(&p.text_document.uri) else {
                    return;
                };
                server.workspace.documents.change(&file, p.content_changes);
                server.workspace.touch(&file);
            }),
            DidCloseTextDocument::METHOD => self.with(params, |server, p: DidCloseTextDocumentParams| {
                let Some(file) = uri::path(&p.text_document.uri) else {
                    return;
                };
                server.workspace.documents.close(&file);
                server.workspace.touch(&file);
            }),
            DidSaveTextDocument::METHOD => self.with(params, |server, p: DidSaveTextDocumentParams| {
                let Some(file) = uri::path(&p.text_document.uri) else {
                    return;
                };
                server.workspace.touch(&file);
            }),
            DidChangeWatchedFiles::METHOD => self.with(params, |server, p: DidChangeWatchedFilesParams| {
                for file in p.changes.iter().filter_map(|c| uri::path(&c.uri)) {
                    server.workspace.touch(&file);
                }
            }),
            _ => {}
        }
    }

    /// Does what a notification says; one that cannot be read is left alone, as the protocol asks.
    fn with<P: DeserializeOwned>(&mut self, params: Value, act: impl FnOnce(&mut Self, P)) {
        if let Ok(params) = serde_json::from_value(params) {
            act(self, params);
            self.changed = Some(Instant::now());
        }
    }
}

fn refused(id: RequestId, refusal: requests::Refusal, lang: Lang) -> Response {
    let (code, message) = match refusal {
        requests::Refusal::UnknownMethod(method) => (ErrorCode::MethodNotFound, method),
        requests::Refusal::BadParameters(why) => (ErrorCode::InvalidParams, why),
        requests::Refusal::Cannot(words) => (ErrorCode::RequestFailed, words.get(lang).to_owned()),
    };
    Response::new_err(id, code as i32, message)
}
