//! The WASM entry points: from Rust to a small `.wasm` file and the JavaScript that loads it.
//!
//! The wasm-bindgen tool is used as a library, so that its version is the one in Cargo.lock and nothing is installed.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::cache::{self, Asset, Part};
use crate::workspace::{Mode, Workspace};
use crate::{install, process};

/// One of the programs that run in a browser.
pub struct EntryPoint {
    /// Its package.
    package: &'static str,
    /// What cargo calls its file.
    library: &'static str,
    /// What its files are called, and the beginning of their keys in `assets.json`.
    name: &'static str,
    /// What people call it.
    pub title: &'static str,
}

/// All of them. Each is a cargo call of its own: their Leptos features (hydrate, csr) exclude each other.
pub const ENTRY_POINTS: [EntryPoint; 2] = [
    EntryPoint {
        package: "frontend-agents",
        library: "frontend_agents",
        name: "agents",
        title: "the agents' application",
    },
    EntryPoint {
        package: "frontend-registration",
        library: "frontend_registration",
        name: "registration",
        title: "the registration page",
    },
];

/// What rustc emits beyond the first version of WASM, and every browser we support understands.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Compiles an entry point; returns the file.
pub fn compile(workspace: &Workspace, entry: &EntryPoint, mode: Mode) -> Result<PathBuf> {
    let profile = match mode {
        Mode::Release => "wasm-release",
        Mode::Dev => "wasm-dev",
    };
    process::run(&mut workspace.cargo([
        "build",
        "-p",
        entry.package,
        "--target",
        install::WASM_TARGET,
        "--profile",
        profile,
    ]))?;
    Ok(workspace.target.join(install::WASM_TARGET).join(profile).join(entry.library).with_extension("wasm"))
}

/// Makes of a compiled entry point the files that a browser loads; only if it is another than the last time.
pub fn finish(workspace: &Workspace, entry: &EntryPoint, mode: Mode, compiled: &Path) -> Result<Part> {
    let code = fs::read(compiled).with_context(|| format!("cannot read {}", compiled.display()))?;
    let tools = fs::read(workspace.style().join("package-lock.json")).context("cannot read style/package-lock.json")?;
    let recipe = include_bytes!("wasm.rs");
    let bindgen = include_bytes!("../Cargo.toml");
    cache::part(workspace, mode, entry.name, &[&code, &tools, recipe, bindgen], || {
        let folder = tempfile::tempdir().context("cannot create a temporary folder")?;
        bind(entry, mode, compiled, folder.path())?;
        let wasm = folder.path().join(format!("{}_bg.wasm", entry.name));
        if mode == Mode::Release {
            let mut optimise = workspace.npm_program("wasm-opt");
            optimise.arg("-Oz").args(FEATURES).arg(&wasm).arg("-o").arg(&wasm);
            process::run(&mut optimise)?;
        }
        // Bundling draws the snippets that wasm-bindgen may leave beside the file into it: one file, one hash.
        let script = folder.path().join(format!("{}.js", entry.name));
        let mut bundle = workspace.npm_program("esbuild");
        bundle.arg(&script).args(["--bundle", "--format=esm", "--log-level=warning"]);
        if mode == Mode::Release {
            bundle.args(["--minify", "--legal-comments=none"]);
        }
        let script = process::output(&mut bundle)?;
        let wasm = fs::read(&wasm).with_context(|| format!("cannot read {}", wasm.display()))?;
        Ok(vec![
            Asset {
                key: format!("{}_js", entry.name),
                stem: entry.name.into(),
                extension: "js".into(),
                content: script,
            },
            Asset {
                key: format!("{}_wasm", entry.name),
                stem: entry.name.into(),
                extension: "wasm".into(),
                content: wasm,
            },
        ])
    })
}

/// Runs wasm-bindgen.
fn bind(entry: &EntryPoint, mode: Mode, compiled: &Path, folder: &Path) -> Result<()> {
    Bindgen::new()
        .input_path(compiled)
        .out_name(entry.name)
        .web(true)?
        .typescript(false)
        // The pages always say where the WASM is, because its name has a hash in it.
        .omit_default_module_path(true)
        // The names make panics readable, and the file a third larger.
        .remove_name_section(mode == Mode::Release)
        .remove_producers_section(true)
        .generate(folder)
        .with_context(|| format!("wasm-bindgen does not take {}", compiled.display()))
}
