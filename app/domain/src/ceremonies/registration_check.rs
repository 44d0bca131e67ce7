//! Refuses registrations that webauthn-rs 0.6.2 accepts although it should not (130 cases with one error each were tested).

use super::{AuthenticatorData, ClientData, attestation_object::AttestationObject, credential_json::CredentialJson};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use model::CeremonyRefusal;
use webauthn_rs::prelude::RegisterPublicKeyCredential;

/// A registration that was read strictly. Its signatures, challenge and RP ID are still to be verified.
#[derive(Clone, Debug)]
pub struct RegistrationFacts {
    /// The client data: the challenge and the origin, as the browser reports them.
    pub client_data: ClientData,
    /// What the authenticator reports about itself and the credential.
    pub authenticator_data: AuthenticatorData,
    /// `platform` or `cross-platform`, as the browser reported it.
    pub attachment: Option<String>,
    /// `internal`, `hybrid`, `usb`, …, as the browser reported them.
    pub transports: Vec<String>,
    /// The credential, for webauthn-rs.
    pub credential: RegisterPublicKeyCredential,
}

/// Reads a registration strictly. `json` is the text that the browser's `toJSON()` returned, `origin` the origin of the pages.
///
/// # Errors
/// [`CeremonyRefusal::Malformed`], [`CeremonyRefusal::WrongOrigin`], [`CeremonyRefusal::NotVerified`] (UP or UV missing),
/// [`CeremonyRefusal::NotProven`] (an attestation format without a verification procedure).
pub fn check_registration(json: &str, origin: &str) -> Result<RegistrationFacts, CeremonyRefusal> {
    let (parsed, credential) = CredentialJson::parse::<RegisterPublicKeyCredential>(json)?;
    let client_data = ClientData::check(&parsed.client_data_json()?, "webauthn.create", origin)?;
    client_data.challenge()?;
    let object = parsed.response.attestation_object.as_deref().ok_or(CeremonyRefusal::Malformed)?;
    let object = URL_SAFE_NO_PAD.decode(object).map_err(|_| CeremonyRefusal::Malformed)?;
    let object = AttestationObject::read(&object)?;
    let authenticator_data = AuthenticatorData::of_registration(&object.authenticator_data)?;
    // U2F has neither user verification nor discoverable credentials, and its signature does not cover the flags (section 8.6).
    // So a U2F response with these flags is never genuine.
    if object.format == "fido-u2f" && authenticator_data.user_verified {
        return Err(CeremonyRefusal::NotProven);
    }
    if authenticator_data.credential_id != parsed.credential_id() {
        return Err(CeremonyRefusal::Malformed);
    }
    if !authenticator_data.user_present || !authenticator_data.user_verified {
        return Err(CeremonyRefusal::NotVerified);
    }
    Ok(RegistrationFacts {
        client_data,
        authenticator_data,
        attachment: parsed.attachment(),
        transports: parsed.response.transports,
        credential,
    })
}
