//! Refusals with a link for a security key. Each is audited, and the right key can be registered afterwards.

use super::Registration;
use crate::support::{BE, BS, Creation, Maker, SoftAuthenticator, UV, cbor};
use model::{
    AuthenticatorKind::SecurityKey,
    CeremonyRefusal::{NotASecurityKey, NotDiscoverable, NotProven, NotVerified, SyncedNotAllowed},
};
use p256::ecdsa::{DerSignature, signature::Signer};
use serde_cbor_2::Value as Cbor;
use serde_json::json;
use sha2::{Digest, Sha256};

fn key() -> SoftAuthenticator {
    SoftAuthenticator::security_key()
}

async fn not_a_security_key(authenticator: SoftAuthenticator) {
    Registration::new(SecurityKey, authenticator).refused(NotASecurityKey, |_| ()).await;
}

#[tokio::test]
async fn a_phone_is_refused_as_a_security_key_directly_and_over_bluetooth() {
    not_a_security_key(SoftAuthenticator::phone()).await;
    let hybrid = || SoftAuthenticator { attachment: "cross-platform", ..SoftAuthenticator::phone() };
    not_a_security_key(SoftAuthenticator { transports: vec!["hybrid"], ..hybrid() }).await;
    not_a_security_key(SoftAuthenticator { transports: vec!["hybrid", "internal"], ..hybrid() }).await;
    let bound = SoftAuthenticator { transports: vec!["hybrid"], flags: key().flags, ..hybrid() };
    not_a_security_key(bound).await;
}

#[tokio::test]
async fn a_computer_is_refused_as_a_security_key() {
    not_a_security_key(SoftAuthenticator::computer()).await;
    not_a_security_key(SoftAuthenticator::windows_hello()).await;
}

#[tokio::test]
async fn a_device_of_which_neither_attachment_nor_transports_are_known_is_refused() {
    for transports in [vec![], vec!["telepathy"], vec!["ble", "hybrid"]] {
        let unknown = SoftAuthenticator { attachment: "telepathy", transports: transports.clone(), ..key() };
        not_a_security_key(unknown).await;
        Registration::new(SecurityKey, SoftAuthenticator { transports, ..key() })
            .refused(NotASecurityKey, |response| {
                response.envelope = |json| drop(json.as_object_mut().unwrap().remove("authenticatorAttachment"));
            })
            .await;
    }
}

#[tokio::test]
async fn a_platform_authenticator_is_refused_as_a_security_key_with_any_transports() {
    not_a_security_key(SoftAuthenticator { attachment: "platform", transports: vec!["usb"], ..key() }).await;
}

#[tokio::test]
async fn one_transport_that_no_security_key_has_is_enough_for_a_refusal() {
    for other in ["hybrid", "internal", "cable", "Hybrid", "INTERNAL"] {
        not_a_security_key(SoftAuthenticator { transports: vec!["usb", other], ..key() }).await;
    }
}

#[tokio::test]
async fn a_synced_security_key_is_refused() {
    for flags in [BE, BE | BS] {
        let copied = SoftAuthenticator { flags: key().flags | flags, ..key() };
        Registration::new(SecurityKey, copied).refused(SyncedNotAllowed, |_| ()).await;
    }
}

#[tokio::test]
async fn a_security_key_without_a_pin_is_refused() {
    Registration::new(SecurityKey, key()).refused(NotVerified, |response| response.flags &= !UV).await;
}

#[tokio::test]
async fn a_credential_that_is_not_discoverable_is_refused() {
    Registration::new(SecurityKey, key())
        .refused(NotDiscoverable, |response| {
            response.envelope = |json| json["clientExtensionResults"]["credProps"]["rk"] = json!(false);
        })
        .await;
}

/// Makes `key` respond like a key that supports only U2F (section 8.6), which cannot ask for a PIN.
fn respond_as_u2f(key: &SoftAuthenticator, response: &mut Creation) {
    let (maker, point) = (Maker::root("Maker").attestation_key(None), key.key.verifying_key().to_sec1_point(false));
    let hashes = [Sha256::digest(&response.rp_id), Sha256::digest(response.client_data.to_string())].concat();
    let signed = [&[0], &hashes[..], &response.credential_id, point.as_bytes()].concat();
    let signature: DerSignature = maker.key.sign(&signed);
    let text = |text: &str| Cbor::Text(text.to_owned());
    let chain = Cbor::Array(vec![Cbor::Bytes(maker.der())]);
    response.format = "fido-u2f";
    response.statement = cbor::map(&[(text("sig"), Cbor::Bytes(signature.to_bytes().to_vec())), (text("x5c"), chain)]);
}

#[tokio::test]
async fn a_key_that_supports_only_u2f_is_refused() {
    let key = key();
    Registration::new(SecurityKey, key.clone())
        .refused(NotVerified, |response| {
            respond_as_u2f(&key, response);
            response.flags &= !UV;
        })
        .await;
}

#[tokio::test]
async fn a_u2f_response_that_claims_user_verification_is_refused() {
    let key = key();
    Registration::new(SecurityKey, key.clone()).refused(NotProven, |response| respond_as_u2f(&key, response)).await;
}
