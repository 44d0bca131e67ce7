//! One fault in an answer.

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

/// How many lines the history of `person` has.
async fn audited_about(world: &World, person: Person) -> u64 {
    let about = audit_event::Column::SubjectId.eq(world.user(person).await.id);
    audit_event::Entity::find().filter(about).count(world.domain.db()).await.unwrap()
}

#[tokio::test]
async fn an_unknown_credential_signs_nobody_in() {
    let world = World::new().await;
    let mut stranger = SoftAuthenticator::phone();
    stranger.user_handle = world.user(Person::Colleague).await.id.as_bytes().to_vec();
    assert_eq!(told(world.browser().sign_in(&mut stranger).await), AppError::Ceremony(NotRegistered));
}

#[tokio::test]
async fn the_credential_id_of_somebody_else_does_not_help_without_their_key() {
    let world = World::new().await;
    let (victim, mut thief) = (world.authenticator_of(Person::Manager), SoftAuthenticator::computer());
    thief.credential_id.clone_from(&victim.credential_id);
    thief.user_handle.clone_from(&victim.user_handle);
    thief.counter = 1000;
    let victims = || audited_about(&world, Person::Manager);
    let known = victims().await;
    assert_eq!(told(world.browser().sign_in(&mut thief).await), AppError::Ceremony(NotProven));
    assert_eq!(victims().await, known, "anybody could fill the history of somebody else");
}

#[tokio::test]
async fn the_user_handle_of_another_user_signs_nobody_in() {
    let other = World::new().await.user(Person::Manager).await.id;
    refused(NotProven, |answer| answer.user_handle = Some(other.as_bytes().to_vec())).await;
}

#[tokio::test]
async fn a_user_handle_that_is_not_one_of_ours_is_refused() {
    refused(NotProven, |answer| answer.user_handle = Some(b"colleague".to_vec())).await;
}

/// Some password managers and older keys leave it out.
#[tokio::test]
async fn an_answer_without_a_user_handle_or_with_an_empty_one_signs_its_owner_in() {
    let world = World::new().await;
    let (mut browser, mut computer) = (world.browser(), world.authenticator_of(Person::Colleague));
    for handle in [None, Some(Vec::new())] {
        let options = browser.load_sign_in_options().await;
        let answer = computer.get_with(&options, |answer| answer.user_handle = handle);
        assert_eq!(browser.finish_sign_in(&answer).await.unwrap().unique_user_id, Person::Colleague.id());
    }
}

#[tokio::test]
async fn an_answer_without_user_verification_is_refused() {
    refused(NotVerified, |answer| answer.flags &= !UV).await;
}

#[tokio::test]
async fn an_answer_without_user_presence_is_refused() {
    refused(NotVerified, |answer| answer.flags &= !UP).await;
}

#[tokio::test]
async fn a_device_bound_key_that_turns_out_to_be_synced_is_refused() {
    refused(Malformed, |answer| answer.flags |= BE | BS).await;
}

#[tokio::test]
async fn a_key_that_is_backed_up_but_cannot_be_is_refused() {
    refused(Malformed, |answer| answer.flags |= BS).await;
}

#[tokio::test]
async fn bytes_left_over_in_the_authenticator_data_are_refused_although_they_are_signed() {
    refused(Malformed, |answer| answer.after = vec![0]).await;
    refused(Malformed, |answer| answer.after = vec![0xa0]).await;
    refused(Malformed, |answer| answer.after = vec![0x55; 200]).await;
}

#[tokio::test]
async fn extensions_and_their_flag_go_together() {
    let extensions = || cbor::map(&[(Value::Text("appid".to_owned()), Value::Bool(false))]);
    refused(Malformed, |answer| answer.flags |= ED).await;
    refused(Malformed, |answer| answer.after = extensions()).await;
    refused(Malformed, |answer| {
        answer.flags |= ED;
        answer.after = [extensions(), vec![0]].concat();
    })
    .await;
}

#[tokio::test]
async fn an_attested_credential_belongs_to_a_registration_only() {
    refused(Malformed, |answer| answer.flags |= AT).await;
    refused(Malformed, |answer| {
        answer.flags |= AT;
        answer.after = vec![0; 16 + 2];
    })
    .await;
}

#[tokio::test]
async fn authenticator_data_that_is_cut_off_is_refused() {
    refused(Malformed, |answer| {
        answer.envelope = |json| {
            let data = json["response"]["authenticatorData"].as_str().unwrap().to_owned();
            json["response"]["authenticatorData"] = json!(data[..data.len() - 8]);
        };
    })
    .await;
}

#[tokio::test]
async fn another_origin_is_refused() {
    refused(WrongOrigin, |answer| answer.client_data["origin"] = json!("https://evil.example")).await;
}

#[tokio::test]
async fn an_origin_with_a_path_is_refused() {
    refused(WrongOrigin, |answer| answer.client_data["origin"] = json!(format!("{ORIGIN}/sign-in"))).await;
}

#[tokio::test]
async fn an_answer_from_a_frame_of_another_site_is_refused() {
    refused(WrongOrigin, |answer| answer.client_data["crossOrigin"] = json!(true)).await;
}

#[tokio::test]
async fn an_answer_with_a_top_origin_is_refused() {
    refused(WrongOrigin, |answer| answer.client_data["topOrigin"] = json!(ORIGIN)).await;
}

#[tokio::test]
async fn the_rp_id_hash_of_another_site_is_refused() {
    refused(WrongOrigin, |answer| answer.rp_id = "evil.example".to_owned()).await;
}

#[tokio::test]
async fn the_client_data_of_a_registration_is_refused() {
    refused(Malformed, |answer| answer.client_data["type"] = json!("webauthn.create")).await;
}

#[tokio::test]
async fn a_padded_challenge_is_refused() {
    refused(ChallengeGone, |answer| {
        answer.client_data["challenge"] = json!(format!("{}=", answer.client_data["challenge"].as_str().unwrap()));
    })
    .await;
}

#[tokio::test]
async fn a_signature_over_something_else_is_refused() {
    refused(NotProven, |answer| {
        answer.envelope = |json| {
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
    refused(Malformed, |answer| answer.envelope = |json| json["id"] = json!("AAAAAAAAAAAAAAAAAAAAAAAAAAA")).await;
}

#[tokio::test]
async fn a_type_other_than_public_key_is_refused() {
    refused(Malformed, |answer| answer.envelope = |json| json["type"] = json!("password")).await;
}

#[tokio::test]
async fn what_is_no_credential_at_all_is_refused() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.load_sign_in_options().await;
    for text in ["", "null", "{}", "\u{0}"] {
        assert_eq!(told(browser.finish_sign_in(text).await), AppError::Ceremony(Malformed), "{text}");
    }
}
