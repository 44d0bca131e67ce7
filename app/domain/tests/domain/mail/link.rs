//! A registration link by email.

use crate::support::{Mood, Person, World, checked, token, told};
use chrono::TimeDelta;
use domain::{
    Domain, MatchCode, Result,
    access::{EmailLink, IssueAuthenticator, permit},
    audit::enter_repeated,
    entity::audit_event,
    link,
};
use model::{AppError, AuthenticatorKind, Meeting};
use std::time::Duration;

/// A link with a match code, as every link must have that is sent by email.
pub async fn generate(
    world: &World,
    agent: Person,
    person: Person,
    kind: AuthenticatorKind,
    meeting: Meeting,
) -> String {
    let domain = world.with(|settings| settings.match_code = MatchCode::Always);
    let agent = world.actor(agent).await;
    let permit = world.permit::<IssueAuthenticator>(&agent, person).await;
    link::generate(&domain, &permit, kind, meeting, None, &checked()).await.unwrap().url
}

pub async fn send(world: &World, domain: &Domain, agent: Person, person: Person, url: &str) -> Result<()> {
    let agent = world.actor(agent).await;
    let permit = permit::<EmailLink>(domain, &agent, &person.id()).await?;
    link::email(domain, &permit, &token(url)).await
}

#[tokio::test]
async fn the_link_is_sent_to_its_user_with_what_to_do() {
    let (world, mailbox) = World::with_mailbox().await;
    let url = generate(&world, Person::Manager, Person::User, AuthenticatorKind::Passkey, Meeting::Video).await;
    send(&world, &world.domain, Person::Manager, Person::User, &url).await.unwrap();
    let message = mailbox.only();
    assert_eq!(message.recipients, ["555500000007@riverside.example"]);
    assert_eq!(message.subject(), "Register your passkey (link expires at 3:05pm today)");
    assert_eq!(message.header("Auto-Submitted"), "auto-generated");
    assert_eq!(
        message.text(),
        format!(
            "Hello User Care,\n\n\
             Manager Care, your RA agent, has sent you a link to register a passkey:\n\n\
             {url}\n\n\
             Open it during your video call with Manager Care, on the device you want to sign in with. \
             The link works once and expires on 22 November 2026 at 3:05pm (UK time).\n\n\
             Do not share this email. Anyone with the link could register a device in your name.\n\n\
             If you were not expecting this email, do not open the link. Get help straight away. \
             Contact: the RA service desk on 0113 496 0000.\n\n\
             This is an automated email from Care Identity Management.\n"
        )
    );
    link::look_up(&world.domain, &token(&url), None).await.unwrap();
}

#[tokio::test]
async fn every_kind_and_meeting_has_its_own_text() {
    let (world, mailbox) = World::with_mailbox().await;
    for (kind, subject, device) in [
        (AuthenticatorKind::SecurityKey, "Register your security key (", "you can use your security key with"),
        (AuthenticatorKind::WindowsHello, "Register Windows Hello (", "on your Windows computer"),
    ] {
        let url = generate(&world, Person::Advanced, Person::User, kind, Meeting::FaceToFace).await;
        send(&world, &world.domain, Person::Advanced, Person::User, &url).await.unwrap();
        let message = mailbox.received().pop().unwrap();
        assert!(message.subject().starts_with(subject), "{}", message.subject());
        let text = message.text();
        assert!(text.contains("Open it while Advanced Care is with you, ") && text.contains(device), "{text}");
    }
}

#[tokio::test]
async fn the_subject_has_the_date_of_a_link_that_expires_tomorrow() {
    let (world, mailbox) = World::with_mailbox().await;
    let domain = world.with(|settings| settings.match_code = MatchCode::Always);
    let agent = world.actor(Person::Manager).await;
    let permit = world.permit::<IssueAuthenticator>(&agent, Person::User).await;
    let kind = AuthenticatorKind::WindowsHello;
    let url = link::generate(&domain, &permit, kind, Meeting::Video, Some(24 * 60), &checked()).await.unwrap().url;
    send(&world, &world.domain, Person::Manager, Person::User, &url).await.unwrap();
    assert_eq!(mailbox.only().subject(), "Register Windows Hello (link expires on 23 November 2026 at 2:05pm)");
}

#[tokio::test]
async fn a_user_is_asked_not_to_reply_where_nobody_reads_the_replies() {
    let (mut world, mailbox) = World::with_mailbox().await;
    world.domain = world.with(|settings| settings.mail.as_mut().unwrap().reply_to.clear());
    let url = generate(&world, Person::Manager, Person::User, AuthenticatorKind::Passkey, Meeting::Video).await;
    send(&world, &world.domain, Person::Manager, Person::User, &url).await.unwrap();
    assert!(mailbox.only().text().ends_with("automated email from Care Identity Management. Do not reply.\n"));
}

#[tokio::test]
async fn sending_a_link_is_audited_without_its_token() {
    let (world, mailbox) = World::with_mailbox().await;
    let url = generate(&world, Person::Manager, Person::User, AuthenticatorKind::Passkey, Meeting::Video).await;
    send(&world, &world.domain, Person::Manager, Person::User, &url).await.unwrap();
    let sent = world.last_audited().await;
    assert_eq!((&*sent.action, &*sent.outcome, &*sent.detail), ("email-link", "done", r#"{"kind":"Passkey"}"#));
    assert_eq!(sent.actor_id, Some(world.user(Person::Manager).await.id));
    assert_eq!(sent.subject_id, Some(world.user(Person::User).await.id));
    mailbox.be(Mood::Refuses);
    let error = told(send(&world, &world.domain, Person::Manager, Person::User, &url).await);
    assert_eq!((&error, error.status()), (&AppError::MailFailed, 502));
    let failed = world.last_audited().await;
    assert_eq!((&*failed.action, &*failed.outcome), ("email-link", "refused"));
    assert_eq!(failed.detail, r#"{"kind":"Passkey","reason":"Mail server rejected the address (550)"}"#);
    for row in world.audited_after(0).await {
        let row = format!("{row:?}");
        assert!(!row.contains(token(&url).reveal()) && !row.contains("/register"), "{row}");
    }
    link::look_up(&world.domain, &token(&url), None).await.unwrap();
}

#[tokio::test]
async fn failed_sendings_in_a_minute_make_two_rows_and_each_successful_one_makes_one() {
    let (world, mailbox) = World::with_mailbox().await;
    let url = generate(&world, Person::Manager, Person::User, AuthenticatorKind::Passkey, Meeting::Video).await;
    let known = world.count(audit_event::Entity).await;
    mailbox.be(Mood::Refuses);
    for _ in 0..4 {
        told(send(&world, &world.domain, Person::Manager, Person::User, &url).await);
    }
    mailbox.be(Mood::Takes);
    for _ in 0..2 {
        send(&world, &world.domain, Person::Manager, Person::User, &url).await.unwrap();
    }
    world.clock.advance(TimeDelta::minutes(1));
    enter_repeated(&world.domain).await.unwrap();
    let rows = world.audited_after(known).await;
    assert_eq!(rows.iter().map(|row| &*row.outcome).collect::<Vec<_>>(), ["refused", "done", "done", "refused"]);
    assert!(rows[3].detail.ends_with(r#""repeated":3}"#), "{}", rows[3].detail);
}

#[tokio::test]
async fn an_agent_who_may_issue_to_the_user_may_send_another_agents_link() {
    let (world, mailbox) = World::with_mailbox().await;
    let url = generate(&world, Person::Manager, Person::User, AuthenticatorKind::Passkey, Meeting::Video).await;
    send(&world, &world.domain, Person::Advanced, Person::User, &url).await.unwrap();
    mailbox.only();
}

#[tokio::test]
async fn at_most_four_links_are_sent_at_the_same_time() {
    let (world, mailbox) = World::with_mailbox().await;
    let url = generate(&world, Person::Manager, Person::User, AuthenticatorKind::Passkey, Meeting::Video).await;
    mailbox.be(Mood::Holds);
    let send = || send(&world, &world.domain, Person::Manager, Person::User, &url);
    let watch = async {
        for taken in 4..=6 {
            mailbox.until(|mailbox| mailbox.received().len() == taken).await;
            mailbox.release();
        }
        for _ in 0..3 {
            mailbox.release();
        }
    };
    let (a, b, c, d, e, f, ()) = tokio::join!(send(), send(), send(), send(), send(), send(), watch);
    for outcome in [a, b, c, d, e, f] {
        outcome.unwrap();
    }
    assert_eq!((mailbox.connections(), mailbox.most_at_once()), (6, 4));
}

#[tokio::test]
async fn the_timeout_for_a_hanging_server_starts_when_a_message_gets_its_turn() {
    let (mut world, mailbox) = World::with_mailbox().await;
    world.domain = world.with(|settings| settings.mail.as_mut().unwrap().timeout = Duration::from_secs(1));
    let url = generate(&world, Person::Manager, Person::User, AuthenticatorKind::Passkey, Meeting::Video).await;
    mailbox.be(Mood::Hangs);
    let send = || send(&world, &world.domain, Person::Manager, Person::User, &url);
    let recovers = async {
        mailbox.until(|mailbox| mailbox.connections() == 4).await;
        mailbox.be(Mood::Takes);
    };
    // Without a timeout this would never end.
    let (a, b, c, d, e, f, ()) = tokio::join!(send(), send(), send(), send(), send(), send(), recovers);
    let (sent, failed): (Vec<_>, Vec<_>) = [a, b, c, d, e, f].into_iter().partition(Result::is_ok);
    assert_eq!((sent.len(), failed.len()), (2, 4), "the two that waited for the four had not tried yet");
    for outcome in failed {
        assert_eq!(told(outcome), AppError::MailFailed);
    }
}
