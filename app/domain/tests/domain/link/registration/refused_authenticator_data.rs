//! One thing is wrong in the authenticator data (flags, RP ID, lengths) or in the attestation object around it.

use super::{accepted, refused};
use crate::support::{AT, BE, BS, ED, UP, UV, cbor};
use model::CeremonyRefusal::{Malformed, NotProven, NotVerified, WrongOrigin};
use serde_cbor_2::Value as Cbor;

fn extensions() -> Vec<u8> {
    cbor::map(&[(Cbor::Text("credProtect".to_owned()), Cbor::Integer(3))])
}

#[tokio::test]
async fn a_response_without_user_verification_is_refused() {
    refused(NotVerified, |response| response.flags &= !UV).await;
}

#[tokio::test]
async fn a_response_without_user_presence_is_refused() {
    refused(NotVerified, |response| response.flags &= !UP).await;
}

#[tokio::test]
async fn the_rp_id_hash_of_another_site_is_refused() {
    refused(WrongOrigin, |response| response.rp_id = "evil.example".to_owned()).await;
}

#[tokio::test]
async fn the_rp_id_hash_of_the_parent_domain_is_refused() {
    refused(WrongOrigin, |response| response.rp_id = "example.nhs.uk".to_owned()).await;
}

#[tokio::test]
async fn a_credential_that_is_backed_up_but_not_backup_eligible_is_refused() {
    refused(Malformed, |response| response.flags = (response.flags & !BE) | BS).await;
}

#[tokio::test]
async fn a_backup_eligible_credential_that_is_not_backed_up_is_registered() {
    accepted(|response| response.flags = (response.flags | BE) & !BS).await;
}

#[tokio::test]
async fn authenticator_data_without_the_flag_for_the_attested_credential_is_refused() {
    refused(Malformed, |response| response.flags &= !AT).await;
}

#[tokio::test]
async fn extra_bytes_after_the_key_are_refused() {
    refused(Malformed, |response| response.after_key = vec![0]).await;
}

#[tokio::test]
async fn extensions_without_their_flag_are_refused() {
    refused(Malformed, |response| response.after_key = extensions()).await;
}

#[tokio::test]
async fn the_flag_for_extensions_without_extensions_is_refused() {
    refused(Malformed, |response| response.flags |= ED).await;
}

#[tokio::test]
async fn extensions_that_are_not_a_map_are_refused() {
    refused(Malformed, |response| {
        response.flags |= ED;
        response.after_key = cbor::encode(&Cbor::Text("credProtect".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn extra_bytes_after_the_extensions_are_refused() {
    refused(Malformed, |response| {
        response.flags |= ED;
        response.after_key = [extensions(), vec![0]].concat();
    })
    .await;
}

#[tokio::test]
async fn extensions_with_their_flag_are_registered() {
    accepted(|response| {
        response.flags |= ED;
        response.after_key = extensions();
    })
    .await;
}

#[tokio::test]
async fn a_credential_id_of_15_bytes_is_refused() {
    refused(Malformed, |response| response.credential_id = vec![7; 15]).await;
}

#[tokio::test]
async fn a_credential_id_of_16_bytes_is_registered() {
    accepted(|response| response.credential_id = vec![7; 16]).await;
}

#[tokio::test]
async fn a_credential_id_of_1023_bytes_is_registered() {
    accepted(|response| response.credential_id = vec![7; 1023]).await;
}

#[tokio::test]
async fn a_credential_id_of_1024_bytes_is_refused() {
    refused(Malformed, |response| response.credential_id = vec![7; 1024]).await;
}

#[tokio::test]
async fn the_format_none_with_a_statement_is_refused() {
    refused(Malformed, |response| {
        response.statement = cbor::map(&[(Cbor::Text("alg".to_owned()), Cbor::Integer(-7))]);
    })
    .await;
}

#[tokio::test]
async fn an_unknown_attestation_format_is_refused() {
    refused(NotProven, |response| response.format = "telepathy").await;
}

#[tokio::test]
async fn a_packed_attestation_without_a_signature_is_refused() {
    refused(NotProven, |response| response.format = "packed").await;
}

#[tokio::test]
async fn extra_bytes_after_the_attestation_object_are_refused() {
    refused(Malformed, |response| response.after_object = vec![0]).await;
}
