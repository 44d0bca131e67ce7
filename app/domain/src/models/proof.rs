//! Checks whether an attestation proves a model.

use super::metadata::Statements;
use chrono::{DateTime, Utc};
use std::time::SystemTime;
use uuid::Uuid;
use webauthn_rs::prelude::{AttestationCaList, AttestationMetadata, ParsedAttestation, ParsedAttestationData};
use webauthn_rs_core::attestation::verify_attestation_ca_chain;
use x509_cert::Certificate;

/// `id-fido-gen-ce-aaguid` (WebAuthn Level 3, section 8.2.1).
const AAGUID_EXTENSION: &str = "1.3.6.1.4.1.45724.1.1.4";
/// The header of an OCTET STRING of 16 bytes in DER, which is the content of that extension.
const OCTET_STRING_16: [u8; 2] = [0x04, 0x10];

/// Whether `attestation`, whose signature webauthn-rs has verified, proves that the authenticator is of the model `aaguid`. Its
/// format must be `packed`; its certificates must chain up, valid at `now`, to a trust anchor that the metadata list for exactly
/// this model; and its leaf must not be for another model.
pub(super) fn proves(
    statements: &Statements,
    aaguid: Uuid,
    attestation: &ParsedAttestation,
    now: DateTime<Utc>,
) -> bool {
    let AttestationMetadata::Packed { aaguid: signed } = attestation.metadata else { return false };
    let ParsedAttestationData::Basic(certificates) = &attestation.data else { return false };
    let (Some(leaf), Some(statement)) = (certificates.first(), statements.get(aaguid)) else { return false };
    signed == aaguid
        && statement.anchors.iter().any(|anchor| {
            is_for(leaf, aaguid, || statements.sharing(anchor) == 1) && chains_up(certificates, anchor, now.into())
        })
}

/// Whether the leaf is for this model, by its extension. A maker may leave the extension out only if the anchor is for a single
/// model (section 8.2.1), which webauthn-rs does not check.
fn is_for(leaf: &Certificate, aaguid: Uuid, anchor_is_for_one: impl Fn() -> bool) -> bool {
    let mut extensions = leaf.tbs_certificate().extensions().into_iter().flatten();
    match extensions.find(|extension| extension.extn_id.to_string() == AAGUID_EXTENSION) {
        Some(extension) => extension.extn_value.as_bytes() == [&OCTET_STRING_16[..], aaguid.as_bytes()].concat(),
        None => anchor_is_for_one(),
    }
}

/// Whether the certificates, the leaf first, chain up to the one anchor in the list. Some authenticators also send the anchor and
/// the certificates above it; and an anchor may be the leaf itself (FIDO Metadata Statement, `attestationRootCertificates`).
///
/// webauthn-rs does the verification itself, and is strict: an authority's certificate must have a key usage (RFC 5280 allows it
/// to be absent), and curves above P-384 are not supported. Of the 348 models in BLOB no. 291, 82 have only anchors that fail
/// this; these models are never proven.
fn chains_up(certificates: &[Certificate], anchor: &AttestationCaList, now: SystemTime) -> bool {
    let Some(root) = anchor.cas().values().next() else { return false };
    let below: Vec<_> = certificates.iter().take_while(|certificate| *certificate != root.ca()).cloned().collect();
    if below.is_empty() {
        let validity = root.ca().tbs_certificate().validity();
        return validity.not_before.to_system_time() <= now && now <= validity.not_after.to_system_time();
    }
    let chain = ParsedAttestationData::Basic(below);
    verify_attestation_ca_chain(&chain, anchor, now).is_ok_and(|root| root.is_some())
}
