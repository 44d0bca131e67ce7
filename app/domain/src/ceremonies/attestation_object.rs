//! The attestation object (WebAuthn Level 3, section 6.5.4), read strictly.

use model::CeremonyRefusal;
use serde::{
    Deserialize, Deserializer,
    de::{Error, MapAccess, Visitor},
};
use serde_cbor_2::Value;
use std::fmt;

/// A CBOR map whose labels are all different. Canonical CBOR forbids duplicates, and with a parser that keeps the last one, two
/// programs could read different values.
#[derive(Clone, Debug)]
pub(super) struct Pairs(pub Vec<(Value, Value)>);

impl Pairs {
    /// The value of a text label.
    fn get(&self, label: &str) -> Option<&Value> {
        self.0.iter().find(|(key, _)| matches!(key, Value::Text(text) if text == label)).map(|(_, value)| value)
    }
}

impl<'de> Deserialize<'de> for Pairs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Map;

        impl<'de> Visitor<'de> for Map {
            type Value = Pairs;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map without duplicate labels")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs, A::Error> {
                let mut pairs: Vec<(Value, Value)> = Vec::new();
                while let Some((label, value)) = map.next_entry()? {
                    if pairs.iter().any(|(known, _)| *known == label) {
                        return Err(A::Error::custom("duplicate label"));
                    }
                    pairs.push((label, value));
                }
                Ok(Pairs(pairs))
            }
        }

        deserializer.deserialize_map(Map)
    }
}

/// The parts of an attestation object that the checks need.
pub(super) struct AttestationObject {
    /// The attestation statement format: `none`, `packed`, ….
    pub format: String,
    /// The authenticator data, still encoded.
    pub authenticator_data: Vec<u8>,
}

impl AttestationObject {
    /// Reads it.
    ///
    /// # Errors
    /// [`CeremonyRefusal::Malformed`]: not a map of `fmt`, `attStmt` and `authData`, bytes left over, or format `none` with a
    /// statement that is not empty (section 8.7).
    pub(super) fn read(bytes: &[u8]) -> Result<Self, CeremonyRefusal> {
        let malformed = CeremonyRefusal::Malformed;
        let object: Pairs = serde_cbor_2::from_slice(bytes).map_err(|_| malformed)?;
        let (Some(Value::Text(format)), Some(Value::Map(statement)), Some(Value::Bytes(authenticator_data))) =
            (object.get("fmt"), object.get("attStmt"), object.get("authData"))
        else {
            return Err(malformed);
        };
        if format == "none" && !statement.is_empty() {
            return Err(malformed);
        }
        Ok(Self { format: format.clone(), authenticator_data: authenticator_data.clone() })
    }
}
