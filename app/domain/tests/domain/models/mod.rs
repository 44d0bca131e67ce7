//! Models of authenticators: their names, the metadata, the proofs, and which security keys are accepted.

mod metadata;
mod names;
mod policy;
mod proof;

use crate::support::{Creation, Listed, Maker, ORIGIN, SoftAuthenticator, metadata};
use chrono::{DateTime, Utc};
use domain::models::{Models, Names, Proven, SecurityKeyPolicy};
use model::CeremonyRefusal;
use uuid::{Uuid, uuid};
use webauthn_rs::prelude::{Credential, ParsedAttestation, WebauthnBuilder, WebauthnResult};

/// The model that these tests list.
const MODEL: Uuid = uuid!("2fc0579f-8113-47ea-b116-bb5a8db9202a");
/// Another model of the same maker.
const OTHER: Uuid = uuid!("73bb0cd4-e502-49b8-9c6f-b59445bf720b");

fn now() -> DateTime<Utc> {
    crate::support::clock::START.parse().unwrap()
}

/// Registers a security key of the model `aaguid` with webauthn-rs. Returns the attestation as webauthn-rs understands it.
fn try_attestation(
    aaguid: Uuid,
    attest: impl FnOnce(&SoftAuthenticator, &mut Creation),
) -> WebauthnResult<ParsedAttestation> {
    let origin = ORIGIN.parse().unwrap();
    let webauthn = WebauthnBuilder::new("care-identity.example.nhs.uk", &origin).unwrap().build().unwrap();
    let (options, state) = webauthn.start_passkey_registration(Uuid::from_u128(1), "a@nhs.net", "A", None).unwrap();
    let mut key = SoftAuthenticator { aaguid, ..SoftAuthenticator::security_key() };
    let twin = key.clone();
    let response = key.create_with(&serde_json::to_string(&options).unwrap(), |creation| attest(&twin, creation));
    let passkey = webauthn.finish_passkey_registration(&serde_json::from_str(&response).unwrap(), &state)?;
    Ok(Credential::from(passkey).attestation)
}

/// The attestation of a key of [`MODEL`] that the maker signed directly.
fn attestation(maker: &Maker) -> ParsedAttestation {
    let key = maker.attestation_key(Some(MODEL));
    try_attestation(MODEL, |authenticator, creation| key.attest(authenticator, &[], creation)).unwrap()
}

/// No attestation at all.
fn no_attestation() -> ParsedAttestation {
    try_attestation(MODEL, |_, _| ()).unwrap()
}

/// A service with [`MODEL`] in the metadata, certified at level 1, and with `policy`.
fn models(maker: &Maker, policy: SecurityKeyPolicy) -> Models {
    listing(&["FIDO_CERTIFIED_L1"], maker, policy)
}

fn listing(statuses: &[&str], maker: &Maker, policy: SecurityKeyPolicy) -> Models {
    let listed = Listed { aaguid: MODEL, statuses, anchors: &[maker] };
    Models::new(Names::default(), metadata("2026-12-01", &[listed]), policy).unwrap()
}

/// A policy that accepts only [`MODEL`].
fn only_model() -> SecurityKeyPolicy {
    SecurityKeyPolicy { models: [MODEL].into(), ..SecurityKeyPolicy::default() }
}

const NOT_ALLOWED: Result<Proven, CeremonyRefusal> = Err(CeremonyRefusal::ModelNotAllowed);
const NOT_PROVEN: Result<Proven, CeremonyRefusal> = Err(CeremonyRefusal::ModelNotProven);
