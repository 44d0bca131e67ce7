//! The results of a valid response.

use crate::support::{Person, SoftAuthenticator, World, told};
use domain::entity::{
    authenticator::Status,
    registration_token::State,
    words::{Kind, UserStatus},
};
use model::{AppError, AuthenticatorKind, CeremonyRefusal, Registered};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};

#[tokio::test]
async fn a_user_signs_in_with_a_registered_passkey_and_the_session_is_found() {
    let world = World::new().await;
    let (mut browser, mut phone) = (world.browser(), SoftAuthenticator::phone());
    browser.register(&world.link(Person::User).await, &mut phone).await.unwrap();
    let signed_in = browser.sign_in(&mut phone).await.unwrap();
    assert_eq!(signed_in.unique_user_id, Person::User.id());
    let actor = browser.actor().await.unwrap();
    assert_eq!((actor.unique_user_id, actor.roles), (Person::User.id(), vec![]));
}

#[tokio::test]
async fn the_stored_authenticator_has_the_properties_in_the_response() {
    let world = World::new().await;
    let (mut browser, mut phone) = (world.browser(), SoftAuthenticator::phone());
    let registered = browser.register(&world.link(Person::User).await, &mut phone).await.unwrap();
    assert_eq!(registered, Registered { kind: AuthenticatorKind::Passkey, model: Some("iCloud Keychain".to_owned()) });

    let row = world.authenticators(Person::User).await.remove(0);
    assert_eq!(row.credential_id, phone.credential_id);
    assert_eq!((row.kind, row.status), (Kind::Passkey, Status::Active));
    assert_eq!((row.aaguid, row.aaguid_proven), (phone.aaguid, false));
    assert_eq!((row.backup_eligible, row.backup_state, row.sign_count), (true, true, 0));
    assert_eq!(row.attachment.as_deref(), Some("platform"));
    assert_eq!(row.transports, r#"["internal","hybrid"]"#);
    assert_eq!((row.registered_at, row.last_used_at, row.removed_at), (world.domain.now(), None, None));
    assert_eq!(row.registered_by_id, Some(world.user(Person::Manager).await.id));
}

#[tokio::test]
async fn a_device_bound_passkey_is_registered_with_its_counter() {
    let world = World::new().await;
    let mut computer = SoftAuthenticator { counter: 41, ..SoftAuthenticator::computer() };
    world.register(Person::User, &mut computer).await;
    let row = world.authenticators(Person::User).await.remove(0);
    assert_eq!((row.backup_eligible, row.backup_state, row.sign_count), (false, false, 41));
}

#[tokio::test]
async fn a_verified_response_ends_the_link_and_deletes_the_challenges_of_every_attempt() {
    let world = World::new().await;
    let token = world.link(Person::User).await;
    let (mut first, mut second) = (world.browser(), world.browser());
    second.options(&token).await.unwrap();
    first.register(&token, &mut SoftAuthenticator::phone()).await.unwrap();
    let link = world.links(Person::User).await.remove(0);
    assert_eq!((link.state, link.ended_at), (State::Registered, Some(world.domain.now())));
    assert_eq!(world.ceremonies().await, 0);
}

#[tokio::test]
async fn several_refused_responses_do_not_use_up_the_link() {
    let world = World::new().await;
    let token = world.link(Person::User).await;
    let mut browser = world.browser();
    for _ in 0..5 {
        let options = browser.options(&token).await.unwrap();
        let response = SoftAuthenticator::phone().create_with(&options, |response| response.flags = 0x40);
        assert_eq!(told(browser.finish(&response).await), AppError::Ceremony(CeremonyRefusal::NotVerified));
        assert_eq!(told(browser.finish("no JSON").await), AppError::Ceremony(CeremonyRefusal::Malformed));
    }
    browser.register(&token, &mut SoftAuthenticator::phone()).await.unwrap();
}

#[tokio::test]
async fn a_user_who_has_left_meanwhile_registers_nothing() {
    let world = World::new().await;
    let (mut browser, mut phone) = (world.browser(), SoftAuthenticator::phone());
    let options = browser.options(&world.link(Person::User).await).await.unwrap();
    let mut user = world.user(Person::User).await.into_active_model();
    user.status = Set(UserStatus::Inactive);
    user.update(&world.back_door().await).await.unwrap();
    let response = phone.create(&options);
    assert_eq!(told(browser.finish(&response).await), AppError::Ceremony(CeremonyRefusal::UserInactive));
    assert!(world.authenticators(Person::User).await.is_empty());
    assert_eq!(world.links(Person::User).await[0].state, State::Open);
}
