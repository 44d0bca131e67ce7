//! A passkey in software, with the part of a browser that makes the JSON. It makes valid responses only, and quickly.

use anyhow::{Context, Result};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use p256::ecdsa::{Signature, SigningKey, signature::Signer};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// User present, user verified, may be synced, is synced (WebAuthn Level 3, section 6.1).
const FLAGS: u8 = 0b0001_1101;
/// The authenticator data contains the credential.
const WITH_CREDENTIAL: u8 = 0b0100_0000;

/// One passkey.
pub struct Authenticator {
    key: SigningKey,
    credential_id: [u8; 32],
    user_handle: String,
}

impl Authenticator {
    /// A passkey that is not registered anywhere yet.
    ///
    /// # Errors
    /// When the random bytes are not a private key, which practically never happens.
    pub fn new() -> Result<Self> {
        let key = SigningKey::from_slice(&crate::random::<32>()).context("the random bytes are no private key")?;
        Ok(Self { key, credential_id: crate::random(), user_handle: String::new() })
    }

    /// The ID of its credential.
    pub fn credential_id(&self) -> &[u8] {
        &self.credential_id
    }

    /// The response of `navigator.credentials.create()` to these options (the value of `publicKey`), with attestation `none`.
    ///
    /// # Errors
    /// When the options lack something.
    pub fn create(&mut self, options: &Value, origin: &str) -> Result<Value> {
        text(options, "/user/id")?.clone_into(&mut self.user_handle);
        let point = self.key.verifying_key().to_sec1_point(false);
        // The public key as a map of five (RFC 9053, section 7.1.1): EC2, ES256, P-256, and the two coordinates.
        let coordinates = point.as_bytes().get(1..).context("the public key is no point")?;
        let (x, y) = coordinates.split_at(32);
        let public_key =
            [&[0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20], x, &[0x22, 0x58, 0x20], y].concat();
        let data = [
            &Sha256::digest(text(options, "/rp/id")?)[..],
            &[FLAGS | WITH_CREDENTIAL, 0, 0, 0, 0],
            &[0; 16],
            &[0, 32],
            &self.credential_id,
            &public_key,
        ]
        .concat();
        // A map of three: fmt, attStmt, authData.
        let length = u8::try_from(data.len()).context("the authenticator data is too long")?;
        let object = [b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58", &[length][..], &data].concat();
        let mut response = self.envelope(json!({
            "clientDataJSON": URL_SAFE_NO_PAD.encode(client_data("webauthn.create", options, origin)?),
            "attestationObject": URL_SAFE_NO_PAD.encode(object),
            "transports": ["internal", "hybrid"],
        }));
        response["clientExtensionResults"] = json!({ "credProps": { "rk": true } });
        Ok(response)
    }

    /// The response of `navigator.credentials.get()` to these options (the value of `publicKey`).
    ///
    /// # Errors
    /// When the options lack something.
    pub fn get(&self, options: &Value, origin: &str) -> Result<Value> {
        let client_data = client_data("webauthn.get", options, origin)?;
        let data = [&Sha256::digest(text(options, "/rpId")?)[..], &[FLAGS, 0, 0, 0, 0]].concat();
        let signature: Signature = self.key.sign(&[&data[..], &Sha256::digest(&client_data)].concat());
        Ok(self.envelope(json!({
            "clientDataJSON": URL_SAFE_NO_PAD.encode(client_data),
            "authenticatorData": URL_SAFE_NO_PAD.encode(data),
            "signature": URL_SAFE_NO_PAD.encode(signature.to_der()),
            "userHandle": self.user_handle,
        })))
    }

    fn envelope(&self, response: Value) -> Value {
        let id = URL_SAFE_NO_PAD.encode(self.credential_id);
        json!({
            "id": id,
            "rawId": id,
            "type": "public-key",
            "authenticatorAttachment": "platform",
            "clientExtensionResults": {},
            "response": response,
        })
    }
}

fn client_data(kind: &str, options: &Value, origin: &str) -> Result<String> {
    let challenge = text(options, "/challenge")?;
    Ok(json!({ "type": kind, "challenge": challenge, "origin": origin, "crossOrigin": false }).to_string())
}

fn text<'a>(options: &'a Value, pointer: &str) -> Result<&'a str> {
    options
        .pointer(pointer)
        .and_then(Value::as_str)
        .with_context(|| format!("the options have no {pointer}: {options}"))
}
