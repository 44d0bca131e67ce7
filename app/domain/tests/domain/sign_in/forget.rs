//! When a browser may be told to forget a credential that was refused: it deletes a passkey.

use crate::support::{Assertion, Browser, Person, SoftAuthenticator, World, told};
use domain::ceremonies::may_be_forgotten;
use model::{AppError, CeremonyRefusal};
use serde_json::json;

/// Signs in with `fault` in the answer, and gives the refusal, and whether the passkey may be forgotten.
async fn refused(
    world: &World,
    authenticator: &mut SoftAuthenticator,
    fault: impl FnOnce(&mut Assertion),
) -> (AppError, bool) {
    let mut browser = world.browser();
    let options = browser.load_sign_in_options().await;
    let response = authenticator.get_with(&options, fault);
    let refusal = told(browser.finish_sign_in(&response).await);
    let forget = may_be_forgotten(&world.domain, &refusal, &response).await.unwrap();
    // The test asks the same.
    let options = browser.load_test_options().await;
    let refusal_of_test = told(browser.finish_test(&authenticator.get(&options)).await);
    if refusal_of_test == refusal {
        assert_eq!(may_be_forgotten(&world.domain, &refusal_of_test, &response).await.unwrap(), forget);
    }
    (refusal, forget)
}

#[tokio::test]
async fn a_passkey_that_nobody_has_may_be_forgotten() {
    let world = World::new().await;
    let refusal = refused(&world, &mut SoftAuthenticator::phone(), |_| ()).await;
    assert_eq!(refusal, (AppError::Ceremony(CeremonyRefusal::NotRegistered), true));
}

#[tokio::test]
async fn a_removed_passkey_may_be_forgotten_when_its_signature_is_right_and_not_otherwise() {
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
async fn a_good_passkey_is_kept_whatever_is_wrong_with_the_answer() {
    let world = World::new().await;
    let other = world.user(Person::Manager).await.id.as_bytes().to_vec();
    let faults: [fn(&mut Assertion, Vec<u8>); 7] = [
        |answer, other| answer.user_handle = Some(other),
        |answer, _| answer.user_handle = Some(b"somebody".to_vec()),
        |answer, _| answer.rp_id = "evil.example".to_owned(),
        |answer, _| answer.flags = 0,
        |answer, _| answer.counter = 0,
        |answer, _| answer.client_data["challenge"] = json!("AAAA"),
        |answer, _| answer.envelope = |json| json["response"]["signature"] = json!("AAAA"),
    ];
    for (number, fault) in faults.into_iter().enumerate() {
        let mut computer = world.authenticator_of(Person::Colleague);
        computer.counter += 10 * u32::try_from(number).unwrap();
        let mut browser = world.browser();
        let options = browser.load_sign_in_options().await;
        let response = computer.get_with(&options, |answer| fault(answer, other.clone()));
        let refusal = told(browser.finish_sign_in(&response).await);
        assert!(!may_be_forgotten(&world.domain, &refusal, &response).await.unwrap(), "{number}: {refusal}");
    }
}

#[tokio::test]
async fn what_names_no_credential_is_nothing_to_forget() {
    let world = World::new().await;
    let refusal = AppError::Ceremony(CeremonyRefusal::Malformed);
    for response in ["", "{}", "null", r#"{"id":5}"#, r#"{"id":"not base64url!"}"#] {
        assert!(!may_be_forgotten(&world.domain, &refusal, response).await.unwrap(), "{response}");
    }
    assert!(!may_be_forgotten(&world.domain, &AppError::Unavailable, r#"{"id":"AAAA"}"#).await.unwrap());
}

/// Registers with `fault` in the answer, and gives the refusal, and whether the passkey may be forgotten.
async fn refused_registration(world: &World, browser: &mut Browser, response: &str) -> (AppError, bool) {
    let refusal = told(browser.finish(response).await);
    let forget = may_be_forgotten(&world.domain, &refusal, response).await.unwrap();
    (refusal, forget)
}

#[tokio::test]
async fn a_new_passkey_that_was_refused_may_be_forgotten() {
    let world = World::new().await;
    let mut browser = world.browser();
    let options = browser.start(&world.link(Person::User).await).await.unwrap();
    let response = SoftAuthenticator::phone().create_with(&options, |creation| {
        creation.envelope = |json| json["clientExtensionResults"]["credProps"]["rk"] = json!(false);
    });
    let refusal = refused_registration(&world, &mut browser, &response).await;
    assert_eq!(refusal, (AppError::Ceremony(CeremonyRefusal::NotProven), true));
}

#[tokio::test]
async fn a_passkey_that_was_stored_is_kept_when_it_is_sent_again() {
    let world = World::new().await;
    let (mut browser, mut phone) = (world.browser(), SoftAuthenticator::phone());
    let options = browser.start(&world.link(Person::User).await).await.unwrap();
    let response = phone.create(&options);
    browser.finish(&response).await.unwrap();
    // As when the first answer was lost on its way.
    let (_, forget) = refused_registration(&world, &mut browser, &response).await;
    assert!(!forget);
    // With another link, as its own credential and as somebody else's.
    for person in [Person::User, Person::Colleague] {
        let mut browser = world.browser();
        let options = browser.start(&world.link(person).await).await.unwrap();
        let refusal = refused_registration(&world, &mut browser, &phone.create(&options)).await;
        assert_eq!(refusal, (AppError::Ceremony(CeremonyRefusal::AlreadyRegistered), false));
    }
}
