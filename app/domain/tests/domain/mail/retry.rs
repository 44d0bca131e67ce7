//! A notice that cannot be sent is retried, and given up after a day.

use super::{DELAYED, GIVEN_UP, NOTHING, SENT, send_due};
use crate::support::{MICROSECOND, Mood, Person, SoftAuthenticator, World};
use chrono::TimeDelta;
use domain::{
    access::ViewHistory,
    audit::{Verdict, verify},
    views,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};

/// When a notice that fails each time is retried, in minutes after it was queued.
const TRIES: [i64; 8] = [1, 6, 36, 156, 516, 876, 1236, 1440];

#[tokio::test]
async fn a_failing_notice_is_retried_exactly_at_each_time_and_given_up_after_a_day() {
    let (world, mailbox) = World::with_mailbox().await;
    mailbox.be(Mood::Delays);
    world.register(Person::User, &mut SoftAuthenticator::phone()).await;
    let start = world.domain.now();
    assert_eq!(send_due(&world.domain).await, DELAYED);
    for (known, minutes) in (1..).zip(TRIES) {
        let due = start + TimeDelta::minutes(minutes);
        world.clock.set(due - MICROSECOND);
        assert_eq!(send_due(&world.domain).await, NOTHING, "before minute {minutes}");
        world.clock.set(due);
        assert_eq!(mailbox.connections(), known);
        let expected = if minutes == 1440 { GIVEN_UP } else { DELAYED };
        assert_eq!(send_due(&world.domain).await, expected, "minute {minutes}");
    }
    world.clock.advance(TimeDelta::days(30));
    assert_eq!(send_due(&world.domain).await, NOTHING);
    assert_eq!((mailbox.connections(), mailbox.received().len()), (9, 0));
    let notice = world.notices().await.remove(0);
    assert_eq!((notice.sent_at, notice.next_try_at), (None, None));
    assert_eq!((notice.failed_at, notice.attempts), (Some(start + TimeDelta::hours(24)), 9));
}

#[tokio::test]
async fn a_notice_that_was_given_up_is_in_the_history_once_with_the_reason_but_no_address() {
    let (world, mailbox) = World::with_mailbox().await;
    mailbox.be(Mood::Delays);
    world.register(Person::User, &mut SoftAuthenticator::phone()).await;
    let known = world.last_audited().await.sequence;
    send_due(&world.domain).await;
    let reason = "Mail server rejected the email (451)";
    assert_eq!(world.notices().await[0].last_error.as_deref(), Some(reason));
    assert_eq!(world.last_audited().await.sequence, known, "a try that is repeated is no event");
    world.clock.advance(TimeDelta::hours(24));
    assert_eq!(send_due(&world.domain).await, GIVEN_UP);
    assert_eq!(verify(&world.domain).await.unwrap(), Verdict::Sound { rows: known + 1 });
    let agent = world.browser_of(Person::Manager);
    // The session has expired by then, so the history is read as of the start of the test.
    world.clock.advance(TimeDelta::hours(-24));
    let agent = agent.actor().await.unwrap();
    let permit = world.permit::<ViewHistory>(&agent, Person::User).await;
    let line = views::history(&world.domain, &permit, None).await.unwrap().entries.remove(0);
    assert_eq!(line.what, "Email to user could not be sent");
    assert_eq!(line.detail, format!("Passkey added, {reason}"));
}

#[tokio::test]
async fn a_notice_sent_late_has_the_time_of_the_event() {
    let (world, mailbox) = World::with_mailbox().await;
    mailbox.be(Mood::Delays);
    world.register(Person::User, &mut SoftAuthenticator::phone()).await;
    send_due(&world.domain).await;
    mailbox.be(Mood::Takes);
    world.clock.advance(TimeDelta::minutes(1));
    assert_eq!(send_due(&world.domain).await, SENT);
    assert!(mailbox.only().text().contains("Added: 22 November 2026 at 2:05pm (UK time)"));
    assert_eq!(mailbox.only().header("Date"), "Sun, 22 Nov 2026 14:06:00 +0000");
    let notice = world.notices().await.remove(0);
    assert_eq!((notice.attempts, notice.sent_at.is_some(), notice.last_error), (2, true, None));
}

#[tokio::test]
async fn a_notice_that_was_due_days_ago_is_still_tried_once() {
    let (world, mailbox) = World::with_mailbox().await;
    world.register(Person::User, &mut SoftAuthenticator::phone()).await;
    world.clock.advance(TimeDelta::days(3));
    assert_eq!(send_due(&world.domain).await, SENT);
    mailbox.only();
}

#[tokio::test]
async fn a_notice_to_an_invalid_address_is_given_up_at_once_and_the_history_says_so() {
    for (mood, email, reason) in [
        (Mood::Refuses, "555500000007@riverside.example", "Mail server rejected the address (550)"),
        (Mood::Takes, "no address", "Email address is not valid"),
    ] {
        let (world, mailbox) = World::with_mailbox().await;
        mailbox.be(mood);
        let mut user = world.user(Person::User).await.into_active_model();
        user.email = Set(email.to_owned());
        user.update(&world.back_door().await).await.unwrap();
        let mut phone = SoftAuthenticator::phone();
        world.register(Person::User, &mut phone).await;
        assert_eq!((send_due(&world.domain).await, send_due(&world.domain).await), (GIVEN_UP, NOTHING));
        let notice = world.notices().await.remove(0);
        assert_eq!((notice.attempts, notice.next_try_at, notice.last_error.as_deref()), (1, None, Some(reason)));
        let agent = world.actor(Person::Manager).await;
        let permit = world.permit::<ViewHistory>(&agent, Person::User).await;
        let line = views::history(&world.domain, &permit, None).await.unwrap().entries.remove(0);
        assert_eq!(line.what, "Email to user could not be sent");
        assert_eq!(line.detail, format!("Passkey added, {reason}"));
    }
}
