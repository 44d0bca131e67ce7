//! A service whose operator has a policy on models, and security keys to register with it.

use crate::support::{Browser, Creation, Listed, Maker, Person, SoftAuthenticator, World, metadata};
use domain::{
    Domain, Result,
    access::ViewProfile,
    models::{Metadata, Models, Names, SecurityKeyPolicy},
    views,
};
use model::{AuthenticatorKind::SecurityKey, Place, Registered, RegistrationChoice, RegistrationToken};
use uuid::{Uuid, uuid};

/// The model in the operator's list and in the metadata.
pub const LISTED: Uuid = uuid!("2fc0579f-8113-47ea-b116-bb5a8db9202a");
/// A different model.
pub const OTHER: Uuid = uuid!("73bb0cd4-e502-49b8-9c6f-b59445bf720b");

/// A policy that accepts this one model.
pub fn only_listed() -> SecurityKeyPolicy {
    SecurityKeyPolicy { models: [LISTED].into(), ..SecurityKeyPolicy::default() }
}

/// A service with a link for a security key, and the maker of the keys.
pub struct PolicyWorld {
    pub world: World,
    pub domain: Domain,
    pub maker: Maker,
    token: RegistrationToken,
}

impl PolicyWorld {
    pub async fn new(policy: SecurityKeyPolicy) -> Self {
        Self::with(policy, |maker| {
            metadata("2026-12-01", &[Listed { aaguid: LISTED, statuses: &["FIDO_CERTIFIED_L1"], anchors: &[maker] }])
        })
        .await
    }

    pub async fn with(policy: SecurityKeyPolicy, metadata: impl FnOnce(&Maker) -> Metadata) -> Self {
        let (world, maker) = (World::new().await, Maker::root("Maker"));
        let domain = world.with_models(Models::new(Names::default(), metadata(&maker), policy).unwrap());
        let token = world.link_for(Person::User, SecurityKey).await;
        Self { world, domain, maker, token }
    }

    /// Registers a key of the model `aaguid`. `proof` changes its response, which may include an attestation.
    pub async fn offer(
        &self,
        aaguid: Uuid,
        choice: RegistrationChoice,
        proof: impl FnOnce(&SoftAuthenticator, &mut Creation),
    ) -> Result<Registered> {
        let mut browser = Browser::new(&self.domain);
        let options = browser.options_with(&self.token, choice).await?.options;
        let mut key = SoftAuthenticator { aaguid, ..SoftAuthenticator::security_key() };
        let twin = key.clone();
        browser.finish(&key.create_with(&options, |creation| proof(&twin, creation))).await
    }

    pub async fn proven(&self, aaguid: Uuid, by: &Maker) -> Result<Registered> {
        let attestation_key = by.attestation_key(Some(aaguid));
        let attest = |key: &SoftAuthenticator, creation: &mut Creation| attestation_key.attest(key, &[], creation);
        self.offer(aaguid, RegistrationChoice::default(), attest).await
    }

    pub async fn unproven(&self, aaguid: Uuid) -> Result<Registered> {
        let choice = RegistrationChoice { place: Place::Any, without_attestation: true };
        self.offer(aaguid, choice, |_, _| ()).await
    }

    /// The AAGUID, whether it is proven, and the name in the list of the only registered key.
    pub async fn listed(&self) -> (Uuid, bool, String) {
        let row = self.world.authenticators(Person::User).await.remove(0);
        let viewer = self.world.actor(Person::Sponsor).await;
        let permit = self.world.permit::<ViewProfile>(&viewer, Person::User).await;
        let line = views::authenticators(&self.domain, &permit).await.unwrap().remove(0);
        assert_eq!(line.model_proven, row.aaguid_proven);
        (row.aaguid, line.model_proven, line.model.unwrap_or_default())
    }
}
