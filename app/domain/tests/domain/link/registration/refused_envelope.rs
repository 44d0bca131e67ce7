//! One thing is wrong in the JSON around the response.

use super::{accepted, refused};
use crate::support::{Person, World, told};
use domain::ceremonies::MAX_CREDENTIAL_JSON;
use model::{AppError, CeremonyRefusal::Malformed};
use serde_json::{Value, json};

#[tokio::test]
async fn an_id_that_is_not_base64url_is_refused() {
    refused(Malformed, |response| {
        response.envelope = |json| {
            json["id"] = json!("not base64url!");
            json["rawId"] = json["id"].clone();
        };
    })
    .await;
}

#[tokio::test]
async fn an_id_with_padding_is_refused() {
    refused(Malformed, |response| {
        response.envelope = |json| {
            json["id"] = json!(format!("{}=", json["id"].as_str().unwrap()));
            json["rawId"] = json["id"].clone();
        };
    })
    .await;
}

#[tokio::test]
async fn an_id_that_differs_from_the_raw_id_is_refused() {
    refused(Malformed, |response| response.envelope = |json| json["id"] = json!("AAAAAAAAAAAAAAAAAAAAAAAAAAA")).await;
}

#[tokio::test]
async fn an_id_that_differs_from_the_attested_credential_id_is_refused() {
    refused(Malformed, |response| {
        response.envelope = |json| {
            json["id"] = json!("AAAAAAAAAAAAAAAAAAAAAAAAAAA");
            json["rawId"] = json["id"].clone();
        };
    })
    .await;
}

#[tokio::test]
async fn a_type_other_than_public_key_is_refused() {
    refused(Malformed, |response| response.envelope = |json| json["type"] = json!("password")).await;
}

#[tokio::test]
async fn a_response_without_an_attestation_object_is_refused() {
    refused(Malformed, |response| {
        response.envelope = |json| drop(json["response"].as_object_mut().unwrap().remove("attestationObject"));
    })
    .await;
}

#[tokio::test]
async fn an_oversized_response_is_refused_before_it_is_parsed() {
    refused(Malformed, |response| {
        response.envelope = |json| json["padding"] = json!("x".repeat(MAX_CREDENTIAL_JSON));
    })
    .await;
}

#[tokio::test]
async fn unknown_members_are_accepted() {
    accepted(|response| response.envelope = |json| json["later"] = json!({ "level": 4 })).await;
}

#[tokio::test]
async fn an_attachment_unknown_to_webauthn_is_not_stored() {
    // PostgreSQL stores neither a NUL nor more than 255 characters there: the insert would fail and look like a broken database.
    let nul = accepted(|response| response.envelope = |json| json["authenticatorAttachment"] = json!("\u{0}")).await;
    assert_eq!(nul.attachment, None);
    let long = |json: &mut Value| json["authenticatorAttachment"] = json!("x".repeat(1000));
    assert_eq!(accepted(|response| response.envelope = long).await.attachment, None);
}

#[tokio::test]
async fn a_malformed_response_is_refused() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.options(&world.link(Person::User).await).await.unwrap();
    for text in ["", "null", "[]", "{}", "\u{0}", r#"{"id":1}"#] {
        assert_eq!(told(browser.finish(text).await), AppError::Ceremony(Malformed), "{text}");
    }
}
