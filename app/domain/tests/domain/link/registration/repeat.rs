//! A response that is sent again, because its answer was lost on the way.

use crate::support::{Person, SoftAuthenticator, World, told};
use domain::{
    access::{RemoveAuthenticator, permit},
    authenticators,
    entity::registration_token::State,
};
use model::{AppError, AuthenticatorId, AuthenticatorKind, CeremonyRefusal, LinkEnd, Registered};

const USED: AppError = AppError::LinkEnded(LinkEnd::Registered);

#[tokio::test]
async fn a_response_that_is_sent_again_gets_the_same_answer_and_writes_nothing() {
    let (world, _mailbox) = World::with_mailbox().await;
    let (mut browser, mut phone) = (world.browser(), SoftAuthenticator::phone());
    let options = browser.options(&world.link(Person::User).await).await.unwrap();
    let response = phone.create(&options);
    let answer = browser.finish(&response).await.unwrap();
    let rows = async || {
        let audited = world.last_audited().await.sequence;
        (world.authenticators(Person::User).await, world.links(Person::User).await, world.notices().await, audited)
    };
    let before = rows().await;
    assert_eq!((before.0.len(), before.2.len()), (1, 1));
    let mut events = world.domain.events().subscribe();
    for _ in 0..3 {
        world.clock.advance(chrono::TimeDelta::minutes(4));
        assert_eq!(browser.finish(&response).await.unwrap(), answer);
        assert_eq!(rows().await, before);
    }
    assert!(events.try_recv().is_err(), "nothing changed");
    assert_eq!(answer, Registered { kind: AuthenticatorKind::Passkey, model: Some("iCloud Keychain".to_owned()) });
}

#[tokio::test]
async fn only_the_same_browser_with_the_same_challenge_and_credential_gets_the_answer_again() {
    let world = World::new().await;
    let token = world.link(Person::User).await;
    let (mut browser, mut other, mut phone) = (world.browser(), world.browser(), SoftAuthenticator::phone());
    let others_options = other.options(&token).await.unwrap();
    let earlier = phone.create(&browser.options(&token).await.unwrap());
    let options = browser.options(&token).await.unwrap();
    let response = phone.create(&options);
    browser.finish(&response).await.unwrap();

    assert_eq!(told(other.finish(&response).await), USED, "another browser");
    assert_eq!(told(other.finish(&phone.create(&others_options)).await), USED, "the credential in another browser");
    assert_eq!(told(browser.finish(&earlier).await), USED, "another challenge");
    let another = SoftAuthenticator::phone().create(&options);
    assert_eq!(told(browser.finish(&another).await), USED, "another credential");
    assert_eq!(told(browser.finish("no JSON").await), USED);
    let cookie = browser.attempt.take();
    assert_eq!(told(browser.finish(&response).await), AppError::Ceremony(CeremonyRefusal::ChallengeGone));
    browser.attempt = cookie;
    browser.finish(&response).await.unwrap();
    assert_eq!(world.authenticators(Person::User).await.len(), 1);
}

#[tokio::test]
async fn a_refused_response_is_not_accepted_when_it_is_sent_again() {
    let world = World::new().await;
    let (mut browser, mut phone) = (world.browser(), SoftAuthenticator::phone());
    let options = browser.options(&world.link(Person::User).await).await.unwrap();
    let response = phone.create_with(&options, |response| response.rp_id = "nhs.uk".to_owned());
    assert_eq!(told(browser.finish(&response).await), AppError::Ceremony(CeremonyRefusal::WrongOrigin));
    for _ in 0..2 {
        assert!(matches!(told(browser.finish(&response).await), AppError::Ceremony(_)));
    }
    assert!(world.authenticators(Person::User).await.is_empty());
    assert_eq!(world.links(Person::User).await[0].state, State::Open);
}

#[tokio::test]
async fn after_the_authenticator_was_removed_its_response_is_told_that_the_link_was_used() {
    let world = World::new().await;
    let (mut browser, mut phone) = (world.browser(), SoftAuthenticator::phone());
    let options = browser.options(&world.link(Person::User).await).await.unwrap();
    let response = phone.create(&options);
    browser.finish(&response).await.unwrap();
    let manager = world.actor(Person::Manager).await;
    let permit = permit::<RemoveAuthenticator>(&world.domain, &manager, &Person::User.id()).await.unwrap();
    let id = AuthenticatorId(world.authenticators(Person::User).await[0].id);
    authenticators::remove(&world.domain, &permit, id, model::RemovalReason::Lost, "").await.unwrap();
    assert_eq!(told(browser.finish(&response).await), USED);
}
