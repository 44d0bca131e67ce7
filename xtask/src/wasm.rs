//! Builds the WASM entry points: makes a small `.wasm` file from Rust code, and the JavaScript file that loads it.
//!
//! wasm-bindgen's tool is used as a library, so that Cargo.lock decides its version and nothing must be installed.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use walrus::{Export, Module};
use wasm_bindgen_cli_support::Bindgen;

use crate::cache::{self, Asset, Part};
use crate::workspace::{Mode, Workspace};
use crate::{install, process};

/// One of the programs that run in a browser.
pub struct EntryPoint {
    /// The cargo package.
    package: &'static str,
    /// The name of the file that cargo makes.
    library: &'static str,
    /// The name of the finished files, and the beginning of their keys in `assets.json`.
    name: &'static str,
    /// The name that is shown to people.
    pub title: &'static str,
}

/// All entry points. Cargo builds each in a call of its own, because their Leptos features (hydrate, csr) exclude each other.
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

/// The WASM features beyond the first version of WASM that rustc uses. All browsers that we support have them.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// What wasm-opt does. The control flow is taken apart and put together anew, which alone would make the file larger, and then
/// everything is made small, twice, because the second time finds what the first has made possible.
const OPTIMISE: [&str; 4] = ["--flatten", "--rereloop", "-Oz", "-Oz"];

/// What the names of these exports contain. They belong to the streams of JavaScript that server_fn could send and receive. No server
/// function of ours has any, but what is exported counts as used, so wasm-opt would keep it.
const STREAMS: &str = "intounderlying";

/// Names of at least this length are shortened.
const LONG_NAME: usize = 24;

/// Compiles an entry point, and returns the path of the `.wasm` file.
pub fn compile(workspace: &Workspace, entry: &EntryPoint, mode: Mode) -> Result<PathBuf> {
    let profile = match mode {
        Mode::Release => "wasm-release",
        Mode::Dev => "wasm-dev",
    };
    let arguments = ["build", "-p", entry.package, "--target", install::WASM_TARGET, "--profile", profile];
    let mut cargo = workspace.cargo(arguments);
    if mode == Mode::Release {
        // The messages of panics name source files. Without the folder in which this machine keeps them, the same sources make the
        // same WASM on every machine, and it fits the budgets on all of them or on none.
        let sources = install::cargo_home()?.join("registry/src");
        cargo.arg("--config").arg(format!("build.rustflags = ['--remap-path-prefix={}=']", sources.display()));
    }
    process::run(&mut cargo)?;
    Ok(workspace.target.join(install::WASM_TARGET).join(profile).join(entry.library).with_extension("wasm"))
}

/// Makes the files that a browser loads from a compiled entry point, unless it has not changed since the last build.
pub fn finish(workspace: &Workspace, entry: &EntryPoint, mode: Mode, compiled: &Path) -> Result<Part> {
    let code = fs::read(compiled).with_context(|| format!("cannot read {}", compiled.display()))?;
    let tools = fs::read(workspace.style().join("package-lock.json")).context("cannot read style/package-lock.json")?;
    let recipe = include_bytes!("wasm.rs");
    let bindgen = include_bytes!("../Cargo.toml");
    cache::part(workspace, mode, entry.name, &[&code, &tools, recipe, bindgen], || {
        let folder = tempfile::tempdir().context("cannot create a temporary folder")?;
        bind(entry, mode, compiled, folder.path())?;
        let wasm = folder.path().join(format!("{}_bg.wasm", entry.name));
        let script = folder.path().join(format!("{}.js", entry.name));
        if mode == Mode::Release {
            make_smaller(&wasm, &script)?;
            let mut optimise = workspace.npm_program("wasm-opt");
            optimise.args(OPTIMISE).args(FEATURES).arg(&wasm).arg("-o").arg(&wasm);
            process::run(&mut optimise)?;
        }
        // Bundle the script with the snippets that wasm-bindgen may have written beside it. So there is one file with one hash.
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

fn bind(entry: &EntryPoint, mode: Mode, compiled: &Path, folder: &Path) -> Result<()> {
    Bindgen::new()
        .input_path(compiled)
        .out_name(entry.name)
        .web(true)?
        .typescript(false)
        // No default path: the name of the WASM file has a hash in it, so the pages always pass its path.
        .omit_default_module_path(true)
        // The name section makes panics readable, but the file a third larger.
        .remove_name_section(mode == Mode::Release)
        .remove_producers_section(true)
        .generate(folder)
        .with_context(|| format!("wasm-bindgen does not take {}", compiled.display()))
}

/// Makes the WASM and its script smaller, before wasm-opt and esbuild do. Removes the exports of [`STREAMS`], so that wasm-opt
/// removes the functions, because nothing uses them any more. Gives short names to what the two share: wasm-bindgen's names contain
/// hashes, which cannot be compressed.
fn make_smaller(wasm: &Path, script: &Path) -> Result<()> {
    let mut module = Module::from_file(wasm)?;
    let streams: Vec<_> = module.exports.iter().filter(|it| it.name.contains(STREAMS)).map(Export::id).collect();
    for export in streams {
        module.exports.delete(export);
    }
    let mut short_names = HashMap::new();
    let names =
        module.imports.iter_mut().map(|it| &mut it.name).chain(module.exports.iter_mut().map(|it| &mut it.name));
    for name in names.filter(|name| name.len() >= LONG_NAME) {
        let short_name = format!("_{}", short_names.len());
        short_names.insert(std::mem::replace(name, short_name.clone()), short_name);
    }
    module.emit_wasm_file(wasm)?;
    let text = fs::read_to_string(script).with_context(|| format!("cannot read {}", script.display()))?;
    fs::write(script, rename(&text, &short_names)).with_context(|| format!("cannot write {}", script.display()))
}

/// Replaces whole words.
fn rename(text: &str, new_names: &HashMap<String, String>) -> String {
    let is_part_of_word = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '$';
    text.split_inclusive(|letter| !is_part_of_word(letter))
        .flat_map(|piece| {
            let (word, rest) = piece.split_at(piece.find(|letter| !is_part_of_word(letter)).unwrap_or(piece.len()));
            [new_names.get(word).map_or(word, String::as_str), rest]
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::rename;
    use std::collections::HashMap;

    #[test]
    fn only_whole_words_are_renamed() {
        let new_names = HashMap::from([("invoke_h56".to_owned(), "_0".to_owned())]);
        assert_eq!(
            rename("wasm.invoke_h56(a);invoke_h56_15:1,“invoke_h56”", &new_names),
            "wasm._0(a);invoke_h56_15:1,“_0”"
        );
    }
}
