//! Which events users are told of by email, and in which words.

use super::{NOTHING, SENT, remove, send_due};
use crate::support::{Person, SoftAuthenticator, World, told};
use domain::{
    Domain,
    access::ViewHistory,
    entity::{authenticator, notice, words::Kind},
    mail, views,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use std::{
    pin::pin,
    task::{Context, Waker},
};

#[tokio::test]
async fn a_user_gets_a_notice_of_an_added_authenticator() {
    let (world, mailbox) = World::with_mailbox().await;
    world.register(Person::User, &mut SoftAuthenticator::phone()).await;
    assert_eq!(send_due(&world.domain).await, SENT);
    let message = mailbox.only();
    assert_eq!(message.recipients, ["555500000007@riverside.example"]);
    assert_eq!(message.to(), [("User Care".to_owned(), "555500000007@riverside.example".to_owned())]);
    assert_eq!(message.subject(), "A passkey has been added to your care identity");
    assert_eq!(
        message.text(),
        "Hello User Care,\n\n\
         A passkey has been added to your care identity. You can now use it to sign in.\n\n\
         Type: Passkey\n\
         Saved in: iCloud Keychain\n\
         Added: 22 November 2026 at 2:05pm (UK time)\n\
         Added by: Manager Care\n\n\
         If you were expecting this, you do not need to do anything.\n\n\
         If you were not expecting this, someone else may be able to sign in as you. Get help straight away. \
         Contact: the RA service desk on 0113 496 0000.\n\n\
         We will never ask for your PIN or password, and this email does not contain any links.\n\n\
         This is an automated email from Care Identity Management.\n"
    );
}

#[tokio::test]
async fn a_user_gets_a_notice_of_a_removed_authenticator() {
    let (world, mailbox) = World::with_mailbox().await;
    remove(&world, Person::Advanced, Person::Colleague).await;
    assert_eq!(send_due(&world.domain).await, SENT);
    let message = mailbox.only();
    assert_eq!(message.recipients, ["555500000008@riverside.example"]);
    assert_eq!(message.subject(), "A passkey has been removed from your care identity");
    for line in [
        "A passkey has been removed from your care identity. You can no longer use it to sign in.",
        "Removed: 22 November 2026 at 2:05pm (UK time)",
        "Removed by: Advanced Care",
        "Reason: Lost or stolen",
        "If you were not expecting this, someone may be trying to stop you signing in. Get help straight away. \
         Contact: the RA service desk on 0113 496 0000.",
    ] {
        assert!(message.text().lines().any(|found| found == line), "{line}\n{}", message.text());
    }
    assert!(!message.text().contains("on a train"), "the note is for agents");
}

#[tokio::test]
async fn every_kind_has_its_own_text() {
    for (kind, subject, type_) in [
        (Kind::SecurityKey, "A security key has been added to your care identity", "Type: Security key"),
        (Kind::WindowsHello, "Windows Hello has been added to your care identity", "Type: Windows Hello"),
    ] {
        let (world, mailbox) = World::with_mailbox().await;
        world.register(Person::User, &mut SoftAuthenticator::phone()).await;
        let id = Set(world.authenticators(Person::User).await[0].id);
        let change = authenticator::ActiveModel { id, kind: Set(kind), ..Default::default() };
        change.update(&world.back_door().await).await.unwrap();
        assert_eq!(send_due(&world.domain).await, SENT);
        assert_eq!(mailbox.only().subject(), subject);
        assert!(mailbox.only().text().contains(type_));
    }
}

#[tokio::test]
async fn a_message_has_all_its_headers_and_no_others() {
    let (world, mailbox) = World::with_mailbox().await;
    world.register(Person::User, &mut SoftAuthenticator::phone()).await;
    send_due(&world.domain).await;
    let message = mailbox.only();
    let mut names = message.header_names();
    names.sort();
    let expected = [
        "Auto-Submitted",
        "Content-Transfer-Encoding",
        "Content-Type",
        "Date",
        "From",
        "MIME-Version",
        "Message-ID",
        "Reply-To",
        "Subject",
        "To",
    ];
    assert_eq!(names, expected);
    assert_eq!(message.header("Date"), "Sun, 22 Nov 2026 14:05:00 +0000");
    assert_eq!(message.header("Auto-Submitted"), "auto-generated");
    assert_eq!(message.header("Content-Type"), "text/plain; charset=utf-8");
    let id = world.notices().await[0].id;
    assert_eq!(message.header("Message-ID"), format!("<{id}@care-identity.example.nhs.uk>"));
    assert!(message.header("From").ends_with("<care-identity@example.nhs.uk>"), "{}", message.header("From"));
    assert_eq!(message.header("Reply-To"), "ra-desk@example.nhs.uk");
}

#[tokio::test]
async fn a_sent_notice_is_in_the_history_and_is_not_sent_again() {
    let (world, mailbox) = World::with_mailbox().await;
    world.register(Person::User, &mut SoftAuthenticator::phone()).await;
    assert_eq!((send_due(&world.domain).await, send_due(&world.domain).await), (SENT, NOTHING));
    assert_eq!(mailbox.received().len(), 1);
    let notice = world.notices().await.remove(0);
    let now = world.domain.now();
    assert_eq!((notice.attempts, notice.sent_at, notice.next_try_at), (1, Some(now), None));
    let agent = world.actor(Person::Agent).await;
    let permit = world.permit::<ViewHistory>(&agent, Person::User).await;
    let line = views::history(&world.domain, &permit, None).await.unwrap().entries.remove(0);
    assert_eq!((&*line.what, &*line.detail), ("Email sent to user", "Passkey added"));
    assert_eq!((&*line.by, line.refused), ("this service", false));
}

#[tokio::test]
async fn no_notice_is_queued_without_a_mail_server() {
    let world = World::new().await;
    world.register(Person::User, &mut SoftAuthenticator::phone()).await;
    remove(&world, Person::Manager, Person::Colleague).await;
    assert_eq!(world.count(notice::Entity).await, 0);
    assert!(!mail::is_configured(&world.domain));
    assert_eq!(send_due(&world.domain).await, NOTHING);
}

#[tokio::test]
async fn a_refused_registration_queues_no_notice() {
    let (world, _mailbox) = World::with_mailbox().await;
    let token = world.link(Person::User).await;
    told(world.browser().register(&token, &mut SoftAuthenticator::security_key()).await);
    let mut known = world.authenticator_of(Person::Colleague);
    told(world.browser().register(&token, &mut known).await);
    assert_eq!(world.count(notice::Entity).await, 0);
}

#[tokio::test]
async fn a_commit_wakes_the_sender() {
    let (world, _mailbox) = World::with_mailbox().await;
    // The notification must be there already: the test does not wait for it.
    let soon = async |domain: Domain| {
        let mut wanted = pin!(mail::wanted(&domain));
        wanted.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_ready()
    };
    assert!(!soon(world.domain.clone()).await);
    world.register(Person::User, &mut SoftAuthenticator::phone()).await;
    assert!(soon(world.domain.clone()).await);
    assert!(!soon(world.domain.clone()).await);
    remove(&world, Person::Manager, Person::User).await;
    assert!(soon(world.domain.clone()).await);
}
