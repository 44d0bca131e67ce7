//! One fault in what the browser says the authenticator answered to.

use super::{accepted, refused};
use crate::support::ORIGIN;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use model::CeremonyRefusal::{ChallengeGone, Malformed, WrongOrigin};
use serde_json::json;

#[tokio::test]
async fn the_client_data_of_a_sign_in_is_refused() {
    refused(Malformed, |answer| answer.client_data["type"] = json!("webauthn.get")).await;
}

#[tokio::test]
async fn another_origin_is_refused() {
    refused(WrongOrigin, |answer| answer.client_data["origin"] = json!("https://evil.example")).await;
}

#[tokio::test]
async fn an_origin_that_only_begins_alike_is_refused() {
    refused(WrongOrigin, |answer| answer.client_data["origin"] = json!(format!("{ORIGIN}.evil.example"))).await;
}

#[tokio::test]
async fn a_sub_domain_of_the_origin_is_refused() {
    refused(WrongOrigin, |answer| {
        answer.client_data["origin"] = json!("https://staff.care-identity.example.nhs.uk");
    })
    .await;
}

#[tokio::test]
async fn another_port_is_refused() {
    refused(WrongOrigin, |answer| answer.client_data["origin"] = json!(format!("{ORIGIN}:8443"))).await;
}

#[tokio::test]
async fn plain_http_is_refused() {
    refused(WrongOrigin, |answer| answer.client_data["origin"] = json!(ORIGIN.replace("https", "http"))).await;
}

#[tokio::test]
async fn an_origin_with_a_path_is_refused() {
    refused(WrongOrigin, |answer| answer.client_data["origin"] = json!(format!("{ORIGIN}/evil"))).await;
}

#[tokio::test]
async fn an_origin_with_a_slash_at_its_end_is_refused() {
    refused(WrongOrigin, |answer| answer.client_data["origin"] = json!(format!("{ORIGIN}/"))).await;
}

#[tokio::test]
async fn an_answer_from_a_frame_of_another_site_is_refused() {
    refused(WrongOrigin, |answer| answer.client_data["crossOrigin"] = json!(true)).await;
}

#[tokio::test]
async fn an_answer_with_a_top_origin_is_refused_even_if_it_says_that_it_is_not_cross_origin() {
    refused(WrongOrigin, |answer| answer.client_data["topOrigin"] = json!(ORIGIN)).await;
}

#[tokio::test]
async fn a_padded_challenge_is_refused() {
    refused(ChallengeGone, |answer| {
        answer.client_data["challenge"] = json!(format!("{}=", answer.client_data["challenge"].as_str().unwrap()));
    })
    .await;
}

#[tokio::test]
async fn a_challenge_that_nobody_sent_is_refused() {
    refused(ChallengeGone, |answer| answer.client_data["challenge"] = json!(URL_SAFE_NO_PAD.encode([7; 32]))).await;
}

#[tokio::test]
async fn a_part_of_the_challenge_is_refused() {
    refused(ChallengeGone, |answer| {
        answer.client_data["challenge"] = json!(&answer.client_data["challenge"].as_str().unwrap()[..16]);
    })
    .await;
}

#[tokio::test]
async fn an_origin_that_stands_there_twice_is_refused() {
    refused(Malformed, |answer| {
        answer.envelope = |json| {
            let data = URL_SAFE_NO_PAD.decode(json["response"]["clientDataJSON"].as_str().unwrap()).unwrap();
            let data = String::from_utf8(data).unwrap();
            let twice = data.replacen('{', &format!("{{\"origin\":{ORIGIN:?},"), 1);
            json["response"]["clientDataJSON"] = json!(URL_SAFE_NO_PAD.encode(twice));
        };
    })
    .await;
}

#[tokio::test]
async fn members_of_the_client_data_that_the_specification_may_add_do_no_harm() {
    accepted(|answer| answer.client_data["later"] = json!("do not compare clientDataJSON against a template")).await;
}

#[tokio::test]
async fn client_data_without_cross_origin_is_that_of_an_older_browser() {
    accepted(|answer| drop(answer.client_data.as_object_mut().unwrap().remove("crossOrigin"))).await;
}
