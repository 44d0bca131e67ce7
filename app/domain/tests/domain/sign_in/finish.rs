//! The results of a valid response.

use crate::support::{BS, Person, SoftAuthenticator, World, told};
use chrono::TimeDelta;
use domain::entity::{session, words::UserStatus};
use model::{AppError, CeremonyRefusal, StaffRole, Switches};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel};
use serde_json::{Value, json};

#[tokio::test]
async fn the_result_for_staff_has_their_name_roles_and_switches() {
    let world = World::new().await;
    let (mut browser, mut computer) = (world.browser(), world.authenticator_of(Person::Advanced));
    let signed_in = browser.sign_in(&mut computer).await.unwrap();
    assert_eq!((signed_in.unique_user_id, signed_in.name), (Person::Advanced.id(), "Advanced Care".to_owned()));
    assert_eq!((signed_in.roles, signed_in.switches), (vec![StaffRole::RaAgentAdvanced], Switches::default()));
}

#[tokio::test]
async fn the_session_belongs_to_the_authenticator_that_opened_it() {
    let world = World::new().await;
    let (mut browser, mut phone) = (world.browser(), SoftAuthenticator::phone());
    world.register(Person::Colleague, &mut phone).await;
    browser.sign_in(&mut phone).await.unwrap();
    let actor = browser.actor().await.unwrap();
    let rows = world.authenticators(Person::Colleague).await;
    let row = rows.iter().find(|row| row.credential_id == phone.credential_id).unwrap();
    let session = session::Entity::find_by_id(actor.session_id).one(world.domain.db()).await.unwrap().unwrap();
    assert_eq!(session.authenticator_id, row.id);
    assert_eq!((session.opened_at, session.last_seen_at), (world.domain.now(), world.domain.now()));
}

#[tokio::test]
async fn a_sign_in_stores_its_time_its_counter_and_whether_the_key_is_backed_up() {
    let world = World::new().await;
    let mut phone = SoftAuthenticator { counter: 5, ..SoftAuthenticator::phone() };
    phone.flags &= !BS;
    world.register(Person::User, &mut phone).await;
    world.clock.advance(TimeDelta::minutes(3));
    phone.flags |= BS;
    world.browser().sign_in(&mut phone).await.unwrap();
    let row = world.authenticators(Person::User).await.remove(0);
    assert_eq!((row.last_used_at, row.sign_count, row.backup_state), (Some(world.domain.now()), 6, true));
    let credential: Value = serde_json::from_str(&row.credential).unwrap();
    assert_eq!((&credential["cred"]["counter"], &credential["cred"]["backup_state"]), (&json!(6), &json!(true)));
    world.browser().sign_in(&mut phone).await.unwrap();
}

#[tokio::test]
async fn the_options_ask_for_any_discoverable_credential_with_user_verification() {
    let world = World::new().await;
    let options: Value = serde_json::from_str(&world.browser().load_sign_in_options().await).unwrap();
    assert_eq!(options.get("mediation"), None);
    let options = &options["publicKey"];
    assert_eq!(options["allowCredentials"], json!([]));
    assert_eq!(options["userVerification"], "required");
    assert_eq!(options["rpId"], "care-identity.example.nhs.uk");
    assert_eq!(options["timeout"], 300_000);
}

#[tokio::test]
async fn every_sign_in_is_audited_with_the_user_and_the_address() {
    let world = World::new().await;
    world.browser().sign_in(&mut world.authenticator_of(Person::Colleague)).await.unwrap();
    let (audited, user) = (world.last_audited().await, world.user(Person::Colleague).await);
    assert_eq!((audited.action.as_str(), audited.outcome.as_str()), ("sign-in", "done"));
    assert_eq!((audited.actor_id, audited.subject_id), (Some(user.id), Some(user.id)));
    assert_eq!(audited.remote_address.as_deref(), Some("192.0.2.7"));
}

#[tokio::test]
async fn a_user_who_has_left_cannot_sign_in() {
    let world = World::new().await;
    let mut user = world.user(Person::Colleague).await.into_active_model();
    user.status = Set(UserStatus::Inactive);
    let user = user.update(&world.back_door().await).await.unwrap();
    let outcome = world.browser().sign_in(&mut world.authenticator_of(Person::Colleague)).await;
    assert_eq!(told(outcome), AppError::Ceremony(CeremonyRefusal::UserInactive));
    let audited = world.last_audited().await;
    assert_eq!((audited.outcome.as_str(), audited.subject_id), ("refused", Some(user.id)));
}
