//! A link for a security key: what the browser is asked for, and what is registered.

use super::{Offer, asked};
use crate::support::{Browser, Person, SoftAuthenticator, World};
use domain::models::{Metadata, Models, Names, SecurityKeyPolicy};
use model::{AuthenticatorKind::SecurityKey, Place, RegistrationChoice};
use serde_json::{Value, json};
use uuid::Uuid;

const NO_PROOF: RegistrationChoice = RegistrationChoice { place: Place::Any, without_attestation: true };

/// What the browser of a service with a list of accepted models is asked for, and whether once more without attestation.
async fn asked_with_a_list(choice: RegistrationChoice) -> (Value, bool) {
    let world = World::new().await;
    let policy = SecurityKeyPolicy { models: [Uuid::from_u128(1)].into(), ..SecurityKeyPolicy::default() };
    let models = Models::new(Names::default(), Metadata::NotSupplied, policy).unwrap();
    asked(&world, &mut Browser::new(&world.with_models(models)), SecurityKey, choice).await
}

#[tokio::test]
async fn a_security_key_is_asked_for_discoverable_and_with_user_verification() {
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
async fn where_a_security_key_is_kept_is_nothing_to_choose() {
    let world = World::new().await;
    for place in [Place::ThisDevice, Place::AnotherDevice] {
        let choice = RegistrationChoice { place, without_attestation: false };
        let (options, _) = asked(&world, &mut world.browser(), SecurityKey, choice).await;
        assert_eq!(options["authenticatorSelection"]["authenticatorAttachment"], "cross-platform", "{place:?}");
        assert_eq!(options["hints"], json!(["security-key"]), "{place:?}");
    }
}

#[tokio::test]
async fn with_a_list_of_models_the_proof_is_asked_for() {
    let (options, retry) = asked_with_a_list(RegistrationChoice::default()).await;
    assert_eq!((&options["attestation"], &options["attestationFormats"]), (&json!("direct"), &json!(["packed"])));
    assert!(retry);
}

#[tokio::test]
async fn a_browser_that_failed_with_the_proof_is_asked_without_it_once_and_not_for_ever() {
    let (options, retry) = asked_with_a_list(NO_PROOF).await;
    assert_eq!((&options["attestation"], options.get("attestationFormats")), (&json!("none"), None));
    assert!(!retry);
}

#[tokio::test]
async fn a_key_is_registered_over_each_of_its_transports() {
    for transports in [&["usb"][..], &["nfc"], &["ble"], &["smart-card"], &["usb", "nfc"], &["nfc", "usb", "ble"]] {
        let key = SoftAuthenticator { transports: transports.to_vec(), ..SoftAuthenticator::security_key() };
        let row = Offer::new(SecurityKey, key).accepted(|_| ()).await;
        assert_eq!(row.transports, json!(transports).to_string());
        assert_eq!((row.kind, row.attachment.as_deref()), (SecurityKey.into(), Some("cross-platform")));
        assert!(!row.backup_eligible && !row.aaguid_proven);
    }
}

#[tokio::test]
async fn a_browser_that_does_not_say_where_the_key_is_attached_registers_it() {
    let key = SoftAuthenticator::security_key();
    let row = Offer::new(SecurityKey, key)
        .accepted(|answer| {
            answer.envelope = |json| drop(json.as_object_mut().unwrap().remove("authenticatorAttachment"));
        })
        .await;
    assert_eq!(row.attachment, None);
}

#[tokio::test]
async fn a_registered_security_key_signs_its_owner_in_and_is_audited_as_one() {
    let world = World::new().await;
    let mut key = world.registered(SecurityKey, Person::User).await;
    let detail: Value = serde_json::from_str(&world.last_audited().await.detail).unwrap();
    assert_eq!(detail["kind"], "Security key");
    assert_eq!(world.browser().sign_in(&mut key).await.unwrap().name, "User Care");
}
