//! `zeren man`

use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, Command, CommandFactory as _};
use clap_mangen::Man;

use super::args::Global;
use super::exit::Exit;
use super::{Cli, files, output};
use crate::diagnostic::Words;

/// Arguments of `man`.
#[derive(Debug, Args)]
pub struct ManCommand {
    /// 每个命令一页,写到此文件夹 · one page a command, into this folder (default: the first page, to standard output)
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
}

impl ManCommand {
    pub fn run(&self, global: &Global) -> Exit {
        Exit::of(self.pages(), global)
    }

    fn pages(&self) -> Result<Exit, Words> {
        let mut program = Cli::command();
        program.build();
        let Some(folder) = &self.output else {
            output::out(&String::from_utf8_lossy(&page("zeren", &program)));
            return Ok(Exit::Clean);
        };
        std::fs::create_dir_all(folder).map_err(|e| files::unwritten(&folder.display(), &e))?;
        write(folder, "zeren", &program)?;
        for command in program.get_subcommands().filter(|c| c.get_name() != "help") {
            write(folder, &format!("zeren-{}", command.get_name()), command)?;
        }
        Ok(Exit::Clean)
    }
}

fn write(folder: &Path, name: &str, command: &Command) -> Result<(), Words> {
    let file = folder.join(format!("{name}.1"));
    std::fs::write(&file, page(name, command)).map_err(|e| files::unwritten(&file.display(), &e))
}

fn page(name: &str, command: &Command) -> Vec<u8> {
    let mut out = Vec::new();
    let made: io::Result<()> = Man::new(command.clone()).title(name).render(&mut out);
    // Writing to memory does not fail.
    made.map_or_else(|_| Vec::new(), |()| out)
}
