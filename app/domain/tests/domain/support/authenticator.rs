//! An authenticator in software, with the part of a browser that makes the JSON: real keys, real signatures, and a way to change
//! any single thing in the response.

use super::cbor;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{Random, SystemRandom};
use model::AuthenticatorKind;
use p256::ecdsa::{Signature, SigningKey, signature::Signer};
use serde_cbor_2::Value as Cbor;
use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};
use uuid::{Uuid, uuid};

/// The origin of the pages.
pub const ORIGIN: &str = "https://care-identity.example.nhs.uk";

pub const UP: u8 = 1;
pub const UV: u8 = 1 << 2;
pub const BE: u8 = 1 << 3;
pub const BS: u8 = 1 << 4;
pub const AT: u8 = 1 << 6;
pub const ED: u8 = 1 << 7;

/// One credential in one authenticator.
#[derive(Clone, Debug)]
pub struct SoftAuthenticator {
    pub key: SigningKey,
    pub credential_id: Vec<u8>,
    pub aaguid: Uuid,
    pub flags: u8,
    /// Stays 0 if it is 0, as in synced passkeys. Otherwise every signature adds one.
    pub counter: u32,
    pub attachment: &'static str,
    pub transports: Vec<&'static str>,
    pub user_handle: Vec<u8>,
}

/// What a registration response contains, before it is encoded.
pub struct Creation {
    pub client_data: Json,
    pub rp_id: String,
    pub flags: u8,
    pub credential_id: Vec<u8>,
    /// CBOR.
    pub public_key: Vec<u8>,
    /// Bytes after the key in the authenticator data.
    pub after_key: Vec<u8>,
    pub format: &'static str,
    /// CBOR.
    pub statement: Vec<u8>,
    pub after_object: Vec<u8>,
    /// Changes the JSON that the browser sends.
    pub envelope: fn(&mut Json),
}

/// What a sign-in response contains, before it is signed.
pub struct Assertion {
    pub client_data: Json,
    pub rp_id: String,
    pub flags: u8,
    pub counter: u32,
    /// Bytes after the header. A valid response without extensions has none.
    pub after: Vec<u8>,
    pub user_handle: Option<Vec<u8>>,
    /// Changes the JSON that the browser sends, after the response was signed.
    pub envelope: fn(&mut Json),
}

impl SoftAuthenticator {
    /// A phone with a synced passkey.
    pub fn phone() -> Self {
        let (mut secret, mut credential_id) = ([0; 32], vec![0; 20]);
        SystemRandom.fill(&mut secret);
        SystemRandom.fill(&mut credential_id);
        Self {
            key: SigningKey::from_slice(&secret).unwrap(),
            credential_id,
            aaguid: uuid!("fbfc3007-154e-4ecc-8c0b-6e020557d7bd"),
            flags: UP | UV | BE | BS,
            counter: 0,
            attachment: "platform",
            transports: vec!["internal", "hybrid"],
            user_handle: Vec::new(),
        }
    }

    /// A computer with a device-bound passkey and a signature counter.
    pub fn computer() -> Self {
        Self { flags: UP | UV, counter: 1, aaguid: Uuid::nil(), transports: vec!["internal"], ..Self::phone() }
    }

    /// A security key with a PIN.
    pub fn security_key() -> Self {
        Self { attachment: "cross-platform", transports: vec!["usb", "nfc"], ..Self::computer() }
    }

    /// Windows Hello in a computer with a TPM.
    pub fn windows_hello() -> Self {
        Self { aaguid: uuid!("08987058-cadc-4b81-b6e1-30de50dcbe96"), ..Self::computer() }
    }

    /// The authenticator that registers successfully with a link for `kind`.
    pub fn of(kind: AuthenticatorKind) -> Self {
        match kind {
            AuthenticatorKind::Passkey => Self::phone(),
            AuthenticatorKind::SecurityKey => Self::security_key(),
            AuthenticatorKind::WindowsHello => Self::windows_hello(),
        }
    }

    /// The response of `navigator.credentials.create()`.
    pub fn create(&mut self, options: &str) -> String {
        self.create_with(options, |_| ())
    }

    /// The same response with one change.
    pub fn create_with(&mut self, options: &str, change: impl FnOnce(&mut Creation)) -> String {
        let options: Json = serde_json::from_str(options).unwrap();
        let options = &options["publicKey"];
        self.user_handle = URL_SAFE_NO_PAD.decode(options["user"]["id"].as_str().unwrap()).unwrap();
        let mut creation = Creation {
            client_data: client_data("webauthn.create", &options["challenge"]),
            rp_id: options["rp"]["id"].as_str().unwrap().to_owned(),
            flags: self.flags | AT,
            credential_id: self.credential_id.clone(),
            public_key: cbor::map(&self.public_key()),
            after_key: Vec::new(),
            format: "none",
            statement: cbor::map(&[]),
            after_object: Vec::new(),
            envelope: |_| (),
        };
        change(&mut creation);
        self.encode(creation)
    }

    /// The labels of the public key and their values (RFC 9053, section 7.1.1).
    pub fn public_key(&self) -> Vec<(Cbor, Cbor)> {
        let point = self.key.verifying_key().to_sec1_point(false);
        let [x, y] = [point.x(), point.y()].map(|coordinate| Cbor::Bytes(coordinate.unwrap().to_vec()));
        let int = |number: i128| Cbor::Integer(number);
        vec![(int(1), int(2)), (int(3), int(-7)), (int(-1), int(1)), (int(-2), x), (int(-3), y)]
    }

    /// The authenticator data of a registration (section 6.1), which an attestation signs.
    pub fn authenticator_data(&self, creation: &Creation) -> Vec<u8> {
        let mut data = header(&creation.rp_id, creation.flags, self.counter);
        data.extend(self.aaguid.as_bytes());
        data.extend(u16::try_from(creation.credential_id.len()).unwrap().to_be_bytes());
        data.extend([&creation.credential_id[..], &creation.public_key, &creation.after_key].concat());
        data
    }

    fn encode(&self, creation: Creation) -> String {
        let data = self.authenticator_data(&creation);
        let text = |text: &str| cbor::encode(&Cbor::Text(text.to_owned()));
        // A map of three: 0xa3.
        let object = [
            vec![0xa3],
            [text("fmt"), text(creation.format)].concat(),
            [text("attStmt"), creation.statement].concat(),
            [text("authData"), cbor::encode(&Cbor::Bytes(data))].concat(),
            creation.after_object,
        ];
        let id = URL_SAFE_NO_PAD.encode(&creation.credential_id);
        let mut envelope = json!({
            "id": id,
            "rawId": id,
            "type": "public-key",
            "authenticatorAttachment": self.attachment,
            "clientExtensionResults": { "credProps": { "rk": true } },
            "response": {
                "clientDataJSON": URL_SAFE_NO_PAD.encode(creation.client_data.to_string()),
                "attestationObject": URL_SAFE_NO_PAD.encode(object.concat()),
                "transports": self.transports,
            },
        });
        (creation.envelope)(&mut envelope);
        envelope.to_string()
    }

    /// The response of `navigator.credentials.get()`.
    pub fn get(&mut self, options: &str) -> String {
        self.get_with(options, |_| ())
    }

    /// The same response with one change.
    pub fn get_with(&mut self, options: &str, change: impl FnOnce(&mut Assertion)) -> String {
        let options: Json = serde_json::from_str(options).unwrap();
        let options = &options["publicKey"];
        self.counter += u32::from(self.counter > 0);
        let mut assertion = Assertion {
            client_data: client_data("webauthn.get", &options["challenge"]),
            rp_id: options["rpId"].as_str().unwrap().to_owned(),
            flags: self.flags,
            counter: self.counter,
            after: Vec::new(),
            user_handle: Some(self.user_handle.clone()),
            envelope: |_| (),
        };
        change(&mut assertion);
        let client_data = assertion.client_data.to_string();
        let data = [header(&assertion.rp_id, assertion.flags, assertion.counter), assertion.after].concat();
        let signature: Signature = self.key.sign(&[&data[..], &Sha256::digest(&client_data)].concat());
        let id = URL_SAFE_NO_PAD.encode(&self.credential_id);
        let mut envelope = json!({
            "id": id,
            "rawId": id,
            "type": "public-key",
            "authenticatorAttachment": self.attachment,
            "clientExtensionResults": {},
            "response": {
                "clientDataJSON": URL_SAFE_NO_PAD.encode(client_data),
                "authenticatorData": URL_SAFE_NO_PAD.encode(data),
                "signature": URL_SAFE_NO_PAD.encode(signature.to_der()),
                "userHandle": assertion.user_handle.map(|handle| URL_SAFE_NO_PAD.encode(handle)),
            },
        });
        (assertion.envelope)(&mut envelope);
        envelope.to_string()
    }
}

fn client_data(type_: &str, challenge: &Json) -> Json {
    json!({ "type": type_, "challenge": challenge, "origin": ORIGIN, "crossOrigin": false })
}

/// The part of the authenticator data that both ceremonies have in common.
fn header(rp_id: &str, flags: u8, counter: u32) -> Vec<u8> {
    [&Sha256::digest(rp_id)[..], &[flags], &counter.to_be_bytes()].concat()
}
