//! CBOR that can be wrong on purpose: a map may have the same label twice.

use serde_cbor_2::Value;

/// One value.
pub fn encode(value: &Value) -> Vec<u8> {
    serde_cbor_2::to_vec(value).unwrap()
}

/// A map of fewer than 24 pairs, in this order.
pub fn map(pairs: &[(Value, Value)]) -> Vec<u8> {
    let mut bytes = vec![0xa0 + u8::try_from(pairs.len()).unwrap()];
    for (label, value) in pairs {
        bytes.extend(encode(label));
        bytes.extend(encode(value));
    }
    bytes
}
