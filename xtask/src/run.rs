//! `cargo xtask run`: runs the product as it is deployed, with demonstration data.

use std::ffi::OsString;

use anyhow::Result;
use clap::Args;

use crate::build;
use crate::workspace::{Mode, Workspace};

/// The arguments of `cargo xtask run`.
#[derive(Args)]
pub struct Arguments {
    /// Passed on to `cim serve`.
    #[arg(last = true, value_name = "ARGUMENTS")]
    server: Vec<OsString>,
}

/// Builds for production, and then runs the server.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    build::build(workspace, Mode::Release)?;
    let mut server = workspace.command(workspace.server(Mode::Release));
    server.args(["serve", "--demo"]).args(&arguments.server).env("CIM_SITE_ROOT", workspace.site(Mode::Release));
    become_server(server)
}

/// Replaces the process of xtask with the server, so that the server gets Ctrl-C and its exit code is the one that is seen.
#[cfg(unix)]
fn become_server(mut server: std::process::Command) -> Result<()> {
    use std::os::unix::process::CommandExt;
    Err(anyhow::Error::new(server.exec()).context("cannot start the server"))
}

#[cfg(not(unix))]
fn become_server(mut server: std::process::Command) -> Result<()> {
    crate::process::run(&mut server)
}
