//! `zeren completions`

use clap::{Args, CommandFactory as _};
use clap_complete::Shell;

use super::args::Global;
use super::exit::Exit;
use super::{Cli, output};

/// Arguments of `completions`.
#[derive(Debug, Args)]
pub struct Completions {
    /// 哪种 shell · for which shell
    shell: Shell,
}

impl Completions {
    pub fn run(&self, _global: &Global) -> Exit {
        let mut buffer = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "zeren", &mut buffer);
        output::out(&String::from_utf8_lossy(&buffer));
        Exit::Clean
    }
}
