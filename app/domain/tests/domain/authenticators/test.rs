//! *Test your authenticator*.

use crate::support::{Person, World};
use chrono::TimeDelta;
use domain::entity::session;
use model::AuthenticatorKind;
use serde_json::Value;
use strum::VariantArray;

#[tokio::test]
async fn a_test_is_recorded_for_each_kind_and_opens_no_session() {
    for &kind in AuthenticatorKind::VARIANTS {
        let world = World::new().await;
        let mut authenticator = world.registered(kind, Person::User).await;
        let sessions = world.count(session::Entity).await;
        world.clock.advance(TimeDelta::minutes(2));
        let tested = world.browser().test(&mut authenticator).await.unwrap();
        assert_eq!((tested.kind, tested.name.as_str()), (kind, "User Care"));
        assert_eq!(tested.model, world.domain.models().reported(authenticator.aaguid));
        assert_eq!(tested.at.utc, "2026-11-22T14:07:00.000Z");
        let row = world.authenticators(Person::User).await.remove(0);
        assert_eq!((row.tested_at, row.last_used_at), (Some(world.domain.now()), Some(world.domain.now())));
        assert_eq!(row.sign_count, i64::from(authenticator.counter));
        assert_eq!(world.count(session::Entity).await, sessions);
        let (audited, user) = (world.last_audited().await, world.user(Person::User).await);
        assert_eq!((audited.action.as_str(), audited.outcome.as_str()), ("test-authenticator", "done"));
        assert_eq!((audited.actor_id, audited.subject_id), (Some(user.id), Some(user.id)));
        let detail: Value = serde_json::from_str(&audited.detail).unwrap();
        assert_eq!((&detail["kind"], &detail["authenticator"]), (&kind.label().into(), &row.id.to_string().into()));
    }
}

#[tokio::test]
async fn each_test_updates_the_time_of_the_test_and_a_sign_in_only_that_of_the_last_use() {
    let world = World::new().await;
    let mut key = world.registered(AuthenticatorKind::SecurityKey, Person::User).await;
    let other = world.registered(AuthenticatorKind::Passkey, Person::User).await;
    for _ in 0..2 {
        world.clock.advance(TimeDelta::minutes(1));
        world.browser().test(&mut key).await.unwrap();
    }
    let tested = world.domain.now();
    world.clock.advance(TimeDelta::minutes(1));
    world.browser().sign_in(&mut key).await.unwrap();
    for row in world.authenticators(Person::User).await {
        let expected = if row.credential_id == other.credential_id {
            (None, None)
        } else {
            (Some(tested), Some(world.domain.now()))
        };
        assert_eq!((row.tested_at, row.last_used_at), expected);
    }
}

#[tokio::test]
async fn a_test_has_the_same_options_as_signing_in() {
    let world = World::new().await;
    let mut browser = world.browser();
    let options = [browser.load_test_options().await, browser.load_sign_in_options().await].map(|options| {
        let mut options: Value = serde_json::from_str(&options).unwrap();
        let challenge = options["publicKey"]["challenge"].take();
        assert!(challenge.is_string());
        options
    });
    assert_eq!(options[0], options[1]);
}

#[tokio::test]
async fn a_test_by_another_user_does_not_change_the_session_of_the_browser() {
    let world = World::new().await;
    let mut key = world.registered(AuthenticatorKind::SecurityKey, Person::User).await;
    let (mut browser, before) = (world.browser_of(Person::Manager), world.actor(Person::Manager).await);
    let sessions = world.count(session::Entity).await;
    assert_eq!(browser.test(&mut key).await.unwrap().name, "User Care");
    let after = browser.actor().await.unwrap();
    assert_eq!((after.user_id, after.session_id), (before.user_id, before.session_id));
    assert_eq!(world.count(session::Entity).await, sessions);
}
