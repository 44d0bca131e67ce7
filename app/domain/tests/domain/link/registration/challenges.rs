//! A challenge can be used once, in the browser that asked for it, and only for the ceremony it was made for.

use crate::support::{Person, SoftAuthenticator, World, told};
use domain::{Secret, SystemRandom, entity::authenticator};
use model::{AppError, CeremonyRefusal};
use serde_json::Value;

const GONE: AppError = AppError::Ceremony(CeremonyRefusal::ChallengeGone);

#[tokio::test]
async fn the_challenge_of_another_users_ceremony_is_refused_and_not_consumed() {
    let world = World::new().await;
    let (mut mine, mut theirs) = (world.browser(), world.browser());
    mine.options(&world.link(Person::User).await).await.unwrap();
    let options = theirs.options(&world.link(Person::Colleague).await).await.unwrap();
    assert_eq!(told(mine.finish(&SoftAuthenticator::phone().create(&options)).await), GONE);
    assert!(world.authenticators(Person::User).await.is_empty());
    theirs.finish(&SoftAuthenticator::phone().create(&options)).await.unwrap();
}

#[tokio::test]
async fn the_challenge_of_another_attempt_with_the_same_link_is_refused_and_not_consumed() {
    let world = World::new().await;
    let token = world.link(Person::User).await;
    let (mut thief, mut user) = (world.browser(), world.browser());
    thief.options(&token).await.unwrap();
    let options = user.options(&token).await.unwrap();
    assert_eq!(told(thief.finish(&SoftAuthenticator::phone().create(&options)).await), GONE);
    user.finish(&SoftAuthenticator::phone().create(&options)).await.unwrap();
}

#[tokio::test]
async fn only_the_latest_challenge_of_a_browser_is_valid() {
    let world = World::new().await;
    let token = world.link(Person::User).await;
    let mut browser = world.browser();
    let earlier = browser.options(&token).await.unwrap();
    let latest = browser.options(&token).await.unwrap();
    assert_eq!(told(browser.finish(&SoftAuthenticator::phone().create(&earlier)).await), GONE);
    browser.finish(&SoftAuthenticator::phone().create(&latest)).await.unwrap();
}

#[tokio::test]
async fn the_challenge_of_a_sign_in_cannot_be_used_to_register() {
    let world = World::new().await;
    let mut browser = world.browser();
    let mut options: Value =
        serde_json::from_str(&browser.options(&world.link(Person::User).await).await.unwrap()).unwrap();
    let sign_in: Value = serde_json::from_str(&browser.load_sign_in_options().await).unwrap();
    options["publicKey"]["challenge"] = sign_in["publicKey"]["challenge"].clone();
    let response = SoftAuthenticator::phone().create(&options.to_string());
    assert_eq!(told(browser.finish(&response).await), GONE);
}

#[tokio::test]
async fn a_refused_response_consumes_its_challenge() {
    let world = World::new().await;
    let (mut browser, mut phone) = (world.browser(), SoftAuthenticator::phone());
    let options = browser.options(&world.link(Person::User).await).await.unwrap();
    let wrong = phone.create_with(&options, |response| response.rp_id = "nhs.uk".to_owned());
    assert_eq!(told(browser.finish(&wrong).await), AppError::Ceremony(CeremonyRefusal::WrongOrigin));
    assert_eq!(told(browser.finish(&phone.create(&options)).await), GONE);
}

#[tokio::test]
async fn a_browser_without_the_cookie_of_the_attempt_registers_nothing() {
    let world = World::new().await;
    let (mut browser, mut phone) = (world.browser(), SoftAuthenticator::phone());
    let options = browser.options(&world.link(Person::User).await).await.unwrap();
    let (response, known) = (phone.create(&options), world.count(authenticator::Entity).await);
    let cookie = browser.attempt.take();
    assert_eq!(told(browser.finish(&response).await), GONE);
    browser.attempt = Some(Secret::new(&SystemRandom));
    assert_eq!(told(browser.finish(&response).await), GONE);
    assert_eq!(world.count(authenticator::Entity).await, known);
    browser.attempt = cookie;
    browser.finish(&response).await.unwrap();
}
