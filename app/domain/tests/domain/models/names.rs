//! The names of models.

use super::MODEL;
use crate::support::{Listed, Person, SoftAuthenticator, World, metadata};
use domain::{
    access::ViewProfile,
    models::{Metadata, Models, Names, SecurityKeyPolicy, WINDOWS_HELLO},
    views,
};
use std::collections::HashSet;
use uuid::{Uuid, uuid};

const ICLOUD_KEYCHAIN: Uuid = uuid!("fbfc3007-154e-4ecc-8c0b-6e020557d7bd");

fn with(names: &[(Uuid, &str)], metadata: Metadata) -> Models {
    Models::new(names.iter().copied().collect(), metadata, SecurityKeyPolicy::default()).unwrap()
}

#[test]
fn the_name_of_an_unknown_model_contains_its_aaguid() {
    let models = Models::default();
    assert_eq!(models.name(Uuid::nil()), "Model not reported");
    assert_eq!(models.name(MODEL), "Unknown model (2fc0579f-8113-47ea-b116-bb5a8db9202a)");
}

#[test]
fn a_list_gives_no_name_to_a_model_that_was_not_reported() {
    assert_eq!(with(&[(Uuid::nil(), "A key")], Metadata::NotSupplied).name(Uuid::nil()), "Model not reported");
}

#[test]
fn our_own_names_take_precedence_over_the_metadata_and_the_metadata_over_the_list() {
    let listed = [(MODEL, "YubiKey"), (ICLOUD_KEYCHAIN, "Apple Passwords")];
    let models = with(&listed, Metadata::NotSupplied);
    assert_eq!((models.name(MODEL), models.name(ICLOUD_KEYCHAIN)), ("YubiKey".into(), "iCloud Keychain".into()));
    let described = [MODEL, ICLOUD_KEYCHAIN].map(|aaguid| Listed { aaguid, statuses: &[], anchors: &[] });
    // Outdated metadata is still used for names.
    for next_update in ["2026-12-01", "2020-12-01"] {
        let models = with(&listed, metadata(next_update, &described));
        assert_eq!(
            (models.name(MODEL), models.name(ICLOUD_KEYCHAIN)),
            ("A listed key".into(), "iCloud Keychain".into())
        );
    }
}

#[test]
fn the_three_windows_hello_models_and_the_virtual_authenticator_have_different_names() {
    let models = with(&WINDOWS_HELLO.map(|aaguid| (aaguid, "Windows Hello")), Metadata::NotSupplied);
    let names: HashSet<_> = WINDOWS_HELLO.iter().map(|aaguid| models.name(*aaguid)).collect();
    assert!(names.len() == 3 && names.iter().all(|name| name.starts_with("Windows Hello")), "{names:?}");
    let own = [uuid!("01020304-0506-0708-0102-030405060708"), uuid!("ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4")];
    assert_eq!(own.map(|aaguid| models.name(aaguid)), ["Chromium virtual authenticator", "Google Password Manager"]);
}

#[test]
fn a_list_must_be_an_object_with_aaguids_as_keys_and_names_as_values() {
    Names::parse(br#"{ "2fc0579f-8113-47ea-b116-bb5a8db9202a": "A key" }"#).unwrap();
    for broken in ["", "[]", "garbage", r#"{ "name": "A key" }"#, r#"{ "2fc0579f-8113-47ea-b116-bb5a8db9202a": 1 }"#] {
        Names::parse(broken.as_bytes()).unwrap_err();
    }
}

#[tokio::test]
async fn the_authenticators_tab_uses_the_names_of_the_list() {
    let world = World::new().await;
    let mut phone = SoftAuthenticator { aaguid: MODEL, ..SoftAuthenticator::phone() };
    world.register(Person::User, &mut phone).await;
    let domain = world.with_models(with(&[(MODEL, "A phone")], Metadata::NotSupplied));
    let manager = world.actor(Person::Manager).await;
    let permit = world.permit::<ViewProfile>(&manager, Person::User).await;
    assert_eq!(views::authenticators(&domain, &permit).await.unwrap()[0].model.as_deref(), Some("A phone"));
}
