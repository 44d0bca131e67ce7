//! Visiting, joining and asking for options are harmless, and attempts exist side by side.

use crate::support::{Person, SoftAuthenticator, World, client, told};
use domain::{
    Secret, SystemRandom,
    entity::{audit_event, authenticator, registration_attempt},
};
use model::{AppError, LinkEnd};

#[tokio::test]
async fn twenty_visits_and_requests_for_options_do_not_use_up_the_link() {
    let world = World::new().await;
    let token = world.link(Person::User).await;
    let (links, mut user) = (world.links(Person::User).await, world.browser());
    let (audited, known) = (world.count(audit_event::Entity).await, world.count(authenticator::Entity).await);
    let options = user.options(&token).await.unwrap();
    for _ in 0..20 {
        domain::link::look_up(&world.domain, &token, None).await.unwrap();
        world.browser().options(&token).await.unwrap();
    }
    assert_eq!(world.links(Person::User).await, links);
    assert_eq!(world.count(audit_event::Entity).await, audited);
    assert_eq!(world.count(authenticator::Entity).await, known);
    // The browser that came first is not shut out by the twenty later ones.
    user.finish(&SoftAuthenticator::phone().create(&options)).await.unwrap();
}

#[tokio::test]
async fn a_browser_that_asks_for_options_again_stays_the_same_attempt() {
    let world = World::new().await;
    let token = world.link(Person::User).await;
    let (mut browser, known) = (world.browser(), world.count(registration_attempt::Entity).await);
    browser.options(&token).await.unwrap();
    let attempt = browser.attempt.clone();
    browser.options(&token).await.unwrap();
    assert_eq!(browser.attempt, attempt);
    assert_eq!(world.count(registration_attempt::Entity).await, known + 1);
    assert_eq!(world.ceremonies().await, 1);
}

#[tokio::test]
async fn the_cookie_of_an_attempt_with_another_link_makes_a_new_attempt() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.options(&world.link(Person::Colleague).await).await.unwrap();
    let attempt = browser.attempt.clone();
    browser.options(&world.link(Person::User).await).await.unwrap();
    assert_ne!(browser.attempt, attempt);
}

#[tokio::test]
async fn a_browser_that_has_not_joined_gets_no_options_and_no_attempt() {
    let world = World::new().await;
    let (token, stranger) = (world.link(Person::User).await, Secret::new(&SystemRandom));
    let mut browser = world.browser();
    browser.join(&world.link(Person::Colleague).await).await.unwrap();
    let known = world.count(registration_attempt::Entity).await;
    for attempt in [None, Some(&stranger), browser.attempt.as_ref()] {
        let choice = model::RegistrationChoice::default();
        let started = domain::link::options(&world.domain, &token, choice, attempt).await;
        assert_eq!(told(started), AppError::LinkUnknown);
    }
    assert_eq!(world.count(registration_attempt::Entity).await, known);
    assert_eq!(world.ceremonies().await, 0);
}

#[tokio::test]
async fn an_attempt_stores_its_device_and_browser() {
    use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
    let world = World::new().await;
    let mut browser = world.browser();
    browser.options(&world.link(Person::User).await).await.unwrap();
    let by_hash = registration_attempt::Column::SecretHash.eq(browser.attempt.unwrap().hash().0);
    let row = registration_attempt::Entity::find().filter(by_hash).one(world.domain.db()).await.unwrap().unwrap();
    assert_eq!((row.user_agent, row.joined_at), (client().user_agent, world.domain.now()));
}

#[tokio::test]
async fn a_replaced_link_gives_no_options() {
    let world = World::new().await;
    let token = world.link(Person::User).await;
    world.link(Person::User).await;
    assert_eq!(told(world.browser().options(&token).await), AppError::LinkEnded(LinkEnd::Replaced));
}

#[tokio::test]
async fn a_newer_link_ends_a_ceremony_under_way_with_the_old_one() {
    let world = World::new().await;
    let (mut browser, mut phone) = (world.browser(), SoftAuthenticator::phone());
    let options = browser.options(&world.link(Person::User).await).await.unwrap();
    let newer = world.link(Person::User).await;
    let response = phone.create(&options);
    assert_eq!(told(browser.finish(&response).await), AppError::LinkEnded(LinkEnd::Replaced));
    assert!(world.authenticators(Person::User).await.is_empty());
    browser.register(&newer, &mut phone).await.unwrap();
}

#[tokio::test]
async fn a_used_link_gives_no_options() {
    let world = World::new().await;
    let token = world.link(Person::User).await;
    world.browser().register(&token, &mut SoftAuthenticator::phone()).await.unwrap();
    assert_eq!(told(world.browser().options(&token).await), AppError::LinkEnded(LinkEnd::Registered));
}
