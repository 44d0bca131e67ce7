//! A credential as the browser's `toJSON()` returns it (WebAuthn Level 3, sections 5.1 and 5.1.8).

use super::MAX_CREDENTIAL_JSON;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use model::CeremonyRefusal;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;

/// The envelope that registrations and assertions share.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CredentialJson {
    id: String,
    raw_id: String,
    #[serde(rename = "type")]
    type_: String,
    /// Reported by the browser, and not signed.
    #[serde(default)]
    authenticator_attachment: Option<String>,
    pub response: ResponseJson,
}

/// The members of the response that both ceremonies have, and the transports of a registration.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ResponseJson {
    #[serde(rename = "clientDataJSON")]
    client_data_json: String,
    #[serde(default)]
    pub attestation_object: Option<String>,
    #[serde(default)]
    pub transports: Vec<String>,
}

impl CredentialJson {
    /// Parses `json`, for the checks and (`T`) for webauthn-rs.
    ///
    /// # Errors
    /// [`CeremonyRefusal::Malformed`]: too long, does not parse, `type` is not `public-key`, or `id` is not `rawId` in
    /// base64url without padding.
    pub(crate) fn parse<T: DeserializeOwned>(json: &str) -> Result<(Self, T), CeremonyRefusal> {
        let malformed = CeremonyRefusal::Malformed;
        if json.len() > MAX_CREDENTIAL_JSON {
            return Err(malformed);
        }
        let mut value: Value = serde_json::from_str(json).map_err(|_| malformed)?;
        leave_out_what_is_no_report(&mut value);
        let parsed = Self::deserialize(&value).map_err(|_| malformed)?;
        let theirs = T::deserialize(&value).map_err(|_| malformed)?;
        let id_is_base64url = URL_SAFE_NO_PAD.decode(&parsed.id).is_ok();
        if parsed.type_ != "public-key" || parsed.id != parsed.raw_id || !id_is_base64url {
            return Err(malformed);
        }
        Ok((parsed, theirs))
    }

    /// The credential ID that the browser names.
    pub(crate) fn credential_id(&self) -> Vec<u8> {
        URL_SAFE_NO_PAD.decode(&self.id).unwrap_or_default()
    }

    /// `platform` or `cross-platform`. Any other value counts as not reported (section 5.1).
    pub(crate) fn attachment(&self) -> Option<String> {
        let known = |attachment: &&String| matches!(attachment.as_str(), "platform" | "cross-platform");
        self.authenticator_attachment.as_ref().filter(known).cloned()
    }

    /// The client data, as JSON.
    pub(crate) fn client_data_json(&self) -> Result<Vec<u8>, CeremonyRefusal> {
        URL_SAFE_NO_PAD.decode(&self.response.client_data_json).map_err(|_| CeremonyRefusal::Malformed)
    }
}

/// Leaves out what browsers and extensions report in a form that WebAuthn does not know: transports that are no list, and no words
/// in it; an attachment that is no word; properties of the credential that say nothing. None of it is signed, so it counts as not
/// reported.
fn leave_out_what_is_no_report(credential: &mut Value) {
    let Some(credential) = credential.as_object_mut() else { return };
    credential.retain(|name, value| name != "authenticatorAttachment" || value.is_string());
    if let Some(response) = credential.get_mut("response").and_then(Value::as_object_mut) {
        response.retain(|name, value| name != "transports" || value.is_array());
        if let Some(transports) = response.get_mut("transports").and_then(Value::as_array_mut) {
            transports.retain(Value::is_string);
        }
    }
    if let Some(results) = credential.get_mut("clientExtensionResults").and_then(Value::as_object_mut) {
        let says = |value: &Value| value.get("rk").is_some_and(Value::is_boolean);
        results.retain(|name, value| name != "credProps" || says(value));
    }
}
