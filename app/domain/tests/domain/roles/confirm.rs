//! An authenticator that was issued by somebody who may not issue to staff does not sign in with a new role until it is confirmed.

use crate::support::{Browser, Person, Place, SoftAuthenticator, World, checked, operator, told};
use domain::{
    access::{ConfirmAuthenticator, IssueAuthenticator, ReinstateAuthenticator, SuspendAuthenticator, permit},
    authenticators, link,
};
use model::{AppError, AuthenticatorId, AuthenticatorKind, CeremonyRefusal, Meeting, Refusal, StaffRole};

/// Registers a passkey of `Person::User` with a link that `issuer` generated.
async fn issued_by(world: &World, issuer: Person) -> SoftAuthenticator {
    let agent = world.actor(issuer).await;
    let issuing = permit::<IssueAuthenticator>(&world.domain, &agent, &Person::User.id()).await.unwrap();
    let link = link::generate(&world.domain, &issuing, AuthenticatorKind::Passkey, Meeting::Video, None, &checked())
        .await
        .unwrap();
    let mut phone = SoftAuthenticator::phone();
    world.browser().register(&link.token, &mut phone).await.unwrap();
    phone
}

async fn id_of(world: &World) -> AuthenticatorId {
    AuthenticatorId(world.authenticators(Person::User).await[0].id)
}

async fn confirm(world: &World, by: Person) -> domain::Result<()> {
    let actor = world.actor(by).await;
    let confirming = permit::<ConfirmAuthenticator>(&world.domain, &actor, &Person::User.id()).await?;
    authenticators::confirm(&world.domain, &confirming, id_of(world).await).await
}

const NOT_CONFIRMED: AppError = AppError::Ceremony(CeremonyRefusal::NotConfirmed);

#[tokio::test]
async fn an_authenticator_of_an_advanced_agent_waits_for_an_ra_manager() {
    let world = World::new().await;
    let mut phone = issued_by(&world, Person::Advanced).await;
    let mut browser = world.browser();
    browser.sign_in(&mut phone).await.unwrap();
    let manager = world.actor(Person::Manager).await;
    world.grant(&manager, &Person::User.id(), StaffRole::RaAgent, "RX1").await.unwrap();
    assert!(browser.actor().await.is_none(), "the session that it opened has ended");
    assert_eq!(told(world.browser().sign_in(&mut phone).await), NOT_CONFIRMED);
    assert!(matches!(told(confirm(&world, Person::Advanced).await), AppError::Refused(Refusal::Role(_))));
    confirm(&world, Person::OtherManager).await.unwrap();
    let audited = world.last_audited().await;
    assert_eq!((audited.action.as_str(), audited.outcome.as_str()), ("confirm-authenticator", "done"));
    assert_eq!(world.browser().sign_in(&mut phone).await.unwrap().roles, [StaffRole::RaAgent]);
}

#[tokio::test]
async fn an_authenticator_of_an_ra_manager_or_of_the_operator_needs_no_confirmation() {
    let world = World::new().await;
    let mut phone = issued_by(&world, Person::Manager).await;
    let manager = world.actor(Person::Manager).await;
    world.grant(&manager, &Person::User.id(), StaffRole::RaAgent, "RX1").await.unwrap();
    world.browser().sign_in(&mut phone).await.unwrap();
    // The operator issued the passkey of the RA Manager.
    world.operator_grants(&Person::Manager.id(), StaffRole::Sponsor, "RX1").await.unwrap();
    world.browser().sign_in(&mut world.authenticator_of(Person::Manager)).await.unwrap();
}

#[tokio::test]
async fn without_the_role_it_signs_in_and_when_the_role_is_granted_again_it_waits_again() {
    let world = World::new().await;
    let mut phone = issued_by(&world, Person::Advanced).await;
    let manager = world.actor(Person::Manager).await;
    world.grant(&manager, &Person::User.id(), StaffRole::RaAgent, "RX1").await.unwrap();
    world.revoke(&manager, &Person::User.id(), StaffRole::RaAgent, "RX1").await.unwrap();
    world.browser().sign_in(&mut phone).await.unwrap();
    world.grant(&manager, &Person::User.id(), StaffRole::RaAgent, "RX1").await.unwrap();
    assert_eq!(told(world.browser().sign_in(&mut phone).await), NOT_CONFIRMED);
}

#[tokio::test]
async fn a_second_role_asks_again_only_if_the_one_who_confirmed_may_not_issue_with_it() {
    let world = World::new().await;
    world.grow_tree().await;
    let mut phone = issued_by(&world, Person::Advanced).await;
    let manager = world.actor(Person::Manager).await;
    world.grant(&manager, &Person::User.id(), StaffRole::RaAgent, "RX1").await.unwrap();
    confirm(&world, Person::Manager).await.unwrap();
    world.grant(&manager, &Person::User.id(), StaffRole::Sponsor, "RX1").await.unwrap();
    world.browser().sign_in(&mut phone).await.unwrap();
    world.operator_grants(&Person::User.id(), StaffRole::RaManager, Place::Above.ods_code()).await.unwrap();
    assert_eq!(told(world.browser().sign_in(&mut phone).await), NOT_CONFIRMED);
    let refused = told(confirm(&world, Person::Manager).await);
    assert_eq!(refused, AppError::Refused(Refusal::StaffOutOfReach), "they would confirm somebody above themselves");
    let operator = operator();
    let confirming = permit::<ConfirmAuthenticator>(&world.domain, &operator, &Person::User.id()).await.unwrap();
    authenticators::confirm(&world.domain, &confirming, id_of(&world).await).await.unwrap();
    world.browser().sign_in(&mut phone).await.unwrap();
}

#[tokio::test]
async fn a_suspended_authenticator_waits_too_when_it_is_reinstated() {
    let world = World::new().await;
    let mut phone = issued_by(&world, Person::Advanced).await;
    let (manager, id) = (world.actor(Person::Manager).await, id_of(&world).await);
    let suspending = permit::<SuspendAuthenticator>(&world.domain, &manager, &Person::User.id()).await.unwrap();
    authenticators::suspend(&world.domain, &suspending, id).await.unwrap();
    world.grant(&manager, &Person::User.id(), StaffRole::RaAgent, "RX1").await.unwrap();
    let reinstating = permit::<ReinstateAuthenticator>(&world.domain, &manager, &Person::User.id()).await.unwrap();
    authenticators::reinstate(&world.domain, &reinstating, id, "Found").await.unwrap();
    assert_eq!(told(Browser::new(&world.domain).sign_in(&mut phone).await), NOT_CONFIRMED);
}

#[tokio::test]
async fn an_authenticator_of_an_ra_manager_whose_profile_was_closed_waits() {
    let world = World::new().await;
    let mut phone = issued_by(&world, Person::OtherManager).await;
    let manager = world.actor(Person::Manager).await;
    let retired = domain::people::Closing { because: model::ClosedBecause::Left, duplicate_of: None, note: "Retired" };
    let closing = permit::<domain::access::CloseProfile>(&world.domain, &manager, &Person::OtherManager.id()).await;
    domain::people::close(&world.domain, &closing.unwrap(), retired).await.unwrap();
    world.grant(&manager, &Person::User.id(), StaffRole::RaAgent, "RX1").await.unwrap();
    assert_eq!(told(world.browser().sign_in(&mut phone).await), NOT_CONFIRMED);
}
