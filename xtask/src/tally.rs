//! Counts tests, using the reports that test runners write for programs.

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
    /// Tests that passed, including those that Playwright had to try again.
    pub passed: usize,
    /// Tests that failed. For Rust tests, the number of test programs in which a test failed, because stable libtest does not
    /// report the result of single tests to programs.
    pub failed: usize,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// The result of running a test runner.
pub struct Run {
    /// The command as a person would type it.
    pub shown: String,
    pub status: ExitStatus,
    /// The tests that its report counts.
    pub tally: Tally,
    /// The last lines of each Rust test program that failed. They name the tests that failed.
    pub last_lines: String,
}

/// How many of the last lines of a program that failed are printed again at the end of the run.
const LAST_LINES: usize = 40;

/// Runs `cargo`. `complete` adds the arguments and variables with which it runs tests.
pub fn cargo_test(workspace: &Workspace, complete: impl FnOnce(&mut Command)) -> Result<Run> {
    let lists = tempfile::tempdir().context("cannot create a temporary folder")?;
    let mut command = workspace.cargo(["--config", "xtask/test-runner.toml"]);
    complete(&mut command);
    command.env("CIM_TEST_LISTS", lists.path()).stdin(Stdio::null());
    let status = process::status(&mut command)?;
    let (tally, last_lines) = (of_lists(lists.path())?, last_lines(lists.path())?);
    Ok(Run { shown: process::shown(&command), status, tally, last_lines })
}

/// Counts the tests by the files that the runner in `test-runner.toml` wrote to a folder.
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

/// The last lines of the output of each program that failed.
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

/// Runs Playwright, which writes its JSON report to the file `report` (see `end2end/playwright.config.ts`).
pub fn playwright(command: &mut Command, report: &Path) -> Result<Run> {
    if report.exists() {
        fs::remove_file(report).with_context(|| format!("cannot remove {}", report.display()))?;
    }
    let status = process::status(command.stdin(Stdio::null()))?;
    let tally = match fs::read(report) {
        Ok(report) => of_json(&report)?,
        // Playwright failed before it wrote a report.
        Err(_) => Tally::default(),
    };
    // Playwright itself prints the names of the tests that failed at the end of its output.
    Ok(Run { shown: process::shown(command), status, tally, last_lines: String::new() })
}

/// The part of Playwright's JSON report that we read.
#[derive(Deserialize)]
struct Report {
    stats: Stats,
}

/// The number of tests for each outcome.
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
        // A program that failed to list its tests, or that was killed together with its shell.
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
