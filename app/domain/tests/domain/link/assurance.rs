//! Invitations when the operator requires AAL3 for staff.

use crate::support::{Browser, Person, SoftAuthenticator, World, operator, token};
use domain::{
    Domain,
    link::{Invitation, invite, usual_invitation},
};
use model::{
    AssuranceLevel,
    AuthenticatorKind::{self, Passkey, SecurityKey, WindowsHello},
};
use serde_json::Value;
use strum::VariantArray;

fn strict(world: &World) -> Domain {
    world.with(|settings| settings.staff_minimum_assurance = AssuranceLevel::Aal3)
}

async fn is_needed(domain: &Domain) -> bool {
    let invitation = invite(domain, &operator(), &Person::User.id(), usual_invitation(domain), false).await.unwrap();
    matches!(invitation, Invitation::Link { .. })
}

#[tokio::test]
async fn an_invitation_is_for_the_first_kind_that_reaches_the_minimum_assurance() {
    let world = World::empty().await;
    assert_eq!(usual_invitation(&world.domain), Passkey);
    assert_eq!(usual_invitation(&strict(&world)), SecurityKey);
}

#[tokio::test]
async fn an_ra_manager_is_invited_when_all_have_only_passkeys() {
    let world = World::new().await;
    assert!(!is_needed(&world.domain).await);
    assert!(is_needed(&strict(&world)).await);
}

#[tokio::test]
async fn no_invitation_is_needed_once_an_ra_manager_has_the_minimum_assurance() {
    for kind in [SecurityKey, WindowsHello] {
        let world = World::new().await;
        let domain = strict(&world);
        world.registered(Passkey, Person::OtherManager).await;
        world.registered(kind, Person::Agent).await;
        assert!(is_needed(&domain).await, "{kind:?}");
        let authenticator = world.registered(kind, Person::OtherManager).await;
        assert!(!is_needed(&domain).await, "{kind:?}");
        world.remove(Person::OtherManager, &authenticator).await;
        assert!(is_needed(&domain).await, "{kind:?}");
    }
}

#[tokio::test]
async fn an_invited_ra_manager_registers_any_kind_and_signs_in() {
    for &kind in AuthenticatorKind::VARIANTS {
        let world = World::new().await;
        let least = if kind == Passkey { world.domain.clone() } else { strict(&world) };
        let Invitation::Link { link, .. } = invite(&least, &operator(), &Person::User.id(), kind, true).await.unwrap()
        else {
            panic!("{kind:?}")
        };
        let audited: Value = serde_json::from_str(&world.last_audited().await.detail).unwrap();
        assert_eq!((&audited["kind"], &audited["system_user"]), (&kind.label().into(), &"alice".into()));
        let (mut browser, mut authenticator) = (Browser::new(&least), SoftAuthenticator::of(kind));
        browser.register(&token(&link.url), &mut authenticator).await.unwrap();
        browser.sign_in(&mut authenticator).await.unwrap();
        assert!(browser.actor().await.is_some(), "{kind:?}");
    }
}
