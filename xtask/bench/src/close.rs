//! `cargo xtask bench close`: how long a person goes on working after an agent has closed their profile. Two processes share a
//! PostgreSQL database. The agent uses one of them, and the person the other one, without a pause.

use anyhow::{Context, Result, bail, ensure};
use bench::{
    authenticator::Authenticator,
    database::Kind,
    product::{Product, Program},
    seed,
    server::leave_the_core_to_the_services,
    service::{Client, Service, Work},
};
use serde_json::json;
use std::{
    process::ExitCode,
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

/// How long a person may go on before the bench gives up.
const PATIENCE: Duration = Duration::from_secs(30);

/// How often it is measured.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    program: Program,
    /// How many profiles are closed, one after the other.
    #[arg(long, default_value_t = 100)]
    profiles: usize,
}

/// What was measured with one profile.
struct Measured {
    /// From when the agent's request was sent to when the person's first refusal arrived.
    whole: Duration,
    /// The same from when the agent's answer arrived; nothing when the refusal was first.
    after_answer: Duration,
    /// How many requests of the person were begun after that answer and were not refused.
    accepted_later: usize,
}

/// Measures, and prints the table. The exit code is a failure when a request was accepted that was begun after the closing.
///
/// # Errors
/// When a server does not start, or a response is not what it should be.
pub fn run(arguments: &Arguments) -> Result<ExitCode> {
    leave_the_core_to_the_services()?;
    let folder = tempfile::tempdir()?;
    let database = arguments.program.create(Kind::Postgres, folder.path())?;
    let product = || Product::new(&arguments.program, folder.path(), &database, "error").map(Product::without_limits);
    let (office, ward) = (product()?, product()?);
    let tokens = office.prepare(1 + arguments.profiles)?;
    let (office, ward) = (office.serve()?, ward.serve()?);
    let (agent, mut passkey) = (Client::new(Service::Ours, &office.origin), Authenticator::new()?);
    let (first, others) = tokens.split_first().context("no link")?;
    agent.work(Work::Registration, first, &mut passkey)?;
    seed::promote_first(&database)?;
    let agent_session = session(&agent, &passkey)?;
    let mut all = Vec::new();
    for (index, token) in others.iter().enumerate() {
        let (person, mut passkey) = (Client::new(Service::Ours, &ward.origin), Authenticator::new()?);
        person.work(Work::Registration, token, &mut passkey)?;
        let person_session = session(&person, &passkey)?;
        all.push(measure(&agent, &agent_session, person, person_session, &seed::user(index + 1))?);
    }
    print(&all);
    let late: usize = all.iter().map(|one| one.accepted_later).sum();
    Ok(if late == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The cookie of a new session.
fn session(client: &Client, passkey: &Authenticator) -> Result<String> {
    let cookies = client.sign_in(passkey)?;
    cookies.into_iter().find(|cookie| cookie.starts_with("cim-session=")).context("no session")
}

/// Closes the profile of `user` while they send one request after the other.
fn measure(agent: &Client, agent_session: &str, person: Client, session: String, user: &str) -> Result<Measured> {
    let (begin, begun) = mpsc::channel();
    let own = json!({ "unique_user_id": user });
    let working = thread::spawn(move || -> Result<(Vec<Instant>, Instant)> {
        let (started, mut accepted) = (Instant::now(), Vec::new());
        while started.elapsed() < PATIENCE {
            let now = Instant::now();
            let answer = person.ask("/api/view_profile", &own, Some(&session))?;
            match answer.status {
                200 => accepted.push(now),
                401 => return Ok((accepted, Instant::now())),
                status => bail!("view_profile answered {status}: {}", answer.text),
            }
            // It fails when nobody waits for the first one any more.
            _ = begin.send(());
        }
        bail!("the person was never refused")
    });
    begun.recv().context("the person was refused before the closing")?;
    let closing = json!({ "unique_user_id": user, "because": "left", "duplicate_of": "", "note": "" });
    let sent = Instant::now();
    let answer = agent.ask("/api/close_profile", &closing, Some(agent_session))?;
    let answered = Instant::now();
    ensure!(answer.status == 200, "close_profile answered {}: {}", answer.status, answer.text);
    let (accepted, refused) = working.join().map_err(|_| anyhow::anyhow!("a client panicked"))??;
    Ok(Measured {
        whole: refused - sent,
        after_answer: refused.saturating_duration_since(answered),
        accepted_later: accepted.into_iter().filter(|begun| *begun > answered).count(),
    })
}

fn print(all: &[Measured]) {
    let milliseconds = |of: fn(&Measured) -> Duration| {
        let mut sorted: Vec<f64> = all.iter().map(|one| of(one).as_secs_f64() * 1000.0).collect();
        sorted.sort_unstable_by(f64::total_cmp);
        let at = |share: usize| sorted.get(sorted.len().saturating_sub(1) * share / 100).copied().unwrap_or_default();
        format!("{:.1} | {:.1} | {:.1}", at(50), at(99), at(100))
    };
    let late: usize = all.iter().map(|one| one.accepted_later).sum();
    println!("| {} profiles closed | median ms | 99th percentile ms | greatest ms |\n|---|---|---|---|", all.len());
    println!("| from *Close profile* to the first refusal of another process | {} |", milliseconds(|one| one.whole));
    println!("| from its answer to that refusal | {} |", milliseconds(|one| one.after_answer));
    println!("\nRequests that were begun after the answer and were not refused: {late}");
}
