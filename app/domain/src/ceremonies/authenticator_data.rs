//! Authenticator data (WebAuthn Level 3, section 6.1), read strictly: its length must be what its flags say.

use super::attestation_object::Pairs;
use model::CeremonyRefusal;
use serde::Deserialize;
use serde_cbor_2::{Deserializer, Value};
use uuid::Uuid;

const USER_PRESENT: u8 = 1;
const USER_VERIFIED: u8 = 1 << 2;
const BACKUP_ELIGIBLE: u8 = 1 << 3;
const BACKUP_STATE: u8 = 1 << 4;
const ATTESTED_CREDENTIAL_DATA: u8 = 1 << 6;
const EXTENSION_DATA: u8 = 1 << 7;

/// `rpIdHash` (32), flags (1), `signCount` (4).
const HEADER: usize = 37;
/// The least length of a credential ID in bytes (section 4: at least 16 with 100 bits of entropy, or more).
const MIN_CREDENTIAL_ID: usize = 16;
/// The greatest length of a credential ID in bytes (section 7.1, step 25).
const MAX_CREDENTIAL_ID: usize = 1023;
/// The labels of the public part of a key: kty, alg, and by kty OKP's crv and x, EC2's crv, x and y (RFC 9053), or RSA's n and e
/// (RFC 8230). Any other label is refused: -4 is the private part of an elliptic curve key, and -3 that of an RSA key.
const PUBLIC_KEY_LABELS: [(i128, &[i128]); 3] = [(1, &[1, 3, -1, -2]), (2, &[1, 3, -1, -2, -3]), (3, &[1, 3, -1, -2])];

/// The content of the authenticator data of a registration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthenticatorData {
    /// UP: a person touched it.
    pub user_present: bool,
    /// UV: it was its owner.
    pub user_verified: bool,
    /// BE: the key can be synced.
    pub backup_eligible: bool,
    /// BS: the key is synced.
    pub backup_state: bool,
    /// The model; zero when the authenticator does not report it.
    pub aaguid: Uuid,
    /// The attested credential ID, 16 to 1023 bytes.
    pub credential_id: Vec<u8>,
}

impl AuthenticatorData {
    /// Reads the authenticator data of a registration.
    ///
    /// # Errors
    /// [`CeremonyRefusal::Malformed`]: too short, no attested credential, bytes left over, extensions without their flag
    /// or a flag without extensions, BS without BE, or a key with labels that a public key does not have.
    pub fn of_registration(bytes: &[u8]) -> Result<Self, CeremonyRefusal> {
        let malformed = CeremonyRefusal::Malformed;
        let flags = *bytes.get(32).ok_or(malformed)?;
        let has = |flag: u8| flags & flag != 0;
        if !has(ATTESTED_CREDENTIAL_DATA) || (has(BACKUP_STATE) && !has(BACKUP_ELIGIBLE)) {
            return Err(malformed);
        }
        let rest = bytes.get(HEADER..).ok_or(malformed)?;
        let (aaguid, rest) = rest.split_at_checked(16).ok_or(malformed)?;
        let (length, rest) = rest.split_at_checked(2).ok_or(malformed)?;
        let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
        if !(MIN_CREDENTIAL_ID..=MAX_CREDENTIAL_ID).contains(&length) {
            return Err(malformed);
        }
        let (credential_id, rest) = rest.split_at_checked(length).ok_or(malformed)?;
        let (key, mut rest) = cbor_map(rest)?;
        check_public_key(&key)?;
        if has(EXTENSION_DATA) {
            rest = cbor_map(rest)?.1;
        }
        if !rest.is_empty() {
            return Err(malformed);
        }
        Ok(Self {
            user_present: has(USER_PRESENT),
            user_verified: has(USER_VERIFIED),
            backup_eligible: has(BACKUP_ELIGIBLE),
            backup_state: has(BACKUP_STATE),
            aaguid: Uuid::from_slice(aaguid).map_err(|_| malformed)?,
            credential_id: credential_id.to_vec(),
        })
    }
}

/// The content of the authenticator data of an assertion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct AssertionData {
    /// UP: a person touched it.
    pub user_present: bool,
    /// UV: it was its owner.
    pub user_verified: bool,
}

impl AssertionData {
    /// Reads the authenticator data of an assertion.
    ///
    /// # Errors
    /// [`CeremonyRefusal::Malformed`]: too short, with an attested credential (which only a registration has), bytes left over,
    /// extensions without their flag or a flag without extensions, or BS without BE.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, CeremonyRefusal> {
        let malformed = CeremonyRefusal::Malformed;
        let flags = *bytes.get(32).ok_or(malformed)?;
        let has = |flag: u8| flags & flag != 0;
        if has(ATTESTED_CREDENTIAL_DATA) || (has(BACKUP_STATE) && !has(BACKUP_ELIGIBLE)) {
            return Err(malformed);
        }
        let mut rest = bytes.get(HEADER..).ok_or(malformed)?;
        if has(EXTENSION_DATA) {
            rest = cbor_map(rest)?.1;
        }
        if !rest.is_empty() {
            return Err(malformed);
        }
        Ok(Self { user_present: has(USER_PRESENT), user_verified: has(USER_VERIFIED) })
    }
}

/// Reads the CBOR map at the beginning of `bytes`. Returns it with the bytes after it.
fn cbor_map(bytes: &[u8]) -> Result<(Pairs, &[u8]), CeremonyRefusal> {
    let mut deserializer = Deserializer::from_slice(bytes);
    let pairs = Pairs::deserialize(&mut deserializer).map_err(|_| CeremonyRefusal::Malformed)?;
    let rest = bytes.get(deserializer.byte_offset()..).ok_or(CeremonyRefusal::Malformed)?;
    Ok((pairs, rest))
}

fn check_public_key(key: &Pairs) -> Result<(), CeremonyRefusal> {
    let type_ = key.0.iter().find(|(label, _)| *label == Value::Integer(1)).map(|(_, type_)| type_);
    let labels = PUBLIC_KEY_LABELS.iter().find(|(known, _)| type_ == Some(&Value::Integer(*known)));
    // A key of another type has an algorithm that the options did not offer.
    let (_, labels) = labels.ok_or(CeremonyRefusal::NotProven)?;
    let known = |label: &Value| matches!(label, Value::Integer(label) if labels.contains(label));
    if key.0.iter().all(|(label, _)| known(label)) { Ok(()) } else { Err(CeremonyRefusal::Malformed) }
}
