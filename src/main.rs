//! The `zeren` program.

#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> zeren::cli::Exit {
    zeren::cli::run()
}
