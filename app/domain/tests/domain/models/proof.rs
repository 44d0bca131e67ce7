//! What an attestation proves: real certificate chains and signatures, checked through webauthn-rs.

use super::{MODEL, NOT_PROVEN, OTHER, attestation, models, now, only_model, try_attestation};
use crate::support::{Listed, Maker, SoftAuthenticator, cbor, metadata};
use chrono::TimeDelta;
use domain::models::{Models, Names, Proven, SecurityKeyPolicy};
use model::CeremonyRefusal;
use p256::ecdsa::{DerSignature, signature::Signer};
use serde_cbor_2::Value as Cbor;
use sha2::{Digest, Sha256};
use uuid::Uuid;
use webauthn_rs::prelude::{AttestationMetadata, ParsedAttestation, WebauthnError};

/// A service with both models in the metadata, each with these anchors, and a policy that accepts only proven models.
fn anchored(model: &[&Maker], other: &[&Maker]) -> Models {
    let listed = |aaguid, anchors| Listed { aaguid, statuses: &[], anchors };
    let metadata = metadata("2026-12-01", &[listed(MODEL, model), listed(OTHER, other)]);
    let policy = SecurityKeyPolicy { models: [MODEL, OTHER].into(), ..SecurityKeyPolicy::default() };
    Models::new(Names::default(), metadata, policy).unwrap()
}

/// The attestation of a key of [`MODEL`], made with `key`, with the certificates `above` included.
fn by(key: &Maker, above: &[&Maker]) -> ParsedAttestation {
    try_attestation(MODEL, |authenticator, creation| key.attest(authenticator, above, creation)).unwrap()
}

fn check(models: &Models, attestation: &ParsedAttestation) -> Result<Proven, CeremonyRefusal> {
    models.check_security_key(MODEL, attestation, now())
}

#[test]
fn a_chain_to_an_anchor_of_the_model_proves_it() {
    let root = Maker::root("Maker");
    let middle = root.intermediate("Batch 7");
    let (direct, below) = (root.attestation_key(Some(MODEL)), middle.attestation_key(Some(MODEL)));
    for attestation in [by(&direct, &[]), by(&direct, &[&root]), by(&below, &[&middle]), by(&below, &[&middle, &root])]
    {
        assert_eq!(check(&anchored(&[&root], &[&root]), &attestation), Ok(Proven::Yes));
    }
    // An intermediate authority, and the certificate itself, can be anchors.
    assert_eq!(check(&anchored(&[&middle], &[]), &by(&below, &[&middle, &root])), Ok(Proven::Yes));
    assert_eq!(check(&anchored(&[&below], &[]), &by(&below, &[&middle, &root])), Ok(Proven::Yes));
}

#[test]
fn a_chain_to_any_other_certificate_proves_nothing() {
    let (root, forger) = (Maker::root("Maker"), Maker::root("Maker"));
    let middle = root.intermediate("Batch 7");
    let forged = forger.attestation_key(Some(MODEL));
    for attestation in
        [by(&forged, &[]), by(&forged, &[&forger]), by(&forged, &[&root]), by(&forged, &[&middle, &root])]
    {
        assert_eq!(check(&anchored(&[&root], &[]), &attestation), NOT_PROVEN);
    }
    // The intermediate certificate is missing.
    assert_eq!(check(&anchored(&[&root], &[]), &by(&middle.attestation_key(Some(MODEL)), &[])), NOT_PROVEN);
    // The chain is right, but it leads to the anchor of another model, or there is no anchor.
    assert_eq!(check(&anchored(&[&forger], &[&root]), &attestation(&root)), NOT_PROVEN);
    assert_eq!(check(&anchored(&[], &[&root]), &attestation(&root)), NOT_PROVEN);
}

#[test]
fn every_anchor_with_the_same_name_is_tried() {
    let (old, new) = (Maker::root("Maker"), Maker::root("Maker"));
    for maker in [&old, &new] {
        assert_eq!(check(&anchored(&[&old, &new], &[]), &attestation(maker)), Ok(Proven::Yes));
    }
}

#[test]
fn webauthn_rs_and_our_own_check_refuse_a_certificate_for_another_model() {
    let root = Maker::root("Maker");
    let key = root.attestation_key(Some(OTHER));
    let outcome = try_attestation(MODEL, |authenticator, creation| key.attest(authenticator, &[], creation));
    assert_eq!(outcome.unwrap_err(), WebauthnError::AttestationCertificateAAGUIDMismatch);
    // In case webauthn-rs stops refusing it: our own check gets an attestation for one model as one for the other.
    let mut attestation = attestation(&root);
    let models = anchored(&[&root], &[&root]);
    assert_eq!(models.check_security_key(OTHER, &attestation, now()), NOT_PROVEN);
    attestation.metadata = AttestationMetadata::Packed { aaguid: OTHER };
    assert_eq!(models.check_security_key(OTHER, &attestation, now()), NOT_PROVEN);
}

#[test]
fn a_certificate_may_omit_the_model_only_if_its_anchor_has_no_other_model() {
    let root = Maker::root("Maker");
    let attestation = by(&root.attestation_key(None), &[]);
    assert_eq!(check(&anchored(&[&root], &[]), &attestation), Ok(Proven::Yes));
    assert_eq!(check(&anchored(&[&root], &[&root]), &attestation), NOT_PROVEN);
}

#[test]
fn an_attestation_proves_no_other_model_even_if_the_certificate_omits_the_model() {
    let root = Maker::root("Maker");
    let attestation = by(&root.attestation_key(None), &[]);
    assert_eq!(anchored(&[], &[&root]).check_security_key(OTHER, &attestation, now()), NOT_PROVEN);
}

#[test]
fn certificates_prove_a_model_only_while_they_are_valid() {
    let root = Maker::root("Maker");
    let key = root.attestation_key(Some(MODEL));
    let [from, to] = crate::support::VALID.map(|time| time.parse::<chrono::DateTime<chrono::Utc>>().unwrap());
    for anchor in [&root, &key] {
        let listed = Listed { aaguid: MODEL, statuses: &[], anchors: &[anchor] };
        let models = Models::new(Names::default(), metadata("2100-01-01", &[listed]), only_model()).unwrap();
        let check = |at| models.check_security_key(MODEL, &by(&key, &[]), at);
        for (at, expected) in [
            (from - TimeDelta::seconds(1), NOT_PROVEN),
            (from, Ok(Proven::Yes)),
            (to, Ok(Proven::Yes)),
            (to + TimeDelta::seconds(1), NOT_PROVEN),
        ] {
            assert_eq!(check(at), expected, "{at}");
        }
    }
}

#[test]
fn self_attestation_proves_nothing() {
    let root = Maker::root("Maker");
    let attestation = try_attestation(MODEL, |authenticator: &SoftAuthenticator, creation| {
        let hash = Sha256::digest(creation.client_data.to_string());
        let signed = [&authenticator.authenticator_data(creation)[..], &hash].concat();
        let signature: DerSignature = authenticator.key.sign(&signed);
        let text = |text: &str| Cbor::Text(text.to_owned());
        creation.format = "packed";
        creation.statement =
            cbor::map(&[(text("alg"), Cbor::Integer(-7)), (text("sig"), Cbor::Bytes(signature.to_bytes().to_vec()))]);
    });
    assert_eq!(check(&models(&root, only_model()), &attestation.unwrap()), NOT_PROVEN);
}

#[test]
fn a_missing_attestation_proves_nothing() {
    assert_eq!(check(&models(&Maker::root("Maker"), only_model()), &super::no_attestation()), NOT_PROVEN);
}

#[test]
fn webauthn_rs_refuses_a_signature_over_other_data() {
    let key = Maker::root("Maker").attestation_key(Some(MODEL));
    let outcome = try_attestation(MODEL, |authenticator, creation| {
        let other = SoftAuthenticator { aaguid: Uuid::nil(), ..authenticator.clone() };
        key.attest(&other, &[], creation);
    });
    assert_eq!(outcome.unwrap_err(), WebauthnError::AttestationStatementSigInvalid);
}
