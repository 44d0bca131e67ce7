//! A challenge can be used once, in the browser that asked for it, and only for the ceremony it was made for.

use crate::support::{Browser, MICROSECOND, Person, SoftAuthenticator, World, dump, told};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    Settings,
    ceremonies::{Ticket, delete_expired},
    entity::{audit_event, service_key, session, used_challenge},
    sign_in,
};
use model::{AppError, CeremonyRefusal};
use sea_orm::{EntityTrait, IntoActiveModel};
use serde_json::Value;

const GONE: AppError = AppError::Ceremony(CeremonyRefusal::ChallengeGone);

#[tokio::test]
async fn a_response_is_accepted_only_from_the_browser_that_asked_for_the_challenge() {
    let world = World::new().await;
    let (mut user, mut thief) = (world.browser(), world.browser());
    let options = user.load_sign_in_options().await;
    thief.load_sign_in_options().await;
    let response = world.authenticator_of(Person::Colleague).get(&options);
    assert_eq!(told(thief.finish_sign_in(&response).await), GONE);
    user.finish_sign_in(&response).await.unwrap();
}

#[tokio::test]
async fn a_browser_without_the_cookie_is_refused() {
    let world = World::new().await;
    let mut browser = world.browser();
    let options = browser.load_sign_in_options().await;
    let response = world.authenticator_of(Person::Colleague).get(&options);
    browser.ticket = None;
    assert_eq!(told(browser.finish_sign_in(&response).await), GONE);
}

#[tokio::test]
async fn an_altered_or_forged_ticket_is_refused() {
    let world = World::new().await;
    let mut browser = world.browser();
    let options = browser.load_sign_in_options().await;
    let response = world.authenticator_of(Person::Colleague).get(&options);
    let ticket = browser.ticket.take().unwrap();
    let (content, seal) = ticket.reveal().split_once('.').unwrap();
    let exchange = URL_SAFE_NO_PAD.decode(content).unwrap();
    let later = String::from_utf8(exchange).unwrap().replace("2026", "2036");
    let later = format!("{}.{seal}", URL_SAFE_NO_PAD.encode(later));
    let nothing_sealed = format!("{content}.");
    let half = format!("{content}.{}", &seal[..20]);
    for text in ["", ".", "..", content, seal, &nothing_sealed, &half, &later, "Zo\u{eb}.\u{0}", &"A.".repeat(5000)] {
        browser.ticket = Some(Ticket::from_cookie(text));
        assert_eq!(told(browser.finish_sign_in(&response).await), GONE, "{text}");
    }
    browser.ticket = Some(ticket);
    browser.finish_sign_in(&response).await.unwrap();
}

#[tokio::test]
async fn asking_for_a_challenge_writes_nothing_and_any_process_accepts_the_response() {
    let world = World::new().await;
    let (mut browser, mut computer) = (world.browser(), world.authenticator_of(Person::Colleague));
    browser.load_sign_in_options().await;
    let before = dump(world.domain.db()).await;
    let responses: Vec<_> = (0..20).map(|_| browser.clone()).collect();
    for mut browser in responses {
        browser.load_sign_in_options().await;
        browser.load_test_options().await;
    }
    assert_eq!(dump(world.domain.db()).await, before);
    let options = browser.load_sign_in_options().await;
    browser.domain = world.second_process().await;
    browser.finish_sign_in(&computer.get(&options)).await.unwrap();
}

#[tokio::test]
async fn two_processes_that_need_the_key_at_once_use_the_same_key() {
    for _ in 0..4 {
        let world = World::empty().await;
        let domains = [world.second_process().await, world.second_process().await, world.second_process().await];
        let tasks = domains.clone().map(|domain| tokio::spawn(async move { sign_in::options(&domain).await.unwrap() }));
        for task in tasks {
            task.await.unwrap();
        }
        assert_eq!(world.count(service_key::Entity).await, 1);
    }
}

#[tokio::test]
async fn a_response_without_a_valid_signature_leaves_no_audit_line() {
    let world = World::new().await;
    let (mut browser, mut computer) = (world.browser(), world.authenticator_of(Person::Colleague));
    let options = browser.load_sign_in_options().await;
    let known = world.count(audit_event::Entity).await;
    let wrong = computer.get_with(&options, |response| response.rp_id = "evil.example".to_owned());
    for ticket in [None, browser.ticket.clone()] {
        let browser = &mut Browser { ticket, ..browser.clone() };
        for response in ["{}", &wrong] {
            told(browser.finish_sign_in(response).await);
        }
    }
    assert_eq!(world.count(audit_event::Entity).await, known);
    browser.finish_sign_in(&computer.get(&options)).await.unwrap();
}

#[tokio::test]
async fn a_response_sent_twice_opens_one_session() {
    let world = World::new().await;
    let (mut browser, mut phone) = (world.browser(), SoftAuthenticator::phone());
    world.register(Person::User, &mut phone).await;
    let options = browser.load_sign_in_options().await;
    let response = phone.get(&options);
    browser.finish_sign_in(&response).await.unwrap();
    let known = world.count(session::Entity).await;
    assert_eq!(told(browser.finish_sign_in(&response).await), GONE);
    assert_eq!(world.count(session::Entity).await, known);
}

#[tokio::test]
async fn a_challenge_expires_exactly_at_its_end() {
    let world = World::new().await;
    let mut computer = world.authenticator_of(Person::Colleague);
    let (mut early, mut late) = (world.browser(), world.browser());
    let (early_options, late_options) = (early.load_sign_in_options().await, late.load_sign_in_options().await);
    world.clock.advance(Settings::CEREMONY_LIFE - MICROSECOND);
    early.finish_sign_in(&computer.get(&early_options)).await.unwrap();
    world.clock.advance(MICROSECOND);
    assert_eq!(told(late.finish_sign_in(&computer.get(&late_options)).await), GONE);
}

#[tokio::test]
async fn the_challenge_of_a_registration_cannot_be_used_to_sign_in() {
    let world = World::new().await;
    let mut browser = world.browser();
    let registration: Value =
        serde_json::from_str(&browser.options(&world.link(Person::Colleague).await).await.unwrap()).unwrap();
    let mut options: Value = serde_json::from_str(&browser.load_sign_in_options().await).unwrap();
    options["publicKey"]["challenge"] = registration["publicKey"]["challenge"].clone();
    let response = world.authenticator_of(Person::Colleague).get(&options.to_string());
    assert_eq!(told(browser.finish_sign_in(&response).await), GONE);
    // It is refused even if both cookies have the same value.
    browser.ticket = browser.attempt.as_ref().map(|attempt| Ticket::from_cookie(&attempt.reveal()));
    assert_eq!(told(browser.finish_sign_in(&response).await), GONE);
}

#[tokio::test]
async fn used_challenges_that_have_expired_are_deleted_in_several_transactions() {
    let world = World::new().await;
    let (now, mut phone) = (world.domain.now(), world.authenticator_of(Person::Colleague));
    world.browser().sign_in(&mut phone).await.unwrap();
    let fresh = world.count(used_challenge::Entity).await;
    let row = |number: u32| used_challenge::Model { challenge_hash: number.to_be_bytes().to_vec(), expires_at: now };
    let expired = used_challenge::Entity::insert_many((0..1100).map(|number| row(number).into_active_model()));
    expired.exec(&world.back_door().await).await.unwrap();
    let before = begun(&world).await;
    assert_eq!(delete_expired(&world.domain).await.unwrap(), 1100);
    assert_eq!((world.count(used_challenge::Entity).await, begun(&world).await - before), (fresh, 3));
}

/// How many transactions have begun that write.
async fn begun(world: &World) -> u32 {
    let metrics = domain::views::metrics(&world.domain).await.unwrap();
    let count = metrics.lines().find_map(|line| line.strip_prefix("cim_database_wait_seconds_count "));
    count.unwrap().parse().unwrap()
}
