//! The browser is told to exclude all the user's authenticators, of every kind, with a link for any kind.

use super::asked;
use crate::support::{Person, SoftAuthenticator, World, told};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use model::{AppError, AuthenticatorKind, CeremonyRefusal::AlreadyRegistered, RegistrationChoice};
use serde_json::{Value, json};
use strum::VariantArray;

/// The transports of each credential that the browser is told to exclude.
async fn excluded(world: &World, kind: AuthenticatorKind) -> Vec<Value> {
    let (mut options, _) = asked(world, &mut world.browser(), kind, RegistrationChoice::default()).await;
    let mut excluded: Vec<Value> = serde_json::from_value(options["excludeCredentials"].take()).unwrap();
    excluded.sort_by_key(|excluded| excluded["transports"].to_string());
    excluded
}

fn excludes(authenticator: &SoftAuthenticator) -> Value {
    let id = URL_SAFE_NO_PAD.encode(&authenticator.credential_id);
    json!({ "type": "public-key", "id": id, "transports": authenticator.transports })
}

#[tokio::test]
async fn a_link_for_any_kind_excludes_the_users_authenticators_of_every_kind() {
    let world = World::new().await;
    let mut expected = Vec::new();
    for &kind in AuthenticatorKind::VARIANTS {
        expected.push(excludes(&world.registered(kind, Person::User).await));
        let removed = world.registered(kind, Person::User).await;
        world.remove(Person::User, &removed).await;
        world.registered(kind, Person::Colleague).await;
    }
    expected.sort_by_key(|excluded| excluded["transports"].to_string());
    for &kind in AuthenticatorKind::VARIANTS {
        assert_eq!(excluded(&world, kind).await, expected, "{kind:?}");
    }
}

#[tokio::test]
async fn a_credential_that_any_user_has_or_had_is_refused_with_a_link_for_any_kind() {
    for &first in AuthenticatorKind::VARIANTS {
        for (owner, removed) in
            [(Person::User, false), (Person::User, true), (Person::Colleague, false), (Person::Colleague, true)]
        {
            let world = World::new().await;
            let known = world.registered(first, owner).await;
            if removed {
                world.remove(owner, &known).await;
            }
            let before = world.authenticators(owner).await;
            for &kind in AuthenticatorKind::VARIANTS {
                let (token, mut browser) = (world.link_for(Person::User, kind).await, world.browser());
                let credential_id = known.credential_id.clone();
                let mut again = SoftAuthenticator { credential_id, ..SoftAuthenticator::of(kind) };
                let outcome = browser.register(&token, &mut again).await;
                assert_eq!(
                    told(outcome),
                    AppError::Ceremony(AlreadyRegistered),
                    "{first:?} {kind:?} {owner:?} {removed}"
                );
            }
            assert_eq!(world.authenticators(owner).await, before);
        }
    }
}
