//! The place where a user wants to keep a passkey is an option for the browser, and the server does not enforce it.

use super::asked;
use crate::support::{Person, SoftAuthenticator, World};
use model::{AuthenticatorKind::Passkey, Place, RegistrationChoice};
use serde_json::{Value, json};

const PLACES: [Place; 3] = [Place::Any, Place::ThisDevice, Place::AnotherDevice];

fn at(place: Place) -> RegistrationChoice {
    RegistrationChoice { place, without_attestation: false }
}

#[tokio::test]
async fn each_place_sets_the_options_for_its_devices() {
    let world = World::new().await;
    let expected = [
        (Value::Null, json!(["client-device", "hybrid"])),
        (json!("platform"), json!(["client-device"])),
        (json!("cross-platform"), json!(["hybrid"])),
    ];
    for (place, (attachment, hints)) in PLACES.into_iter().zip(expected) {
        let (options, retry) = asked(&world, &mut world.browser(), Passkey, at(place)).await;
        let selection = &options["authenticatorSelection"];
        assert_eq!((&selection["authenticatorAttachment"], &options["hints"]), (&attachment, &hints), "{place:?}");
        assert_eq!(
            (&selection["residentKey"], &selection["userVerification"]),
            (&json!("required"), &json!("required"))
        );
        assert_eq!((&options["attestation"], retry), (&json!("none"), false), "{place:?}");
    }
}

#[tokio::test]
async fn a_browser_may_store_the_passkey_in_another_place_than_the_user_chose() {
    let nearby =
        || SoftAuthenticator { attachment: "cross-platform", transports: vec!["hybrid"], ..SoftAuthenticator::phone() };
    for place in PLACES {
        for mut passkey in [SoftAuthenticator::phone(), nearby(), SoftAuthenticator::computer()] {
            let (world, attachment) = (World::new().await, passkey.attachment);
            let mut browser = world.browser();
            let options = browser.options_with(&world.link(Person::User).await, at(place)).await.unwrap().options;
            browser.finish(&passkey.create(&options)).await.unwrap();
            let row = world.authenticators(Person::User).await.remove(0);
            assert_eq!(row.attachment.as_deref(), Some(attachment), "{place:?}");
        }
    }
}

#[tokio::test]
async fn a_response_must_be_to_the_options_of_the_latest_choice() {
    let world = World::new().await;
    let (token, mut browser, mut phone) = (world.link(Person::User).await, world.browser(), SoftAuthenticator::phone());
    let first = browser.options_with(&token, at(Place::ThisDevice)).await.unwrap().options;
    let second = browser.options_with(&token, at(Place::AnotherDevice)).await.unwrap().options;
    browser.finish(&phone.create(&first)).await.unwrap_err();
    browser.finish(&phone.create(&second)).await.unwrap();
}
