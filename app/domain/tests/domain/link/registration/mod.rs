//! Registering an authenticator with a link.

mod challenges;
mod credential_ids;
mod excluded;
mod expiry;
mod faults_of_authenticator_data;
mod faults_of_client_data;
mod faults_of_the_envelope;
mod faults_of_the_key;
mod finish;
mod issuer;
mod options;
mod places;
mod policy;
mod processes;
mod races;
mod security_key;
mod security_key_models;
mod security_key_refusals;
mod start;
mod trial;
mod windows_hello;
mod windows_hello_refusals;

use crate::support::{Browser, Creation, Person, SoftAuthenticator, World, told};
use domain::entity::{authenticator, registration_token::State};
use model::{AppError, AuthenticatorKind, CeremonyRefusal, RegistrationChoice};
use serde_json::Value;

/// An answer to a link for `kind`.
#[derive(Clone)]
struct Offer {
    kind: AuthenticatorKind,
    authenticator: SoftAuthenticator,
    user_agent: Option<&'static str>,
}

impl Offer {
    fn new(kind: AuthenticatorKind, authenticator: SoftAuthenticator) -> Self {
        Self { kind, authenticator, user_agent: Some("A browser") }
    }

    fn browser(&self, world: &World) -> Browser {
        let mut browser = world.browser();
        browser.client.user_agent = self.user_agent.map(str::to_owned);
        browser
    }

    /// With `fault` in it, it must be refused as `expected`, store nothing but a line in the audit log that names the kind,
    /// and leave the link as good as before for the right authenticator.
    async fn refused(mut self, expected: CeremonyRefusal, fault: impl FnOnce(&mut Creation)) {
        let world = World::new().await;
        let token = world.link_for(Person::User, self.kind).await;
        let known = world.count(authenticator::Entity).await;

        let mut browser = self.browser(&world);
        let options = browser.start(&token).await.unwrap();
        let answer = self.authenticator.create_with(&options, fault);
        assert_eq!(told(browser.finish(&answer).await), AppError::Ceremony(expected));

        assert_eq!(world.count(authenticator::Entity).await, known);
        let audited = world.last_audited().await;
        assert_eq!((audited.action.as_str(), audited.outcome.as_str()), ("register", "refused"));
        assert_eq!(audited.subject_id, Some(world.user(Person::User).await.id));
        let detail: Value = serde_json::from_str(&audited.detail).unwrap();
        assert_eq!((&detail["kind"], &detail["reason"]), (&self.kind.label().into(), &expected.to_string().into()));
        assert_eq!(world.links(Person::User).await[0].state, State::Open);

        browser.register(&token, &mut SoftAuthenticator::of(self.kind)).await.unwrap();
    }

    /// With this change in it, it is no worse: it is registered. Gives what the register holds.
    async fn accepted(mut self, change: impl FnOnce(&mut Creation)) -> authenticator::Model {
        let world = World::new().await;
        let mut browser = self.browser(&world);
        let options = browser.start(&world.link_for(Person::User, self.kind).await).await.unwrap();
        let answer = self.authenticator.create_with(&options, change);
        assert_eq!(browser.finish(&answer).await.unwrap().kind, self.kind);
        world.authenticators(Person::User).await.remove(0)
    }
}

/// The same for a passkey on a phone.
async fn refused(expected: CeremonyRefusal, fault: impl FnOnce(&mut Creation)) {
    Offer::new(AuthenticatorKind::Passkey, SoftAuthenticator::phone()).refused(expected, fault).await;
}

/// The same for a passkey on a phone.
async fn accepted(change: impl FnOnce(&mut Creation)) -> authenticator::Model {
    Offer::new(AuthenticatorKind::Passkey, SoftAuthenticator::phone()).accepted(change).await
}

/// What `browser` is asked for when it starts with a link of [`Person::User`] for `kind`, and whether it may ask once more
/// without attestation.
async fn asked(
    world: &World,
    browser: &mut Browser,
    kind: AuthenticatorKind,
    choice: RegistrationChoice,
) -> (Value, bool) {
    let started = browser.start_with(&world.link_for(Person::User, kind).await, choice).await.unwrap();
    let mut options: Value = serde_json::from_str(&started.options).unwrap();
    (options["publicKey"].take(), started.may_retry_without_attestation)
}
