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

/// Accepts a cross-platform authenticator whose key is not synced, and of which no transport says that it is a phone or built in.
/// Some browsers report no transports, so missing and unknown ones decide nothing. When a browser does not report the attachment,
/// a transport must say that it is a security key.
pub(super) fn insist(facts: &RegistrationFacts) -> Result<(), CeremonyRefusal> {
    let cross_platform = match facts.attachment.as_deref() {
        Some("cross-platform") => true,
        Some("platform") => false,
        _ => transports::name_a_security_key(facts),
    };
    if !cross_platform || transports::name_a_phone(facts) || transports::name_a_built_in_authenticator(facts) {
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
