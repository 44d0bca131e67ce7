//! A mail server that is down, slow or refuses a recipient does not hold up anything else.

use super::{DELAYED, NOTHING, send_due};
use crate::support::{Mailbox, Mood, Person, SoftAuthenticator, World};
use domain::mail::Round;
use std::time::Duration;

#[tokio::test]
async fn a_server_that_is_down_ends_the_round_and_the_other_notices_stay_untried() {
    let (mut world, _) = World::with_mailbox().await;
    let closed = Mailbox::closed().await;
    world.domain = world.with(|settings| settings.mail = Some(closed.settings()));
    for person in [Person::User, Person::Colleague] {
        world.register(person, &mut SoftAuthenticator::phone()).await;
    }
    assert_eq!(send_due(&world.domain).await, DELAYED);
    let mut tries: Vec<_> = world.notices().await.iter().map(|notice| notice.attempts).collect();
    tries.sort_unstable();
    assert_eq!(tries, [0, 1]);
    assert_eq!(send_due(&world.domain).await, DELAYED, "the next round starts with the notice that waited");
    assert_eq!(send_due(&world.domain).await, NOTHING);
    let reasons: Vec<_> = world.notices().await.into_iter().filter_map(|notice| notice.last_error).collect();
    assert_eq!(reasons, ["Mail server could not be reached"; 2]);
}

#[tokio::test]
async fn a_server_that_refuses_every_connection_ends_the_round_too() {
    let (world, mailbox) = World::with_mailbox().await;
    mailbox.be(Mood::TurnsAway);
    for person in [Person::User, Person::Colleague] {
        world.register(person, &mut SoftAuthenticator::phone()).await;
    }
    assert_eq!((send_due(&world.domain).await, mailbox.connections()), (DELAYED, 1));
    let reasons: Vec<_> = world.notices().await.into_iter().filter_map(|notice| notice.last_error).collect();
    assert_eq!(reasons, ["Mail server rejected the email (421)"]);
}

#[tokio::test]
async fn a_refused_recipient_does_not_hold_up_the_others() {
    let (world, mailbox) = World::with_mailbox().await;
    mailbox.be(Mood::RefusesOne("555500000007@riverside.example"));
    for person in [Person::User, Person::Colleague] {
        world.register(person, &mut SoftAuthenticator::phone()).await;
    }
    assert_eq!(send_due(&world.domain).await, Round { sent: 1, delayed: 0, given_up: 1 });
    assert_eq!(mailbox.only().recipients, ["555500000008@riverside.example"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hanging_server_blocks_no_registration() {
    let (world, mailbox) = World::with_mailbox().await;
    mailbox.be(Mood::Hangs);
    world.register(Person::User, &mut SoftAuthenticator::phone()).await;
    let domain = world.domain.clone();
    let sending = tokio::spawn(async move { send_due(&domain).await });
    mailbox.until(|mailbox| mailbox.connections() == 1).await;
    world.register(Person::Colleague, &mut SoftAuthenticator::phone()).await;
    assert!(!sending.is_finished(), "it still waits for the server");
    sending.abort();
}

#[tokio::test]
async fn a_hanging_server_runs_into_the_timeout() {
    let (mut world, mailbox) = World::with_mailbox().await;
    mailbox.be(Mood::Hangs);
    world.domain = world.with(|settings| {
        settings.mail.as_mut().unwrap().timeout = Duration::from_millis(200);
    });
    world.register(Person::User, &mut SoftAuthenticator::phone()).await;
    // Without a timeout this would never end.
    assert_eq!(send_due(&world.domain).await, DELAYED);
    assert_eq!(world.notices().await[0].last_error.as_deref(), Some("Mail server did not answer in time"));
}

#[tokio::test]
async fn a_server_without_encryption_gets_nothing_when_encryption_is_required() {
    let (mut world, mailbox) = World::with_mailbox().await;
    let plain = format!("smtp://127.0.0.1:{}?tls=required", mailbox.port());
    world.domain = world.with(|settings| settings.mail.as_mut().unwrap().smtp_url = plain.as_str().into());
    world.register(Person::User, &mut SoftAuthenticator::phone()).await;
    assert_eq!(send_due(&world.domain).await, DELAYED);
    assert!(mailbox.received().is_empty());
}
