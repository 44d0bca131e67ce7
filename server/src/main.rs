//! `cim`: Care Identity Management.

use clap::Parser;
use mimalloc::MiMalloc;
use std::{process::ExitCode, time::Duration};

/// How long the process waits at its end for threads that are still busy.
const LET_GO: Duration = Duration::from_millis(500);

/// Each request makes and drops thousands of small objects, and this allocator is quicker with them (docs/performance.md).
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let cli = server::cli::Cli::parse();
    let outcome = tokio::runtime::Runtime::new().map_err(Into::into).and_then(|runtime| {
        let outcome = runtime.block_on(server::cli::run(cli));
        // Dropping the runtime would wait for ever for a thread that is blocked.
        runtime.shutdown_timeout(LET_GO);
        outcome
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("cim: {error}");
            ExitCode::FAILURE
        }
    }
}
