//! `cargo xtask bench flood`: an agent reads a profile, and a user registers authenticators, before, while and after others flood
//! the server with requests to sign in. The server has its usual limits. The flood comes from other addresses than the two.

mod attacker;
mod figures;
mod people;

use anyhow::{Context, Result};
use bench::{
    authenticator::Authenticator,
    database::{Database, Kind},
    product::{Product, Program},
    seed,
    server::{Server, leave_the_core_to_the_services},
    service::{Client, Service, Work},
};
use figures::Figures;
use std::{
    process::ExitCode,
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::{Duration, Instant},
};

/// The 99th percentile of the agent and of the user must stay below this, in milliseconds.
const MUST_MS: f64 = 1000.0;

/// How great the flood is.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    program: Program,
    /// How many connections flood the server.
    #[arg(long, default_value_t = 200)]
    connections: usize,
    /// How many addresses they come from.
    #[arg(long, default_value_t = 200)]
    addresses: usize,
    /// How long the flood lasts. It is quiet for half as long before, and after.
    #[arg(long, default_value_t = 60)]
    seconds: u64,
}

/// Measures, and prints the tables. The exit code is a failure when the agent or the user had to suffer.
///
/// # Errors
/// When the server does not start.
pub fn run(arguments: &Arguments) -> Result<ExitCode> {
    println!(
        "{} connections from {} addresses, for {} seconds\n",
        arguments.connections, arguments.addresses, arguments.seconds
    );
    leave_the_core_to_the_services()?;
    let mut suffered = false;
    for kind in arguments.program.databases() {
        suffered |= measure(arguments, kind)?;
    }
    Ok(if suffered { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Measures on one database, and prints the tables. Returns whether the agent or the user suffered.
fn measure(arguments: &Arguments, kind: Kind) -> Result<bool> {
    let folder = tempfile::tempdir()?;
    let database = arguments.program.create(kind, folder.path())?;
    let product = Product::new(&arguments.program, folder.path(), &database, "error")?;
    let tokens = product.prepare(2 + usize::try_from(arguments.seconds)? * 2 * people::CEREMONIES_A_SECOND)?;
    let server = product.serve()?;
    let agent = people::Agent::sign_in(&server.origin, &database, tokens.first().context("no link")?)?;
    let mut user = people::User::new(&server.origin, tokens.into_iter().skip(1));
    println!(
        "| {kind} | times | median ms | 99th percentile ms | 429 | 5xx | no answer |\n|---|---|---|---|---|---|---|"
    );
    let (quiet, flood) = (Duration::from_secs(arguments.seconds / 2), Duration::from_secs(arguments.seconds));
    let (mut suffered, mut states) = (false, vec![("at the start", state(&server, &database)?)]);
    for (when, time, connections) in
        [("before", quiet, 0), ("during", flood, arguments.connections), ("after", quiet, 0)]
    {
        let (stop, until) = (AtomicBool::new(false), Instant::now() + time);
        let figures = thread::scope(|scope| {
            let attackers: Vec<_> = (0..connections)
                .map(|number| {
                    let from = attacker::address(number % arguments.addresses.max(1));
                    let (stop, to, origin) = (&stop, product.address(), product.origin());
                    scope.spawn(move || attacker::flood(from, &to, &origin, stop))
                })
                .collect();
            let (agent, user) = (scope.spawn(|| agent.work(until)), scope.spawn(|| user.work(until)));
            let people = [("agent's profile page", agent.join()), ("user's registration", user.join())];
            stop.store(true, Ordering::Relaxed);
            let attackers = attackers.into_iter().flat_map(thread::ScopedJoinHandle::join);
            (people, attackers.fold(Figures::default(), Figures::with))
        });
        let (people, attackers) = figures;
        for (who, figures) in people {
            let figures = figures.map_err(|_| anyhow::anyhow!("a client panicked"))?;
            println!("| {who}, {when} | {}", figures.row());
            suffered |= figures.p99_ms() >= MUST_MS || figures.failures() > 0;
        }
        if connections > 0 {
            println!("| flood | {}", attackers.row());
        }
        states.push((when, state(&server, &database)?));
    }
    println!("\n| {kind} | memory MB | database MB | log of the database MB |\n|---|---|---|---|");
    for (when, (memory, (size, log))) in states {
        println!("| {when} | {memory:.0} | {size:.1} | {log:.1} |");
    }
    println!();
    Ok(suffered)
}

/// The server's memory, and the sizes of the database.
fn state(server: &Server, database: &Database) -> Result<(f64, (f64, f64))> {
    Ok((server.usage()?.memory_mb, database.megabytes()?))
}
