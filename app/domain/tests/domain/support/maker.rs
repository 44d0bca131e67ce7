//! A maker of security keys: a root certificate, certificates under it, attestations that chain up to it, and metadata that lists
//! them.

use super::{Creation, SoftAuthenticator, cbor};
use base64::{Engine, engine::general_purpose::STANDARD};
use domain::{
    Random, SystemRandom,
    models::{Metadata, Statements},
};
use p256::{
    ecdsa::{DerSignature, SigningKey, signature::Signer},
    pkcs8::EncodePublicKey,
};
use serde_cbor_2::Value as Cbor;
use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::Uuid;
use x509_cert::{
    Certificate, TbsCertificate,
    builder::{Builder, CertificateBuilder, Result, profile::BuilderProfile},
    der::{Decode, Encode, asn1::OctetString},
    ext::Extension,
    name::Name,
    serial_number::SerialNumber,
    spki::{SubjectPublicKeyInfo, SubjectPublicKeyInfoRef},
    time::Validity,
};

/// When the certificates start and end to be valid.
pub const VALID: [&str; 2] = ["2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"];

/// A certificate authority, with a certificate of its own or from another authority.
#[derive(Clone)]
pub struct Maker {
    pub key: SigningKey,
    pub certificate: Certificate,
}

impl Maker {
    /// A maker with a root of this name.
    pub fn root(name: &str) -> Self {
        let key = new_key();
        let names = [format!("CN={name}"), format!("CN={name}")];
        Self { certificate: certificate(names, &key, &key, authority()), key }
    }

    /// An authority under this one.
    pub fn intermediate(&self, name: &str) -> Self {
        self.issue(&format!("CN={name}"), authority())
    }

    /// An attestation key (section 8.2.1). Its certificate is for the model `aaguid`, or names no model.
    pub fn attestation_key(&self, aaguid: Option<Uuid>) -> Self {
        // Not a certificate authority.
        let mut extensions = vec![extension("2.5.29.19", true, &[0x30, 0])];
        if let Some(aaguid) = aaguid {
            let octets = [&[0x04, 0x10], &aaguid.as_bytes()[..]].concat();
            extensions.push(extension("1.3.6.1.4.1.45724.1.1.4", false, &octets));
        }
        self.issue("CN=Key 1,OU=Authenticator Attestation,O=Maker,C=GB", extensions)
    }

    fn issue(&self, subject: &str, extensions: Vec<Extension>) -> Self {
        let (key, issuer) = (new_key(), self.certificate.tbs_certificate().subject().to_string());
        Self { certificate: certificate([subject.to_owned(), issuer], &key, &self.key, extensions), key }
    }

    /// Makes `authenticator` prove its model with this attestation key. The certificates `above` are included.
    pub fn attest(&self, authenticator: &SoftAuthenticator, above: &[&Self], creation: &mut Creation) {
        let hash = Sha256::digest(creation.client_data.to_string());
        let signed = [&authenticator.authenticator_data(creation)[..], &hash].concat();
        let signature: DerSignature = self.key.sign(&signed);
        let chain = std::iter::once(&self).chain(above).map(|maker| Cbor::Bytes(maker.der())).collect();
        let text = |text: &str| Cbor::Text(text.to_owned());
        creation.format = "packed";
        creation.statement = cbor::map(&[
            (text("alg"), Cbor::Integer(-7)),
            (text("sig"), Cbor::Bytes(signature.to_bytes().to_vec())),
            (text("x5c"), Cbor::Array(chain)),
        ]);
    }

    pub fn der(&self) -> Vec<u8> {
        self.certificate.to_der().unwrap()
    }
}

/// What the metadata says of a model.
pub struct Listed<'a> {
    pub aaguid: Uuid,
    pub statuses: &'a [&'a str],
    pub anchors: &'a [&'a Maker],
}

/// Metadata as if signed by the FIDO Alliance, with the next update due on `next_update`.
pub fn metadata(next_update: &str, listed: &[Listed]) -> Metadata {
    let entries = listed.iter().map(|listed| {
        let anchors = listed.anchors.iter().map(|anchor| STANDARD.encode(anchor.der()));
        let reports = listed.statuses.iter().map(|status| json!({ "status": status, "effectiveDate": "2026-01-01" }));
        json!({
            "aaguid": listed.aaguid,
            "metadataStatement": {
                "aaguid": listed.aaguid, "description": "A listed key", "friendlyNames": {}, "authenticatorVersion": 1,
                "protocolFamily": "fido2", "schema": 3, "upv": [{ "major": 1, "minor": 0 }],
                "attestationTypes": ["basic_full"], "keyProtection": ["hardware"], "matcherProtection": ["on_chip"],
                "tcDisplay": [], "attestationRootCertificates": anchors.collect::<Vec<_>>(),
            },
            "statusReports": reports.collect::<Vec<_>>(),
            "timeOfLastStatusChange": "2026-01-01",
        })
    });
    let entries: Vec<_> = entries.collect();
    let mds = json!({ "entries": entries, "legalHeader": "", "nextUpdate": next_update, "no": 1 });
    Metadata::Verified(Statements::of(&serde_json::from_value(mds).unwrap()).unwrap())
}

/// The subject and the issuer of a certificate, which is all that the builder needs.
struct Names([Name; 2]);

impl BuilderProfile for Names {
    fn get_subject(&self) -> Name {
        self.0[0].clone()
    }

    fn get_issuer(&self, _: &Name) -> Name {
        self.0[1].clone()
    }

    fn build_extensions(
        &self,
        _: SubjectPublicKeyInfoRef<'_>,
        _: SubjectPublicKeyInfoRef<'_>,
        _: &TbsCertificate,
    ) -> Result<Vec<Extension>> {
        Ok(Vec::new())
    }
}

fn certificate(names: [String; 2], key: &SigningKey, by: &SigningKey, extensions: Vec<Extension>) -> Certificate {
    let [not_before, not_after] = VALID.map(|time| time.parse().unwrap());
    let public = key.verifying_key().to_public_key_der().unwrap();
    let mut builder = CertificateBuilder::new(
        Names(names.map(|name| name.parse().unwrap())),
        SerialNumber::new(&[1]).unwrap(),
        Validity::new(not_before, not_after),
        SubjectPublicKeyInfo::from_der(public.as_bytes()).unwrap(),
    )
    .unwrap();
    for extension in extensions {
        builder.add_extension(extension).unwrap();
    }
    builder.build::<_, DerSignature>(by).unwrap()
}

/// Basic constraints (this is an authority) and key usage (it signs certificates).
fn authority() -> Vec<Extension> {
    let constraints = extension("2.5.29.19", true, &[0x30, 3, 1, 1, 0xff]);
    vec![constraints, extension("2.5.29.15", true, &[3, 2, 2, 4])]
}

fn extension(oid: &str, critical: bool, der: &[u8]) -> Extension {
    Extension { extn_id: oid.parse().unwrap(), critical, extn_value: OctetString::new(der).unwrap() }
}

fn new_key() -> SigningKey {
    let mut secret = [0; 32];
    SystemRandom.fill(&mut secret);
    SigningKey::from_slice(&secret).unwrap()
}
