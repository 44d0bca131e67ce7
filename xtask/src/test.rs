//! `cargo xtask test`: runs all tests, one step after another, until a step fails.

use std::ffi::OsString;
use std::mem;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Result, bail, ensure};
use clap::{Args, ValueEnum};

use crate::postgres::{Cluster, Durability};
use crate::tally::{Run, Tally};
use crate::workspace::{Mode, Workspace};
use crate::{alerts, browser, budgets, build, checks, deny, process};

/// The arguments of `cargo xtask test`.
#[derive(Args)]
pub struct Arguments {
    /// Runs only this step. The steps browser and budgets build first, so that they always test the current code.
    #[arg(long, value_name = "STEP")]
    only: Option<Step>,

    /// Passed on to Playwright (`--only browser`) or to cargo test (`--only sqlite`, `--only postgres`).
    #[arg(last = true, value_name = "ARGUMENTS", requires = "only")]
    runner: Vec<OsString>,
}

/// The steps, in the order in which they run.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Step {
    /// The code has rustfmt's format.
    Fmt,
    /// No lint reports anything, for this machine or for browsers.
    Clippy,
    /// The documentation has no broken links.
    Doc,
    /// All dependencies have an allowed source and an allowed licence (`deny.toml`).
    Deny,
    /// The alert rules for Prometheus can be read, and go off when they should.
    Alerts,
    /// Unit and integration tests, on SQLite.
    Sqlite,
    /// The integration tests again, on PostgreSQL.
    Postgres,
    /// The release build.
    Build,
    /// Browser tests of the release build.
    Browser,
    /// What a first visit loads is small enough.
    Budgets,
}

impl Step {
    /// The name of the step on the command line, and what it does.
    fn describe(self) -> (String, String) {
        let value = self.to_possible_value();
        let value = value.as_ref();
        let help = value.and_then(|value| value.get_help()).map(ToString::to_string);
        (value.map(|value| value.get_name().to_owned()).unwrap_or_default(), help.unwrap_or_default())
    }

    fn run(self, session: &mut Session) -> Result<()> {
        let workspace = session.workspace;
        match self {
            Self::Fmt => checks::fmt(workspace),
            Self::Clippy => checks::clippy(workspace),
            Self::Doc => checks::doc(workspace),
            Self::Deny => deny::check(workspace),
            Self::Alerts => alerts::check(workspace),
            Self::Sqlite => checks::sqlite(session),
            Self::Postgres => checks::postgres(session),
            Self::Build => build::build(workspace, Mode::Release),
            Self::Browser => browser::test(session),
            Self::Budgets => budgets::check(workspace),
        }
    }
}

/// What the steps share.
pub struct Session<'a> {
    /// The repository.
    pub workspace: &'a Workspace,
    /// Arguments for the test runner.
    pub runner: &'a [OsString],
    tally: Tally,
    /// The last lines of the test programs that failed.
    last_lines: String,
    /// Started by the first step that needs it. Stopped when this value is dropped, however the run ends.
    cluster: Option<Cluster>,
}

impl Session<'_> {
    /// The address of a PostgreSQL database whose user may create others.
    pub fn database_url(&mut self) -> Result<String> {
        let cluster = match self.cluster.take() {
            Some(cluster) => cluster,
            None => Cluster::start(self.workspace, Durability::None)?,
        };
        Ok(self.cluster.insert(cluster).url())
    }

    /// Adds the tests of a run. Fails when a test failed, and when there was no test.
    pub fn count(&mut self, run: &Run) -> Result<()> {
        let Run { shown, status, tally, last_lines } = run;
        self.tally += *tally;
        self.last_lines += last_lines;
        ensure!(status.success(), "`{shown}` failed ({status})");
        ensure!(*tally != Tally::default(), "`{shown}` ran no test");
        Ok(())
    }
}

/// Runs the steps. At the end, prints a table of the steps, and a line that says how many tests passed and failed.
pub fn test(workspace: &Workspace, arguments: &Arguments) -> Result<ExitCode> {
    let steps = match arguments.only {
        Some(step @ (Step::Browser | Step::Budgets)) => vec![Step::Build, step],
        Some(step) => vec![step],
        None => Step::value_variants().to_vec(),
    };
    if !arguments.runner.is_empty() && !matches!(arguments.only, Some(Step::Sqlite | Step::Postgres | Step::Browser)) {
        bail!("only the steps sqlite, postgres and browser pass arguments on");
    }
    process::catch_interrupts()?;

    let (tally, last_lines) = (Tally::default(), String::new());
    let mut session = Session { workspace, runner: &arguments.runner, tally, last_lines, cluster: None };
    let mut summary = String::new();
    let mut failure = None;
    for (step, number) in steps.iter().zip(1..) {
        let (name, help) = step.describe();
        println!("\n=== {number}/{} {name}: {help}", steps.len());
        let started = Instant::now();
        let result = step.run(&mut session);
        let end = if result.is_ok() { "ok" } else { "FAILED" };
        summary += &format!("{name:<10}{:>8.1} s  {end}\n", started.elapsed().as_secs_f64());
        if let Err(error) = result {
            failure = Some(error.context(format!("step {name} failed")));
            break;
        }
    }
    let (tally, last_lines) = (session.tally, mem::take(&mut session.last_lines));
    // Stop PostgreSQL now, so that nothing is printed after the table.
    drop(session);

    if let Some(error) = &failure {
        println!("\n{last_lines}");
        eprintln!("\nerror: {error:#}");
    }
    println!("\n{summary}");
    // If a step failed but no test did, the step counts as one failure.
    let failed = if failure.is_some() { tally.failed.max(1) } else { tally.failed };
    println!("{} passed, {failed} failed", tally.passed);
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
