//! Links for different kinds of authenticator: a user has one open link at a time, whatever its kind.

use crate::support::{Person, SoftAuthenticator, World, told};
use domain::{access::ViewProfile, link, views};
use model::{AppError, AssuranceLevel, AuthenticatorKind, LinkEnd};
use serde_json::Value;
use strum::VariantArray;

const REPLACED: AppError = AppError::LinkEnded(LinkEnd::Replaced);

#[tokio::test]
async fn a_link_for_one_kind_replaces_the_open_link_for_another_kind() {
    for &first in AuthenticatorKind::VARIANTS {
        for &second in AuthenticatorKind::VARIANTS {
            let world = World::new().await;
            let (mut browser, mut authenticator) = (world.browser(), SoftAuthenticator::of(first));
            let old = world.link_for(Person::User, first).await;
            let options = browser.options(&old).await.unwrap();
            let new = world.link_for(Person::User, second).await;
            assert_eq!(told(link::look_up(&world.domain, &old, None).await), REPLACED, "{first:?} {second:?}");
            assert_eq!(told(world.browser().options(&old).await), REPLACED);
            // A browser with a ceremony under way is told the same, and its response registers nothing.
            assert_eq!(told(browser.finish(&authenticator.create(&options)).await), REPLACED);
            assert!(world.authenticators(Person::User).await.is_empty());
            browser.register(&new, &mut SoftAuthenticator::of(second)).await.unwrap();
        }
    }
}

#[tokio::test]
async fn a_response_for_one_link_is_refused_for_another() {
    let world = World::new().await;
    let (mut mine, mut theirs) = (world.browser(), world.browser());
    let options = mine.options(&world.link_for(Person::User, AuthenticatorKind::Passkey).await).await.unwrap();
    theirs.options(&world.link_for(Person::Colleague, AuthenticatorKind::SecurityKey).await).await.unwrap();
    let response = SoftAuthenticator::security_key().create(&options);
    let outcome = theirs.finish(&response).await;
    assert_eq!(told(outcome), AppError::Ceremony(model::CeremonyRefusal::ChallengeGone));
}

#[tokio::test]
async fn generating_and_registering_are_audited_with_the_kind() {
    let world = World::new().await;
    for &kind in AuthenticatorKind::VARIANTS {
        let token = world.link_for(Person::User, kind).await;
        let generated = world.last_audited().await;
        world.browser().register(&token, &mut SoftAuthenticator::of(kind)).await.unwrap();
        let registered = world.last_audited().await;
        for (audited, action) in [(generated, "generate-link"), (registered, "register")] {
            let detail: Value = serde_json::from_str(&audited.detail).unwrap();
            assert_eq!((audited.action.as_str(), audited.outcome.as_str()), (action, "done"));
            assert_eq!(detail["kind"], kind.label(), "{action}");
        }
    }
}

#[tokio::test]
async fn the_list_shows_the_assurance_level_of_each_kind() {
    let world = World::new().await;
    for (kind, assurance) in [
        (AuthenticatorKind::Passkey, AssuranceLevel::Aal2),
        (AuthenticatorKind::SecurityKey, AssuranceLevel::Aal3),
        (AuthenticatorKind::WindowsHello, AssuranceLevel::Aal3),
    ] {
        world.clock.advance(chrono::TimeDelta::seconds(1));
        world.registered(kind, Person::User).await;
        let viewer = world.actor(Person::Sponsor).await;
        let permit = world.permit::<ViewProfile>(&viewer, Person::User).await;
        let line = views::authenticators(&world.domain, &permit).await.unwrap().remove(0);
        assert_eq!((line.kind, line.assurance), (kind, assurance));
        assert_eq!((line.synced, line.model_proven), (kind == AuthenticatorKind::Passkey, false));
    }
}
