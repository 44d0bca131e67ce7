//! `cargo xtask build`. The commands run, dev and test build in the same way.

use std::fs::{self, File};
use std::time::Instant;

use anyhow::{Context, Result};

use crate::workspace::{Mode, Workspace};
use crate::{install, process, site, style, wasm};

/// Builds the server and the site.
pub fn build(workspace: &Workspace, mode: Mode) -> Result<()> {
    let _lock = lock(workspace)?;
    install::build_tools(workspace)?;

    let mut steps = Steps { next: 1, total: 3 + 2 * wasm::ENTRY_POINTS.len() };
    steps.step("Server: cargo build", || server(workspace, mode))?;
    let mut parts = Vec::new();
    for entry in &wasm::ENTRY_POINTS {
        let compiled =
            steps.step(&format!("WASM: {}: cargo build", entry.title), || wasm::compile(workspace, entry, mode))?;
        let what = match mode {
            Mode::Release => "wasm-bindgen, wasm-opt, esbuild, compression",
            Mode::Dev => "wasm-bindgen, esbuild",
        };
        parts.push(
            steps
                .step(&format!("WASM: {}: {what}", entry.title), || wasm::finish(workspace, entry, mode, &compiled))?,
        );
    }
    parts.push(steps.step("Style sheets and icon: sass, PurgeCSS", || style::build(workspace, mode))?);
    let names = style::model_names(workspace)?;
    let site = workspace.site(mode);
    steps.step(&format!("Site: {}", workspace.shown(&site)), || site::publish(&site, &parts, &names))
}

fn server(workspace: &Workspace, mode: Mode) -> Result<()> {
    let mut command = workspace.cargo(["build", "-p", "server", "--bin", "cim"]);
    if mode == Mode::Release {
        command.arg("--release");
    }
    process::run(&mut command)
}

/// Waits until no other build runs. Two builds at the same time would delete each other's files as old ones.
fn lock(workspace: &Workspace) -> Result<File> {
    fs::create_dir_all(&workspace.target).context("cannot create the target folder")?;
    let path = workspace.target.join("site.lock");
    let lock = File::create(&path).with_context(|| format!("cannot create {}", path.display()))?;
    if lock.try_lock().is_err() {
        println!("Waiting for another build to end");
        lock.lock().with_context(|| format!("cannot lock {}", path.display()))?;
    }
    Ok(lock)
}

/// Numbers the steps, and prints how long each took.
struct Steps {
    next: usize,
    total: usize,
}

impl Steps {
    fn step<T>(&mut self, what: &str, step: impl FnOnce() -> Result<T>) -> Result<T> {
        let Self { next, total } = *self;
        self.next += 1;
        println!("[{next}/{total}] {what}");
        let started = Instant::now();
        let result = step().with_context(|| format!("step {next} ({what})"))?;
        println!("[{next}/{total}] done in {:.1} s", started.elapsed().as_secs_f64());
        Ok(result)
    }
}
