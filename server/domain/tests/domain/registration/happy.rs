use crate::support::{Person, SoftAuthenticator, World};

#[tokio::test]
async fn a_registered_passkey_signs_its_owner_in_and_the_session_is_found() {
    let world = World::new().await;
    let (mut browser, mut phone) = (world.browser(), SoftAuthenticator::phone());
    browser.register(&world.link(Person::User).await, &mut phone).await.unwrap();
    let signed_in = browser.sign_in(&mut phone).await.unwrap();
    assert_eq!(signed_in.unique_user_id, Person::User.id());
    let actor = browser.actor().await.unwrap();
    assert_eq!((actor.unique_user_id, actor.roles), (Person::User.id(), vec![]));
}
