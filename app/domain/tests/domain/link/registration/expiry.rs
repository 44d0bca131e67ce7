//! The rule at the boundary: start while the link lasts, finish within the ceremony's own time.

use crate::support::{MICROSECOND, Person, SoftAuthenticator, World, told};
use domain::{
    Settings,
    entity::{ceremony, used_challenge},
};
use model::{AppError, CeremonyRefusal, LinkEnd};

#[tokio::test]
async fn one_microsecond_before_the_links_end_a_registration_starts_and_finishes() {
    let world = World::new().await;
    let token = world.link(Person::User).await;
    world.clock.set(world.links(Person::User).await[0].expires_at - MICROSECOND);
    world.browser().register(&token, &mut SoftAuthenticator::phone()).await.unwrap();
}

#[tokio::test]
async fn at_the_links_end_it_has_expired() {
    let world = World::new().await;
    let token = world.link(Person::User).await;
    world.clock.set(world.links(Person::User).await[0].expires_at);
    assert_eq!(told(world.browser().start(&token).await), AppError::LinkEnded(LinkEnd::Expired));
    let opened = domain::link::look_up(&world.domain, &token).await;
    assert_eq!(told(opened), AppError::LinkEnded(LinkEnd::Expired));
}

#[tokio::test]
async fn a_registration_that_started_in_time_finishes_after_the_links_end() {
    let world = World::new().await;
    let token = world.link(Person::User).await;
    let (mut browser, mut phone) = (world.browser(), SoftAuthenticator::phone());
    world.clock.set(world.links(Person::User).await[0].expires_at - MICROSECOND);
    let options = browser.start(&token).await.unwrap();
    world.clock.advance(Settings::CEREMONY_LIFE - MICROSECOND);
    browser.finish(&phone.create(&options)).await.unwrap();
    assert_eq!(world.authenticators(Person::User).await.len(), 1);
}

#[tokio::test]
async fn after_the_links_end_and_its_own_a_registration_is_told_that_the_link_expired() {
    let world = World::new().await;
    let token = world.link(Person::User).await;
    let (mut browser, mut phone) = (world.browser(), SoftAuthenticator::phone());
    world.clock.set(world.links(Person::User).await[0].expires_at - MICROSECOND);
    let options = browser.start(&token).await.unwrap();
    world.clock.advance(Settings::CEREMONY_LIFE);
    assert_eq!(told(browser.finish(&phone.create(&options)).await), AppError::LinkEnded(LinkEnd::Expired));
}

#[tokio::test]
async fn one_microsecond_before_its_own_end_a_ceremony_finishes() {
    let world = World::new().await;
    let (mut browser, mut phone) = (world.browser(), SoftAuthenticator::phone());
    let options = browser.start(&world.link(Person::User).await).await.unwrap();
    world.clock.advance(Settings::CEREMONY_LIFE - MICROSECOND);
    browser.finish(&phone.create(&options)).await.unwrap();
}

#[tokio::test]
async fn at_its_own_end_a_ceremony_is_refused_and_the_link_still_works() {
    let world = World::new().await;
    let token = world.link(Person::User).await;
    let (mut browser, mut phone) = (world.browser(), SoftAuthenticator::phone());
    let options = browser.start(&token).await.unwrap();
    world.clock.advance(Settings::CEREMONY_LIFE);
    let outcome = browser.finish(&phone.create(&options)).await;
    assert_eq!(told(outcome), AppError::Ceremony(CeremonyRefusal::ChallengeGone));
    assert!(world.authenticators(Person::User).await.is_empty());
    browser.register(&token, &mut phone).await.unwrap();
}

#[tokio::test]
async fn only_ceremonies_whose_time_is_up_are_cleared_away() {
    let world = World::new().await;
    let token = world.link(Person::User).await;
    let (mut early, mut late) = (world.browser(), world.browser());
    early.start(&token).await.unwrap();
    world.clock.advance(MICROSECOND);
    let options = late.start(&token).await.unwrap();
    world.clock.advance(Settings::CEREMONY_LIFE - MICROSECOND);
    domain::ceremonies::delete_expired(&world.domain).await.unwrap();
    assert_eq!((world.count(ceremony::Entity).await, world.count(used_challenge::Entity).await), (1, 0));
    late.finish(&SoftAuthenticator::phone().create(&options)).await.unwrap();
}
