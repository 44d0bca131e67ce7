//! Registering an authenticator with a link.

mod challenges;
mod credential_ids;
mod excluded;
mod expiry;
mod finish;
mod issuer;
mod options;
mod places;
mod policy;
mod policy_world;
mod processes;
mod races;
mod refused_authenticator_data;
mod refused_client_data;
mod refused_envelope;
mod refused_key;
mod repeat;
mod repeated_options;
mod security_key;
mod security_key_models;
mod security_key_refusals;
mod windows_hello;
mod windows_hello_refusals;

use crate::support::{Browser, Creation, Person, SoftAuthenticator, World, told};
use domain::entity::{authenticator, registration_token::State};
use model::{AppError, AuthenticatorKind, CeremonyRefusal, RegistrationChoice};
use serde_json::Value;

/// A registration with a link for `kind`, and the authenticator that sends the response.
#[derive(Clone)]
struct Registration {
    kind: AuthenticatorKind,
    authenticator: SoftAuthenticator,
    user_agent: Option<&'static str>,
}

impl Registration {
    fn new(kind: AuthenticatorKind, authenticator: SoftAuthenticator) -> Self {
        Self { kind, authenticator, user_agent: Some("A browser") }
    }

    fn browser(&self, world: &World) -> Browser {
        let mut browser = world.browser();
        browser.client.user_agent = self.user_agent.map(str::to_owned);
        browser
    }

    /// Makes one change to the response. It must be refused as `expected`, store nothing but a line in the audit log that
    /// names the kind, and leave the link usable for the right authenticator.
    async fn refused(mut self, expected: CeremonyRefusal, change: impl FnOnce(&mut Creation)) {
        let world = World::new().await;
        let token = world.link_for(Person::User, self.kind).await;
        let known = world.count(authenticator::Entity).await;

        let mut browser = self.browser(&world);
        let options = browser.options(&token).await.unwrap();
        let response = self.authenticator.create_with(&options, change);
        assert_eq!(told(browser.finish(&response).await), AppError::Ceremony(expected));

        assert_eq!(world.count(authenticator::Entity).await, known);
        let audited = world.last_audited().await;
        assert_eq!((audited.action.as_str(), audited.outcome.as_str()), ("register", "refused"));
        assert_eq!(audited.subject_id, Some(world.user(Person::User).await.id));
        let detail: Value = serde_json::from_str(&audited.detail).unwrap();
        assert_eq!((&detail["kind"], &detail["reason"]), (&self.kind.label().into(), &expected.to_string().into()));
        assert_eq!(world.links(Person::User).await[0].state, State::Open);

        browser.register(&token, &mut SoftAuthenticator::of(self.kind)).await.unwrap();
    }

    /// Makes one change to the response that is allowed. Returns the stored authenticator.
    async fn accepted(mut self, change: impl FnOnce(&mut Creation)) -> authenticator::Model {
        let world = World::new().await;
        let mut browser = self.browser(&world);
        let options = browser.options(&world.link_for(Person::User, self.kind).await).await.unwrap();
        let response = self.authenticator.create_with(&options, change);
        assert_eq!(browser.finish(&response).await.unwrap().kind, self.kind);
        world.authenticators(Person::User).await.remove(0)
    }
}

/// The same as [`Registration::refused`] for a passkey on a phone.
async fn refused(expected: CeremonyRefusal, change: impl FnOnce(&mut Creation)) {
    Registration::new(AuthenticatorKind::Passkey, SoftAuthenticator::phone()).refused(expected, change).await;
}

/// The same as [`Registration::accepted`] for a passkey on a phone.
async fn accepted(change: impl FnOnce(&mut Creation)) -> authenticator::Model {
    Registration::new(AuthenticatorKind::Passkey, SoftAuthenticator::phone()).accepted(change).await
}

/// The options that `browser` gets with a link of [`Person::User`] for `kind`, and whether it may retry without attestation.
async fn asked(
    world: &World,
    browser: &mut Browser,
    kind: AuthenticatorKind,
    choice: RegistrationChoice,
) -> (Value, bool) {
    let offered = browser.options_with(&world.link_for(Person::User, kind).await, choice).await.unwrap();
    let mut options: Value = serde_json::from_str(&offered.options).unwrap();
    (options["publicKey"].take(), offered.may_retry_without_attestation)
}
