//! The steps of `cargo xtask test` that cargo does.

use std::process::Command;

use anyhow::Result;

use crate::test::Session;
use crate::workspace::Workspace;
use crate::{install, process, tally};

pub fn fmt(workspace: &Workspace) -> Result<()> {
    process::run(&mut workspace.cargo(["fmt", "--all", "--check"]))
}

/// Runs clippy for this machine, and for browsers: once for each entry point, with the features that it is built with.
pub fn clippy(workspace: &Workspace) -> Result<()> {
    install::build_tools(workspace)?;
    let packages = "-p model -p migrations -p domain -p app -p server -p xtask -p bench -p software-key";
    let native = ["clippy"].into_iter().chain(packages.split(' ')).chain(["--all-targets", "--features", "app/ssr"]);
    process::run(&mut workspace.cargo(native.chain(["--", "-D", "warnings"])))?;
    for (package, feature) in [("frontend-agents", "app/hydrate"), ("frontend-registration", "app/csr")] {
        let browser = ["clippy", "-p", package, "-p", "app", "--features", feature, "--target", install::WASM_TARGET];
        process::run(&mut workspace.cargo(browser.into_iter().chain(["--", "-D", "warnings"])))?;
    }
    Ok(())
}

/// Builds the documentation of our own packages, so that broken links in it are found.
pub fn doc(workspace: &Workspace) -> Result<()> {
    let packages =
        "-p model -p migrations -p domain -p app -p server -p xtask -p bench -p software-key --features app/ssr";
    let arguments = ["doc", "--no-deps", "--document-private-items"].into_iter().chain(packages.split(' '));
    // The documentation includes private items, so links to them are allowed.
    let flags = "-D warnings -A rustdoc::private_intra_doc_links";
    process::run(workspace.cargo(arguments).env("RUSTDOCFLAGS", flags))
}

/// Arguments that test the product. They always name the same packages: for other packages, cargo would combine other features
/// and compile everything again.
const PRODUCT: &str = "test --no-fail-fast -p model -p migrations -p domain -p app -p server --features app/ssr";

/// Runs all Rust tests, with SQLite.
pub fn sqlite(session: &mut Session) -> Result<()> {
    let (workspace, runner) = (session.workspace, session.runner);
    install::sqlite3()?;
    let promtool = install::promtool(workspace)?;
    let product = |cargo: &mut Command| {
        cargo.args(PRODUCT.split(' ')).args(runner).env("PROMTOOL", promtool).env_remove("TEST_DATABASE_URL");
    };
    session.count(&tally::cargo_test(workspace, product)?)?;
    // Test xtask in a run of its own. Together with the product, cargo would combine the features of both and compile every
    // dependency of xtask again.
    if runner.is_empty() {
        session.count(&tally::cargo_test(workspace, |cargo| {
            cargo.args(["test", "-p", "xtask"]);
        })?)?;
    }
    Ok(())
}

/// Runs the tests that use a database again, with PostgreSQL. These are the tests in the folders `tests`.
pub fn postgres(session: &mut Session) -> Result<()> {
    let url = session.database_url()?;
    let (workspace, runner) = (session.workspace, session.runner);
    let promtool = install::promtool(workspace)?;
    let product = |cargo: &mut Command| {
        cargo.args(PRODUCT.split(' ')).args(["--test", "*"]).args(runner);
        cargo.env("PROMTOOL", promtool).env("TEST_DATABASE_URL", url);
    };
    session.count(&tally::cargo_test(workspace, product)?)
}
