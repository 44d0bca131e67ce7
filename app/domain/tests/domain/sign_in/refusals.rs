//! One thing is wrong in the response of a sign-in.

use super::refused;
use crate::support::{AT, BE, BS, ED, ORIGIN, Person, SoftAuthenticator, UP, UV, World, cbor, told};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::entity::audit_event;
use model::{
    AppError,
    CeremonyRefusal::{ChallengeGone, Malformed, NotProven, NotRegistered, NotVerified, WrongOrigin},
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_cbor_2::Value;
use serde_json::json;

/// The number of lines in the history of `person`.
async fn audited_about(world: &World, person: Person) -> u64 {
    let about = audit_event::Column::SubjectId.eq(world.user(person).await.id);
    audit_event::Entity::find().filter(about).count(world.domain.db()).await.unwrap()
}

#[tokio::test]
async fn an_unknown_credential_cannot_be_used_to_sign_in() {
    let world = World::new().await;
    let mut stranger = SoftAuthenticator::phone();
    stranger.user_handle = world.user(Person::Colleague).await.id.as_bytes().to_vec();
    assert_eq!(told(world.browser().sign_in(&mut stranger).await), AppError::Ceremony(NotRegistered));
}

#[tokio::test]
async fn the_credential_id_of_another_user_is_refused_without_their_key() {
    let world = World::new().await;
    let (victim, mut thief) = (world.authenticator_of(Person::Manager), SoftAuthenticator::computer());
    thief.credential_id.clone_from(&victim.credential_id);
    thief.user_handle.clone_from(&victim.user_handle);
    thief.counter = 1000;
    let victims = || audited_about(&world, Person::Manager);
    let known = victims().await;
    assert_eq!(told(world.browser().sign_in(&mut thief).await), AppError::Ceremony(NotProven));
    assert_eq!(victims().await, known, "a stranger could fill another user's history");
}

#[tokio::test]
async fn the_user_handle_of_another_user_is_refused() {
    let other = World::new().await.user(Person::Manager).await.id;
    refused(NotProven, |response| response.user_handle = Some(other.as_bytes().to_vec())).await;
}

#[tokio::test]
async fn an_unknown_user_handle_is_refused() {
    refused(NotProven, |response| response.user_handle = Some(b"colleague".to_vec())).await;
}

/// Some password managers and older keys omit the user handle.
#[tokio::test]
async fn a_user_signs_in_when_the_user_handle_is_missing_or_empty() {
    let world = World::new().await;
    let (mut browser, mut computer) = (world.browser(), world.authenticator_of(Person::Colleague));
    for handle in [None, Some(Vec::new())] {
        let options = browser.load_sign_in_options().await;
        let response = computer.get_with(&options, |response| response.user_handle = handle);
        assert_eq!(browser.finish_sign_in(&response).await.unwrap().unique_user_id, Person::Colleague.id());
    }
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
async fn a_device_bound_key_that_becomes_backup_eligible_is_refused() {
    refused(Malformed, |response| response.flags |= BE | BS).await;
}

#[tokio::test]
async fn a_synced_passkey_that_says_it_cannot_be_synced_is_refused() {
    let world = World::new().await;
    let (mut browser, mut phone) = (world.browser(), SoftAuthenticator::phone());
    world.register(Person::User, &mut phone).await;
    let options = browser.load_sign_in_options().await;
    let response = phone.get_with(&options, |response| response.flags &= !(BE | BS));
    assert_eq!(told(browser.finish_sign_in(&response).await), AppError::Ceremony(Malformed));
}

#[tokio::test]
async fn a_key_that_is_backed_up_but_not_backup_eligible_is_refused() {
    refused(Malformed, |response| response.flags |= BS).await;
}

#[tokio::test]
async fn extra_bytes_in_the_authenticator_data_are_refused_even_if_they_are_signed() {
    refused(Malformed, |response| response.after = vec![0]).await;
    refused(Malformed, |response| response.after = vec![0xa0]).await;
    refused(Malformed, |response| response.after = vec![0x55; 200]).await;
}

#[tokio::test]
async fn extensions_without_their_flag_and_the_flag_without_extensions_are_refused() {
    let extensions = || cbor::map(&[(Value::Text("appid".to_owned()), Value::Bool(false))]);
    refused(Malformed, |response| response.flags |= ED).await;
    refused(Malformed, |response| response.after = extensions()).await;
    refused(Malformed, |response| {
        response.flags |= ED;
        response.after = [extensions(), vec![0]].concat();
    })
    .await;
}

#[tokio::test]
async fn an_attested_credential_is_refused_when_signing_in() {
    refused(Malformed, |response| response.flags |= AT).await;
    refused(Malformed, |response| {
        response.flags |= AT;
        response.after = vec![0; 16 + 2];
    })
    .await;
}

#[tokio::test]
async fn truncated_authenticator_data_is_refused() {
    refused(Malformed, |response| {
        response.envelope = |json| {
            let data = json["response"]["authenticatorData"].as_str().unwrap().to_owned();
            json["response"]["authenticatorData"] = json!(data[..data.len() - 8]);
        };
    })
    .await;
}

#[tokio::test]
async fn another_origin_is_refused() {
    refused(WrongOrigin, |response| response.client_data["origin"] = json!("https://evil.example")).await;
}

#[tokio::test]
async fn an_origin_with_a_path_is_refused() {
    refused(WrongOrigin, |response| response.client_data["origin"] = json!(format!("{ORIGIN}/sign-in"))).await;
}

#[tokio::test]
async fn a_response_from_a_cross_origin_frame_is_refused() {
    refused(WrongOrigin, |response| response.client_data["crossOrigin"] = json!(true)).await;
}

#[tokio::test]
async fn a_response_with_a_top_origin_is_refused() {
    refused(WrongOrigin, |response| response.client_data["topOrigin"] = json!(ORIGIN)).await;
}

#[tokio::test]
async fn the_rp_id_hash_of_another_site_is_refused() {
    refused(WrongOrigin, |response| response.rp_id = "evil.example".to_owned()).await;
}

#[tokio::test]
async fn the_client_data_of_a_registration_is_refused() {
    refused(Malformed, |response| response.client_data["type"] = json!("webauthn.create")).await;
}

#[tokio::test]
async fn a_padded_challenge_is_refused() {
    refused(ChallengeGone, |response| {
        response.client_data["challenge"] = json!(format!("{}=", response.client_data["challenge"].as_str().unwrap()));
    })
    .await;
}

#[tokio::test]
async fn a_signature_over_other_data_is_refused() {
    refused(NotProven, |response| {
        response.envelope = |json| {
            let data = URL_SAFE_NO_PAD.decode(json["response"]["authenticatorData"].as_str().unwrap()).unwrap();
            let (counter, header) = data.split_last().unwrap();
            let later = [header, &[counter + 1]].concat();
            json["response"]["authenticatorData"] = json!(URL_SAFE_NO_PAD.encode(later));
        };
    })
    .await;
}

#[tokio::test]
async fn an_id_that_differs_from_the_raw_id_is_refused() {
    refused(Malformed, |response| response.envelope = |json| json["id"] = json!("AAAAAAAAAAAAAAAAAAAAAAAAAAA")).await;
}

#[tokio::test]
async fn a_type_other_than_public_key_is_refused() {
    refused(Malformed, |response| response.envelope = |json| json["type"] = json!("password")).await;
}

#[tokio::test]
async fn a_malformed_response_is_refused() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.load_sign_in_options().await;
    for text in ["", "null", "{}", "\u{0}"] {
        assert_eq!(told(browser.finish_sign_in(text).await), AppError::Ceremony(Malformed), "{text}");
    }
}
