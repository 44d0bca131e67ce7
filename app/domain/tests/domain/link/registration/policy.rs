//! The server's rules for a passkey.

use super::{accepted, refused};
use crate::support::{BE, BS, Person, SoftAuthenticator, UP, UV, World, told};
use model::{AppError, CeremonyRefusal};
use serde_json::json;

#[tokio::test]
async fn a_security_key_is_not_registered_with_a_link_for_a_passkey() {
    let world = World::new().await;
    let (token, mut browser) = (world.link(Person::User).await, world.browser());
    let outcome = browser.register(&token, &mut SoftAuthenticator::security_key()).await;
    assert_eq!(told(outcome), AppError::Ceremony(CeremonyRefusal::SecurityKeyForPasskey));
    assert!(world.authenticators(Person::User).await.is_empty());
    browser.register(&token, &mut SoftAuthenticator::phone()).await.unwrap();
}

#[tokio::test]
async fn a_security_key_is_recognised_by_each_of_its_transports() {
    refused(CeremonyRefusal::SecurityKeyForPasskey, |response| {
        response.flags &= !(BE | BS);
        response.envelope = |json| json["response"]["transports"] = json!(["usb", "nfc", "ble", "smart-card"]);
    })
    .await;
}

#[tokio::test]
async fn a_credential_that_the_browser_reports_as_not_discoverable_is_refused() {
    // Signing in asks for no user name, so nobody could ever sign in with it.
    refused(CeremonyRefusal::NotDiscoverable, |response| {
        response.envelope = |json| json["clientExtensionResults"]["credProps"]["rk"] = json!(false);
    })
    .await;
}

#[tokio::test]
async fn a_device_bound_passkey_on_a_computer_is_registered() {
    accepted(|response| {
        response.flags &= !(BE | BS);
        response.envelope = |json| json["response"]["transports"] = json!(["internal"]);
    })
    .await;
}

/// The results of a link for a passkey when the browser reports these transports: for a synced credential, and for a device-bound
/// one.
async fn with_transports(world: &World, transports: &[&'static str]) -> [Option<AppError>; 2] {
    let mut outcomes = [None, None];
    for (outcome, flags) in outcomes.iter_mut().zip([UP | UV | BE | BS, UP | UV]) {
        let transports = transports.to_vec();
        let mut authenticator = SoftAuthenticator { flags, transports, ..SoftAuthenticator::phone() };
        let token = world.link(Person::User).await;
        let registered = world.browser().register(&token, &mut authenticator).await;
        *outcome = registered.err().map(|error| error.told());
    }
    outcomes
}

const SECURITY_KEY: Option<AppError> = Some(AppError::Ceremony(CeremonyRefusal::SecurityKeyForPasskey));

#[tokio::test]
async fn a_credential_with_any_transport_of_a_security_key_is_refused_as_a_passkey() {
    let world = World::new().await;
    for named in ["usb", "nfc", "ble", "smart-card"] {
        for beside in [&[][..], &["internal"], &["hybrid"], &["hybrid", "internal"], &["cable"], &[""], &["unheard-of"]]
        {
            // Chromium reports `ble` with `hybrid` or `cable` for a phone nearby: see below.
            if named == "ble" && beside.iter().any(|word| ["hybrid", "cable"].contains(word)) {
                continue;
            }
            for transports in
                [[&[named], beside].concat(), [beside, &[named]].concat(), [&[named, named], beside].concat()]
            {
                assert_eq!(with_transports(&world, &transports).await, [SECURITY_KEY, SECURITY_KEY], "{transports:?}");
            }
        }
    }
    for transports in [&["USB", "internal"][..], &["internal", "Nfc"], &["BLE"], &["Smart-Card", "hybrid"]] {
        assert_eq!(with_transports(&world, transports).await, [SECURITY_KEY, SECURITY_KEY], "{transports:?}");
    }
    assert!(world.authenticators(Person::User).await.is_empty());
}

#[tokio::test]
async fn the_transports_of_phones_computers_and_password_managers_and_unknown_ones_are_accepted() {
    let world = World::new().await;
    for transports in [
        &["internal"][..],
        &["hybrid"],
        &["hybrid", "internal"],
        &["internal", "internal", "hybrid"],
        // Chromium, for a phone nearby.
        &["ble", "hybrid"],
        &["HYBRID", "internal", "ble"],
        &["ble", "cable"],
        // Firefox on Android, and some Apple devices.
        &["cable", "internal"],
        &[""],
        &["internal", ""],
        &["unheard-of"],
        &["usb-c", "nfc2", "smartcard", "blecch", " "],
        &[],
    ] {
        assert_eq!(with_transports(&world, transports).await, [None, None], "{transports:?}");
    }
}

#[tokio::test]
async fn an_old_browser_that_reports_no_transports_registers_a_passkey() {
    accepted(|response| {
        response.envelope = |json| {
            json["response"].as_object_mut().unwrap().remove("transports");
            json.as_object_mut().unwrap().remove("authenticatorAttachment");
            json["clientExtensionResults"] = json!({});
        };
    })
    .await;
}

#[tokio::test]
async fn what_a_browser_reports_in_a_form_that_webauthn_does_not_know_counts_as_not_reported() {
    let changes: [fn(&mut serde_json::Value); 10] = [
        |json| json["response"]["transports"] = json!(null),
        |json| json["response"]["transports"] = json!("internal"),
        |json| json["response"]["transports"] = json!({ "0": "internal" }),
        |json| json["response"]["transports"] = json!([null, 5, ["internal"], "internal"]),
        |json| json["authenticatorAttachment"] = json!(5),
        |json| json["authenticatorAttachment"] = json!(null),
        |json| json["clientExtensionResults"]["credProps"] = json!(null),
        |json| json["clientExtensionResults"]["credProps"] = json!([]),
        |json| json["clientExtensionResults"]["credProps"] = json!({ "rk": "yes" }),
        |json| json["clientExtensionResults"]["credProps"] = json!({ "rk": null, "authenticatorDisplayName": 5 }),
    ];
    for change in changes {
        accepted(|response| response.envelope = change).await;
    }
}
