//! `cargo xtask run`: the product, as it is deployed, with demonstration data.

use std::ffi::OsString;

use anyhow::Result;
use clap::Args;

use crate::build;
use crate::workspace::{Mode, Workspace};

/// What `cargo xtask run` takes.
#[derive(Args)]
pub struct Arguments {
    /// Passed on to `cim serve`.
    #[arg(last = true, value_name = "ARGUMENTS")]
    server: Vec<OsString>,
}

/// Builds for production and becomes the server.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    build::build(workspace, Mode::Release)?;
    let mut server = workspace.command(workspace.server(Mode::Release));
    server.args(["serve", "--demo"]).args(&arguments.server).env("CIM_SITE_ROOT", workspace.site(Mode::Release));
    become_server(server)
}

/// Replaces xtask by the server, so that Ctrl-C and its exit code are the server's own.
#[cfg(unix)]
fn become_server(mut server: std::process::Command) -> Result<()> {
    use std::os::unix::process::CommandExt;
    Err(anyhow::Error::new(server.exec()).context("cannot start the server"))
}

#[cfg(not(unix))]
fn become_server(mut server: std::process::Command) -> Result<()> {
    crate::process::run(&mut server)
}
