//! What is not registered with a link for a security key. Each is audited, and the right key works afterwards.

use super::Offer;
use crate::support::{BE, BS, Creation, Maker, SoftAuthenticator, UV, cbor};
use model::{
    AuthenticatorKind::SecurityKey,
    CeremonyRefusal::{NotASecurityKey, NotProven, NotVerified, SyncedNotAllowed},
};
use p256::ecdsa::{DerSignature, signature::Signer};
use serde_cbor_2::Value as Cbor;
use serde_json::json;
use sha2::{Digest, Sha256};

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

/// Lets `key` answer as one that knows nothing newer than U2F (section 8.6): it can ask for no PIN.
fn answer_as_u2f(key: &SoftAuthenticator, answer: &mut Creation) {
    let (maker, point) = (Maker::root("Maker").attestation_key(None), key.key.verifying_key().to_sec1_point(false));
    let hashes = [Sha256::digest(&answer.rp_id), Sha256::digest(answer.client_data.to_string())].concat();
    let signed = [&[0], &hashes[..], &answer.credential_id, point.as_bytes()].concat();
    let signature: DerSignature = maker.key.sign(&signed);
    let text = |text: &str| Cbor::Text(text.to_owned());
    let chain = Cbor::Array(vec![Cbor::Bytes(maker.der())]);
    answer.format = "fido-u2f";
    answer.statement = cbor::map(&[(text("sig"), Cbor::Bytes(signature.to_bytes().to_vec())), (text("x5c"), chain)]);
}

#[tokio::test]
async fn a_key_that_knows_nothing_newer_than_u2f_is_refused() {
    let key = key();
    Offer::new(SecurityKey, key.clone())
        .refused(NotVerified, |answer| {
            answer_as_u2f(&key, answer);
            answer.flags &= !UV;
        })
        .await;
}

#[tokio::test]
async fn an_answer_of_u2f_that_claims_to_have_verified_its_user_is_refused() {
    let key = key();
    Offer::new(SecurityKey, key.clone()).refused(NotProven, |answer| answer_as_u2f(&key, answer)).await;
}
