//! What the server insists on for a passkey.

use super::{accepted, refused};
use crate::support::{BE, BS, Person, SoftAuthenticator, World, told};
use model::{AppError, CeremonyFault};
use serde_json::json;

#[tokio::test]
async fn a_security_key_is_not_registered_with_a_link_for_a_passkey() {
    let world = World::new().await;
    let (token, mut browser) = (world.link(Person::User).await, world.browser());
    let outcome = browser.register(&token, &mut SoftAuthenticator::security_key()).await;
    assert_eq!(told(outcome), AppError::Ceremony(CeremonyFault::SecurityKeyForPasskey));
    assert!(world.authenticators(Person::User).await.is_empty());
    browser.register(&token, &mut SoftAuthenticator::phone()).await.unwrap();
}

#[tokio::test]
async fn every_transport_of_a_security_key_gives_it_away() {
    refused(CeremonyFault::SecurityKeyForPasskey, |answer| {
        answer.flags &= !(BE | BS);
        answer.envelope = |json| json["response"]["transports"] = json!(["usb", "nfc", "ble", "smart-card"]);
    })
    .await;
}

#[tokio::test]
async fn a_credential_that_its_browser_says_is_not_discoverable_is_refused() {
    // Signing in asks for no user name: nobody could ever sign in with it.
    refused(CeremonyFault::NotProven, |answer| {
        answer.envelope = |json| json["clientExtensionResults"]["credProps"]["rk"] = json!(false);
    })
    .await;
}

#[tokio::test]
async fn a_passkey_that_stays_on_the_computer_is_a_passkey() {
    accepted(|answer| {
        answer.flags &= !(BE | BS);
        answer.envelope = |json| json["response"]["transports"] = json!(["internal"]);
    })
    .await;
}

#[tokio::test]
async fn a_phone_that_is_reached_over_bluetooth_is_a_passkey() {
    accepted(|answer| {
        answer.envelope = |json| {
            json["authenticatorAttachment"] = json!("cross-platform");
            json["response"]["transports"] = json!(["ble", "hybrid"]);
        };
    })
    .await;
}

#[tokio::test]
async fn an_old_browser_that_reports_nothing_of_the_device_registers_a_passkey() {
    accepted(|answer| {
        answer.envelope = |json| {
            json["response"].as_object_mut().unwrap().remove("transports");
            json.as_object_mut().unwrap().remove("authenticatorAttachment");
            json["clientExtensionResults"] = json!({});
        };
    })
    .await;
}
