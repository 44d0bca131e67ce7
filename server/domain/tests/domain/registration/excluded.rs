//! What the browser is told to leave out: whatever the user has, of every kind, with a link for any kind.

use super::asked;
use crate::support::{Person, SoftAuthenticator, World};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use model::{AuthenticatorKind, RegistrationChoice};
use serde_json::{Value, json};

/// What the browser is told to leave out, by transports.
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
async fn a_link_for_any_kind_leaves_out_what_the_user_has_of_every_kind() {
    let world = World::new().await;
    let mut expected = Vec::new();
    for kind in AuthenticatorKind::ALL {
        expected.push(excludes(&world.registered(kind, Person::User).await));
        let removed = world.registered(kind, Person::User).await;
        world.remove(Person::User, &removed).await;
        world.registered(kind, Person::Colleague).await;
    }
    expected.sort_by_key(|excluded| excluded["transports"].to_string());
    for kind in AuthenticatorKind::ALL {
        assert_eq!(excluded(&world, kind).await, expected, "{kind:?}");
    }
}

#[tokio::test]
async fn what_was_excluded_and_answers_all_the_same_is_registered_already() {
    for first in AuthenticatorKind::ALL {
        let world = World::new().await;
        let known = world.registered(first, Person::User).await;
        for second in AuthenticatorKind::ALL {
            let mut again =
                SoftAuthenticator { credential_id: known.credential_id.clone(), ..SoftAuthenticator::of(second) };
            let token = world.link_for(Person::User, second).await;
            let told = crate::support::told(world.browser().register(&token, &mut again).await);
            assert_eq!(
                told,
                model::AppError::Ceremony(model::CeremonyFault::AlreadyRegistered),
                "{first:?} {second:?}"
            );
        }
        assert_eq!(world.authenticators(Person::User).await.len(), 1);
    }
}
