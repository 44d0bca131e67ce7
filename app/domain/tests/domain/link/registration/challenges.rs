//! A challenge serves once, in the browser that asked for it, for what it was asked for.

use crate::support::{Person, SoftAuthenticator, World, told};
use domain::{Secret, SystemRandom, entity::authenticator};
use model::{AppError, CeremonyRefusal};
use serde_json::Value;

const GONE: AppError = AppError::Ceremony(CeremonyRefusal::ChallengeGone);

#[tokio::test]
async fn the_challenge_of_another_users_open_ceremony_is_refused_and_not_used_up() {
    let world = World::new().await;
    let (mut mine, mut theirs) = (world.browser(), world.browser());
    mine.start(&world.link(Person::User).await).await.unwrap();
    let options = theirs.start(&world.link(Person::Colleague).await).await.unwrap();
    assert_eq!(told(mine.finish(&SoftAuthenticator::phone().create(&options)).await), GONE);
    assert!(world.authenticators(Person::User).await.is_empty());
    theirs.finish(&SoftAuthenticator::phone().create(&options)).await.unwrap();
}

#[tokio::test]
async fn the_challenge_of_another_attempt_with_the_same_link_is_refused_and_not_used_up() {
    let world = World::new().await;
    let token = world.link(Person::User).await;
    let (mut thief, mut user) = (world.browser(), world.browser());
    thief.start(&token).await.unwrap();
    let options = user.start(&token).await.unwrap();
    assert_eq!(told(thief.finish(&SoftAuthenticator::phone().create(&options)).await), GONE);
    user.finish(&SoftAuthenticator::phone().create(&options)).await.unwrap();
}

#[tokio::test]
async fn when_a_browser_starts_again_its_latest_challenge_wins() {
    let world = World::new().await;
    let token = world.link(Person::User).await;
    let mut browser = world.browser();
    let earlier = browser.start(&token).await.unwrap();
    let latest = browser.start(&token).await.unwrap();
    assert_eq!(told(browser.finish(&SoftAuthenticator::phone().create(&earlier)).await), GONE);
    browser.finish(&SoftAuthenticator::phone().create(&latest)).await.unwrap();
}

#[tokio::test]
async fn the_challenge_of_a_sign_in_registers_nothing() {
    let world = World::new().await;
    let mut browser = world.browser();
    let mut options: Value =
        serde_json::from_str(&browser.start(&world.link(Person::User).await).await.unwrap()).unwrap();
    let sign_in: Value = serde_json::from_str(&browser.load_sign_in_options().await).unwrap();
    options["publicKey"]["challenge"] = sign_in["publicKey"]["challenge"].clone();
    let answer = SoftAuthenticator::phone().create(&options.to_string());
    assert_eq!(told(browser.finish(&answer).await), GONE);
}

#[tokio::test]
async fn a_challenge_that_was_answered_wrongly_is_gone() {
    let world = World::new().await;
    let (mut browser, mut phone) = (world.browser(), SoftAuthenticator::phone());
    let options = browser.start(&world.link(Person::User).await).await.unwrap();
    let wrong = phone.create_with(&options, |answer| answer.rp_id = "nhs.uk".to_owned());
    assert_eq!(told(browser.finish(&wrong).await), AppError::Ceremony(CeremonyRefusal::WrongOrigin));
    assert_eq!(told(browser.finish(&phone.create(&options)).await), GONE);
}

#[tokio::test]
async fn a_browser_without_the_attempts_cookie_registers_nothing() {
    let world = World::new().await;
    let (mut browser, mut phone) = (world.browser(), SoftAuthenticator::phone());
    let options = browser.start(&world.link(Person::User).await).await.unwrap();
    let (answer, known) = (phone.create(&options), world.count(authenticator::Entity).await);
    let cookie = browser.attempt.take();
    assert_eq!(told(browser.finish(&answer).await), GONE);
    browser.attempt = Some(Secret::new(&SystemRandom));
    assert_eq!(told(browser.finish(&answer).await), GONE);
    assert_eq!(world.count(authenticator::Entity).await, known);
    browser.attempt = cookie;
    browser.finish(&answer).await.unwrap();
}
