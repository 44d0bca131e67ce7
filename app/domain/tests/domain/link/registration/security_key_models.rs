//! The operator's policy on models, through the whole registration.

use super::trial::{LISTED, OTHER, Trial, only_listed};
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
    let trial = Trial::new(only_listed()).await;
    assert_eq!(trial.proven(LISTED, &trial.maker).await.unwrap().model.as_deref(), Some("A listed key"));
    assert_eq!(trial.listed().await, (LISTED, true, "A listed key".to_owned()));
}

#[tokio::test]
async fn a_key_that_is_not_listed_is_refused_proven_or_not_and_the_link_stays() {
    let trial = Trial::new(only_listed()).await;
    assert_eq!(told(trial.proven(OTHER, &trial.maker).await), AppError::Ceremony(ModelNotAllowed));
    assert_eq!(told(trial.unproven(OTHER).await), AppError::Ceremony(ModelNotAllowed));
    let audited = trial.world.last_audited().await;
    assert!(audited.detail.contains(&ModelNotAllowed.to_string()), "{}", audited.detail);
    trial.proven(LISTED, &trial.maker).await.unwrap();
}

#[tokio::test]
async fn a_key_that_does_not_prove_its_model_is_refused_even_if_the_browser_leaves_the_question_out() {
    let trial = Trial::new(only_listed()).await;
    assert_eq!(told(trial.unproven(LISTED).await), AppError::Ceremony(ModelNotProven));
    assert_eq!(told(trial.unproven(Uuid::nil()).await), AppError::Ceremony(ModelNotProven));
    let forged = trial.proven(LISTED, &Maker::root("Maker")).await;
    assert_eq!(told(forged), AppError::Ceremony(ModelNotProven));
    assert!(trial.world.authenticators(Person::User).await.is_empty());
    trial.proven(LISTED, &trial.maker).await.unwrap();
}

#[tokio::test]
async fn a_proof_for_another_answer_is_no_proof() {
    let trial = Trial::new(SecurityKeyPolicy { accept_unproven: true, ..only_listed() }).await;
    let attestation_key = trial.maker.attestation_key(Some(LISTED));
    let choice = RegistrationChoice::default();
    let outcome = trial.offer(LISTED, choice, |_, creation| {
        // Signed over another credential.
        attestation_key.attest(&SoftAuthenticator::security_key(), &[], creation);
    });
    assert_eq!(told(outcome.await), AppError::Ceremony(NotProven));
}

#[tokio::test]
async fn an_unproven_key_is_registered_as_a_report_where_the_operator_accepts_that() {
    let trial = Trial::new(SecurityKeyPolicy { accept_unproven: true, ..only_listed() }).await;
    trial.unproven(LISTED).await.unwrap();
    assert_eq!(trial.listed().await, (LISTED, false, "A listed key".to_owned()));
}

#[tokio::test]
async fn without_metadata_the_list_is_compared_with_what_is_reported() {
    let trial = Trial::with(only_listed(), |_| Metadata::NotSupplied).await;
    assert_eq!(told(trial.proven(OTHER, &trial.maker).await), AppError::Ceremony(ModelNotAllowed));
    trial.proven(LISTED, &trial.maker).await.unwrap();
    assert!(!trial.listed().await.1);
}

#[tokio::test]
async fn metadata_that_cannot_be_used_refuse_security_keys_and_nothing_else() {
    let trial = Trial::with(only_listed(), |_| Metadata::read("garbage")).await;
    assert_eq!(told(trial.proven(LISTED, &trial.maker).await), AppError::Ceremony(ModelNotAllowed));
    assert_eq!(told(trial.unproven(LISTED).await), AppError::Ceremony(ModelNotAllowed));
    for kind in [AuthenticatorKind::Passkey, AuthenticatorKind::WindowsHello] {
        let token = trial.world.link_for(Person::User, kind).await;
        let mut authenticator = SoftAuthenticator::of(kind);
        Browser::new(&trial.domain).register(&token, &mut authenticator).await.unwrap();
    }
}

#[tokio::test]
async fn a_compromised_model_is_refused_though_any_model_is_accepted() {
    let trial = Trial::with(SecurityKeyPolicy::default(), |maker| {
        metadata("2026-12-01", &[Listed { aaguid: LISTED, statuses: &["REVOKED"], anchors: &[maker] }])
    })
    .await;
    assert_eq!(told(trial.unproven(LISTED).await), AppError::Ceremony(ModelNotAllowed));
    trial.unproven(OTHER).await.unwrap();
}
