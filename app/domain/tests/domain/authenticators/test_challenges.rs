//! The challenge of a test can be used once, in the browser that asked for it, and only for a test.

use crate::support::{Browser, MICROSECOND, Person, SoftAuthenticator, World, told};
use domain::{
    Settings,
    authenticators::finish_test,
    ceremonies::Ticket,
    entity::{audit_event, session},
};
use model::{AppError, AuthenticatorKind, CeremonyRefusal};
use std::sync::Arc;
use tokio::sync::Barrier;

const GONE: AppError = AppError::Ceremony(CeremonyRefusal::ChallengeGone);

async fn with_key() -> (World, SoftAuthenticator, Browser) {
    let world = World::new().await;
    let key = world.registered(AuthenticatorKind::SecurityKey, Person::User).await;
    let browser = world.browser();
    (world, key, browser)
}

#[tokio::test]
async fn only_the_browser_that_asked_can_finish_the_test() {
    let (world, mut key, mut mine) = with_key().await;
    let response = key.get(&mine.load_test_options().await);
    let mut theirs = world.browser();
    assert_eq!(told(theirs.finish_test(&response).await), GONE, "without a cookie");
    theirs.load_test_options().await;
    assert_eq!(told(theirs.finish_test(&response).await), GONE, "with the cookie of another test");
    theirs.test_ticket = Some(Ticket::from_cookie("made.up"));
    assert_eq!(told(theirs.finish_test(&response).await), GONE, "with a cookie that was made up");
    assert_eq!(world.authenticators(Person::User).await[0].tested_at, None);
    mine.finish_test(&response).await.unwrap();
}

#[tokio::test]
async fn the_challenge_of_a_test_cannot_be_used_to_sign_in() {
    let (world, mut key, mut browser) = with_key().await;
    let response = key.get(&browser.load_test_options().await);
    browser.load_sign_in_options().await;
    let sessions = world.count(session::Entity).await;
    assert_eq!(told(browser.finish_sign_in(&response).await), GONE);
    // It is refused even with the cookie that belongs to it.
    browser.ticket.clone_from(&browser.test_ticket);
    assert_eq!(told(browser.finish_sign_in(&response).await), GONE);
    assert_eq!(world.count(session::Entity).await, sessions);
    browser.finish_test(&response).await.unwrap();
}

#[tokio::test]
async fn the_challenge_of_a_sign_in_cannot_be_used_for_a_test() {
    let (world, mut key, mut browser) = with_key().await;
    let response = key.get(&browser.load_sign_in_options().await);
    browser.load_test_options().await;
    assert_eq!(told(browser.finish_test(&response).await), GONE);
    let outcome = finish_test(&world.domain, browser.ticket.as_ref(), &response, &browser.client).await;
    assert_eq!(told(outcome), GONE);
    assert_eq!(world.authenticators(Person::User).await[0].tested_at, None);
    browser.finish_sign_in(&response).await.unwrap();
}

#[tokio::test]
async fn the_challenge_of_a_registration_cannot_be_used_for_a_test() {
    let (world, mut key, mut browser) = with_key().await;
    let registration = browser.options(&world.link(Person::User).await).await.unwrap();
    let mut options: serde_json::Value = serde_json::from_str(&browser.load_test_options().await).unwrap();
    let registration: serde_json::Value = serde_json::from_str(&registration).unwrap();
    options["publicKey"]["challenge"] = registration["publicKey"]["challenge"].clone();
    let response = key.get(&options.to_string());
    assert_eq!(told(browser.finish_test(&response).await), GONE);
    browser.test_ticket = browser.attempt.as_ref().map(|attempt| Ticket::from_cookie(&attempt.reveal()));
    assert_eq!(told(browser.finish_test(&response).await), GONE);
}

#[tokio::test]
async fn a_challenge_can_be_used_for_one_test() {
    let (_world, mut key, mut browser) = with_key().await;
    let response = key.get(&browser.load_test_options().await);
    browser.finish_test(&response).await.unwrap();
    assert_eq!(told(browser.finish_test(&response).await), GONE);
}

#[tokio::test]
async fn a_response_without_a_valid_signature_leaves_no_audit_line() {
    let (world, mut key, mut browser) = with_key().await;
    let options = browser.load_test_options().await;
    let wrong = key.get_with(&options, |response| response.flags = 0);
    let known = world.count(audit_event::Entity).await;
    told(browser.finish_test("{}").await);
    assert_eq!(told(browser.finish_test(&wrong).await), AppError::Ceremony(CeremonyRefusal::NotVerified));
    assert_eq!(world.count(audit_event::Entity).await, known);
    browser.finish_test(&key.get(&options)).await.unwrap();
}

#[tokio::test]
async fn a_test_expires_exactly_at_its_end() {
    let (world, mut key, mut early) = with_key().await;
    let mut late = world.browser();
    let (early_options, late_options) = (early.load_test_options().await, late.load_test_options().await);
    world.clock.advance(Settings::CEREMONY_LIFE - MICROSECOND);
    early.finish_test(&key.get(&early_options)).await.unwrap();
    world.clock.advance(MICROSECOND);
    assert_eq!(told(late.finish_test(&key.get(&late_options)).await), GONE);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_of_two_key_copies_tested_at_once_with_the_same_counter_is_refused() {
    let (world, mut key, mut mine) = with_key().await;
    let mut theirs = Browser::new(&world.second_process().await);
    for round in 1..=8 {
        let mut copy = key.clone();
        let responses = [
            (mine.clone(), key.get(&mine.load_test_options().await)),
            (theirs.clone(), copy.get(&theirs.load_test_options().await)),
        ];
        let tickets = [mine.test_ticket.clone(), theirs.test_ticket.clone()];
        let barrier = Arc::new(Barrier::new(2));
        let tests: Vec<_> = responses
            .into_iter()
            .zip(tickets)
            .map(|((browser, response), test_ticket)| {
                let (barrier, browser) = (barrier.clone(), Browser { test_ticket, ..browser });
                tokio::spawn(async move {
                    barrier.wait().await;
                    browser.finish_test(&response).await
                })
            })
            .collect();
        let mut refusals = Vec::new();
        for test in tests {
            let outcome = test.await.unwrap();
            if outcome.is_err() {
                refusals.push(told(outcome));
            }
        }
        assert_eq!(refusals, [AppError::Ceremony(CeremonyRefusal::CounterWentBack)], "round {round}");
        assert_eq!(world.authenticators(Person::User).await[0].sign_count, i64::from(key.counter));
    }
}
