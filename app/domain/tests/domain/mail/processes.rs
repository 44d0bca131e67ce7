//! Several processes that share one database.

use super::{NOTHING, SENT, send_due};
use crate::support::{MICROSECOND, Mood, Person, SoftAuthenticator, World};
use chrono::TimeDelta;
use std::{collections::HashSet, sync::Arc};
use tokio::sync::Barrier;

/// How long a process that sends a notice reserves it for itself.
const LEASE: TimeDelta = TimeDelta::minutes(2);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_simultaneous_processes_send_each_notice_once() {
    const NOTICES: usize = 12;
    let (world, mailbox) = World::with_mailbox().await;
    let second = world.second_mailing_process().await;
    for _ in 0..NOTICES {
        world.register(Person::User, &mut SoftAuthenticator::phone()).await;
    }
    let known = world.last_audited().await.sequence;
    let barrier = Arc::new(Barrier::new(2));
    let rounds = [world.domain.clone(), second].map(|domain| {
        let barrier = barrier.clone();
        tokio::spawn(async move {
            barrier.wait().await;
            send_due(&domain).await
        })
    });
    let [first, second] = rounds;
    let (first, second) = (first.await.unwrap(), second.await.unwrap());
    assert_eq!((first.sent + second.sent, first.delayed + second.delayed), (NOTICES as u32, 0));
    let ids: HashSet<_> = mailbox.received().iter().map(|message| message.header("Message-ID")).collect();
    assert_eq!((mailbox.received().len(), ids.len()), (NOTICES, NOTICES));
    assert_eq!(world.last_audited().await.sequence, known + NOTICES as i64);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_the_lease_another_process_sends_the_notice_of_a_process_that_died() {
    let (world, mailbox) = World::with_mailbox().await;
    let second = world.second_mailing_process().await;
    mailbox.be(Mood::Hangs);
    world.register(Person::User, &mut SoftAuthenticator::phone()).await;
    let first = world.domain.clone();
    let dying = tokio::spawn(async move { send_due(&first).await });
    mailbox.until(|mailbox| mailbox.connections() == 1).await;
    dying.abort();
    mailbox.be(Mood::Takes);
    world.clock.advance(LEASE - MICROSECOND);
    assert_eq!(send_due(&second).await, NOTHING);
    world.clock.advance(MICROSECOND);
    assert_eq!(send_due(&second).await, SENT);
    assert_eq!((mailbox.only().recipients.len(), world.notices().await[0].attempts), (1, 2));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_process_that_outlasts_its_lease_does_not_record_the_result() {
    let (world, mailbox) = World::with_mailbox().await;
    let second = world.second_mailing_process().await;
    world.register(Person::User, &mut SoftAuthenticator::phone()).await;
    let known = world.last_audited().await.sequence;
    mailbox.be(Mood::Holds);
    let first = world.domain.clone();
    let slow = tokio::spawn(async move { send_due(&first).await });
    mailbox.until(|mailbox| mailbox.received().len() == 1).await;
    mailbox.be(Mood::Takes);
    world.clock.advance(LEASE);
    assert_eq!(send_due(&second).await, SENT);
    mailbox.release();
    slow.await.unwrap();
    let ids: HashSet<_> = mailbox.received().iter().map(|message| message.header("Message-ID")).collect();
    assert_eq!(ids.len(), 1, "a user who gets it twice can recognise the copy");
    assert_eq!(world.last_audited().await.sequence, known + 1);
}
