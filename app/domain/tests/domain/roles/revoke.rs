use crate::support::{Person, Place, World, checked, told};
use domain::{
    access::{IssueAuthenticator, permit},
    directory,
    entity::registration_token::State,
    link,
};
use model::{Activity, AppError, AuthenticatorKind, Meeting, Refusal, StaffRole};

#[tokio::test]
async fn the_next_request_of_an_open_session_has_the_role_no_more() {
    let world = World::new().await;
    let (manager, browser) = (world.actor(Person::Manager).await, world.browser_of(Person::Advanced));
    let before = browser.actor().await.unwrap();
    permit::<IssueAuthenticator>(&world.domain, &before, &Person::User.id()).await.unwrap();
    world.revoke(&manager, &Person::Advanced.id(), StaffRole::RaAgentAdvanced, "RX1").await.unwrap();
    let audited = world.last_audited().await;
    assert_eq!((audited.action.as_str(), audited.outcome.as_str()), ("revoke-role", "done"));
    let after = browser.actor().await.unwrap();
    assert!(after.roles.is_empty(), "they are still signed in, without the role");
    let refused = told(permit::<IssueAuthenticator>(&world.domain, &after, &Person::User.id()).await);
    assert_eq!(refused, AppError::Refused(Refusal::Role(Activity::IssueAuthenticator)));
    let again = world.revoke(&manager, &Person::Advanced.id(), StaffRole::RaAgentAdvanced, "RX1").await;
    assert_eq!(told(again), AppError::NotFound);
}

/// Generates a link for a passkey of `Person::User` as `issuer`.
async fn link_by(world: &World, issuer: Person) {
    let agent = world.actor(issuer).await;
    let issuing = permit::<IssueAuthenticator>(&world.domain, &agent, &Person::User.id()).await.unwrap();
    link::generate(&world.domain, &issuing, AuthenticatorKind::Passkey, Meeting::Video, None, &checked())
        .await
        .unwrap();
}

#[tokio::test]
async fn an_open_link_ends_with_the_right_of_its_issuer_and_only_then() {
    let world = World::new().await;
    let manager = world.actor(Person::Manager).await;
    let advanced = world.user(Person::Advanced).await;
    directory::grant_alone(&world.domain, &advanced, StaffRole::Sponsor).await.unwrap();
    link_by(&world, Person::Advanced).await;
    world.revoke(&manager, &Person::Advanced.id(), StaffRole::Sponsor, "RX1").await.unwrap();
    assert_eq!(world.links(Person::User).await[0].state, State::Open, "they may still issue");
    world.revoke(&manager, &Person::Advanced.id(), StaffRole::RaAgentAdvanced, "RX1").await.unwrap();
    assert_eq!(world.links(Person::User).await[0].state, State::Cancelled);
    let audited = world.audited_after(0).await;
    let cancelled = audited.iter().find(|row| row.action == "cancel-link").unwrap();
    assert!(cancelled.detail.contains("no longer issues authenticators"), "{}", cancelled.detail);
}

#[tokio::test]
async fn a_role_is_taken_away_by_those_whose_role_reaches_its_organisation_wherever_its_holder_belongs() {
    let world = World::new().await;
    world.grow_tree().await;
    let manager = world.actor(Person::Manager).await;
    world.operator_grants(&Place::Beside.id(), StaffRole::Sponsor, "RX1").await.unwrap();
    world.operator_grants(&Place::Beside.id(), StaffRole::Sponsor, "RX2").await.unwrap();
    let there = world.revoke(&manager, &Place::Beside.id(), StaffRole::Sponsor, "RX2").await;
    assert_eq!(told(there), AppError::Refused(Refusal::PlaceOutOfReach));
    assert_eq!(world.last_audited().await.outcome, "refused");
    world.revoke(&manager, &Place::Beside.id(), StaffRole::Sponsor, "RX1").await.unwrap();
}

#[tokio::test]
async fn somebody_who_has_just_lost_the_role_takes_none_away_and_grants_none() {
    let world = World::new().await;
    let (mine, theirs) = (world.actor(Person::Manager).await, world.actor(Person::OtherManager).await);
    world.revoke(&mine, &Person::OtherManager.id(), StaffRole::RaManager, "RX1").await.unwrap();
    // Their request was let in before that.
    for refused in [
        world.revoke(&theirs, &Person::Advanced.id(), StaffRole::RaAgentAdvanced, "RX1").await,
        world.grant(&theirs, &Person::User.id(), StaffRole::RaManager, "RX1").await,
    ] {
        assert_eq!(told(refused), AppError::Refused(Refusal::Role(Activity::Administer)));
        assert_eq!(world.last_audited().await.outcome, "refused");
    }
}
