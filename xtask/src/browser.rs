//! Runs the browser tests: Playwright, with Debian's Chromium and Firefox, against the release build.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::test::Session;
use crate::workspace::{Mode, Workspace};
use crate::{install, process, tally};

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
    install::sqlite3()?;
    let database_url = session.database_url()?;
    let mut playwright = workspace.command(folder.join("node_modules/.bin/playwright"));
    playwright
        .arg("test")
        .args(session.runner)
        .current_dir(&folder)
        .env("CHROMIUM", chromium)
        .env("FIREFOX", firefox)
        .env("GECKODRIVER", geckodriver)
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
