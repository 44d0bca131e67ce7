//! Installs what is missing on a fresh machine, and nothing else; says what it does when it does it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process;
use crate::workspace::Workspace;

/// Rust's target for browsers.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// What the build needs besides Rust: its WASM target, and the npm packages in `style/`.
pub fn build_tools(workspace: &Workspace) -> Result<()> {
    wasm_target(workspace)?;
    npm_packages(workspace, &workspace.style())
}

/// Rust's WASM target, by rustup.
fn wasm_target(workspace: &Workspace) -> Result<()> {
    // Asks rustc rather than rustup: it is right for a Rust that came from elsewhere, too.
    let folder =
        process::output(workspace.command("rustc").args(["--print", "target-libdir", "--target", WASM_TARGET]))?;
    if Path::new(String::from_utf8_lossy(&folder).trim()).is_dir() {
        return Ok(());
    }
    println!("Installing Rust's target {WASM_TARGET}");
    process::run(workspace.command("rustup").args(["target", "add", WASM_TARGET]))
        .context("without rustup, install this target the way your Rust was installed")
}

/// The npm packages of a folder, exactly as its lock file has them.
pub fn npm_packages(workspace: &Workspace, folder: &Path) -> Result<()> {
    let lock = folder.join("package-lock.json");
    let lock = fs::read(&lock).with_context(|| format!("cannot read {}", lock.display()))?;
    // `npm ci` removes node_modules, so a stamp in it is from the last time that it ended well.
    let stamp = folder.join("node_modules/.xtask-lock.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    println!("Installing the npm packages of {}", workspace.shown(folder));
    process::run(workspace.command("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(folder))
        .context("the build needs Node.js 20.19 or later, with npm")?;
    fs::write(&stamp, lock).with_context(|| format!("cannot write {}", stamp.display()))
}

/// The version of geckodriver that the browser tests use.
const GECKODRIVER: &str = "0.37.1";

/// Mozilla's geckodriver, into `target/tools`. It is compiled from its crate: Debian has no package of it, and the ones on
/// npm and PyPI download a binary from elsewhere or are not Mozilla's.
pub fn geckodriver(workspace: &Workspace) -> Result<PathBuf> {
    let tools = workspace.target.join("tools");
    let program = tools.join("bin/geckodriver");
    if program.is_file() {
        // geckodriver 0.37.1, and then its licence
        let printed = process::output(Command::new(&program).arg("--version"))?;
        if String::from_utf8_lossy(&printed).split_ascii_whitespace().nth(1) == Some(GECKODRIVER) {
            return Ok(program);
        }
    }
    println!("Installing geckodriver {GECKODRIVER} in {}: compiling it takes about a minute", workspace.shown(&tools));
    // Unoptimised, which compiles sooner: it spends its time waiting for Firefox.
    let arguments = ["install", "geckodriver", "--version", GECKODRIVER, "--locked", "--debug", "--root"];
    process::run(workspace.cargo(arguments).arg(&tools).env("CARGO_PROFILE_DEV_DEBUG", "false"))
        .context("or name a geckodriver in the variable GECKODRIVER")?;
    Ok(program)
}

/// The command line of SQLite, with which tests look into a database as a process of their own.
pub fn sqlite3() -> Result<()> {
    if process::find_program("sqlite3").is_some() { Ok(()) } else { debian_packages(&["sqlite3"]) }
}

/// Debian packages, by apt-get: as root, or else by sudo.
pub fn debian_packages(packages: &[&str]) -> Result<()> {
    let wanted = packages.join(" ");
    if process::find_program("apt-get").is_none() {
        bail!("this machine has no apt-get: install what Debian calls {wanted} by hand");
    }
    println!("Installing Debian's {wanted}");
    apt_get(&["update", "--quiet=2"])?;
    apt_get(&[&["install", "--yes", "--quiet=2", "--no-install-recommends"], packages].concat())
}

fn apt_get(arguments: &[&str]) -> Result<()> {
    let mut command = if is_root()? {
        Command::new("apt-get")
    } else {
        let mut sudo = Command::new("sudo");
        sudo.arg("apt-get");
        sudo
    };
    process::run(command.env("DEBIAN_FRONTEND", "noninteractive").args(arguments))
}

/// Whether xtask is run by root.
pub fn is_root() -> Result<bool> {
    Ok(process::output(Command::new("id").arg("-u"))?.trim_ascii() == b"0")
}
