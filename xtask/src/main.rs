//! `cargo xtask`: builds, runs and tests the product.
//!
//! This is one tool in the language of the product, instead of scripts. It installs what is missing, and prints what it is
//! doing. There is no other way to build the product, so what is tested is also what is run.

mod alerts;
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
    /// Builds everything for production, and runs it with a demonstration database.
    ///
    /// First installs what is missing (the WASM target of Rust, npm packages in style/). Then builds, and runs
    /// `cim serve --demo`, which creates a SQLite file in ./data and fills it.
    Run(run::Arguments),

    /// Builds the server and the site: WASM, style sheets, and compressed files with a hash in their name.
    ///
    /// The server is then at target/release/cim, and the site in target/site. Steps whose inputs did not change are skipped.
    Build {
        /// Builds for development. This is faster, because it leaves out wasm-opt and compression. The result is in
        /// target/debug and target/site-dev.
        #[arg(long)]
        dev: bool,
    },

    /// Builds for development, runs the server, and does both again whenever a source file changes.
    ///
    /// If a change does not compile, the error is shown and the old server goes on running.
    Dev,

    /// Runs all tests: format, lints, unit and integration tests on two databases, browser tests, budgets.
    ///
    /// Stops at the first step that fails. Installs what the tests need and is missing: PostgreSQL, Chromium, Firefox, WebKitGTK,
    /// Xvfb and sqlite3, from Debian's packages; promtool, out of one of them; geckodriver, by cargo; and fido2, by pip.
    Test(test::Arguments),

    /// Measures how fast the product is and what it bears, and prints tables. Run nothing else meanwhile.
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
