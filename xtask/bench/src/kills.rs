//! `cargo xtask bench kills`: registrations while the server is killed by SIGKILL again and again, at random moments, and started
//! again on the same database. Nothing that was answered may be lost, and nothing may be stored twice. On PostgreSQL, the database
//! server crashes too.

use anyhow::{Result, ensure};
use bench::{
    comparison::Comparison,
    database::{Database, Kind},
    ledger::Ledger,
    product::{Product, Program},
};
use rand::{RngExt, SeedableRng, rngs::StdRng};
use std::{
    ops::Range,
    process::ExitCode,
    thread,
    time::{Duration, Instant},
};

/// How long the server listens until it is killed, in milliseconds.
const LISTENS: Range<u64> = 0..600;
/// When it is killed while it starts: how long after its start, in milliseconds.
const STARTS: Range<u64> = 0..60;
/// How long PostgreSQL may take to recover.
const RECOVERY: Duration = Duration::from_secs(60);

/// How long it goes on.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    program: Program,
    /// How many registrations are done on each database.
    #[arg(long, default_value_t = 10_000)]
    ceremonies: usize,
    /// How many clients there are at once.
    #[arg(long, default_value_t = 16)]
    at_once: usize,
    /// The seed of the random moments. It is printed, so that a run can be repeated with the same moments.
    #[arg(long)]
    seed: Option<u64>,
}

/// How often what was killed.
#[derive(Default)]
struct Kills {
    listening: usize,
    starting: usize,
    databases: usize,
}

/// Runs, and prints a table. The exit code is a failure when anything is lost or doubled.
///
/// # Errors
/// When the server does not start again, or its audit log is broken.
#[expect(clippy::disallowed_methods, reason = "the seed is printed, so that the run can be repeated")]
pub fn run(arguments: &Arguments) -> Result<ExitCode> {
    let seed = arguments.seed.unwrap_or_else(rand::random);
    println!("The moments of the kills follow from --seed {seed}.\n");
    println!("| database | ceremonies | kills | answered | told later | stored | lost | doubled |");
    println!("|---|---|---|---|---|---|---|---|");
    let mut failures = Vec::new();
    for kind in arguments.program.databases() {
        let (kills, comparison) = soak(arguments, kind, &mut StdRng::seed_from_u64(seed))?;
        let Comparison { answered, told_later, stored, lost, doubled, .. } = comparison;
        let Kills { listening, starting, databases } = kills;
        let crashes = if kind == Kind::Postgres { format!(", database {databases}") } else { String::new() };
        println!(
            "| {kind} | {} | {listening}, starting {starting}{crashes} | {answered} | {told_later} | {stored} | {lost} | {doubled} |",
            arguments.ceremonies
        );
        if !comparison.is_sound() || stored != arguments.ceremonies {
            failures.extend(comparison.failures.into_iter().map(|failure| format!("{kind}: {failure}")));
            failures.push(format!("{kind}: {stored} of {} are stored as told", arguments.ceremonies));
        }
    }
    failures.iter().for_each(|failure| eprintln!("{failure}"));
    Ok(if failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Does all registrations on one database while what is below them is killed. Then checks what is stored, with the server stopped.
fn soak(arguments: &Arguments, kind: Kind, random: &mut StdRng) -> Result<(Kills, Comparison)> {
    let folder = tempfile::tempdir()?;
    let database = arguments.program.create(kind, folder.path())?;
    // The clients have one address, and repeat requests at once.
    let product = Product::new(&arguments.program, folder.path(), &database, "error")?.without_limits();
    let ledger = Ledger::new(&product.origin(), product.prepare(arguments.ceremonies)?);
    let kills = thread::scope(|scope| {
        for _ in 0..arguments.at_once {
            scope.spawn(|| ledger.register());
        }
        let kills = kill_until_done(&product, &database, kind, &ledger, random);
        // When the server did not come back, the clients give up now.
        ledger.give_up();
        kills
    })?;
    product.run("verify-audit")?;
    if kind == Kind::Sqlite {
        let check = database.run("PRAGMA integrity_check;")?;
        ensure!(check.trim() == "ok", "the file is broken: {check}");
    }
    Ok((kills, ledger.compare(&database)?))
}

fn kill_until_done(
    product: &Product,
    database: &Database,
    kind: Kind,
    ledger: &Ledger,
    random: &mut StdRng,
) -> Result<Kills> {
    let mut kills = Kills::default();
    let mut server = product.serve()?;
    ledger.up(&product.address());
    while !ledger.is_done_within(Duration::from_millis(random.random_range(LISTENS))) {
        if kind == Kind::Postgres && random.random_ratio(1, 4) {
            database.crash()?;
            ledger.down();
            kills.databases += 1;
            wait_until_recovered(database)?;
        } else {
            server.kill()?;
            ledger.down();
            kills.listening += 1;
            while random.random_ratio(1, 4) {
                let starting = product.start()?;
                thread::sleep(Duration::from_millis(random.random_range(STARTS)));
                starting.kill()?;
                kills.starting += 1;
            }
            server = product.serve()?;
        }
        ledger.up(&product.address());
    }
    // Nothing was closed properly when the database is read.
    server.kill()?;
    Ok(kills)
}

fn wait_until_recovered(database: &Database) -> Result<()> {
    let started = Instant::now();
    while !database.is_up() {
        ensure!(started.elapsed() < RECOVERY, "PostgreSQL did not recover");
        thread::sleep(Duration::from_millis(20));
    }
    Ok(())
}
