//! The policy of each kind of authenticator: what the browser is asked for, and what the server then insists on. An option
//! that was sent to the browser proves nothing.

use crate::ceremonies::RegistrationFacts;
use model::{AuthenticatorKind, CeremonyFault};
use webauthn_rs::prelude::CreationChallengeResponse;
use webauthn_rs_proto::{AuthenticatorAttachment, PublicKeyCredentialHints as Hint, ResidentKeyRequirement};

/// Transports that only a removable security key has.
const SECURITY_KEY_TRANSPORTS: [&str; 4] = ["usb", "nfc", "ble", "smart-card"];

/// Whether authenticators of `kind` can be registered. The journeys and policies of the others are not built yet.
pub(crate) fn can_register(kind: AuthenticatorKind) -> bool {
    kind == AuthenticatorKind::Passkey
}

/// Asks the browser for what `kind` needs. UV, algorithms and the challenge are as webauthn-rs made them.
pub(super) fn ask(kind: AuthenticatorKind, options: &mut CreationChallengeResponse) {
    let options = &mut options.public_key;
    let (attachment, hints) = match kind {
        AuthenticatorKind::Passkey => (None, vec![Hint::ClientDevice, Hint::Hybrid]),
        AuthenticatorKind::SecurityKey => (Some(AuthenticatorAttachment::CrossPlatform), vec![Hint::SecurityKey]),
        AuthenticatorKind::WindowsHello => (Some(AuthenticatorAttachment::Platform), vec![Hint::ClientDevice]),
    };
    options.hints = Some(hints);
    if let Some(selection) = options.authenticator_selection.as_mut() {
        // Discoverable: the sign-in page does not ask who somebody is.
        selection.resident_key = Some(ResidentKeyRequirement::Required);
        selection.require_resident_key = true;
        selection.authenticator_attachment = attachment;
    }
}

/// Insists on what `kind` needs.
pub(super) fn insist(kind: AuthenticatorKind, facts: &RegistrationFacts) -> Result<(), CeremonyFault> {
    // Not signed, so it proves nothing. But a credential that is said not to be discoverable could never sign anybody in.
    if facts.credential.extensions.cred_props.as_ref().and_then(|properties| properties.rk) == Some(false) {
        return Err(CeremonyFault::NotProven);
    }
    match kind {
        AuthenticatorKind::Passkey if is_security_key(facts) => Err(CeremonyFault::SecurityKeyForPasskey),
        AuthenticatorKind::Passkey => Ok(()),
        // No link of these kinds can be generated: see `can_register`.
        AuthenticatorKind::SecurityKey | AuthenticatorKind::WindowsHello => Err(CeremonyFault::Malformed),
    }
}

/// Whether the browser reported a removable security key: nothing but its transports, and at least one of them.
fn is_security_key(facts: &RegistrationFacts) -> bool {
    let removable = |transport: &String| SECURITY_KEY_TRANSPORTS.contains(&transport.as_str());
    !facts.authenticator_data.backup_eligible && !facts.transports.is_empty() && facts.transports.iter().all(removable)
}
