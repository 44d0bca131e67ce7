//! Runs the browser tests: Playwright, with Debian's Chromium, Firefox and WebKitGTK and a security key in software, against the
//! release build.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::test::Session;
use crate::workspace::{Mode, Workspace};
use crate::{install, process, tally};

/// The package in `end2end/opensk`, and its program: a security key in software. It is no part of the product.
const SOFTWARE_KEY: &str = "software-key";

/// Runs Playwright in `end2end/`. The tests start servers themselves, each with its own database.
pub fn test(session: &mut Session) -> Result<()> {
    let workspace = session.workspace;
    let folder = workspace.root.join("end2end");
    install::npm_packages(workspace, &folder)?;
    // Check the types first: this takes only a second, and Playwright does not check them.
    process::run(workspace.command(folder.join("node_modules/.bin/tsc")).arg("--noEmit").current_dir(&folder))?;
    let chromium = chromium()?;
    let firefox = firefox()?;
    let geckodriver = geckodriver(workspace)?;
    let (webkit_driver, xvfb) = webkit()?;
    let python = install::python(workspace, &folder.join("opensk/requirements.txt"))?;
    process::run(&mut workspace.cargo(["build", "-p", SOFTWARE_KEY]))?;
    install::sqlite3()?;
    java()?;
    let database_url = session.database_url()?;
    let mut playwright = workspace.command(folder.join("node_modules/.bin/playwright"));
    playwright
        .arg("test")
        .args(session.runner)
        .current_dir(&folder)
        .env("CHROMIUM", chromium)
        .env("FIREFOX", firefox)
        .env("GECKODRIVER", geckodriver)
        .env("WEBKIT_DRIVER", webkit_driver)
        .env("XVFB", xvfb)
        .env("CIM_PYTHON", python)
        .env("CIM_SOFTWARE_KEY", workspace.target.join("debug").join(SOFTWARE_KEY))
        .env("CIM_BINARY", workspace.server(Mode::Release))
        .env("CIM_SITE_ROOT", workspace.site(Mode::Release))
        .env("TEST_DATABASE_URL", database_url);
    session.count(&tally::playwright(&mut playwright, &folder.join("test-results/report.json"))?)
}

/// Finds Chromium: the one that the variable CHROMIUM names, or one on the PATH, or else Debian's, which is installed.
pub fn chromium() -> Result<PathBuf> {
    if let Some(chromium) = env::var_os("CHROMIUM") {
        return Ok(chromium.into());
    }
    let find = || ["chromium", "chromium-browser", "google-chrome"].into_iter().find_map(process::find_program);
    if let Some(chromium) = find() {
        return Ok(chromium);
    }
    // The font is as wide as Arial. Without any font, screenshots show boxes instead of letters.
    install::debian_packages(&["chromium", "fonts-liberation"])?;
    find().context("Debian's chromium is installed, but it is not on the PATH")
}

/// Finds Firefox: the one that the variable FIREFOX names, or one on the PATH, or else Debian's, which is installed.
fn firefox() -> Result<PathBuf> {
    if let Some(firefox) = env::var_os("FIREFOX") {
        return Ok(firefox.into());
    }
    let find = || ["firefox-esr", "firefox"].into_iter().find_map(process::find_program);
    if let Some(firefox) = find() {
        return Ok(firefox);
    }
    install::debian_packages(&["firefox-esr"]).context("or name a Firefox in the variable FIREFOX")?;
    find().context("Debian's firefox-esr is installed, but it is not on the PATH")
}

/// Finds geckodriver, which drives Firefox: the one that the variable GECKODRIVER names, or one on the PATH, or else our own,
/// which is installed.
fn geckodriver(workspace: &Workspace) -> Result<PathBuf> {
    if let Some(geckodriver) = env::var_os("GECKODRIVER") {
        return Ok(geckodriver.into());
    }
    process::find_program("geckodriver").map_or_else(|| install::geckodriver(workspace), Ok)
}

/// Installs Java, in which the W3C's validator is written.
fn java() -> Result<()> {
    if process::find_program("java").is_some() { Ok(()) } else { install::debian_packages(&["default-jre-headless"]) }
}

/// Finds the driver of WebKitGTK, and Xvfb, on whose display in memory WebKitGTK shows its windows: those on the PATH, or else
/// Debian's, which are installed. The driver brings its browser along.
fn webkit() -> Result<(PathBuf, PathBuf)> {
    let find = || Some((process::find_program("WebKitWebDriver")?, process::find_program("Xvfb")?));
    if let Some(found) = find() {
        return Ok(found);
    }
    install::debian_packages(&["webkit2gtk-driver", "xvfb"])?;
    find().context("Debian's webkit2gtk-driver and xvfb are installed, but they are not on the PATH")
}
