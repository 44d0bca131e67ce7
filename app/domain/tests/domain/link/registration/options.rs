//! The options that the browser gets.

use crate::support::{Person, SoftAuthenticator, World};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{access::RemoveAuthenticator, authenticators};
use model::AuthenticatorId;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};
use serde_json::{Value, json};

async fn options(world: &World, person: Person) -> Value {
    let options = world.browser().options(&world.link(person).await).await.unwrap();
    let mut options: Value = serde_json::from_str(&options).unwrap();
    options["publicKey"].take()
}

#[tokio::test]
async fn the_options_for_a_passkey_require_a_discoverable_credential_and_user_verification() {
    let world = World::new().await;
    let options = options(&world, Person::User).await;
    assert_eq!(
        options["authenticatorSelection"],
        json!({ "residentKey": "required", "requireResidentKey": true, "userVerification": "required" })
    );
    assert_eq!(options["attestation"], "none");
    assert_eq!(options["hints"], json!(["client-device", "hybrid"]));
    assert_eq!(options["timeout"], 300_000);
    assert_eq!(options["rp"], json!({ "id": "care-identity.example.nhs.uk", "name": "Care Identity Management" }));
}

#[tokio::test]
async fn only_algorithms_that_can_be_verified_are_offered() {
    let world = World::new().await;
    let options = options(&world, Person::User).await;
    let offered = options["pubKeyCredParams"].as_array().unwrap().iter().map(|offer| offer["alg"].as_i64().unwrap());
    assert_eq!(offered.collect::<Vec<_>>(), [-7, -35, -257]);
}

#[tokio::test]
async fn the_user_handle_reveals_nothing_about_the_person() {
    let world = World::new().await;
    let (options, user) = (options(&world, Person::User).await, world.user(Person::User).await);
    assert_eq!(
        options["user"],
        json!({ "id": URL_SAFE_NO_PAD.encode(user.id), "name": user.email, "displayName": "User Care" })
    );
    assert_eq!(user.id.get_version_num(), 4);
}

#[tokio::test]
async fn the_names_of_the_account_have_no_more_bytes_than_every_authenticator_stores() {
    let world = World::new().await;
    let mut user = world.user(Person::User).await.into_active_model();
    user.first_name = Set("李".repeat(80));
    user.email = Set([&"é".repeat(110), "@riverside.example"].concat());
    user.update(&world.back_door().await).await.unwrap();
    let options = options(&world, Person::User).await;
    for (member, kept) in [("name", "é".repeat(30)), ("displayName", "李".repeat(20))] {
        let shown = options["user"][member].as_str().unwrap();
        assert_eq!((shown, shown.len()), (&*[&kept, "…"].concat(), 63), "{member}");
    }
    let handle = URL_SAFE_NO_PAD.decode(options["user"]["id"].as_str().unwrap()).unwrap();
    assert!(handle.len() <= 64);
}

#[tokio::test]
async fn each_request_for_options_gives_a_new_challenge_of_at_least_sixteen_bytes() {
    let world = World::new().await;
    let token = world.link(Person::User).await;
    let mut browser = world.browser();
    let mut challenges = Vec::new();
    for _ in 0..2 {
        let options: Value = serde_json::from_str(&browser.options(&token).await.unwrap()).unwrap();
        challenges.push(URL_SAFE_NO_PAD.decode(options["publicKey"]["challenge"].as_str().unwrap()).unwrap());
    }
    assert_ne!(challenges[0], challenges[1]);
    assert!(challenges.iter().all(|challenge| challenge.len() >= 16));
}

#[tokio::test]
async fn nothing_is_excluded_for_a_user_without_authenticators() {
    let world = World::new().await;
    assert_eq!(options(&world, Person::User).await["excludeCredentials"].as_array().map_or(0, Vec::len), 0);
}

#[tokio::test]
async fn active_authenticators_of_the_user_are_excluded_with_their_transports_and_removed_ones_are_not() {
    let world = World::new().await;
    let mut known = [SoftAuthenticator::phone(), SoftAuthenticator::computer(), SoftAuthenticator::phone()];
    known[1].transports = vec![];
    for authenticator in &mut known {
        world.register(Person::User, authenticator).await;
    }
    let manager = world.actor(Person::Manager).await;
    let permit = world.permit::<RemoveAuthenticator>(&manager, Person::User).await;
    let rows = world.authenticators(Person::User).await;
    let removed = rows.iter().find(|row| row.credential_id == known[2].credential_id).unwrap();
    authenticators::remove(&world.domain, &permit, AuthenticatorId(removed.id), model::RemovalReason::Lost, "")
        .await
        .unwrap();

    let [phone, computer, _] = known.map(|known| URL_SAFE_NO_PAD.encode(known.credential_id));
    let mut excluded = options(&world, Person::User).await["excludeCredentials"].take();
    excluded.as_array_mut().unwrap().sort_by_key(|excluded| excluded["transports"].is_null());
    assert_eq!(
        excluded,
        json!([
            { "type": "public-key", "id": phone, "transports": ["internal", "hybrid"] },
            { "type": "public-key", "id": computer },
        ])
    );
}

#[tokio::test]
async fn transports_unknown_to_webauthn_are_not_sent_to_the_browser() {
    let world = World::new().await;
    let transports = vec!["cable", "internal", "telepathy"];
    world.register(Person::User, &mut SoftAuthenticator { transports, ..SoftAuthenticator::phone() }).await;
    let options = options(&world, Person::User).await;
    assert_eq!(options["excludeCredentials"][0]["transports"], json!(["internal"]));
}
