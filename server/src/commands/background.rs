//! What the server does while nobody asks for anything.

use domain::{Domain, ceremonies, live, mail, sessions};
use futures_util::FutureExt;
use std::{panic::AssertUnwindSafe, time::Duration};
use tokio::{
    sync::watch::Receiver,
    task::{AbortHandle, JoinSet},
    time::{sleep, timeout},
};

/// How often rows are deleted whose time is up.
const HOUSEKEEPING: Duration = Duration::from_secs(600);
/// How often it is looked for e-mail notices that are due.
const MAIL: Duration = Duration::from_secs(30);
/// After how long a task begins again that panicked.
const AFTER_A_PANIC: Duration = Duration::from_secs(10);

/// The tasks. Dropped, they end.
pub struct Background {
    /// They end by themselves when the server is to stop, between two pieces of work.
    working: JoinSet<()>,
    /// It only hears.
    listening: AbortHandle,
}

/// Starts them.
pub fn start(domain: &Domain, stopping: &Receiver<bool>) -> Background {
    let mut working = JoinSet::new();
    let own = || (domain.clone(), stopping.clone());
    if mail::is_configured(domain) {
        let (domain, stopping) = own();
        working.spawn(until_done(AFTER_A_PANIC, move || send_mail(domain.clone(), stopping.clone())));
    }
    let (domain, stopping) = own();
    working.spawn(until_done(AFTER_A_PANIC, move || keep_house(domain.clone(), stopping.clone())));
    let (domain, _) = own();
    let listening = tokio::spawn(until_done(AFTER_A_PANIC, move || live::listen(domain.clone(), live::SILENCE)));
    Background { working, listening: listening.abort_handle() }
}

impl Background {
    /// Waits until what was begun is finished. They are to stop.
    pub async fn finish(mut self) {
        while self.working.join_next().await.is_some() {}
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

/// Works until the work is done. A panic in it is a bug, of which the log tells, and does not end it for good: it begins again
/// after a `pause`.
async fn until_done<F: Future<Output = ()>>(pause: Duration, work: impl Fn() -> F) {
    while AssertUnwindSafe(work()).catch_unwind().await.is_err() {
        sleep(pause).await;
    }
}

async fn keep_house(domain: Domain, mut stopping: Receiver<bool>) {
    loop {
        for outcome in [ceremonies::delete_expired(&domain).await, sessions::close_expired(&domain).await] {
            if let Err(error) = outcome {
                tracing::warn!(%error, "housekeeping failed; it is tried again");
            }
        }
        if stopped_within(HOUSEKEEPING, &mut stopping).await {
            return;
        }
    }
}

/// Sends what this process queues at once, and what is to be tried again, or was left by another process, soon after.
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

/// Waits for so long, or until the server is to stop: whether it is.
async fn stopped_within(patience: Duration, stopping: &mut Receiver<bool>) -> bool {
    timeout(patience, stopping.wait_for(|stopping| *stopping)).await.is_ok()
}

#[cfg(test)]
mod tests {
    use super::{stopped_within, until_done};
    use std::{cell::Cell, time::Duration};
    use tokio::sync::watch;

    /// So long that a test which waits for nothing fails instead.
    const GUARD: Duration = Duration::from_secs(10);

    #[tokio::test]
    async fn a_task_that_waits_hears_that_the_server_is_to_stop_also_when_it_begins_to_wait_later() {
        let (stop, mut stopping) = watch::channel(false);
        assert!(!stopped_within(Duration::ZERO, &mut stopping).await);
        let mut waiting = stopping.clone();
        let waits = tokio::spawn(async move { stopped_within(GUARD, &mut waiting).await });
        stop.send_replace(true);
        assert!(waits.await.unwrap());
        assert!(stopped_within(GUARD, &mut stopping).await);
    }

    #[tokio::test]
    async fn a_task_that_panicked_begins_again() {
        let times = Cell::new(0);
        until_done(Duration::ZERO, async || {
            times.set(times.get() + 1);
            assert_eq!(times.get(), 3, "made by the test");
        })
        .await;
        assert_eq!(times.get(), 3);
    }
}
