//! One thing is wrong in the public key (COSE_Key, RFC 9052 and 9053).

use super::refused;
use crate::support::{Creation, SoftAuthenticator, cbor};
use model::CeremonyRefusal::{Malformed, NotProven};
use serde_cbor_2::Value as Cbor;

/// The key of an authenticator, with these labels added. They replace labels that it already has.
fn key_with(labels: &[(i128, Cbor)]) -> impl FnOnce(&mut Creation) {
    let mut key = SoftAuthenticator::phone().public_key();
    for (label, value) in labels {
        key.retain(|(known, _)| *known != Cbor::Integer(*label));
        key.push((Cbor::Integer(*label), value.clone()));
    }
    move |response| response.public_key = cbor::map(&key)
}

fn bytes(byte: u8, length: usize) -> Cbor {
    Cbor::Bytes(vec![byte; length])
}

#[tokio::test]
async fn an_elliptic_curve_key_with_its_private_part_is_refused() {
    refused(Malformed, key_with(&[(-4, bytes(7, 32))])).await;
}

#[tokio::test]
async fn an_rsa_key_with_its_private_exponent_is_refused() {
    // RFC 8230: -1 is n, -2 is e, and -3 is d, which is y in an elliptic curve key.
    let int = |number: i128| Cbor::Integer(number);
    let mut modulus = vec![0xff; 256];
    modulus[0] = 0xc0;
    let key = [
        (int(1), int(3)),
        (int(3), int(-257)),
        (int(-1), Cbor::Bytes(modulus)),
        (int(-2), Cbor::Bytes(vec![1, 0, 1])),
        (int(-3), bytes(7, 256)),
    ];
    refused(Malformed, move |response| response.public_key = cbor::map(&key)).await;
}

#[tokio::test]
async fn a_key_with_a_duplicate_label_is_refused() {
    refused(Malformed, |response| {
        let mut key = SoftAuthenticator::phone().public_key();
        key.push(key[4].clone());
        response.public_key = cbor::map(&key);
    })
    .await;
}

#[tokio::test]
async fn a_key_with_an_unknown_label_is_refused() {
    refused(Malformed, key_with(&[(4, Cbor::Array(vec![Cbor::Integer(1)]))])).await;
}

#[tokio::test]
async fn an_ed25519_key_is_refused_because_it_was_not_offered() {
    let int = |number: i128| Cbor::Integer(number);
    // The base point of the curve is used as the key.
    let mut point = vec![0x66; 32];
    point[0] = 0x58;
    point.reverse();
    let key = [(int(1), int(1)), (int(3), int(-8)), (int(-1), int(6)), (int(-2), Cbor::Bytes(point))];
    refused(NotProven, move |response| response.public_key = cbor::map(&key)).await;
}

#[tokio::test]
async fn a_post_quantum_key_is_refused_because_it_was_not_offered() {
    let int = |number: i128| Cbor::Integer(number);
    let key = [(int(1), int(7)), (int(3), int(-48)), (int(-1), bytes(7, 1312))];
    refused(NotProven, move |response| response.public_key = cbor::map(&key)).await;
}

#[tokio::test]
async fn an_unknown_algorithm_is_refused() {
    refused(NotProven, key_with(&[(3, Cbor::Integer(-65000))])).await;
}

#[tokio::test]
async fn a_key_on_a_curve_that_does_not_fit_its_algorithm_is_refused() {
    refused(NotProven, key_with(&[(-1, Cbor::Integer(2))])).await;
}

#[tokio::test]
async fn a_point_that_is_not_on_the_curve_is_refused() {
    refused(NotProven, key_with(&[(-2, bytes(1, 32)), (-3, bytes(1, 32))])).await;
}

#[tokio::test]
async fn a_coordinate_that_is_too_short_is_refused() {
    refused(NotProven, key_with(&[(-2, bytes(1, 31))])).await;
}

#[tokio::test]
async fn a_key_that_is_not_a_map_is_refused() {
    refused(Malformed, |response| response.public_key = cbor::encode(&Cbor::Null)).await;
}
