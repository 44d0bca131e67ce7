//! `cargo xtask bench`: how fast the product is, and what it bears. No test asserts times; these figures are for people.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use clap::{Args, Subcommand};

use crate::postgres::{Cluster, Durability};
use crate::workspace::{Mode, Workspace};
use crate::{browser, build, cache, install, process};

/// What is measured.
#[derive(Subcommand)]
pub enum Bench {
    /// Registrations and sign-ins by software authenticators, on both databases, beside a peer.
    Ceremonies(Ceremonies),

    /// Registrations while the server is killed again and again, on both databases. Fails when anything is lost or doubled.
    Kills(Kills),

    /// How long a person goes on working on one process after their profile was closed on another one. Fails when a request is answered
    /// that was begun after that.
    Close(Close),

    /// An agent and a user at work while 200 connections flood the server. Fails when they have to wait for a second.
    Flood(Flood),

    /// How long a user with a slow phone waits for the registration page: with Chromium, and with a slow connection and processor.
    Page,
}

/// What `cargo xtask bench ceremonies` takes.
#[derive(Args)]
pub struct Ceremonies {
    /// The folder of a peer that is measured beside the product: seed.js, server.js and package.json.
    #[arg(long, value_name = "FOLDER")]
    peer: Option<PathBuf>,

    /// Leaves PostgreSQL out.
    #[arg(long)]
    only_sqlite: bool,

    /// Passed on to the load client: --ceremonies, --rounds, --at-once.
    #[arg(last = true, value_name = "ARGUMENTS")]
    client: Vec<OsString>,
}

/// What `cargo xtask bench kills` takes.
#[derive(Args)]
pub struct Kills {
    /// How many registrations are done on each database.
    #[arg(long, default_value_t = 10_000)]
    ceremonies: usize,

    /// Leaves PostgreSQL out.
    #[arg(long)]
    only_sqlite: bool,

    /// Passed on to the load client: --seed, --at-once.
    #[arg(last = true, value_name = "ARGUMENTS")]
    client: Vec<OsString>,
}

/// What `cargo xtask bench close` takes.
#[derive(Args)]
pub struct Close {
    /// Passed on to the load client: --profiles.
    #[arg(last = true, value_name = "ARGUMENTS")]
    client: Vec<OsString>,
}

/// What `cargo xtask bench flood` takes.
#[derive(Args)]
pub struct Flood {
    /// Leaves PostgreSQL out.
    #[arg(long)]
    only_sqlite: bool,

    /// Passed on to the load client: --connections, --addresses, --seconds.
    #[arg(last = true, value_name = "ARGUMENTS")]
    client: Vec<OsString>,
}

/// Measures.
pub fn bench(workspace: &Workspace, bench: &Bench) -> Result<()> {
    build::build(workspace, Mode::Release)?;
    install::sqlite3()?;
    process::catch_interrupts()?;
    match bench {
        Bench::Ceremonies(Ceremonies { peer, only_sqlite, client }) => {
            let mut arguments = client.clone();
            if let Some(peer) = peer {
                arguments.extend(["--peer".into(), prepare(workspace, peer)?.into()]);
            }
            run(workspace, "ceremonies", !only_sqlite, &arguments)
        }
        Bench::Kills(Kills { ceremonies, only_sqlite, client }) => {
            let ceremonies = ["--ceremonies".into(), ceremonies.to_string().into()];
            run(workspace, "kills", !only_sqlite, &[&ceremonies, &client[..]].concat())
        }
        Bench::Close(Close { client }) => run(workspace, "close", true, client),
        Bench::Flood(Flood { only_sqlite, client }) => run(workspace, "flood", !only_sqlite, client),
        Bench::Page => page(workspace),
    }
}

/// Runs the load client, beside a PostgreSQL that is as durable as in production.
fn run(workspace: &Workspace, bench: &str, postgres: bool, arguments: &[OsString]) -> Result<()> {
    let cluster = if postgres { Some(Cluster::start(workspace, Durability::Full)?) } else { None };
    let mut client = workspace.cargo(["run", "--release", "--package", "bench", "--", bench]);
    client.arg("--server").arg(workspace.server(Mode::Release)).arg("--site").arg(workspace.site(Mode::Release));
    if let Some(cluster) = &cluster {
        client.arg("--postgres").arg(cluster.url());
    }
    process::run(client.args(arguments))
}

/// Runs the measurement of `end2end/bench`, which uses what the browser tests use.
fn page(workspace: &Workspace) -> Result<()> {
    let folder = workspace.root.join("end2end");
    install::npm_packages(workspace, &folder)?;
    let chromium = browser::chromium()?;
    let mut playwright = workspace.command(folder.join("node_modules/.bin/playwright"));
    playwright
        .args(["test", "--config", "bench/playwright.config.ts"])
        .current_dir(&folder)
        .env("CHROMIUM", chromium)
        .env("CIM_BINARY", workspace.server(Mode::Release))
        .env("CIM_SITE_ROOT", workspace.site(Mode::Release));
    process::run(&mut playwright)
}

/// Copies the peer's files into the target folder, and installs its npm packages there.
fn prepare(workspace: &Workspace, peer: &Path) -> Result<PathBuf> {
    let folder = workspace.target.join("peer");
    std::fs::create_dir_all(&folder).context("cannot create a folder for the peer")?;
    for file in cache::list(peer)?.iter().filter(|file| file.is_file()) {
        let to = folder.join(file.file_name().unwrap_or_default());
        std::fs::copy(file, &to).with_context(|| format!("cannot copy {}", file.display()))?;
    }
    process::run(Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(&folder))?;
    Ok(folder)
}
