//! Counts tests by the reports that test runners make for programs.

use std::fs;
use std::ops::AddAssign;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::workspace::Workspace;
use crate::{cache, process};

/// How many tests passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Tests that passed, some perhaps not at the first try.
    pub passed: usize,
    /// Tests that failed; of Rust's, the programs in which one did: libtest reports no more by stable means.
    pub failed: usize,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// What became of a test runner.
pub struct Run {
    /// What the person would have typed.
    pub shown: String,
    /// How it ended.
    pub status: ExitStatus,
    /// What its report says.
    pub tally: Tally,
    /// The last lines of each program that failed. Of Rust's, they name the tests.
    pub last_lines: String,
}

/// How many of the last lines of a program that failed are printed again at the end of the run.
const LAST_LINES: usize = 40;

/// Runs `cargo test`; `complete` gives it what follows `cargo`.
pub fn cargo_test(workspace: &Workspace, complete: impl FnOnce(&mut Command)) -> Result<Run> {
    let lists = tempfile::tempdir().context("cannot create a temporary folder")?;
    let mut command = workspace.cargo(["--config", "xtask/test-runner.toml"]);
    complete(&mut command);
    command.env("CIM_TEST_LISTS", lists.path()).stdin(Stdio::null());
    let status = process::status(&mut command)?;
    let (tally, last_lines) = (of_lists(lists.path())?, last_lines(lists.path())?);
    Ok(Run { shown: process::shown(&command), status, tally, last_lines })
}

/// Adds up what `test-runner.toml` left in a folder.
fn of_lists(folder: &Path) -> Result<Tally> {
    let mut tally = Tally::default();
    for file in cache::list(folder)? {
        match file.extension().and_then(|extension| extension.to_str()) {
            Some("passed") => {
                let list = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
                tally.passed += list.lines().filter(|line| line.ends_with(": test")).count();
            }
            Some("output" | "status") => {}
            _ => tally.failed += 1,
        }
    }
    Ok(tally)
}

/// The end of what each program printed that failed.
fn last_lines(folder: &Path) -> Result<String> {
    let mut lines = Vec::new();
    for file in cache::list(folder)?.iter().filter(|file| file.extension().is_some_and(|ending| ending == "failed")) {
        let output = fs::read(file.with_extension("output")).unwrap_or_default();
        let output = String::from_utf8_lossy(&output);
        let all: Vec<_> = output.lines().map(str::to_owned).collect();
        lines.extend_from_slice(&all[all.len().saturating_sub(LAST_LINES)..]);
    }
    Ok(lines.join("\n"))
}

/// Runs Playwright, which leaves its JSON report in `report`: see `end2end/playwright.config.ts`.
pub fn playwright(command: &mut Command, report: &Path) -> Result<Run> {
    if report.exists() {
        fs::remove_file(report).with_context(|| format!("cannot remove {}", report.display()))?;
    }
    let status = process::status(command.stdin(Stdio::null()))?;
    let tally = match fs::read(report) {
        Ok(report) => of_json(&report)?,
        // It did not come as far as that.
        Err(_) => Tally::default(),
    };
    // Playwright itself ends with the names of the tests that failed.
    Ok(Run { shown: process::shown(command), status, tally, last_lines: String::new() })
}

/// What we read of Playwright's JSON report.
#[derive(Deserialize)]
struct Report {
    stats: Stats,
}

/// Tests by their outcome.
#[derive(Deserialize)]
struct Stats {
    expected: usize,
    flaky: usize,
    unexpected: usize,
}

fn of_json(report: &[u8]) -> Result<Tally> {
    let Stats { expected, flaky, unexpected } =
        serde_json::from_slice::<Report>(report).context("Playwright's report is not as expected")?.stats;
    Ok(Tally { passed: expected + flaky, failed: unexpected })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_the_tests_of_programs_that_passed_and_the_programs_that_failed() -> Result<()> {
        let folder = tempfile::tempdir()?;
        fs::write(folder.path().join("1.passed"), "a::one: test\na::two: test\nquick: benchmark\n")?;
        fs::write(folder.path().join("2.passed"), "")?;
        fs::write(folder.path().join("3.failed"), "b::one: test\nb::two: test\n")?;
        // One that could not even list its tests, or was killed with its shell.
        fs::write(folder.path().join("4"), "")?;
        fs::write(folder.path().join("1.output"), "all is well")?;
        fs::write(folder.path().join("3.output"), format!("{}failures:\n    b::one", "running\n".repeat(LAST_LINES)))?;
        assert_eq!(of_lists(folder.path())?, Tally { passed: 2, failed: 2 });
        let last_lines = last_lines(folder.path())?;
        assert_eq!(last_lines.lines().count(), LAST_LINES);
        assert!(last_lines.ends_with("failures:\n    b::one"), "{last_lines}");
        Ok(())
    }

    #[test]
    fn reads_the_outcomes_in_playwrights_report() -> Result<()> {
        let report = br#"{"config": {}, "suites": [], "errors": [],
            "stats": {"startTime": "2026-01-01", "duration": 1.5, "expected": 12, "skipped": 4, "unexpected": 2, "flaky": 1}}"#;
        assert_eq!(of_json(report)?, Tally { passed: 13, failed: 2 });
        assert!(of_json(b"{}").is_err());
        Ok(())
    }
}
