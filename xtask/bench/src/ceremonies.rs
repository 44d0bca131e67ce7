//! `cargo xtask bench ceremonies`: how fast registrations and sign-ins are, beside what others would use instead. The speed of a
//! machine varies, so compare figures of one run only.

use crate::{load, report};
use anyhow::{Result, ensure};
use bench::{
    database::{Database, Kind},
    product::{Product, Program},
    server::Server,
    service::Work,
};
use load::Measured;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Registrations that are done before anything is measured.
const WARM_UP: usize = 200;
/// Ceremonies whose statements are counted.
const COUNTED: usize = 20;
/// The statements of a request, and the beginning of each transaction that writes.
const COUNTING: &str = "error,sqlx::query=trace,domain::database=trace";

/// What is measured, and how often.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    program: Program,
    /// The folder of the peer.
    #[arg(long)]
    peer: Option<PathBuf>,
    /// How many ceremonies each measurement has.
    #[arg(long, default_value_t = 3000)]
    ceremonies: usize,
    /// How often everything is measured, in turn. The medians are reported.
    #[arg(long, default_value_t = 3)]
    rounds: usize,
    /// How many clients there are at once.
    #[arg(long, value_delimiter = ',', default_value = "1,16,64")]
    at_once: Vec<usize>,
}

/// One line of the table.
pub struct Row {
    /// Which service, and which work.
    pub what: String,
    /// How many clients there were.
    pub at_once: usize,
    /// What each round measured.
    pub rounds: Vec<Measured>,
}

/// Measures, and prints the table.
///
/// # Errors
/// When a service does not start, or a ceremony fails.
pub fn run(arguments: &Arguments) -> Result<()> {
    ensure!(
        arguments.rounds > 0 && arguments.ceremonies > 0 && !arguments.at_once.is_empty(),
        "there is nothing to measure"
    );
    let mut rows: Vec<Row> = Vec::new();
    for round in 1..=arguments.rounds {
        eprintln!("round {round} of {}", arguments.rounds);
        if let Some(peer) = &arguments.peer {
            let folder = tempfile::tempdir()?;
            let links = WARM_UP + arguments.ceremonies * arguments.at_once.len();
            let mut server = Server::peer(peer, folder.path(), links)?;
            measure(arguments, &mut server, "peer", &[Work::Registration], &mut rows)?;
        }
        for kind in arguments.program.databases() {
            let folder = tempfile::tempdir()?;
            let database = arguments.program.create(kind, folder.path())?;
            let works = [Work::Registration, Work::WholePage, Work::SignIn];
            let links = WARM_UP + (2 * arguments.ceremonies + 64) * arguments.at_once.len();
            let mut server = ours(arguments, folder.path(), &database, links, "error")?;
            measure(arguments, &mut server, &format!("ours on {kind}"), &works, &mut rows)?;
        }
    }
    println!("{}", report::table(&rows));
    for kind in arguments.program.databases() {
        for work in [Work::Registration, Work::WholePage, Work::SignIn] {
            let (statements, changes) = count(arguments, kind, work)?;
            println!(
                "ours on {kind}, {}: {statements:.1} statements and {changes:.1} transactions that write",
                report::name(work)
            );
        }
    }
    Ok(())
}

/// A server of ours without limits of requests, because they all come from one address.
fn ours(arguments: &Arguments, folder: &Path, database: &Database, links: usize, log: &str) -> Result<Server> {
    let product = Product::new(&arguments.program, folder, database, log)?.without_limits();
    let tokens = product.prepare(links)?;
    let mut server = product.serve()?;
    server.tokens = tokens;
    Ok(server)
}

/// Measures these kinds of work at each number of clients, and adds the figures to the rows.
fn measure(arguments: &Arguments, server: &mut Server, name: &str, works: &[Work], rows: &mut Vec<Row>) -> Result<()> {
    load::run(server, Work::Registration, WARM_UP, 16)?;
    for &work in works {
        for &at_once in &arguments.at_once {
            let measured = load::run(server, work, arguments.ceremonies, at_once)?;
            let what = format!("{name}, {}", report::name(work));
            eprintln!("  {what}, {at_once} at once: {:.0} a second", measured.per_second);
            match rows.iter_mut().find(|row| row.what == what && row.at_once == at_once) {
                Some(row) => row.rounds.push(measured),
                None => rows.push(Row { what, at_once, rounds: vec![measured] }),
            }
        }
    }
    Ok(())
}

/// Counts the statements, and the transactions that write, of one ceremony, by the server's own log.
fn count(arguments: &Arguments, kind: Kind, work: Work) -> Result<(f64, f64)> {
    let folder = tempfile::tempdir()?;
    let database = arguments.program.create(kind, folder.path())?;
    let mut server = ours(arguments, folder.path(), &database, 2 * COUNTED, COUNTING)?;
    load::run(&mut server, work, 1, 1)?;
    let lines = |log: &str, words: &str| log.lines().filter(|line| line.contains(words)).count();
    let before = fs::read_to_string(&server.log)?;
    // Registrations of clients that only sign in afterwards are counted first and subtracted.
    let prepared = if work == Work::SignIn {
        load::run(&mut server, Work::Registration, 1, 1)?;
        let log = fs::read_to_string(&server.log)?;
        (
            lines(&log, "db.statement") - lines(&before, "db.statement"),
            lines(&log, "began a transaction") - lines(&before, "began a transaction"),
        )
    } else {
        (0, 0)
    };
    let before = fs::read_to_string(&server.log)?;
    load::run(&mut server, work, COUNTED, 1)?;
    let after = fs::read_to_string(&server.log)?;
    let each = |words: &str, prepared: usize| {
        (lines(&after, words) - lines(&before, words) - prepared) as f64 / COUNTED as f64
    };
    Ok((each("db.statement", prepared.0), each("began a transaction", prepared.1)))
}
