//! Installs what is missing on a fresh machine, and prints what it installs.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::workspace::Workspace;
use crate::{cache, process};

/// Rust's target for browsers.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Installs what the build needs besides Rust: Rust's WASM target, and the npm packages in `style/`.
pub fn build_tools(workspace: &Workspace) -> Result<()> {
    wasm_target(workspace)?;
    npm_packages(workspace, &workspace.style())
}

/// The folder in which cargo keeps what it has downloaded.
pub fn cargo_home() -> Result<PathBuf> {
    let of_user = || Some(PathBuf::from(env::var_os("HOME")?).join(".cargo"));
    env::var_os("CARGO_HOME").map(PathBuf::from).or_else(of_user).context("neither CARGO_HOME nor HOME is set")
}

/// Installs Rust's WASM target with rustup.
fn wasm_target(workspace: &Workspace) -> Result<()> {
    // Ask rustc and not rustup, because this also works when Rust was not installed by rustup.
    let folder =
        process::output(workspace.command("rustc").args(["--print", "target-libdir", "--target", WASM_TARGET]))?;
    if Path::new(String::from_utf8_lossy(&folder).trim()).is_dir() {
        return Ok(());
    }
    println!("Installing Rust's target {WASM_TARGET}");
    process::run(workspace.command("rustup").args(["target", "add", WASM_TARGET]))
        .context("without rustup, install this target the way your Rust was installed")
}

/// Installs the npm packages of a folder, in exactly the versions of its lock file.
pub fn npm_packages(workspace: &Workspace, folder: &Path) -> Result<()> {
    let lock = folder.join("package-lock.json");
    let lock = fs::read(&lock).with_context(|| format!("cannot read {}", lock.display()))?;
    // The stamp is a copy of the lock file that was installed last. `npm ci` removes node_modules, and the stamp with it. So
    // there is no stamp after an `npm ci` that failed.
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

/// Installs Mozilla's geckodriver in `target/tools`. It is compiled from its crate, because Debian has no package of it, and
/// the packages on npm and PyPI download a binary from elsewhere or are not Mozilla's.
pub fn geckodriver(workspace: &Workspace) -> Result<PathBuf> {
    let tools = workspace.target.join("tools");
    let program = tools.join("bin/geckodriver");
    if program.is_file() {
        // It prints `geckodriver 0.37.1`, and then its licence.
        let printed = process::output(Command::new(&program).arg("--version"))?;
        if String::from_utf8_lossy(&printed).split_ascii_whitespace().nth(1) == Some(GECKODRIVER) {
            return Ok(program);
        }
    }
    println!("Installing geckodriver {GECKODRIVER} in {}: compiling it takes about a minute", workspace.shown(&tools));
    // Compile without optimisation, which is faster. geckodriver spends its time waiting for Firefox.
    let arguments = ["install", "geckodriver", "--version", GECKODRIVER, "--locked", "--debug", "--root"];
    process::run(workspace.cargo(arguments).arg(&tools).env("CARGO_PROFILE_DEV_DEBUG", "false"))
        .context("or name a geckodriver in the variable GECKODRIVER")?;
    Ok(program)
}

/// Installs SQLite's command-line program. Tests use it to read and change a database from another process.
pub fn sqlite3() -> Result<()> {
    if process::find_program("sqlite3").is_some() { Ok(()) } else { debian_packages(&["sqlite3"]) }
}

/// Prometheus's promtool, with which metrics and alert rules are checked. Debian's package of it starts a server when it is
/// installed, so the program alone is taken out of the package.
pub fn promtool(workspace: &Workspace) -> Result<PathBuf> {
    if let Some(program) = process::find_program("promtool") {
        return Ok(program);
    }
    let folder = workspace.target.join("tools/prometheus");
    let program = folder.join("usr/bin/promtool");
    if program.is_file() {
        return Ok(program);
    }
    println!("Taking promtool out of Debian's prometheus, into {}", workspace.shown(&folder));
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    apt_get(&["update", "--quiet=2"])?;
    process::run(Command::new("apt-get").args(["download", "--quiet=2", "prometheus"]).current_dir(&folder))?;
    for package in cache::list(&folder)?.iter().filter(|file| file.extension().is_some_and(|ending| ending == "deb")) {
        process::run(Command::new("dpkg-deb").arg("--extract").arg(package).arg(&folder))?;
        fs::remove_file(package).with_context(|| format!("cannot remove {}", package.display()))?;
    }
    Ok(program)
}

/// Installs the Python packages of a requirements file in `target/tools`, in exactly the versions and with the hashes of the file.
/// Returns the Python that has them.
pub fn python(workspace: &Workspace, requirements: &Path) -> Result<PathBuf> {
    let wanted = fs::read(requirements).with_context(|| format!("cannot read {}", requirements.display()))?;
    let folder = workspace.target.join("tools/python");
    let python = folder.join("bin/python");
    // The stamp is a copy of the file that was installed last. `--clear` removes it with everything else.
    let stamp = folder.join("requirements.txt");
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    // Debian's Python makes environments only with this package.
    if process::quiet(Command::new("python3").args(["-c", "import ensurepip, venv"])).is_err() {
        debian_packages(&["python3-venv"])?;
    }
    println!("Installing Yubico's Python package fido2 in {}", workspace.shown(&folder));
    process::run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder))?;
    let arguments =
        ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "--requirement"];
    process::run(Command::new(&python).args(arguments).arg(requirements))
        .context("the browser tests need Python 3.11 or later")?;
    fs::write(&stamp, wanted).with_context(|| format!("cannot write {}", stamp.display()))?;
    Ok(python)
}

/// Installs Debian packages with apt-get. A user other than root needs sudo.
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

/// Whether root runs xtask.
pub fn is_root() -> Result<bool> {
    Ok(process::output(Command::new("id").arg("-u"))?.trim_ascii() == b"0")
}
