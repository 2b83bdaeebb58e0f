//! Arguments that every command has.

use std::io::IsTerminal as _;

use clap::{Args, ValueEnum};

use crate::diagnostic::Lang;
use crate::render::Paint;
use crate::render::diagnostics::Strokes;

/// Arguments of all commands.
#[derive(Debug, Args)]
pub struct Global {
    /// 消息语言 · language of messages (default: from LC_ALL, LC_MESSAGES, LANG; Chinese where they say neither)
    #[arg(long, global = true, value_enum)]
    lang: Option<LangArg>,
    /// 颜色 · colour
    #[arg(long, global = true, value_enum, default_value = "auto")]
    color: ColorArg,
    /// 只用 ASCII 画线 · draw with ASCII only
    #[arg(long, global = true)]
    ascii: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum LangArg {
    Zh,
    En,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ColorArg {
    Auto,
    Always,
    Never,
}

impl Global {
    /// The language of messages.
    pub fn lang(&self) -> Lang {
        match self.lang {
            Some(LangArg::Zh) => Lang::Zh,
            Some(LangArg::En) => Lang::En,
            None => environment_lang(),
        }
    }

    /// Whether to colour standard output.
    pub fn paint(&self) -> Paint {
        self.paint_for(std::io::stdout().is_terminal())
    }

    /// Whether to colour standard error.
    pub fn paint_error(&self) -> Paint {
        self.paint_for(std::io::stderr().is_terminal())
    }

    fn paint_for(&self, terminal: bool) -> Paint {
        let refused = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
        match self.color {
            ColorArg::Always => Paint::Colour,
            ColorArg::Auto if terminal && !refused => Paint::Colour,
            _ => Paint::Plain,
        }
    }

    /// Whether to draw with ASCII only.
    pub fn is_ascii(&self) -> bool {
        self.ascii
    }

    /// What to draw with.
    pub fn strokes(&self) -> Strokes {
        if self.ascii { Strokes::Ascii } else { Strokes::Unicode }
    }

    /// Columns of the terminal.
    pub fn width() -> usize {
        terminal_size::terminal_size()
            .map_or(100, |(w, _)| usize::from(w.0))
            .clamp(60, 160)
    }
}

fn environment_lang() -> Lang {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()));
    match set {
        Some(value) if value.to_lowercase().starts_with("en") => Lang::En,
        _ => Lang::Zh,
    }
}
