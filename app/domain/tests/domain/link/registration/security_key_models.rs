//! The operator's policy on models, through a complete registration.

use super::policy_world::{LISTED, OTHER, PolicyWorld, only_listed};
use crate::support::{Browser, Listed, Maker, Person, SoftAuthenticator, metadata, told};
use domain::models::{Metadata, SecurityKeyPolicy};
use model::{
    AppError, AuthenticatorKind,
    CeremonyRefusal::{ModelNotAllowed, ModelNotProven, NotProven},
    RegistrationChoice,
};
use uuid::Uuid;

#[tokio::test]
async fn a_listed_key_that_proves_its_model_is_registered_and_shown_as_proven() {
    let policy_world = PolicyWorld::new(only_listed()).await;
    assert_eq!(policy_world.proven(LISTED, &policy_world.maker).await.unwrap().model.as_deref(), Some("A listed key"));
    assert_eq!(policy_world.listed().await, (LISTED, true, "A listed key".to_owned()));
}

#[tokio::test]
async fn a_key_that_is_not_listed_is_refused_with_or_without_proof_and_the_link_stays_open() {
    let policy_world = PolicyWorld::new(only_listed()).await;
    assert_eq!(told(policy_world.proven(OTHER, &policy_world.maker).await), AppError::Ceremony(ModelNotAllowed));
    assert_eq!(told(policy_world.unproven(OTHER).await), AppError::Ceremony(ModelNotAllowed));
    let audited = policy_world.world.last_audited().await;
    assert!(audited.detail.contains(&ModelNotAllowed.to_string()), "{}", audited.detail);
    policy_world.proven(LISTED, &policy_world.maker).await.unwrap();
}

#[tokio::test]
async fn a_key_without_proof_of_its_model_is_refused_even_if_the_browser_did_not_ask_for_one() {
    let policy_world = PolicyWorld::new(only_listed()).await;
    assert_eq!(told(policy_world.unproven(LISTED).await), AppError::Ceremony(ModelNotProven));
    assert_eq!(told(policy_world.unproven(Uuid::nil()).await), AppError::Ceremony(ModelNotProven));
    let forged = policy_world.proven(LISTED, &Maker::root("Maker")).await;
    assert_eq!(told(forged), AppError::Ceremony(ModelNotProven));
    assert!(policy_world.world.authenticators(Person::User).await.is_empty());
    policy_world.proven(LISTED, &policy_world.maker).await.unwrap();
}

#[tokio::test]
async fn an_attestation_for_another_credential_proves_nothing() {
    let policy_world = PolicyWorld::new(SecurityKeyPolicy { accept_unproven: true, ..only_listed() }).await;
    let attestation_key = policy_world.maker.attestation_key(Some(LISTED));
    let choice = RegistrationChoice::default();
    let outcome = policy_world.offer(LISTED, choice, |_, creation| {
        // The attestation is signed over another credential.
        attestation_key.attest(&SoftAuthenticator::security_key(), &[], creation);
    });
    assert_eq!(told(outcome.await), AppError::Ceremony(NotProven));
}

#[tokio::test]
async fn an_unproven_key_is_registered_with_its_reported_model_if_the_operator_allows_it() {
    let policy_world = PolicyWorld::new(SecurityKeyPolicy { accept_unproven: true, ..only_listed() }).await;
    policy_world.unproven(LISTED).await.unwrap();
    assert_eq!(policy_world.listed().await, (LISTED, false, "A listed key".to_owned()));
}

#[tokio::test]
async fn without_metadata_the_list_is_compared_with_the_reported_model() {
    let policy_world = PolicyWorld::with(only_listed(), |_| Metadata::NotSupplied).await;
    assert_eq!(told(policy_world.proven(OTHER, &policy_world.maker).await), AppError::Ceremony(ModelNotAllowed));
    policy_world.proven(LISTED, &policy_world.maker).await.unwrap();
    assert!(!policy_world.listed().await.1);
}

#[tokio::test]
async fn unusable_metadata_blocks_security_keys_and_no_other_kind() {
    let policy_world = PolicyWorld::with(only_listed(), |_| Metadata::read("garbage")).await;
    assert_eq!(told(policy_world.proven(LISTED, &policy_world.maker).await), AppError::Ceremony(ModelNotAllowed));
    assert_eq!(told(policy_world.unproven(LISTED).await), AppError::Ceremony(ModelNotAllowed));
    for kind in [AuthenticatorKind::Passkey, AuthenticatorKind::WindowsHello] {
        let token = policy_world.world.link_for(Person::User, kind).await;
        let mut authenticator = SoftAuthenticator::of(kind);
        Browser::new(&policy_world.domain).register(&token, &mut authenticator).await.unwrap();
    }
}

#[tokio::test]
async fn a_compromised_model_is_refused_even_if_any_model_is_accepted() {
    let policy_world = PolicyWorld::with(SecurityKeyPolicy::default(), |maker| {
        metadata("2026-12-01", &[Listed { aaguid: LISTED, statuses: &["REVOKED"], anchors: &[maker] }])
    })
    .await;
    assert_eq!(told(policy_world.unproven(LISTED).await), AppError::Ceremony(ModelNotAllowed));
    policy_world.unproven(OTHER).await.unwrap();
}
