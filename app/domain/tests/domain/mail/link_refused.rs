//! What is not sent: anything except an open link of this service for exactly this user.

use super::link::{generate, send};
use crate::support::{Person, SoftAuthenticator, World, checked, operator, token, told};
use chrono::TimeDelta;
use domain::{
    MatchCode, Secret, SystemRandom,
    access::IssueAuthenticator,
    entity::audit_event,
    link::{self, Invitation},
};
use model::{AppError, AuthenticatorKind, LinkEnd, Meeting, Refusal};

async fn passkey_link(world: &World, person: Person) -> String {
    generate(world, Person::Manager, person, AuthenticatorKind::Passkey, Meeting::Video).await
}

/// A link without a match code.
async fn without_code(world: &World, person: Person) -> String {
    let manager = world.actor(Person::Manager).await;
    let permit = world.permit::<IssueAuthenticator>(&manager, person).await;
    let (kind, meeting) = (AuthenticatorKind::Passkey, Meeting::Video);
    link::generate(&world.domain, &permit, kind, meeting, None, &checked()).await.unwrap().url
}

#[tokio::test]
async fn a_link_without_a_match_code_is_never_sent_whatever_the_current_settings_are() {
    let (world, mailbox) = World::with_mailbox().await;
    let kind = AuthenticatorKind::Passkey;
    let Invitation::Link { link: invitation, .. } =
        link::invite(&world.domain, &operator(), &Person::Colleague.id(), kind, true).await.unwrap()
    else {
        panic!("this was wanted anyway")
    };
    let generated = without_code(&world, Person::User).await;
    let now = world.with(|settings| settings.match_code = MatchCode::Always);
    for (person, url) in [(Person::User, &generated), (Person::Colleague, &invitation.url)] {
        for domain in [&world.domain, &now] {
            // Equal refusals within a minute are counted together.
            world.clock.advance(TimeDelta::minutes(1));
            let known = world.count(audit_event::Entity).await;
            let error = told(send(&world, domain, Person::Manager, person, url).await);
            assert_eq!((&error, error.status()), (&AppError::Refused(Refusal::LinkWithoutCode), 403));
            assert!(error.to_string().contains("not have a match code"), "{error}");
            let [line] = &world.audited_after(known).await[..] else { panic!("one line tells of it") };
            assert_eq!((&*line.action, &*line.outcome), ("email-link", "refused"));
            assert_eq!(line.subject_id, Some(world.user(person).await.id));
            assert!(
                line.detail.contains("not have a match code") && !line.detail.contains(token(url).reveal()),
                "{}",
                line.detail
            );
        }
        // The link is still usable in every other way.
        link::look_up(&world.domain, &token(url), None).await.unwrap();
    }
    assert_eq!(mailbox.connections(), 0);
}

#[tokio::test]
async fn a_link_with_a_match_code_is_sent_even_after_codes_were_switched_off() {
    let (world, mailbox) = World::with_mailbox().await;
    let url = passkey_link(&world, Person::User).await;
    send(&world, &world.domain, Person::Manager, Person::User, &url).await.unwrap();
    assert!(mailbox.only().text().contains(&url));
}

#[tokio::test]
async fn an_unknown_altered_or_malformed_token_is_not_sent() {
    let (world, mailbox) = World::with_mailbox().await;
    let url = passkey_link(&world, Person::User).await;
    let token = token(&url);
    let (token, unknown) = (token.reveal(), Secret::new(&SystemRandom).reveal());
    for wrong in [
        String::new(),
        url.clone(),
        format!("#{token}"),
        format!("{token}="),
        format!("{token}\r\nBcc: victim@evil.example"),
        format!("{token} "),
        format!(" {token}"),
        format!("{token}#{token}"),
        token[1..].to_owned(),
        unknown,
    ] {
        let error = told(send(&world, &world.domain, Person::Manager, Person::User, &format!("#{wrong}")).await);
        assert_eq!(error, AppError::NotFound, "{wrong:?}");
    }
    assert_eq!(mailbox.connections(), 0);
    send(&world, &world.domain, Person::Manager, Person::User, &url).await.unwrap();
}

#[tokio::test]
async fn the_link_of_another_user_is_not_sent() {
    let (world, mailbox) = World::with_mailbox().await;
    let others = passkey_link(&world, Person::Colleague).await;
    passkey_link(&world, Person::User).await;
    let error = told(send(&world, &world.domain, Person::Manager, Person::User, &others).await);
    assert_eq!((error, mailbox.connections()), (AppError::NotFound, 0));
}

#[tokio::test]
async fn an_ended_link_is_not_sent_and_the_agent_is_told_how_it_ended() {
    let (world, mailbox) = World::with_mailbox().await;
    let ended = |url: String| {
        let world = &world;
        async move { told(send(world, &world.domain, Person::Manager, Person::User, &url).await) }
    };
    let replaced = passkey_link(&world, Person::User).await;
    let used = without_code(&world, Person::User).await;
    assert_eq!(ended(replaced).await, AppError::LinkEnded(LinkEnd::Replaced));
    world.browser().register(&token(&used), &mut SoftAuthenticator::phone()).await.unwrap();
    assert_eq!(ended(used).await, AppError::LinkEnded(LinkEnd::Registered));
    let expired =
        generate(&world, Person::Manager, Person::User, AuthenticatorKind::Passkey, Meeting::FaceToFace).await;
    world.clock.advance(TimeDelta::minutes(10));
    assert_eq!(ended(expired).await, AppError::LinkEnded(LinkEnd::Expired));
    assert_eq!(mailbox.connections(), 0);
}

#[tokio::test]
async fn an_agent_who_may_not_issue_cannot_send_a_link() {
    let (world, mailbox) = World::with_mailbox().await;
    let url = passkey_link(&world, Person::User).await;
    for person in [Person::Agent, Person::Sponsor, Person::IdChecker, Person::Colleague] {
        let error = told(send(&world, &world.domain, person, Person::User, &url).await);
        assert!(matches!(error, AppError::Refused(Refusal::Role(_))), "{person:?}: {error:?}");
    }
    let own = told(send(&world, &world.domain, Person::Manager, Person::Manager, &url).await);
    assert_eq!((own, mailbox.connections()), (AppError::Refused(Refusal::Yourself), 0));
}

#[tokio::test]
async fn without_a_mail_server_the_agent_is_told_to_copy_the_link() {
    let world = World::new().await;
    let url = passkey_link(&world, Person::User).await;
    let error = told(send(&world, &world.domain, Person::Manager, Person::User, &url).await);
    assert_eq!((&error, error.status()), (&AppError::MailNotConfigured, 501));
    assert!(error.to_string().contains("Copy the link"), "{error}");
}
