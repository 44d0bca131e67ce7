//! A security key: a removable device with a PIN or a fingerprint reader, never synced. The operator may restrict the models.

use super::{Asked, transports};
use crate::{
    ceremonies::RegistrationFacts,
    models::{Models, Proven},
};
use chrono::{DateTime, Utc};
use model::{CeremonyRefusal, RegistrationChoice};
use uuid::Uuid;
use webauthn_rs::prelude::ParsedAttestation;
use webauthn_rs_proto::{AuthenticatorAttachment, PublicKeyCredentialHints};

/// Requests the proof of make and model when the operator has a policy on models, unless the user tries again without it.
pub(super) fn ask(choice: RegistrationChoice, models: &Models) -> Asked {
    let attestation = models.wants_attestation() && !choice.without_attestation;
    Asked {
        attachment: Some(AuthenticatorAttachment::CrossPlatform),
        hints: vec![PublicKeyCredentialHints::SecurityKey],
        attestation,
        may_retry_without_attestation: attestation && models.may_retry_without_attestation(),
    }
}

/// Accepts a removable device, by what the browser reports, whose key is not synced. A response without transports is refused,
/// because it does not show that the device is removable.
pub(super) fn insist(facts: &RegistrationFacts) -> Result<(), CeremonyRefusal> {
    if !transports::are_removable(facts) || facts.attachment.as_deref() == Some("platform") {
        return Err(CeremonyRefusal::NotASecurityKey);
    }
    if facts.authenticator_data.backup_eligible { Err(CeremonyRefusal::SyncedNotAllowed) } else { Ok(()) }
}

/// Whether the attestation proves the model.
pub(super) fn is_proven(
    models: &Models,
    aaguid: Uuid,
    attestation: &ParsedAttestation,
    now: DateTime<Utc>,
) -> Result<bool, CeremonyRefusal> {
    Ok(models.check_security_key(aaguid, attestation, now)? == Proven::Yes)
}
