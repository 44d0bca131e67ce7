//! `cim serve`.

use super::invite::print_invitation;
use crate::{Failure, config::Config, http};
use domain::{Clock, Domain, SystemClock, audit, ceremonies, database, directory::demo, live, mail, sessions};
use std::{net::SocketAddr, time::Duration};
use tokio::net::TcpListener;

/// How often rows are deleted whose time is up.
const HOUSEKEEPING: Duration = Duration::from_secs(600);

/// How often refusals that were counted beside the audit log enter it.
const REFUSALS: Duration = Duration::from_secs(60);

/// How often it is looked for e-mail notices that are due.
const MAIL: Duration = Duration::from_secs(30);

/// Migrates, and serves until SIGINT or SIGTERM; requests under way are finished.
///
/// # Errors
/// A sentence for the operator.
pub async fn serve(config: &Config, demo: bool) -> Result<(), Failure> {
    let (models, mut warnings) = super::models::load(config, SystemClock.now())?;
    let domain = super::domain(config, models).await?;
    warnings.extend(domain.settings().warnings());
    let router = http::router(config, &domain)?;
    let listener = TcpListener::bind(config.listen)
        .await
        .map_err(|error| format!("cannot listen on {}: {error}. Is another cim running there?", config.listen))?;
    if demo {
        let added = demo::fill(&domain).await?;
        if added > 0 {
            println!("Added {added} invented people to the empty database.");
        }
        print_invitation(&domain, &demo::RA_MANAGER.parse()?, None, false).await?;
    }
    if mail::is_configured(&domain) {
        tokio::spawn(send_mail(domain.clone()));
    }
    tokio::spawn(keep_house(domain.clone()));
    tokio::spawn(database::keep_log_small(domain.database().clone()));
    tokio::spawn(enter_refusals(domain.clone()));
    tokio::spawn(live::listen(domain.clone(), live::SILENCE));
    let interrupted = interrupted()?;
    let interrupted = async move {
        interrupted.await;
        // Who watches a link would keep the server from stopping.
        domain.events().close();
    };
    for warning in warnings {
        // On the log, and where whoever starts it by hand looks.
        tracing::warn!("{warning}");
        println!("Warning: {warning}");
    }
    println!("Listening on {} ({})", config.origin, listener.local_addr()?);
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(interrupted).await?;
    println!("Stopped.");
    Ok(())
}

async fn keep_house(domain: Domain) {
    let mut ticks = tokio::time::interval(HOUSEKEEPING);
    loop {
        ticks.tick().await;
        for outcome in [
            ceremonies::delete_expired(&domain).await,
            sessions::close_expired(&domain).await,
            audit::forget_anonymous_refusals(&domain).await,
        ] {
            if let Err(error) = outcome {
                tracing::warn!(%error, "housekeeping failed; it is tried again");
            }
        }
    }
}

/// Enters what any process counted: what one leaves that ends is entered by the next.
async fn enter_refusals(domain: Domain) {
    let mut ticks = tokio::time::interval(REFUSALS);
    loop {
        ticks.tick().await;
        if let Err(error) = audit::enter_repeated(&domain).await {
            tracing::warn!(%error, "repeated refusals could not be entered in the audit log; it is tried again");
        }
    }
}

/// Sends what this process queues at once, and what is to be tried again, or was left by another process, soon after.
async fn send_mail(domain: Domain) {
    loop {
        if let Err(error) = mail::send_due(&domain).await {
            tracing::warn!(%error, "the e-mail notices could not be read; it is tried again");
        }
        // Which of the two it was does not matter.
        drop(tokio::time::timeout(MAIL, mail::wanted(&domain)).await);
    }
}

/// Is ready when somebody wants the server to stop. Listens from the moment that it is called: who is told that the server
/// listens may stop it at once.
#[cfg(unix)]
fn interrupted() -> Result<impl Future<Output = ()>, Failure> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Is ready when somebody wants the server to stop.
#[cfg(not(unix))]
fn interrupted() -> Result<impl Future<Output = ()>, Failure> {
    Ok(async { drop(tokio::signal::ctrl_c().await) })
}
