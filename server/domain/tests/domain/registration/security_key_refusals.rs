//! What is not registered with a link for a security key. Each is audited, and the right key works afterwards.

use super::Offer;
use crate::support::{BE, BS, Maker, Person, SoftAuthenticator, UV, World, cbor, told};
use model::{
    AppError,
    AuthenticatorKind::{self, SecurityKey},
    CeremonyFault::{AlreadyRegistered, NotASecurityKey, NotProven, NotVerified, SyncedNotAllowed},
};
use serde_cbor_2::Value as Cbor;
use serde_json::json;

fn key() -> SoftAuthenticator {
    SoftAuthenticator::security_key()
}

async fn not_a_security_key(authenticator: SoftAuthenticator) {
    Offer::new(SecurityKey, authenticator).refused(NotASecurityKey, |_| ()).await;
}

#[tokio::test]
async fn a_phone_is_no_security_key_neither_here_nor_over_bluetooth() {
    not_a_security_key(SoftAuthenticator::phone()).await;
    let hybrid = || SoftAuthenticator { attachment: "cross-platform", ..SoftAuthenticator::phone() };
    not_a_security_key(SoftAuthenticator { transports: vec!["hybrid"], ..hybrid() }).await;
    not_a_security_key(SoftAuthenticator { transports: vec!["hybrid", "internal"], ..hybrid() }).await;
    let bound = SoftAuthenticator { transports: vec!["hybrid"], flags: key().flags, ..hybrid() };
    not_a_security_key(bound).await;
}

#[tokio::test]
async fn a_computer_is_no_security_key() {
    not_a_security_key(SoftAuthenticator::computer()).await;
    not_a_security_key(SoftAuthenticator::windows_hello()).await;
}

#[tokio::test]
async fn a_browser_that_reports_no_transports_says_too_little() {
    not_a_security_key(SoftAuthenticator { transports: vec![], ..key() }).await;
    Offer::new(SecurityKey, key())
        .refused(NotASecurityKey, |answer| {
            answer.envelope = |json| drop(json["response"].as_object_mut().unwrap().remove("transports"));
        })
        .await;
}

#[tokio::test]
async fn what_is_built_in_is_no_security_key_whatever_its_transports() {
    not_a_security_key(SoftAuthenticator { attachment: "platform", transports: vec!["usb"], ..key() }).await;
}

#[tokio::test]
async fn one_transport_that_no_security_key_has_is_one_too_many() {
    for other in ["hybrid", "internal", "cable", "USB", ""] {
        not_a_security_key(SoftAuthenticator { transports: vec!["usb", other], ..key() }).await;
    }
}

#[tokio::test]
async fn a_security_key_whose_keys_are_copied_is_refused() {
    for flags in [BE, BE | BS] {
        let copied = SoftAuthenticator { flags: key().flags | flags, ..key() };
        Offer::new(SecurityKey, copied).refused(SyncedNotAllowed, |_| ()).await;
    }
}

#[tokio::test]
async fn a_security_key_without_a_pin_is_refused() {
    Offer::new(SecurityKey, key()).refused(NotVerified, |answer| answer.flags &= !UV).await;
}

#[tokio::test]
async fn a_credential_that_is_not_discoverable_is_refused() {
    Offer::new(SecurityKey, key())
        .refused(NotProven, |answer| {
            answer.envelope = |json| json["clientExtensionResults"]["credProps"]["rk"] = json!(false);
        })
        .await;
}

/// The statement of a key that knows nothing newer than U2F (section 8.6); its signature is another key's.
fn u2f() -> Vec<u8> {
    let text = |text: &str| Cbor::Text(text.to_owned());
    let certificate = Maker::root("Maker").attestation_key(None).der();
    let chain = Cbor::Array(vec![Cbor::Bytes(certificate)]);
    cbor::map(&[(text("sig"), Cbor::Bytes(vec![0x30, 6, 2, 1, 1, 2, 1, 1])), (text("x5c"), chain)])
}

#[tokio::test]
async fn a_key_that_knows_nothing_newer_than_u2f_is_refused() {
    // It can ask for no PIN, so the flag is missing; with the flag it is no such key.
    for (flags, fault) in [(UV, NotVerified), (0, NotProven)] {
        Offer::new(SecurityKey, key())
            .refused(fault, |answer| {
                answer.flags &= !flags;
                answer.format = "fido-u2f";
                answer.statement = u2f();
            })
            .await;
    }
}

#[tokio::test]
async fn a_credential_that_anybody_has_or_had_is_not_registered_as_a_security_key() {
    for kind in AuthenticatorKind::ALL {
        for removed in [false, true] {
            for owner in [Person::User, Person::Colleague] {
                let world = World::new().await;
                let known = world.registered(kind, owner).await;
                if removed {
                    world.remove(owner, &known).await;
                }
                let before = world.authenticators(owner).await;
                let mut copy = SoftAuthenticator { credential_id: known.credential_id, ..key() };
                let (token, mut browser) = (world.link_for(Person::User, SecurityKey).await, world.browser());
                let outcome = browser.register(&token, &mut copy).await;
                assert_eq!(told(outcome), AppError::Ceremony(AlreadyRegistered), "{kind:?} {removed} {owner:?}");
                assert_eq!(world.authenticators(owner).await, before);
                browser.register(&token, &mut key()).await.unwrap();
            }
        }
    }
}
