//! The steps of `cargo xtask test` that are cargo's work.

use std::process::Command;

use anyhow::Result;

use crate::test::Session;
use crate::workspace::Workspace;
use crate::{install, process, tally};

/// Checks the format.
pub fn fmt(workspace: &Workspace) -> Result<()> {
    process::run(&mut workspace.cargo(["fmt", "--all", "--check"]))
}

/// Runs clippy: natively, and for browsers once for each entry point, with the features that it has there.
pub fn clippy(workspace: &Workspace) -> Result<()> {
    install::build_tools(workspace)?;
    let native = "clippy -p model -p migrations -p domain -p app -p server -p xtask --all-targets --features app/ssr";
    process::run(&mut workspace.cargo(native.split(' ').chain(["--", "-D", "warnings"])))?;
    for (package, feature) in [("frontend-agents", "app/hydrate"), ("frontend-registration", "app/csr")] {
        let browser = ["clippy", "-p", package, "-p", "app", "--features", feature, "--target", install::WASM_TARGET];
        process::run(&mut workspace.cargo(browser.into_iter().chain(["--", "-D", "warnings"])))?;
    }
    Ok(())
}

/// Builds the documentation of our own packages.
pub fn doc(workspace: &Workspace) -> Result<()> {
    let packages = "-p model -p migrations -p domain -p app -p server -p xtask --features app/ssr";
    let arguments = ["doc", "--no-deps", "--document-private-items"].into_iter().chain(packages.split(' '));
    // This documentation is read with the private items in it, so links may lead to them.
    let flags = "-D warnings -A rustdoc::private_intra_doc_links";
    process::run(workspace.cargo(arguments).env("RUSTDOCFLAGS", flags))
}

/// Tests of the product. Always of the same packages: with others, cargo unites other features and compiles all of it again.
const PRODUCT: &str = "test --no-fail-fast -p model -p migrations -p domain -p app -p server --features app/ssr";

/// Runs every Rust test there is, on SQLite.
pub fn sqlite(session: &mut Session) -> Result<()> {
    let (workspace, runner) = (session.workspace, session.runner);
    install::sqlite3()?;
    let product = |cargo: &mut Command| {
        cargo.args(PRODUCT.split(' ')).args(runner).env_remove("TEST_DATABASE_URL");
    };
    session.count(&tally::cargo_test(workspace, product)?)?;
    // By itself: with the product, features would be united and everything that xtask depends on compiled again.
    if runner.is_empty() {
        session.count(&tally::cargo_test(workspace, |cargo| {
            cargo.args(["test", "-p", "xtask"]);
        })?)?;
    }
    Ok(())
}

/// Runs the tests that use a database again, on PostgreSQL: those in the folders `tests`.
pub fn postgres(session: &mut Session) -> Result<()> {
    let url = session.database_url()?;
    let (workspace, runner) = (session.workspace, session.runner);
    let product = |cargo: &mut Command| {
        cargo.args(PRODUCT.split(' ')).args(["--test", "*"]).args(runner).env("TEST_DATABASE_URL", url);
    };
    session.count(&tally::cargo_test(workspace, product)?)
}
