//! A ceremony starts before the link ends, and finishes within the ceremony's own time: the exact boundaries.

use crate::support::{MICROSECOND, Person, SoftAuthenticator, World, told};
use domain::Settings;
use model::{AppError, CeremonyRefusal, LinkEnd};

#[tokio::test]
async fn a_registration_starts_and_finishes_one_microsecond_before_the_links_end() {
    let world = World::new().await;
    let token = world.link(Person::User).await;
    world.clock.set(world.links(Person::User).await[0].expires_at - MICROSECOND);
    world.browser().register(&token, &mut SoftAuthenticator::phone()).await.unwrap();
}

#[tokio::test]
async fn a_link_has_expired_exactly_at_its_end() {
    let world = World::new().await;
    let token = world.link(Person::User).await;
    world.clock.set(world.links(Person::User).await[0].expires_at);
    assert_eq!(told(world.browser().options(&token).await), AppError::LinkEnded(LinkEnd::Expired));
    let opened = domain::link::look_up(&world.domain, &token, None).await;
    assert_eq!(told(opened), AppError::LinkEnded(LinkEnd::Expired));
}

#[tokio::test]
async fn a_registration_that_started_in_time_finishes_after_the_links_end() {
    let world = World::new().await;
    let token = world.link(Person::User).await;
    let (mut browser, mut phone) = (world.browser(), SoftAuthenticator::phone());
    world.clock.set(world.links(Person::User).await[0].expires_at - MICROSECOND);
    let options = browser.options(&token).await.unwrap();
    world.clock.advance(Settings::CEREMONY_LIFE - MICROSECOND);
    browser.finish(&phone.create(&options)).await.unwrap();
    assert_eq!(world.authenticators(Person::User).await.len(), 1);
}

#[tokio::test]
async fn after_the_ends_of_the_link_and_the_ceremony_a_response_is_told_that_the_link_expired() {
    let world = World::new().await;
    let token = world.link(Person::User).await;
    let (mut browser, mut phone) = (world.browser(), SoftAuthenticator::phone());
    world.clock.set(world.links(Person::User).await[0].expires_at - MICROSECOND);
    let options = browser.options(&token).await.unwrap();
    world.clock.advance(Settings::CEREMONY_LIFE);
    assert_eq!(told(browser.finish(&phone.create(&options)).await), AppError::LinkEnded(LinkEnd::Expired));
}

#[tokio::test]
async fn a_ceremony_finishes_one_microsecond_before_its_own_end() {
    let world = World::new().await;
    let (mut browser, mut phone) = (world.browser(), SoftAuthenticator::phone());
    let options = browser.options(&world.link(Person::User).await).await.unwrap();
    world.clock.advance(Settings::CEREMONY_LIFE - MICROSECOND);
    browser.finish(&phone.create(&options)).await.unwrap();
}

#[tokio::test]
async fn a_ceremony_is_refused_exactly_at_its_own_end_and_the_link_still_works() {
    let world = World::new().await;
    let token = world.link(Person::User).await;
    let (mut browser, mut phone) = (world.browser(), SoftAuthenticator::phone());
    let options = browser.options(&token).await.unwrap();
    world.clock.advance(Settings::CEREMONY_LIFE);
    let outcome = browser.finish(&phone.create(&options)).await;
    assert_eq!(told(outcome), AppError::Ceremony(CeremonyRefusal::ChallengeGone));
    assert!(world.authenticators(Person::User).await.is_empty());
    browser.register(&token, &mut phone).await.unwrap();
}
