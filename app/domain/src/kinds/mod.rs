//! The policy of each kind of authenticator, one file for each kind: what the server requests from the browser, what it then
//! insists on, and what an attestation proves. An option that was sent to the browser proves nothing.
//!
//! To add a kind: add a variant to [`AuthenticatorKind`], write its file, and follow the compiler. No match here has a
//! catch-all.

mod passkey;
mod security_key;
mod transports;
mod windows_hello;

use crate::{Client, Settings, ceremonies::RegistrationFacts, models::Models};
use chrono::{DateTime, Utc};
use model::{AuthenticatorKind, CeremonyRefusal, RegistrationChoice};
use uuid::Uuid;
use webauthn_rs::prelude::{CreationChallengeResponse, ParsedAttestation};
use webauthn_rs_proto::{
    AttestationConveyancePreference, AttestationFormat, AuthenticatorAttachment, PublicKeyCredentialHints,
    ResidentKeyRequirement,
};

/// What a kind requests from the browser. User verification, algorithms and the challenge stay as webauthn-rs set them.
pub(crate) struct Asked {
    attachment: Option<AuthenticatorAttachment>,
    hints: Vec<PublicKeyCredentialHints>,
    /// Whether to request the proof of make and model.
    attestation: bool,
    /// Whether the user may try again without that proof when the browser fails with it.
    pub may_retry_without_attestation: bool,
}

impl Asked {
    /// Requests no proof of make and model.
    fn without_attestation(
        attachment: Option<AuthenticatorAttachment>,
        hints: impl Into<Vec<PublicKeyCredentialHints>>,
    ) -> Self {
        Self { attachment, hints: hints.into(), attestation: false, may_retry_without_attestation: false }
    }

    /// Writes these requests into the options for the browser.
    pub fn write_to(&self, options: &mut CreationChallengeResponse) {
        let options = &mut options.public_key;
        options.hints = Some(self.hints.clone());
        if let Some(selection) = options.authenticator_selection.as_mut() {
            // The credential must be discoverable, because the sign-in page does not ask for a user name.
            selection.resident_key = Some(ResidentKeyRequirement::Required);
            selection.require_resident_key = true;
            selection.authenticator_attachment = self.attachment;
        }
        if self.attestation {
            options.attestation = Some(AttestationConveyancePreference::Direct);
            options.attestation_formats = Some(vec![AttestationFormat::Packed]);
        }
    }
}

/// What the server requests from the browser, to register an authenticator of `kind` in the way that the user chose.
pub(crate) fn ask(kind: AuthenticatorKind, choice: RegistrationChoice, models: &Models) -> Asked {
    match kind {
        AuthenticatorKind::Passkey => passkey::ask(choice.place),
        AuthenticatorKind::SecurityKey => security_key::ask(choice, models),
        AuthenticatorKind::WindowsHello => windows_hello::ask(),
    }
}

/// Checks the response against the policy of `kind`.
///
/// # Errors
/// The reason why the response is refused.
pub(crate) fn insist(
    kind: AuthenticatorKind,
    settings: &Settings,
    facts: &RegistrationFacts,
    client: &Client,
) -> Result<(), CeremonyRefusal> {
    // This is not signed, so it proves nothing. But a credential that is reported as not discoverable could never be used to sign
    // in.
    if facts.credential.extensions.cred_props.as_ref().and_then(|properties| properties.rk) == Some(false) {
        return Err(CeremonyRefusal::NotDiscoverable);
    }
    match kind {
        AuthenticatorKind::Passkey => passkey::insist(facts),
        AuthenticatorKind::SecurityKey => security_key::insist(facts),
        AuthenticatorKind::WindowsHello => windows_hello::insist(settings, facts, client),
    }
}

/// Whether the attestation proves the model of the authenticator. Where an operator's policy on models requires a proof, an
/// authenticator without one is refused.
///
/// # Errors
/// [`CeremonyRefusal`] when the policy on models refuses it.
pub(crate) fn is_proven(
    kind: AuthenticatorKind,
    models: &Models,
    aaguid: Uuid,
    attestation: &ParsedAttestation,
    now: DateTime<Utc>,
) -> Result<bool, CeremonyRefusal> {
    match kind {
        // No attestation is requested for these kinds.
        AuthenticatorKind::Passkey | AuthenticatorKind::WindowsHello => Ok(false),
        AuthenticatorKind::SecurityKey => security_key::is_proven(models, aaguid, attestation, now),
    }
}
