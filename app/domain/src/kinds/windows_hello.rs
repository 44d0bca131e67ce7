//! Windows Hello: the platform authenticator of one Windows computer, never synced.

use super::{Asked, transports};
use crate::{Client, Settings, ceremonies::RegistrationFacts};
use model::{CeremonyRefusal, Device};
use webauthn_rs_proto::{AuthenticatorAttachment, PublicKeyCredentialHints};

pub(super) fn ask() -> Asked {
    Asked::without_attestation(Some(AuthenticatorAttachment::Platform), [PublicKeyCredentialHints::ClientDevice])
}

/// Accepts the platform authenticator of Windows. It is recognised by its AAGUID. Windows withholds the AAGUID unless attestation
/// is requested; without it, the attachment and the browser's platform decide.
pub(super) fn insist(settings: &Settings, facts: &RegistrationFacts, client: &Client) -> Result<(), CeremonyRefusal> {
    let aaguid = facts.authenticator_data.aaguid;
    let known = if aaguid.is_nil() {
        client.user_agent.as_ref().is_some_and(|user_agent| Device::of(user_agent, 0) == Device::Windows)
    } else {
        settings.windows_hello_aaguids.contains(&aaguid)
    };
    if !known || facts.attachment.as_deref() != Some("platform") || !transports::are_internal(facts) {
        return Err(CeremonyRefusal::NotWindowsHello);
    }
    if facts.authenticator_data.backup_eligible { Err(CeremonyRefusal::SyncedNotAllowed) } else { Ok(()) }
}
