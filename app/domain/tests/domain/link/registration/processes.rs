//! Any process can continue what another one started, because nothing that matters is kept in memory.

use crate::support::{Browser, Person, SoftAuthenticator, World, told};
use model::{AppError, LinkEnd};

#[tokio::test]
async fn a_second_process_finishes_a_registration_started_in_the_first() {
    let world = World::new().await;
    let (mut browser, mut phone) = (world.browser(), SoftAuthenticator::phone());
    let options = browser.options(&world.link(Person::User).await).await.unwrap();
    browser.domain = world.second_process().await;
    browser.finish(&phone.create(&options)).await.unwrap();
    assert_eq!(world.authenticators(Person::User).await.len(), 1);
}

#[tokio::test]
async fn a_second_process_finishes_a_sign_in_started_in_the_first() {
    let world = World::new().await;
    let (mut browser, mut computer) = (world.browser(), world.authenticator_of(Person::Colleague));
    let options = browser.load_sign_in_options().await;
    browser.domain = world.second_process().await;
    browser.finish_sign_in(&computer.get(&options)).await.unwrap();
    browser.domain = world.domain.clone();
    assert_eq!(browser.actor().await.unwrap().unique_user_id, Person::Colleague.id());
}

#[tokio::test]
async fn a_link_used_in_one_process_is_used_in_the_other() {
    let world = World::new().await;
    let (token, second) = (world.link(Person::User).await, world.second_process().await);
    let (mut browser, mut late) = (world.browser(), Browser::new(&second));
    let options = late.options(&token).await.unwrap();
    browser.register(&token, &mut SoftAuthenticator::phone()).await.unwrap();
    let outcome = late.finish(&SoftAuthenticator::phone().create(&options)).await;
    assert_eq!(told(outcome), AppError::LinkEnded(LinkEnd::Registered));
}
