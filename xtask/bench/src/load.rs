//! Doing work many times, by several clients at once, and measuring it.

use anyhow::{Context, Result};
use bench::{
    authenticator::Authenticator,
    server::Server,
    service::{Client, Work},
};
use std::{
    sync::{
        Barrier, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

/// What was measured in one run.
#[derive(Clone, Copy, Debug)]
pub struct Measured {
    /// How often the work was done in a second.
    pub per_second: f64,
    /// Half of the repetitions took no longer, in milliseconds.
    pub median_ms: f64,
    /// 99 of 100 repetitions took no longer, in milliseconds.
    pub p99_ms: f64,
    /// The server's processor time for each repetition, in milliseconds.
    pub cpu_ms: f64,
    /// The server's memory at the end, in MB.
    pub memory_mb: f64,
}

/// Does the work `times` times, by `at_once` clients. A registration uses up a token each. A sign-in needs a passkey, so each
/// client first registers one, which is not measured.
///
/// # Errors
/// When any repetition fails.
pub fn run(server: &mut Server, work: Work, times: usize, at_once: usize) -> Result<Measured> {
    let registers = work != Work::SignIn;
    let tokens = server.tokens.split_off(server.tokens.len().saturating_sub(if registers { times } else { at_once }));
    let (next, barrier, durations) = (AtomicUsize::new(0), Barrier::new(at_once + 1), Mutex::new(Vec::new()));
    let client = |number: usize| -> Result<()> {
        let (client, mut authenticator) = (Client::new(server.service, &server.origin), Authenticator::new()?);
        let prepared = match (registers, tokens.get(number)) {
            (true, _) => Ok(()),
            (false, Some(token)) => client.work(Work::Registration, token, &mut authenticator),
            (false, None) => Err(anyhow::anyhow!("there are too few links")),
        };
        barrier.wait();
        prepared?;
        let mut own = Vec::new();
        loop {
            let turn = next.fetch_add(1, Ordering::Relaxed);
            if turn >= times {
                break;
            }
            if registers {
                authenticator = Authenticator::new()?;
            }
            let token = if registers { tokens.get(turn).context("there are too few links")? } else { "" };
            let started = Instant::now();
            client.work(work, token, &mut authenticator)?;
            own.push(started.elapsed());
        }
        if let Ok(mut durations) = durations.lock() {
            durations.append(&mut own);
        }
        Ok(())
    };
    let (before, elapsed) = thread::scope(|scope| -> Result<_> {
        let client = &client;
        let threads: Vec<_> = (0..at_once).map(|number| scope.spawn(move || client(number))).collect();
        barrier.wait();
        let (before, started) = (server.usage()?, Instant::now());
        for thread in threads {
            thread.join().map_err(|_| anyhow::anyhow!("a client panicked"))??;
        }
        Ok((before, started.elapsed()))
    })?;
    let after = server.usage()?;
    let mut durations = durations.into_inner().unwrap_or_default();
    durations.sort_unstable();
    let at = |share: f64| {
        let index = (durations.len().saturating_sub(1) as f64 * share) as usize;
        durations.get(index).copied().unwrap_or(Duration::ZERO).as_secs_f64() * 1000.0
    };
    Ok(Measured {
        per_second: times as f64 / elapsed.as_secs_f64(),
        median_ms: at(0.5),
        p99_ms: at(0.99),
        cpu_ms: (after.cpu_ms - before.cpu_ms) / times as f64,
        memory_mb: after.memory_mb,
    })
}
