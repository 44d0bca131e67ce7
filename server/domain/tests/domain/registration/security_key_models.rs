//! The operator's policy on models, through the whole registration.

use crate::support::{Browser, Creation, Listed, Maker, Person, SoftAuthenticator, World, metadata, told};
use domain::{
    Domain, Result,
    access::ViewProfile,
    authenticators,
    models::{Metadata, Models, Names, SecurityKeyPolicy},
};
use model::{
    AppError,
    AuthenticatorKind::{self, SecurityKey},
    CeremonyFault::{ModelNotAllowed, ModelNotProven, NotProven},
    Place, Registered, RegistrationChoice,
};
use uuid::{Uuid, uuid};

const LISTED: Uuid = uuid!("2fc0579f-8113-47ea-b116-bb5a8db9202a");
const OTHER: Uuid = uuid!("73bb0cd4-e502-49b8-9c6f-b59445bf720b");

fn only_listed() -> SecurityKeyPolicy {
    SecurityKeyPolicy { models: [LISTED].into(), ..SecurityKeyPolicy::default() }
}

/// A service that accepts [`LISTED`], and how its keys get in.
struct Trial {
    world: World,
    domain: Domain,
    maker: Maker,
    token: String,
}

impl Trial {
    async fn new(policy: SecurityKeyPolicy) -> Self {
        Self::with(policy, |maker| {
            metadata("2026-12-01", &[Listed { aaguid: LISTED, statuses: &["FIDO_CERTIFIED_L1"], anchors: &[maker] }])
        })
        .await
    }

    async fn with(policy: SecurityKeyPolicy, metadata: impl FnOnce(&Maker) -> Metadata) -> Self {
        let (world, maker) = (World::new().await, Maker::root("Maker"));
        let domain = world.with_models(Models::new(Names::default(), metadata(&maker), policy).unwrap());
        let token = world.link_for(Person::User, SecurityKey).await;
        Self { world, domain, maker, token }
    }

    /// A key of the model `aaguid` answers; `proof` goes into what it says, if it was asked for one.
    async fn offer(
        &self,
        aaguid: Uuid,
        choice: RegistrationChoice,
        proof: impl FnOnce(&SoftAuthenticator, &mut Creation),
    ) -> Result<Registered> {
        let mut browser = Browser::new(&self.domain);
        let options = browser.start_with(&self.token, choice).await?.options;
        let mut key = SoftAuthenticator { aaguid, ..SoftAuthenticator::security_key() };
        let twin = key.clone();
        browser.finish(&key.create_with(&options, |creation| proof(&twin, creation))).await
    }

    async fn proven(&self, aaguid: Uuid, by: &Maker) -> Result<Registered> {
        let attestation_key = by.attestation_key(Some(aaguid));
        let attest = |key: &SoftAuthenticator, creation: &mut Creation| attestation_key.attest(key, &[], creation);
        self.offer(aaguid, RegistrationChoice::default(), attest).await
    }

    async fn unproven(&self, aaguid: Uuid) -> Result<Registered> {
        let choice = RegistrationChoice { place: Place::Any, without_attestation: true };
        self.offer(aaguid, choice, |_, _| ()).await
    }

    /// What the register and its list say of the one key.
    async fn listed(&self) -> (Uuid, bool, String) {
        let row = self.world.authenticators(Person::User).await.remove(0);
        let viewer = self.world.actor(Person::Sponsor).await;
        let permit = self.world.permit::<ViewProfile>(&viewer, Person::User).await;
        let line = authenticators::list(&self.domain, &permit).await.unwrap().remove(0);
        assert_eq!(line.model_proven, row.aaguid_proven);
        (row.aaguid, line.model_proven, line.model)
    }
}

#[tokio::test]
async fn a_listed_key_that_proves_its_model_is_registered_and_shown_as_proven() {
    let trial = Trial::new(only_listed()).await;
    assert_eq!(trial.proven(LISTED, &trial.maker).await.unwrap().model, "A listed key");
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
