//! `cargo xtask`: builds, runs and tests the product.
//!
//! One tool, in the language of the product, instead of scripts: it installs what is missing, says what it is doing,
//! and is the only build path, so that what is tested is what is run.

mod bench;
mod browser;
mod budgets;
mod build;
mod cache;
mod checks;
mod deny;
mod dev;
mod install;
mod postgres;
mod process;
mod run;
mod site;
mod style;
mod tally;
mod test;
mod wasm;
mod workspace;

use std::process::ExitCode;

use clap::Parser;

use crate::workspace::{Mode, Workspace};

/// Builds, runs and tests Care Identity Management.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
enum Command {
    /// Builds everything for production and runs it with a filled demonstration database.
    ///
    /// Installs what is missing first (the WASM target of Rust, npm packages in style/), then builds, then runs
    /// `cim serve --demo`, which creates and fills a SQLite file under ./data.
    Run(run::Arguments),

    /// Builds the server and the site: WASM, style sheet, hashed and compressed files.
    ///
    /// The server is left at target/release/cim, the site in target/site. Steps whose inputs did not change are skipped.
    Build {
        /// Builds for development: faster, without wasm-opt and compression, into target/debug and target/site-dev.
        #[arg(long)]
        dev: bool,
    },

    /// Builds for development, runs the server, and does both again whenever a source file changes.
    ///
    /// A change that does not compile is shown, and leaves the running server alone.
    Dev,

    /// Runs every test there is: format, lints, unit and integration tests on two databases, browser tests, budgets.
    ///
    /// Stops at the first step that fails. Installs what the tests need and is missing: PostgreSQL, Chromium, Firefox and
    /// sqlite3, from Debian's packages, and geckodriver, by cargo.
    Test(test::Arguments),

    /// Measures how fast the product is, and prints tables. Run nothing else meanwhile.
    #[command(subcommand)]
    Bench(bench::Bench),
}

fn main() -> ExitCode {
    let command = Command::parse();
    let result = Workspace::find().and_then(|workspace| match command {
        Command::Run(arguments) => run::run(&workspace, &arguments).map(|()| ExitCode::SUCCESS),
        Command::Build { dev } => {
            build::build(&workspace, if dev { Mode::Dev } else { Mode::Release }).map(|()| ExitCode::SUCCESS)
        }
        Command::Dev => dev::dev(&workspace).map(|()| ExitCode::SUCCESS),
        Command::Test(arguments) => test::test(&workspace, &arguments),
        Command::Bench(bench) => bench::bench(&workspace, &bench).map(|()| ExitCode::SUCCESS),
    });
    result.unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::FAILURE
    })
}
