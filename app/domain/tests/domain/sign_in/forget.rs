//! When a browser may be told to forget a refused credential. Forgetting deletes the passkey.

use crate::support::{Assertion, Browser, Person, SoftAuthenticator, UV, World, told};
use domain::ceremonies::may_be_forgotten;
use model::{AppError, CeremonyRefusal};
use serde_json::json;

/// Signs in with `change` in the response. Returns the refusal, and whether the passkey may be forgotten.
async fn refused(
    world: &World,
    authenticator: &mut SoftAuthenticator,
    change: impl FnOnce(&mut Assertion),
) -> (AppError, bool) {
    let mut browser = world.browser();
    let options = browser.load_sign_in_options().await;
    let response = authenticator.get_with(&options, change);
    let refusal = told(browser.finish_sign_in(&response).await);
    let forget = may_be_forgotten(&world.domain, &refusal, &response).await.unwrap();
    // The test of an authenticator gives the same result.
    let options = browser.load_test_options().await;
    let refusal_of_test = told(browser.finish_test(&authenticator.get(&options)).await);
    if refusal_of_test == refusal {
        assert_eq!(may_be_forgotten(&world.domain, &refusal_of_test, &response).await.unwrap(), forget);
    }
    (refusal, forget)
}

#[tokio::test]
async fn an_unregistered_passkey_may_be_forgotten() {
    let world = World::new().await;
    let refusal = refused(&world, &mut SoftAuthenticator::phone(), |_| ()).await;
    assert_eq!(refusal, (AppError::Ceremony(CeremonyRefusal::NotRegistered), true));
}

#[tokio::test]
async fn a_removed_passkey_may_be_forgotten_only_if_its_signature_is_right() {
    let world = World::new().await;
    let mut phone = SoftAuthenticator::phone();
    world.register(Person::User, &mut phone).await;
    world.remove(Person::User, &phone).await;
    let refusal = refused(&world, &mut phone.clone(), |_| ()).await;
    assert_eq!(refusal, (AppError::Ceremony(CeremonyRefusal::Removed), true));
    let mut fake = SoftAuthenticator { key: SoftAuthenticator::phone().key, ..phone };
    let refusal = refused(&world, &mut fake, |_| ()).await;
    assert_eq!(refusal, (AppError::Ceremony(CeremonyRefusal::NotProven), false));
}

#[tokio::test]
async fn a_registered_passkey_is_kept_whatever_is_wrong_with_the_response() {
    let world = World::new().await;
    let other = world.user(Person::Manager).await.id.as_bytes().to_vec();
    let changes: [fn(&mut Assertion, Vec<u8>); 7] = [
        |response, other| response.user_handle = Some(other),
        |response, _| response.user_handle = Some(b"somebody".to_vec()),
        |response, _| response.rp_id = "evil.example".to_owned(),
        |response, _| response.flags = 0,
        |response, _| response.counter = 0,
        |response, _| response.client_data["challenge"] = json!("AAAA"),
        |response, _| response.envelope = |json| json["response"]["signature"] = json!("AAAA"),
    ];
    for (number, change) in changes.into_iter().enumerate() {
        let mut computer = world.authenticator_of(Person::Colleague);
        computer.counter += 10 * u32::try_from(number).unwrap();
        let mut browser = world.browser();
        let options = browser.load_sign_in_options().await;
        let response = computer.get_with(&options, |response| change(response, other.clone()));
        let refusal = told(browser.finish_sign_in(&response).await);
        assert!(!may_be_forgotten(&world.domain, &refusal, &response).await.unwrap(), "{number}: {refusal}");
    }
}

#[tokio::test]
async fn a_response_without_a_credential_id_gives_nothing_to_forget() {
    let world = World::new().await;
    let refusal = AppError::Ceremony(CeremonyRefusal::Malformed);
    for response in ["", "{}", "null", r#"{"id":5}"#, r#"{"id":"not base64url!"}"#] {
        assert!(!may_be_forgotten(&world.domain, &refusal, response).await.unwrap(), "{response}");
    }
    assert!(!may_be_forgotten(&world.domain, &AppError::Unavailable, r#"{"id":"AAAA"}"#).await.unwrap());
}

/// Finishes a registration with `response`. Returns the refusal, and whether the passkey may be forgotten.
async fn refused_registration(world: &World, browser: &mut Browser, response: &str) -> (AppError, bool) {
    let refusal = told(browser.finish(response).await);
    let forget = may_be_forgotten(&world.domain, &refusal, response).await.unwrap();
    (refusal, forget)
}

#[tokio::test]
async fn a_refused_new_passkey_may_be_forgotten() {
    let world = World::new().await;
    let mut browser = world.browser();
    let options = browser.options(&world.link(Person::User).await).await.unwrap();
    let response = SoftAuthenticator::phone().create_with(&options, |creation| creation.flags &= !UV);
    let refusal = refused_registration(&world, &mut browser, &response).await;
    assert_eq!(refusal, (AppError::Ceremony(CeremonyRefusal::NotVerified), true));
}

#[tokio::test]
async fn a_passkey_that_is_not_discoverable_is_not_deleted_where_the_user_saved_it() {
    let world = World::new().await;
    let mut browser = world.browser();
    let options = browser.options(&world.link(Person::User).await).await.unwrap();
    let response = SoftAuthenticator::phone().create_with(&options, |creation| {
        creation.envelope = |json| json["clientExtensionResults"]["credProps"]["rk"] = json!(false);
    });
    let refusal = refused_registration(&world, &mut browser, &response).await;
    assert_eq!(refusal, (AppError::Ceremony(CeremonyRefusal::NotDiscoverable), false));
    assert!(!refusal.0.to_string().contains("browser"), "the browser is not to blame");
}

#[tokio::test]
async fn a_stored_passkey_is_kept_when_its_response_is_sent_again() {
    let world = World::new().await;
    let (mut browser, mut phone) = (world.browser(), SoftAuthenticator::phone());
    let options = browser.options(&world.link(Person::User).await).await.unwrap();
    let response = phone.create(&options);
    browser.finish(&response).await.unwrap();
    // The same response from a browser that cannot show that it sent the first one.
    browser.attempt = None;
    let (_, forget) = refused_registration(&world, &mut browser, &response).await;
    assert!(!forget);
    // The same credential with another link, of the same user and of another user.
    for person in [Person::User, Person::Colleague] {
        let mut browser = world.browser();
        let options = browser.options(&world.link(person).await).await.unwrap();
        let refusal = refused_registration(&world, &mut browser, &phone.create(&options)).await;
        assert_eq!(refusal, (AppError::Ceremony(CeremonyRefusal::AlreadyRegistered), false));
    }
}
