//! A passkey: on a phone or a computer, perhaps synced between devices.

use super::{Asked, transports};
use crate::ceremonies::RegistrationFacts;
use model::{CeremonyRefusal, Place};
use webauthn_rs_proto::{AuthenticatorAttachment, PublicKeyCredentialHints as Hint};

/// `place` is the device on which the user wants to keep the passkey.
pub(super) fn ask(place: Place) -> Asked {
    match place {
        Place::Any => Asked::without_attestation(None, [Hint::ClientDevice, Hint::Hybrid]),
        Place::ThisDevice => Asked::without_attestation(Some(AuthenticatorAttachment::Platform), [Hint::ClientDevice]),
        Place::AnotherDevice => {
            Asked::without_attestation(Some(AuthenticatorAttachment::CrossPlatform), [Hint::Hybrid])
        }
    }
}

/// Refuses security keys.
pub(super) fn insist(facts: &RegistrationFacts) -> Result<(), CeremonyRefusal> {
    if transports::name_a_security_key(facts) { Err(CeremonyRefusal::SecurityKeyForPasskey) } else { Ok(()) }
}
