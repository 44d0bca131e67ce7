//! When the operator requires AAL3 for staff: which kinds staff can sign in with, and which sessions end.

use crate::support::{Browser, Person, SoftAuthenticator, World, told};
use domain::{Domain, access::roles, directory, entity::session};
use model::{
    AppError, AssuranceLevel,
    AuthenticatorKind::{Passkey, SecurityKey, WindowsHello},
    CeremonyRefusal::{AssuranceTooLow, Removed},
    StaffRole,
};

const STAFF: [Person; 6] =
    [Person::OtherManager, Person::Advanced, Person::Agent, Person::IdChecker, Person::Sponsor, Person::Lsa];

/// The service of an operator who requires AAL3 for staff.
fn strict(world: &World) -> Domain {
    world.with(|settings| settings.staff_minimum_assurance = AssuranceLevel::Aal3)
}

async fn grant(world: &World, person: Person, role: StaffRole) {
    directory::grant_alone(&world.domain, &world.user(person).await, role).await.unwrap();
}

#[tokio::test]
async fn staff_cannot_sign_in_with_a_passkey() {
    let world = World::new().await;
    let (domain, sessions) = (strict(&world), world.count(session::Entity).await);
    for person in STAFF.into_iter().chain([Person::Manager]) {
        let before = world.authenticators(person).await;
        let outcome = Browser::new(&domain).sign_in(&mut world.authenticator_of(person)).await;
        assert_eq!(told(outcome), AppError::Ceremony(AssuranceTooLow), "{person:?}");
        // Even the counter has not changed.
        assert_eq!(world.authenticators(person).await, before, "{person:?}");
        let audited = world.last_audited().await;
        assert_eq!((audited.action.as_str(), audited.outcome.as_str()), ("sign-in", "refused"));
        assert_eq!((audited.actor_id, audited.subject_id), (None, Some(world.user(person).await.id)));
        assert!(audited.detail.contains("You used a passkey"), "{}", audited.detail);
    }
    assert_eq!(world.count(session::Entity).await, sessions);
}

#[tokio::test]
async fn staff_sign_in_with_a_security_key_or_windows_hello() {
    let world = World::new().await;
    let domain = strict(&world);
    for person in STAFF {
        for kind in [SecurityKey, WindowsHello] {
            let (mut authenticator, mut browser) = (world.registered(kind, person).await, Browser::new(&domain));
            let signed_in = browser.sign_in(&mut authenticator).await.unwrap();
            assert!(!signed_in.roles.is_empty());
            assert_eq!(roles(&browser.actor().await.unwrap().roles), signed_in.roles, "{person:?} {kind:?}");
        }
    }
}

#[tokio::test]
async fn a_user_without_a_role_signs_in_with_any_kind() {
    let world = World::new().await;
    let domain = strict(&world);
    for kind in [Passkey, SecurityKey, WindowsHello] {
        let (mut authenticator, mut browser) = (world.registered(kind, Person::User).await, Browser::new(&domain));
        browser.sign_in(&mut authenticator).await.unwrap();
        assert_eq!(browser.actor().await.unwrap().roles, [], "{kind:?}");
    }
}

#[tokio::test]
async fn by_default_staff_sign_in_with_any_kind() {
    let world = World::new().await;
    for kind in [Passkey, SecurityKey, WindowsHello] {
        let mut authenticator = world.registered(kind, Person::Agent).await;
        world.browser().sign_in(&mut authenticator).await.unwrap();
    }
}

#[tokio::test]
async fn the_refusal_of_a_removed_passkey_of_staff_says_that_it_was_removed() {
    let world = World::new().await;
    let computer = world.authenticator_of(Person::Agent);
    world.remove(Person::Agent, &computer).await;
    let outcome = Browser::new(&strict(&world)).sign_in(&mut computer.clone()).await;
    assert_eq!(told(outcome), AppError::Ceremony(Removed));
}

#[tokio::test]
async fn a_session_opened_with_a_passkey_ends_when_its_owner_is_granted_a_role() {
    let world = World::new().await;
    let domain = strict(&world);
    let mut key = world.registered(SecurityKey, Person::Colleague).await;
    let (mut weak, mut strong) = (Browser::new(&domain), Browser::new(&domain));
    weak.sign_in(&mut world.authenticator_of(Person::Colleague)).await.unwrap();
    strong.sign_in(&mut key).await.unwrap();
    assert!(weak.actor().await.is_some());
    grant(&world, Person::Colleague, StaffRole::Sponsor).await;
    assert!(weak.actor().await.is_none());
    assert_eq!(roles(&strong.actor().await.unwrap().roles), [StaffRole::Sponsor]);
}

#[tokio::test]
async fn a_session_opened_with_a_passkey_ends_when_the_operator_requires_more() {
    let world = World::new().await;
    let domain = strict(&world);
    let mut hello = SoftAuthenticator::windows_hello();
    world.register_as(WindowsHello, Person::Agent, &mut hello).await;
    let mut strong = world.browser();
    strong.sign_in(&mut hello).await.unwrap();
    let restarted = |browser: Browser| Browser { domain: domain.clone(), ..browser };
    for person in STAFF {
        assert!(world.browser_of(person).actor().await.is_some(), "{person:?}");
        assert!(restarted(world.browser_of(person)).actor().await.is_none(), "{person:?}");
    }
    assert!(restarted(strong).actor().await.is_some());
    assert!(restarted(world.browser_of(Person::Colleague)).actor().await.is_some());
}

#[tokio::test]
async fn a_passkey_that_staff_cannot_sign_in_with_fails_the_test_too() {
    let world = World::new().await;
    let outcome = Browser::new(&strict(&world)).test(&mut world.authenticator_of(Person::Agent)).await;
    assert_eq!(told(outcome), AppError::Ceremony(AssuranceTooLow));
    assert_eq!(world.authenticators(Person::Agent).await[0].tested_at, None);
}
