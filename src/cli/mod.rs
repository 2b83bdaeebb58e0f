//! The command line. Each command owns its arguments and its run; nothing left of here reads files or prints.

mod analyze;
mod args;
#[cfg(feature = "batch")]
mod batch;
mod cases;
mod check;
mod completions;
mod diff;
mod documents;
#[cfg(all(feature = "batch", feature = "office"))]
#[doc(hidden)]
pub mod doors;
mod exit;
mod explain;
mod facts;
mod files;
mod fmt;
mod graph;
mod impact;
mod import;
mod lint;
mod log;
#[cfg(feature = "lsp")]
mod lsp;
mod man;
#[cfg(feature = "office")]
mod matrix;
#[cfg(feature = "office")]
mod matrix_import;
mod names;
mod output;
#[cfg(feature = "batch")]
mod replay;
#[cfg(feature = "office")]
mod report;
mod route;
#[cfg(feature = "serve")]
mod serve;
mod settings;
mod test;
mod trace;

use clap::Parser;

pub use exit::Exit;

/// 责任: who must act, on which clause's authority.
#[derive(Debug, Parser)]
#[command(
    name = "zeren",
    version,
    about = "责任 · who must act on a situation, in what role, by when, on which clause's authority",
    max_term_width = 110
)]
struct Cli {
    #[command(flatten)]
    global: args::Global,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// 检查方案:语法、名称、规则 · check a plan
    Check(check::Check),
    /// 直接检查文档(.docx、文本、网页),可写成批注 · find faults in a document itself, also as review comments
    Lint(lint::LintCommand),
    /// 问一个案子由谁办 · who must act on a case
    Route(route::RouteCommand),
    /// 重答早先的答案:变了没有,为什么 · earlier answers asked again: what differs, and why
    #[cfg(feature = "batch")]
    Replay(replay::ReplayCommand),
    /// 穷尽分析:空白、重叠、断链,各带见证 · gaps, overlaps and broken links, each with a witness
    Analyze(analyze::Analyze),
    /// 作为服务运行:HTTP 接口 · answer over HTTP
    #[cfg(feature = "serve")]
    Serve(serve::ServeCommand),
    /// 比较两份方案:哪些情形的分工变了 · in which situations two plans differ
    Diff(diff::Diff),
    /// 从文件起草方案:单位、成员、任务、职责、规范,各注条款与行 · draft a plan from a document
    Import(import::ImportCommand),
    /// 撤掉一个单位会断什么 · what breaks if a unit goes
    Impact(impact::ImpactCommand),
    /// 责任关系图:全方案、一个单位周围、一个案子的响应链 · draws who passes what on to whom
    Graph(graph::GraphCommand),
    /// 一份可传阅的报告:概况、问题、关系图、条款覆盖、各单位清单 · a report to send round
    #[cfg(feature = "office")]
    Report(report::ReportCommand),
    /// 责任分工表与责任清单:表格、文档、网页 · responsibility matrices and duty lists
    #[cfg(feature = "office")]
    Matrix(matrix::MatrixCommand),
    /// 整理格式,转换中英文关键词 · lay out `.zr` files
    Fmt(fmt::Fmt),
    /// 运行方案里的测试和案例文件 · run a plan's tests and cases
    Test(test::TestCommand),
    /// 原文条款与方案条目对照 · a document's clauses beside the items that cite them
    Trace(trace::TraceCommand),
    /// 编辑器的语言服务 · the language server for editors
    #[cfg(feature = "lsp")]
    Lsp(lsp::Lsp),
    /// 核对决定日志 · decision logs
    Log(log::LogCommand),
    /// 解释一个代码 · explain a code
    Explain(explain::Explain),
    /// 生成命令补全 · shell completions
    Completions(completions::Completions),
    /// 生成 man 手册页 · manual pages
    Man(man::ManCommand),
}

/// Runs the program.
#[must_use]
pub fn run() -> Exit {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let asked = !error.use_stderr();
            // Help and version are answers; everything else is a question that cannot be read.
            let _ = error.print();
            return if asked { Exit::Clean } else { Exit::Failed };
        }
    };
    let global = &cli.global;
    match cli.command {
        Command::Check(c) => c.run(global),
        Command::Lint(c) => c.run(global),
        Command::Route(c) => c.run(global),
        #[cfg(feature = "batch")]
        Command::Replay(c) => c.run(global),
        Command::Analyze(c) => c.run(global),
        Command::Diff(c) => c.run(global),
        Command::Impact(c) => c.run(global),
        Command::Graph(c) => c.run(global),
        #[cfg(feature = "office")]
        Command::Report(c) => c.run(global),
        #[cfg(feature = "office")]
        Command::Matrix(c) => c.run(global),
        Command::Import(c) => c.run(global),
        Command::Fmt(c) => c.run(global),
        Command::Test(c) => c.run(global),
        Command::Trace(c) => c.run(global),
        #[cfg(feature = "lsp")]
        Command::Lsp(c) => c.run(global),
        #[cfg(feature = "serve")]
        Command::Serve(c) => c.run(global),
        Command::Log(c) => c.run(global),
        Command::Explain(c) => c.run(global),
        Command::Completions(c) => c.run(global),
        Command::Man(c) => c.run(global),
    }
}
