//! The policy of each kind of authenticator: what the browser is asked for, and what the server then insists on. An option
//! that was sent to the browser proves nothing.

use crate::{Client, Settings, ceremonies::RegistrationFacts};
use model::{AuthenticatorKind, CeremonyFault, Device, Place};
use webauthn_rs::prelude::CreationChallengeResponse;
use webauthn_rs_proto::{
    AttestationConveyancePreference, AttestationFormat, AuthenticatorAttachment, PublicKeyCredentialHints as Hint,
    ResidentKeyRequirement,
};

/// Transports that only a removable security key has.
const SECURITY_KEY_TRANSPORTS: [&str; 4] = ["usb", "nfc", BLE, "smart-card"];
/// Bluetooth Low Energy: a security key's, but also how a phone nearby is found.
const BLE: &str = "ble";
/// Transports that only a phone or tablet has.
const PHONE_TRANSPORTS: [&str; 2] = ["hybrid", "cable"];
/// The transport of what is built into the device that the page is open on.
const INTERNAL: &str = "internal";

/// Asks the browser for what `kind` needs; for a passkey, `place` says where the user wants to keep it. `attestation`: for
/// the proof of make and model. UV, algorithms and the challenge are as webauthn-rs made them.
pub(super) fn ask(kind: AuthenticatorKind, place: Place, attestation: bool, options: &mut CreationChallengeResponse) {
    use AuthenticatorAttachment::{CrossPlatform, Platform};
    let options = &mut options.public_key;
    let (attachment, hints) = match (kind, place) {
        (AuthenticatorKind::Passkey, Place::Any) => (None, vec![Hint::ClientDevice, Hint::Hybrid]),
        (AuthenticatorKind::Passkey, Place::ThisDevice) => (Some(Platform), vec![Hint::ClientDevice]),
        (AuthenticatorKind::Passkey, Place::AnotherDevice) => (Some(CrossPlatform), vec![Hint::Hybrid]),
        (AuthenticatorKind::SecurityKey, _) => (Some(CrossPlatform), vec![Hint::SecurityKey]),
        (AuthenticatorKind::WindowsHello, _) => (Some(Platform), vec![Hint::ClientDevice]),
    };
    options.hints = Some(hints);
    if let Some(selection) = options.authenticator_selection.as_mut() {
        // Discoverable: the sign-in page does not ask who somebody is.
        selection.resident_key = Some(ResidentKeyRequirement::Required);
        selection.require_resident_key = true;
        selection.authenticator_attachment = attachment;
    }
    if attestation {
        options.attestation = Some(AttestationConveyancePreference::Direct);
        options.attestation_formats = Some(vec![AttestationFormat::Packed]);
    }
}

/// Insists on what `kind` needs. The model of a security key is asked about separately, when its attestation is verified.
pub(super) fn insist(
    settings: &Settings,
    kind: AuthenticatorKind,
    facts: &RegistrationFacts,
    client: &Client,
) -> Result<(), CeremonyFault> {
    // Not signed, so it proves nothing. But a credential that is said not to be discoverable could never sign anybody in.
    if facts.credential.extensions.cred_props.as_ref().and_then(|properties| properties.rk) == Some(false) {
        return Err(CeremonyFault::NotProven);
    }
    let synced = facts.authenticator_data.backup_eligible;
    match kind {
        AuthenticatorKind::Passkey if names_a_security_key(facts) => Err(CeremonyFault::SecurityKeyForPasskey),
        AuthenticatorKind::SecurityKey if !is_security_key(facts) => Err(CeremonyFault::NotASecurityKey),
        AuthenticatorKind::WindowsHello if !is_windows_hello(settings, facts, client) => {
            Err(CeremonyFault::NotWindowsHello)
        }
        AuthenticatorKind::SecurityKey | AuthenticatorKind::WindowsHello if synced => {
            Err(CeremonyFault::SyncedNotAllowed)
        }
        AuthenticatorKind::Passkey | AuthenticatorKind::SecurityKey | AuthenticatorKind::WindowsHello => Ok(()),
    }
}

/// Whether the browser reported any transport that only a removable security key has, synced or not, whatever else it
/// reported. Phones are reached by `hybrid` (Firefox on Android: `cable`), and password managers are `internal`. Chromium names
/// a phone nearby `ble` and `hybrid`, so `ble` beside one of these two words speaks against nothing. In whichever letters: a
/// word only speaks against the authenticator. Words that are none of WebAuthn's, or empty, decide nothing.
fn names_a_security_key(facts: &RegistrationFacts) -> bool {
    let names = |wanted: &str| facts.transports.iter().any(|transport| transport.eq_ignore_ascii_case(wanted));
    let is_a_phone = PHONE_TRANSPORTS.into_iter().any(names);
    SECURITY_KEY_TRANSPORTS.into_iter().filter(|named| *named != BLE || !is_a_phone).any(names)
}

/// Whether the browser reported nothing but transports that only a removable security key has, and at least one of them.
fn is_removable(facts: &RegistrationFacts) -> bool {
    let removable = |transport: &String| SECURITY_KEY_TRANSPORTS.contains(&transport.as_str());
    !facts.transports.is_empty() && facts.transports.iter().all(removable)
}

/// Whether everything that the browser reported speaks for a removable security key. A browser that reports no transports
/// says too little for that.
fn is_security_key(facts: &RegistrationFacts) -> bool {
    is_removable(facts) && facts.attachment.as_deref() != Some("platform")
}

/// Whether it is the platform authenticator of Windows: by its AAGUID; where it gives none (Windows withholds it unless
/// attestation is asked for), by attachment and the browser's platform.
fn is_windows_hello(settings: &Settings, facts: &RegistrationFacts, client: &Client) -> bool {
    let aaguid = facts.authenticator_data.aaguid;
    let known = if aaguid.is_nil() {
        client.user_agent.as_ref().is_some_and(|user_agent| Device::of(user_agent, 0) == Device::Windows)
    } else {
        settings.windows_hello_aaguids.contains(&aaguid)
    };
    known
        && facts.attachment.as_deref() == Some("platform")
        && facts.transports.iter().all(|transport| transport == INTERNAL)
}
