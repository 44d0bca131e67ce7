//! One thing is wrong in the client data: the type, the origin, the challenge or the frame.

use super::{accepted, refused};
use crate::support::ORIGIN;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use model::CeremonyRefusal::{ChallengeGone, Malformed, WrongOrigin};
use serde_json::json;

#[tokio::test]
async fn the_client_data_of_a_sign_in_is_refused() {
    refused(Malformed, |response| response.client_data["type"] = json!("webauthn.get")).await;
}

#[tokio::test]
async fn another_origin_is_refused() {
    refused(WrongOrigin, |response| response.client_data["origin"] = json!("https://evil.example")).await;
}

#[tokio::test]
async fn an_origin_that_only_starts_with_ours_is_refused() {
    refused(WrongOrigin, |response| response.client_data["origin"] = json!(format!("{ORIGIN}.evil.example"))).await;
}

#[tokio::test]
async fn a_sub_domain_of_the_origin_is_refused() {
    refused(WrongOrigin, |response| {
        response.client_data["origin"] = json!("https://staff.care-identity.example.nhs.uk");
    })
    .await;
}

#[tokio::test]
async fn another_port_is_refused() {
    refused(WrongOrigin, |response| response.client_data["origin"] = json!(format!("{ORIGIN}:8443"))).await;
}

#[tokio::test]
async fn plain_http_is_refused() {
    refused(WrongOrigin, |response| response.client_data["origin"] = json!(ORIGIN.replace("https", "http"))).await;
}

#[tokio::test]
async fn an_origin_with_a_path_is_refused() {
    refused(WrongOrigin, |response| response.client_data["origin"] = json!(format!("{ORIGIN}/evil"))).await;
}

#[tokio::test]
async fn an_origin_with_a_trailing_slash_is_refused() {
    refused(WrongOrigin, |response| response.client_data["origin"] = json!(format!("{ORIGIN}/"))).await;
}

#[tokio::test]
async fn a_response_from_a_cross_origin_frame_is_refused() {
    refused(WrongOrigin, |response| response.client_data["crossOrigin"] = json!(true)).await;
}

#[tokio::test]
async fn a_response_with_a_top_origin_is_refused_even_if_it_claims_not_to_be_cross_origin() {
    refused(WrongOrigin, |response| response.client_data["topOrigin"] = json!(ORIGIN)).await;
}

#[tokio::test]
async fn a_padded_challenge_is_refused() {
    refused(ChallengeGone, |response| {
        response.client_data["challenge"] = json!(format!("{}=", response.client_data["challenge"].as_str().unwrap()));
    })
    .await;
}

#[tokio::test]
async fn an_unknown_challenge_is_refused() {
    refused(ChallengeGone, |response| response.client_data["challenge"] = json!(URL_SAFE_NO_PAD.encode([7; 32]))).await;
}

#[tokio::test]
async fn a_truncated_challenge_is_refused() {
    refused(ChallengeGone, |response| {
        response.client_data["challenge"] = json!(&response.client_data["challenge"].as_str().unwrap()[..16]);
    })
    .await;
}

#[tokio::test]
async fn client_data_with_two_origins_is_refused() {
    refused(Malformed, |response| {
        response.envelope = |json| {
            let data = URL_SAFE_NO_PAD.decode(json["response"]["clientDataJSON"].as_str().unwrap()).unwrap();
            let data = String::from_utf8(data).unwrap();
            let twice = data.replacen('{', &format!("{{\"origin\":{ORIGIN:?},"), 1);
            json["response"]["clientDataJSON"] = json!(URL_SAFE_NO_PAD.encode(twice));
        };
    })
    .await;
}

#[tokio::test]
async fn unknown_members_of_the_client_data_are_accepted() {
    accepted(|response| response.client_data["later"] = json!("do not compare clientDataJSON against a template"))
        .await;
}

#[tokio::test]
async fn client_data_without_cross_origin_is_accepted_for_older_browsers() {
    accepted(|response| drop(response.client_data.as_object_mut().unwrap().remove("crossOrigin"))).await;
}
