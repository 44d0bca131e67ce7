//! The folders and files of this repository, and how xtask runs commands in it.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

/// The purpose of a build.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// For deployment and for tests: optimised and compressed.
    Release,
    /// For development: fast to build.
    Dev,
}

/// The folders of this repository.
pub struct Workspace {
    /// The folder of the workspace's Cargo.toml.
    pub root: PathBuf,
    /// The folder to which cargo and xtask write what they build.
    pub target: PathBuf,
}

impl Workspace {
    /// Finds the workspace of this xtask, in whichever folder it was called.
    pub fn find() -> Result<Self> {
        let xtask = env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
        let root = xtask.parent().context("xtask has no folder above it")?.to_owned();
        let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |target| root.join(target));
        Ok(Self { root, target })
    }

    /// The folder with the styles and the npm packages that the build uses.
    pub fn style(&self) -> PathBuf {
        self.root.join("style")
    }

    /// A command for a program from an npm package in `style/`, run in the root folder.
    pub fn npm_program(&self, name: &str) -> Command {
        let mut command = Command::new(self.style().join("node_modules/.bin").join(name));
        command.current_dir(&self.root);
        command
    }

    /// The program file of the server.
    pub fn server(&self, mode: Mode) -> PathBuf {
        self.target.join(match mode {
            Mode::Release => "release/cim",
            Mode::Dev => "debug/cim",
        })
    }

    /// The folder with the files that the server sends to browsers: its `CIM_SITE_ROOT`.
    pub fn site(&self, mode: Mode) -> PathBuf {
        self.target.join(match mode {
            Mode::Release => "site",
            Mode::Dev => "site-dev",
        })
    }

    /// A cargo command, run in the root folder.
    pub fn cargo<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Command {
        let mut command = self.command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.args(arguments);
        command
    }

    /// A command run in the root folder, without the variables that cargo has set for xtask itself. Some build scripts watch
    /// these variables: they would run again each time that cargo is first called by hand and then by xtask, or the other way
    /// round.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        for (name, _) in env::vars_os() {
            let name = name.to_string_lossy();
            if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
                command.env_remove(name.as_ref());
            }
        }
        command
    }

    /// A path as it is shown to people: without the root folder.
    pub fn shown<'a>(&self, path: &'a Path) -> std::path::Display<'a> {
        path.strip_prefix(&self.root).unwrap_or(path).display()
    }
}
