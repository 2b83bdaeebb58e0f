//! `zeren serve`

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use clap::{Args, ValueEnum};

use super::args::Global;
use super::exit::Exit;
use super::files::{self, PlanFiles};
use crate::compile::Compiled;
use crate::diagnostic::{Severity, Words};
use crate::engine::{Policy, Registry};
use crate::serve::{self, AccessLog, Decisions, Limits, LoggedFacts, Settings, TlsFiles, Watch};
use crate::words;

/// Arguments of `serve`.
#[derive(Debug, Args)]
pub struct ServeCommand {
    /// 方案,可多份 · plans, their folders, or folders of plans
    #[arg(required = true)]
    policies: Vec<PathBuf>,
    /// 监听地址 · where to listen; port 0 takes a free one
    #[arg(long, default_value = "127.0.0.1:8012", value_name = "ADDRESS")]
    listen: SocketAddr,
    /// 令牌文件,每行 `名称 令牌`;监听本机以外的地址时必须有 · bearer tokens, `NAME TOKEN` a line; needed for addresses beyond this machine
    #[arg(long, value_name = "FILE")]
    token_file: Option<PathBuf>,
    /// TLS 证书链(PEM)· certificate chain
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    tls_cert: Option<PathBuf>,
    /// TLS 私钥(PEM)· private key
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    tls_key: Option<PathBuf>,
    /// 决定日志(只追加,逐行相链)· decision log, append-only, each line chained to the one before
    #[arg(long, value_name = "FILE")]
    decision_log: Option<PathBuf>,
    /// 决定日志里写出哪些事实 · which facts the decision log shows
    #[arg(long, value_enum, default_value = "masked", value_name = "WHICH")]
    log_facts: LogFacts,
    /// 每个请求写一行到标准错误(不含案情)· one line a request on standard error, without facts
    #[arg(long)]
    access_log: bool,
    /// 不监视文件,只凭 SIGHUP 重新载入 · do not watch the files; SIGHUP reloads
    #[arg(long)]
    no_watch: bool,
    /// 请求体最多多少字节(批量时为一行)· bytes of a body; of a line in a batch
    #[arg(long, default_value_t = 1_048_576, value_name = "BYTES")]
    max_body: usize,
    /// 一批最多多少行 · rows of a batch
    #[arg(long, default_value_t = 100_000, value_name = "ROWS")]
    max_rows: u64,
    /// 一个请求最多多少秒 · seconds for one request
    #[arg(long, default_value_t = 30, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..))]
    timeout: u64,
    /// 同时进行的请求 · requests under way at one time
    #[arg(long, default_value_t = 512, value_name = "N")]
    concurrency: usize,
    /// 其中同一客户端的 · of these, one client's
    #[arg(long, default_value_t = 256, value_name = "N")]
    per_client: usize,
    /// 等候计算的请求 · requests that wait for a core
    #[arg(long, default_value_t = 256, value_name = "N")]
    queue: usize,
    /// 用于计算的核数 · cores that compute (default: all)
    #[arg(long, value_name = "N")]
    workers: Option<usize>,
    /// 收到停止信号后继续应答多少秒,供负载均衡摘除 · seconds of answering after the signal to stop
    #[arg(long, default_value_t = 0, value_name = "SECONDS")]
    drain: u64,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum LogFacts {
    /// 值全部遮盖 · every value masked
    Masked,
    /// 写出非敏感事实的值 · values of facts that are not sensitive
    Open,
    /// 全部写出:日志与案件同等保密 · all values: the log is as confidential as the cases
    All,
}

impl ServeCommand {
    pub fn run(&self, global: &Global) -> Exit {
        let policies = self.policies.clone();
        let load = move |before: &Registry| load(&policies, before);
        let served = serve::run(self.settings(global), Box::new(load), &|loaded| self.places(loaded));
        Exit::of(served.map(|()| Exit::Clean), global)
    }

    fn settings(&self, global: &Global) -> Settings {
        let tls = self.tls_cert.clone().zip(self.tls_key.clone());
        Settings {
            listen: self.listen,
            token_file: self.token_file.clone(),
            tls: tls.map(|(certificate, key)| TlsFiles { certificate, key }),
            decisions: self.decision_log.clone().map(|file| Decisions {
                file,
                facts: match self.log_facts {
                    LogFacts::Masked => LoggedFacts::Masked,
                    LogFacts::Open => LoggedFacts::Open,
                    LogFacts::All => LoggedFacts::All,
                },
            }),
            watch: if self.no_watch { Watch::SignalOnly } else { Watch::Files },
            access_log: if self.access_log {
                AccessLog::Shown
            } else {
                AccessLog::Off
            },
            limits: self.limits(),
            drain: Duration::from_secs(self.drain),
            lang: global.lang(),
        }
    }

    fn limits(&self) -> Limits {
        let own = Limits::default();
        Limits {
            body: self.max_body,
            batch_rows: self.max_rows,
            time: Duration::from_secs(self.timeout),
            requests: self.concurrency,
            per_client: self.per_client,
            queue: self.queue,
            workers: self.workers.unwrap_or(own.workers),
            ..own
        }
    }

    /// The folders whose changes matter: the policies', their vocabularies', and those of tokens and certificate.
    fn places(&self, loaded: &Registry) -> Vec<PathBuf> {
        let own = self
            .policies
            .iter()
            .map(|p| if p.is_dir() { p.clone() } else { parent(p) });
        let read = loaded
            .iter()
            .flat_map(|p| p.sources().iter().map(|(_, s)| parent(Path::new(s.name()))));
        let single = [&self.token_file, &self.tls_cert, &self.tls_key];
        let mut places: Vec<PathBuf> = own
            .chain(read)
            .chain(single.into_iter().flatten().map(|f| parent(f)))
            .collect();
        places.sort();
        places.dedup();
        places
    }
}

fn parent(file: &Path) -> PathBuf {
    match file.parent() {
        Some(folder) if folder != Path::new("") => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// Reads the policies; a plan whose texts are as before is taken over.
fn load(paths: &[PathBuf], before: &Registry) -> Result<Registry, Words> {
    let mut registry = Registry::new();
    if paths.iter().any(|p| p.as_path() == Path::new("-")) {
        return Err(words!(
            "serve 不能从标准输入读方案",
            "serve cannot read a plan from standard input"
        ));
    }
    for path in paths {
        for plan in files::plans(path).map_err(|e| e.message)? {
            let policy = match unchanged(&plan, before) {
                Some(policy) => policy,
                None => Arc::new(compiled(&plan)?),
            };
            let id = policy.id().to_owned();
            if registry.put(policy).is_some() {
                return Err(words!("有两份方案的 id 都是 `{id}`", "two plans have the id `{id}`"));
            }
        }
    }
    Ok(registry)
}

fn unchanged(plan: &PlanFiles, before: &Registry) -> Option<Arc<Policy>> {
    let sources: Vec<_> = plan
        .files
        .iter()
        .map(|f| files::source(f).ok())
        .collect::<Option<_>>()?;
    let same = |policy: &&Arc<Policy>| {
        let mut old = policy.sources().iter().map(|(_, s)| s);
        let own = sources.iter().all(|new| {
            old.next()
                .is_some_and(|o| o.name() == new.name() && o.text() == new.text())
        });
        // What follows are the vocabularies.
        own && old.all(|o| files::source(Path::new(o.name())).is_ok_and(|new| new.text() == o.text()))
    };
    before.iter().find(same).cloned()
}

/// A plan that can serve: without errors.
fn compiled(plan: &PlanFiles) -> Result<Policy, Words> {
    let compiled = files::compile_plan(plan).map_err(|e| e.message)?;
    let shown = plan.folder.display();
    if let Some(fault) = first_error(&compiled) {
        return Err(fault);
    }
    Policy::from_compiled(compiled).map_err(|_| {
        words!(
            "`{shown}` 里没有方案:先运行 zeren check",
            "there is no plan in `{shown}`: run zeren check first"
        )
    })
}

fn first_error(compiled: &Compiled) -> Option<Words> {
    let error = compiled.diagnostics.iter().find(|d| d.severity == Severity::Error)?;
    let place = compiled.sources.start(error.primary.span);
    let file = compiled.sources.get(error.primary.span.source).map_or("", |s| s.name());
    let (count, line, column) = (compiled.count(Severity::Error), place.line, place.column);
    let (zh, en) = (&error.message.zh, &error.message.en);
    Some(Words::new(
        format!("{file}:{line}:{column} {zh}(共 {count} 处错误;运行 zeren check)"),
        format!("{file}:{line}:{column} {en} ({count} errors in all; run zeren check)"),
    ))
}
