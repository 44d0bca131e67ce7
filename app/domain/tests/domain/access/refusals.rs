//! Refusals are audited, and reveal no more than they must.

use crate::support::{Person, World, told};
use domain::{
    access::{IssueAuthenticator, RemoveAuthenticator, ViewHistory, ViewProfile, may_search, permit},
    directory,
    entity::audit_event,
};
use model::{Activity, AppError, Refusal, StaffRole, UniqueUserId};

fn an_unknown_id() -> UniqueUserId {
    "999999999999".parse().unwrap()
}

#[tokio::test]
async fn a_refusal_is_audited_with_actor_subject_reason_and_address() {
    let world = World::new().await;
    let sponsor = world.actor(Person::Sponsor).await;
    told(permit::<IssueAuthenticator>(&world.domain, &sponsor, &Person::User.id()).await);
    let audited = world.last_audited().await;
    assert_eq!((audited.action.as_str(), audited.outcome.as_str()), ("generate-link", "refused"));
    assert_eq!(audited.actor_id, Some(sponsor.user_id));
    assert_eq!(audited.subject_id, Some(world.user(Person::User).await.id));
    assert!(audited.detail.contains("Your role does not let you issue authenticators"), "{}", audited.detail);
    assert_eq!(audited.remote_address.as_deref(), Some("192.0.2.7"));
}

#[tokio::test]
async fn a_permit_alone_leaves_no_audit_line_because_the_act_leaves_one() {
    let world = World::new().await;
    let (manager, known) = (world.actor(Person::Manager).await, world.count(audit_event::Entity).await);
    permit::<IssueAuthenticator>(&world.domain, &manager, &Person::User.id()).await.unwrap();
    may_search(&world.domain, &manager).await.unwrap();
    assert_eq!(world.count(audit_event::Entity).await, known);
}

#[tokio::test]
async fn staff_are_told_that_a_user_does_not_exist() {
    let world = World::new().await;
    let lsa = world.actor(Person::Lsa).await;
    assert_eq!(told(permit::<ViewProfile>(&world.domain, &lsa, &an_unknown_id()).await), AppError::NotFound);
}

#[tokio::test]
async fn a_user_without_a_role_cannot_find_out_who_exists() {
    let world = World::new().await;
    let user = world.actor(Person::Colleague).await;
    for id in [an_unknown_id(), Person::User.id()] {
        let role = |activity| AppError::Refused(Refusal::Role(activity));
        let (domain, user, id) = (&world.domain, &user, &id);
        assert_eq!(told(permit::<ViewProfile>(domain, user, id).await), role(Activity::ViewUsers));
        assert_eq!(told(permit::<ViewHistory>(domain, user, id).await), role(Activity::ViewHistory));
        assert_eq!(told(permit::<IssueAuthenticator>(domain, user, id).await), role(Activity::IssueAuthenticator));
        assert_eq!(told(permit::<RemoveAuthenticator>(domain, user, id).await), role(Activity::RemoveAuthenticator));
        assert_eq!(world.last_audited().await.action, "remove-authenticator");
    }
}

#[tokio::test]
async fn only_staff_may_search_and_a_refusal_is_audited() {
    let world = World::new().await;
    for person in [Person::Manager, Person::Advanced, Person::Agent, Person::IdChecker, Person::Sponsor, Person::Lsa] {
        may_search(&world.domain, &world.actor(person).await).await.unwrap();
    }
    let user = world.actor(Person::Colleague).await;
    let refused = told(may_search(&world.domain, &user).await);
    assert_eq!(refused, AppError::Refused(Refusal::Role(Activity::ViewUsers)));
    let audited = world.last_audited().await;
    assert_eq!((audited.action.as_str(), audited.actor_id, audited.subject_id), ("search", Some(user.user_id), None));
}

#[tokio::test]
async fn a_second_role_adds_to_the_first() {
    let world = World::new().await;
    let sponsor = world.user(Person::Sponsor).await;
    directory::grant_alone(&world.domain, &sponsor, StaffRole::RaAgentAdvanced).await.unwrap();
    let sponsor = world.actor(Person::Sponsor).await;
    permit::<IssueAuthenticator>(&world.domain, &sponsor, &Person::User.id()).await.unwrap();
}
