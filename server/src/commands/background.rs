//! The background tasks of the server.

use domain::{Domain, audit, ceremonies, database, live, mail, sessions};
use futures_util::FutureExt;
use std::{panic::AssertUnwindSafe, time::Duration};
use tokio::{
    sync::watch::Receiver,
    task::{AbortHandle, JoinSet},
    time::{sleep, timeout},
};

/// How often to delete rows that have expired.
const HOUSEKEEPING: Duration = Duration::from_secs(600);
/// How often to write the refusals that were counted beside the audit log into it.
const REFUSALS: Duration = Duration::from_secs(60);
/// How often to poll for due e-mail notices.
const MAIL: Duration = Duration::from_secs(30);
/// How long to wait before a task that panicked is started again.
const AFTER_A_PANIC: Duration = Duration::from_secs(10);

/// The background tasks. Dropping this value ends them.
pub struct Background {
    /// These tasks end by themselves, between two pieces of work, when the server is told to stop.
    working: JoinSet<()>,
    /// These tasks only listen for changes of other processes, so they can be ended at any moment.
    listening: [AbortHandle; 2],
}

/// Starts the background tasks.
pub fn start(domain: &Domain, stopping: &Receiver<bool>) -> Background {
    let mut working = JoinSet::new();
    let own = || (domain.clone(), stopping.clone());
    if mail::is_configured(domain) {
        let (domain, stopping) = own();
        working.spawn(until_done(AFTER_A_PANIC, move || send_mail(domain.clone(), stopping.clone())));
    }
    let (domain, stopping) = own();
    working.spawn(until_done(AFTER_A_PANIC, move || keep_house(domain.clone(), stopping.clone())));
    let (domain, stopping) = own();
    working.spawn(until_done(AFTER_A_PANIC, move || enter_refusals(domain.clone(), stopping.clone())));
    let (domain, _) = own();
    let events = tokio::spawn(until_done(AFTER_A_PANIC, move || live::listen(domain.clone(), live::SILENCE)));
    let (domain, _) = own();
    let log = move || database::keep_log_small(domain.database().clone());
    let log = tokio::spawn(until_done(AFTER_A_PANIC, log));
    Background { working, listening: [events.abort_handle(), log.abort_handle()] }
}

impl Background {
    /// Waits until the tasks have finished the work that they began. Call it after the server was told to stop.
    pub async fn finish(mut self) {
        while self.working.join_next().await.is_some() {}
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        for task in &self.listening {
            task.abort();
        }
    }
}

/// Runs a task until it returns. A panic in it is a bug: it is logged, and the task is started again after a `pause`.
async fn until_done<F: Future<Output = ()>>(pause: Duration, work: impl Fn() -> F) {
    while AssertUnwindSafe(work()).catch_unwind().await.is_err() {
        sleep(pause).await;
    }
}

async fn keep_house(domain: Domain, mut stopping: Receiver<bool>) {
    loop {
        for outcome in [
            ceremonies::delete_expired(&domain).await,
            sessions::close_expired(&domain).await,
            audit::forget_anonymous_refusals(&domain).await,
        ] {
            if let Err(error) = outcome {
                tracing::warn!(%error, "housekeeping failed; it is tried again");
            }
        }
        if stopped_within(HOUSEKEEPING, &mut stopping).await {
            return;
        }
    }
}

/// Writes counted refusals to the audit log. This includes the refusals that another process counted before it stopped.
async fn enter_refusals(domain: Domain, mut stopping: Receiver<bool>) {
    loop {
        if let Err(error) = audit::enter_repeated(&domain).await {
            tracing::warn!(%error, "repeated refusals could not be entered in the audit log; it is tried again");
        }
        if stopped_within(REFUSALS, &mut stopping).await {
            return;
        }
    }
}

/// Sends the notices that this process queues at once. Retries, and notices that another process left, are sent soon after.
async fn send_mail(domain: Domain, mut stopping: Receiver<bool>) {
    loop {
        if let Err(error) = mail::send_due(&domain).await {
            tracing::warn!(%error, "the e-mail notices could not be read; it is tried again");
        }
        tokio::select! {
            () = mail::wanted(&domain) => {}
            stopped = stopped_within(MAIL, &mut stopping) => if stopped { return },
        }
    }
}

/// Waits for `patience`, or until the server is told to stop. Returns whether it was told to stop.
async fn stopped_within(patience: Duration, stopping: &mut Receiver<bool>) -> bool {
    timeout(patience, stopping.wait_for(|stopping| *stopping)).await.is_ok()
}

#[cfg(test)]
mod tests {
    use super::{stopped_within, until_done};
    use std::{cell::Cell, time::Duration};
    use tokio::sync::watch;

    /// So long that a test whose event never happens fails instead of hanging.
    const GUARD: Duration = Duration::from_secs(10);

    #[tokio::test]
    async fn a_task_sees_the_stop_signal_even_if_it_starts_to_wait_after_it() {
        let (stop, mut stopping) = watch::channel(false);
        assert!(!stopped_within(Duration::ZERO, &mut stopping).await);
        let mut waiting = stopping.clone();
        let waits = tokio::spawn(async move { stopped_within(GUARD, &mut waiting).await });
        stop.send_replace(true);
        assert!(waits.await.unwrap());
        assert!(stopped_within(GUARD, &mut stopping).await);
    }

    #[tokio::test]
    async fn a_task_that_panicked_is_started_again() {
        let times = Cell::new(0);
        until_done(Duration::ZERO, async || {
            times.set(times.get() + 1);
            assert_eq!(times.get(), 3, "made by the test");
        })
        .await;
        assert_eq!(times.get(), 3);
    }
}
