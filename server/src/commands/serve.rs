//! `cim serve`.

use super::{
    background,
    invite::print_invitation,
    signals::{Signals, interrupted},
};
use crate::{Failure, config::Config, front_door::FrontDoor, http};
use domain::{Clock, Domain, SystemClock, demo};
use std::time::Duration;
use tokio::{
    net::TcpListener,
    sync::watch,
    time::{sleep, timeout},
};

/// How many files the process has open beside its connections: the database, assets, the log.
const OTHER_FILES: u64 = 256;
/// How long closing the database connections may take.
const CLOSING: Duration = Duration::from_secs(1);

/// Migrates the database, then serves until SIGINT or SIGTERM.
///
/// # Errors
/// A sentence for the operator.
pub async fn serve(config: &Config, demo: bool) -> Result<(), Failure> {
    let (models, mut warnings) = super::models::load(config, SystemClock.now())?;
    let domain = super::domain(config, models).await?;
    warnings.extend(domain.settings().warnings());
    warnings.extend(too_few_files(config.connections));
    let router = http::router(config, &domain)?;
    let listener = TcpListener::bind(config.listen)
        .await
        .map_err(|error| format!("cannot listen on {}: {error}. Is another cim running there?", config.listen))?;
    let metrics = super::metrics::listen(config, &domain).await?;
    if demo {
        let added = demo::fill(&domain).await?;
        if added > 0 {
            println!("Added {added} invented people to the empty database.");
        }
        print_invitation(&domain, &demo::RA_MANAGER.parse()?, None, false).await?;
        println!("{}", demo::TO_TRY);
    }
    // Catch the signals before saying that the server listens, because a supervisor may stop it at once after that.
    let signals = interrupted()?;
    for warning in warnings {
        // The warning goes to the log, and to standard output, where a person who starts the server by hand sees it.
        tracing::warn!("{warning}");
        println!("Warning: {warning}");
    }
    println!("Listening on {} ({})", config.origin, listener.local_addr()?);
    if let Some(metrics) = &metrics {
        println!("Metrics at {}", metrics.address);
    }
    let (stop, stopping) = watch::channel(false);
    let background = background::start(&domain, &stopping);
    let served = FrontDoor::new(config).serve(listener, router, domain.metrics().clone(), stopping);
    let everything = async {
        served.await;
        background.finish().await;
    };
    run(everything, signals, &domain, &stop, Duration::from_secs(config.stop_seconds)).await
}

/// Runs `everything` until a signal asks the server to stop. Then lets it finish the work in progress, for `patience` at most,
/// so that a client that has sent only half a request, or that never reads its response, cannot keep the server from stopping.
async fn run(
    everything: impl Future<Output = ()>,
    mut signals: Signals,
    domain: &Domain,
    stop: &watch::Sender<bool>,
    patience: Duration,
) -> Result<(), Failure> {
    let mut everything = Box::pin(everything);
    tokio::select! {
        // `everything` does not end by itself.
        () = &mut everything => return Ok(()),
        () = signals.next() => {}
    }
    println!("Stopping: what was begun may go on for {} s. A second signal ends it at once.", patience.as_secs());
    stop.send_replace(true);
    // End the streams of live events. Otherwise they would keep the server from stopping.
    domain.events().close();
    let how = tokio::select! {
        () = &mut everything => "Stopped.",
        () = sleep(patience) => "Stopped. What had not finished by then was cut off.",
        () = signals.next() => "Stopped at once. What had not finished was cut off.",
    };
    drop(everything);
    if !matches!(timeout(CLOSING, domain.database().close()).await, Ok(Ok(()))) {
        tracing::warn!("the database was still busy when the server ended; what was not committed is not stored");
    }
    println!("{how}");
    Ok(())
}

/// Asks the system for as many open files as there may be connections; 0: as many as it allows. Returns a warning when it allows
/// fewer.
fn too_few_files(connections: usize) -> Option<String> {
    let connections = u64::try_from(connections).unwrap_or(u64::MAX);
    let wanted = if connections == 0 { u64::MAX } else { connections.saturating_add(OTHER_FILES) };
    match rlimit::increase_nofile_limit(wanted) {
        Ok(allowed) if connections == 0 || allowed >= wanted => None,
        Ok(allowed) => Some(format!(
            "the system allows this process {allowed} open files, but `connections` needs {wanted}: raise the limit \
             (`ulimit -n`, or LimitNOFILE of systemd), or lower `connections`"
        )),
        Err(error) => Some(format!("the number of files that may be open could not be raised: {error}")),
    }
}
