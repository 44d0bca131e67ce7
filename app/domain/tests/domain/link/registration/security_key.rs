//! A link for a security key: the options for the browser, and what is registered.

use super::{Registration, asked};
use crate::support::{Browser, Person, SoftAuthenticator, World};
use domain::models::{Metadata, Models, Names, SecurityKeyPolicy};
use model::{AuthenticatorKind::SecurityKey, Place, RegistrationChoice};
use serde_json::{Value, json};
use uuid::Uuid;

const NO_PROOF: RegistrationChoice = RegistrationChoice { place: Place::Any, without_attestation: true };

/// The options of a service with a list of accepted models, and whether the browser may retry without attestation.
async fn asked_with_a_list(choice: RegistrationChoice) -> (Value, bool) {
    let world = World::new().await;
    let policy = SecurityKeyPolicy { models: [Uuid::from_u128(1)].into(), ..SecurityKeyPolicy::default() };
    let models = Models::new(Names::default(), Metadata::NotSupplied, policy).unwrap();
    asked(&world, &mut Browser::new(&world.with_models(models)), SecurityKey, choice).await
}

#[tokio::test]
async fn the_options_for_a_security_key_require_a_discoverable_credential_and_user_verification() {
    let world = World::new().await;
    let (options, retry) = asked(&world, &mut world.browser(), SecurityKey, RegistrationChoice::default()).await;
    assert_eq!(
        options["authenticatorSelection"],
        json!({
            "authenticatorAttachment": "cross-platform",
            "residentKey": "required",
            "requireResidentKey": true,
            "userVerification": "required",
        })
    );
    assert_eq!(options["hints"], json!(["security-key"]));
    assert_eq!((&options["attestation"], options.get("attestationFormats"), retry), (&json!("none"), None, false));
}

#[tokio::test]
async fn the_chosen_place_does_not_change_the_options_for_a_security_key() {
    let world = World::new().await;
    for place in [Place::ThisDevice, Place::AnotherDevice] {
        let choice = RegistrationChoice { place, without_attestation: false };
        let (options, _) = asked(&world, &mut world.browser(), SecurityKey, choice).await;
        assert_eq!(options["authenticatorSelection"]["authenticatorAttachment"], "cross-platform", "{place:?}");
        assert_eq!(options["hints"], json!(["security-key"]), "{place:?}");
    }
}

#[tokio::test]
async fn a_list_of_models_makes_the_options_ask_for_attestation() {
    let (options, retry) = asked_with_a_list(RegistrationChoice::default()).await;
    assert_eq!((&options["attestation"], &options["attestationFormats"]), (&json!("direct"), &json!(["packed"])));
    assert!(retry);
}

#[tokio::test]
async fn a_browser_that_failed_with_attestation_may_retry_once_without_it() {
    let (options, retry) = asked_with_a_list(NO_PROOF).await;
    assert_eq!((&options["attestation"], options.get("attestationFormats")), (&json!("none"), None));
    assert!(!retry);
}

#[tokio::test]
async fn a_key_is_registered_over_each_of_its_transports() {
    for transports in [&["usb"][..], &["nfc"], &["ble"], &["smart-card"], &["usb", "nfc"], &["nfc", "usb", "ble"]] {
        let key = SoftAuthenticator { transports: transports.to_vec(), ..SoftAuthenticator::security_key() };
        let row = Registration::new(SecurityKey, key).accepted(|_| ()).await;
        assert_eq!(row.transports, json!(transports).to_string());
        assert_eq!((row.kind, row.attachment.as_deref()), (SecurityKey.into(), Some("cross-platform")));
        assert!(!row.backup_eligible && !row.aaguid_proven);
    }
}

#[tokio::test]
async fn missing_and_unknown_transports_decide_nothing() {
    // The last four come from Safari before 17.5, from Linux, and from keys with CTAP 2.0.
    for transports in [
        &[][..],
        &["telepathy"],
        &["telepathy", "usb"],
        &["USB", ""],
        &["nfc", "bt"],
        &["usb", ""],
        &["usb", "lightning"],
        &["lightning"],
    ] {
        let key = SoftAuthenticator { transports: transports.to_vec(), ..SoftAuthenticator::security_key() };
        let row = Registration::new(SecurityKey, key).accepted(|_| ()).await;
        assert_eq!(row.transports, json!(transports).to_string());
    }
    Registration::new(SecurityKey, SoftAuthenticator::security_key())
        .accepted(|response| {
            response.envelope = |json| drop(json["response"].as_object_mut().unwrap().remove("transports"));
        })
        .await;
    Registration::new(SecurityKey, SoftAuthenticator::security_key())
        .accepted(|response| response.envelope = |json| json["response"]["transports"] = json!(null))
        .await;
}

#[tokio::test]
async fn a_key_is_registered_when_the_browser_does_not_report_its_attachment() {
    let key = SoftAuthenticator::security_key();
    let row = Registration::new(SecurityKey, key)
        .accepted(|response| {
            response.envelope = |json| drop(json.as_object_mut().unwrap().remove("authenticatorAttachment"));
        })
        .await;
    assert_eq!(row.attachment, None);
}

#[tokio::test]
async fn a_user_signs_in_with_a_registered_security_key_and_the_audit_log_names_its_kind() {
    let world = World::new().await;
    let mut key = world.registered(SecurityKey, Person::User).await;
    let detail: Value = serde_json::from_str(&world.last_audited().await.detail).unwrap();
    assert_eq!(detail["kind"], "Security key");
    assert_eq!(world.browser().sign_in(&mut key).await.unwrap().name, "User Care");
}
