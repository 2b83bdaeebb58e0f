//! The `zeren` program.

fn main() -> zeren::cli::Exit {
    zeren::cli::run()
}
