//! A challenge serves once, in the browser that asked for it, for what it was asked for.

use crate::support::{MICROSECOND, Person, SoftAuthenticator, World, told};
use domain::{
    Secret, Settings, SystemRandom,
    entity::{audit_event, session},
};
use model::{AppError, CeremonyFault};
use serde_json::Value;

const GONE: AppError = AppError::Ceremony(CeremonyFault::ChallengeGone);

#[tokio::test]
async fn an_answer_is_good_only_in_the_browser_that_asked_for_it() {
    let world = World::new().await;
    let (mut user, mut thief) = (world.browser(), world.browser());
    let options = user.start_sign_in().await;
    thief.start_sign_in().await;
    let answer = world.authenticator_of(Person::Colleague).get(&options);
    assert_eq!(told(thief.finish_sign_in(&answer).await), GONE);
    user.finish_sign_in(&answer).await.unwrap();
}

#[tokio::test]
async fn a_browser_without_the_cookie_is_refused() {
    let world = World::new().await;
    let mut browser = world.browser();
    let options = browser.start_sign_in().await;
    let answer = world.authenticator_of(Person::Colleague).get(&options);
    browser.bearer = None;
    assert_eq!(told(browser.finish_sign_in(&answer).await), GONE);
    browser.bearer = Some(Secret::new(&SystemRandom));
    assert_eq!(told(browser.finish_sign_in(&answer).await), GONE);
}

#[tokio::test]
async fn an_answer_to_nothing_leaves_no_line_and_one_to_a_challenge_leaves_one() {
    let world = World::new().await;
    let mut browser = world.browser();
    let options = browser.start_sign_in().await;
    let answer = world.authenticator_of(Person::Colleague).get(&options);
    let bearer = browser.bearer.take();
    let known = world.count(audit_event::Entity).await;
    for bearer in [None, Some(Secret::new(&SystemRandom))] {
        browser.bearer = bearer;
        for answer in ["{}", &answer] {
            told(browser.finish_sign_in(answer).await);
        }
    }
    assert_eq!(world.count(audit_event::Entity).await, known);
    browser.bearer = bearer;
    for _ in 0..3 {
        told(browser.finish_sign_in("{}").await);
    }
    assert_eq!(world.count(audit_event::Entity).await, known + 1);
    assert_eq!(told(browser.finish_sign_in(&answer).await), GONE, "the answer that could not be read was the answer");
    assert_eq!(world.count(audit_event::Entity).await, known + 1);
}

#[tokio::test]
async fn an_answer_sent_twice_opens_one_session() {
    let world = World::new().await;
    let (mut browser, mut phone) = (world.browser(), SoftAuthenticator::phone());
    world.register(Person::User, &mut phone).await;
    let options = browser.start_sign_in().await;
    let answer = phone.get(&options);
    browser.finish_sign_in(&answer).await.unwrap();
    let known = world.count(session::Entity).await;
    assert_eq!(told(browser.finish_sign_in(&answer).await), GONE);
    assert_eq!(world.count(session::Entity).await, known);
}

#[tokio::test]
async fn a_challenge_lasts_until_its_end_and_not_a_microsecond_longer() {
    let world = World::new().await;
    let mut computer = world.authenticator_of(Person::Colleague);
    let (mut early, mut late) = (world.browser(), world.browser());
    let (early_options, late_options) = (early.start_sign_in().await, late.start_sign_in().await);
    world.clock.advance(Settings::CEREMONY_LIFE - MICROSECOND);
    early.finish_sign_in(&computer.get(&early_options)).await.unwrap();
    world.clock.advance(MICROSECOND);
    assert_eq!(told(late.finish_sign_in(&computer.get(&late_options)).await), GONE);
}

#[tokio::test]
async fn the_challenge_of_a_registration_signs_nobody_in() {
    let world = World::new().await;
    let mut browser = world.browser();
    let registration: Value =
        serde_json::from_str(&browser.start(&world.link(Person::Colleague).await).await.unwrap()).unwrap();
    let mut options: Value = serde_json::from_str(&browser.start_sign_in().await).unwrap();
    options["publicKey"]["challenge"] = registration["publicKey"]["challenge"].clone();
    let answer = world.authenticator_of(Person::Colleague).get(&options.to_string());
    assert_eq!(told(browser.finish_sign_in(&answer).await), GONE);
    // Not even where both cookies are the same.
    browser.bearer.clone_from(&browser.attempt);
    assert_eq!(told(browser.finish_sign_in(&answer).await), GONE);
}
