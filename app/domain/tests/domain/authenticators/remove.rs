use crate::support::{Person, World, told};
use domain::{
    Domain, Result,
    access::{Actor, RemoveAuthenticator, permit},
    audit::{Verdict, verify},
    authenticators,
    entity::authenticator::Status,
};
use model::{AppError, AuthenticatorId, Conflict, FieldError, RemovalReason};
use std::sync::Arc;
use tokio::sync::Barrier;
use uuid::Uuid;

async fn remove(domain: &Domain, agent: &Actor, person: Person, id: Uuid) -> Result<()> {
    let permit = permit::<RemoveAuthenticator>(domain, agent, &person.id()).await?;
    authenticators::remove(domain, &permit, AuthenticatorId(id), RemovalReason::Lost, "").await
}

#[tokio::test]
async fn a_removed_authenticator_stays_on_record_with_the_agent_and_the_time() {
    let world = World::new().await;
    let agent = world.actor(Person::Advanced).await;
    let before = world.authenticators(Person::Colleague).await.remove(0);
    remove(&world.domain, &agent, Person::Colleague, before.id).await.unwrap();
    let after = world.authenticators(Person::Colleague).await.remove(0);
    assert_eq!((after.status, after.removed_at), (Status::Removed, Some(world.domain.now())));
    assert_eq!(after.removed_by_id, Some(agent.user_id));
    assert_eq!((after.credential_id, after.credential), (before.credential_id, before.credential));
}

#[tokio::test]
async fn the_reason_and_the_note_are_stored_and_audited() {
    let world = World::new().await;
    let agent = world.actor(Person::Advanced).await;
    let id = AuthenticatorId(world.authenticators(Person::Colleague).await[0].id);
    let permit = permit::<RemoveAuthenticator>(&world.domain, &agent, &Person::Colleague.id()).await.unwrap();
    let long = "x".repeat(201);
    let refused = told(authenticators::remove(&world.domain, &permit, id, RemovalReason::Other, &long).await);
    let too_long = FieldError::new("note", "Note must be 200 characters or fewer");
    assert_eq!(refused, AppError::Invalid(vec![too_long]));
    assert_eq!(world.authenticators(Person::Colleague).await[0].status, Status::Active);

    let typed = " INC0012345:\tleft\non a train\u{0} ";
    authenticators::remove(&world.domain, &permit, id, RemovalReason::Lost, typed).await.unwrap();
    let row = world.authenticators(Person::Colleague).await.remove(0);
    assert_eq!(row.removal_reason.map(RemovalReason::from), Some(RemovalReason::Lost));
    assert_eq!(row.removal_note.as_deref(), Some("INC0012345: left on a train"));
    let audited: serde_json::Value = serde_json::from_str(&world.last_audited().await.detail).unwrap();
    assert_eq!(
        (&audited["reason"], &audited["note"]),
        (&"Lost or stolen".into(), &"INC0012345: left on a train".into())
    );
}

#[tokio::test]
async fn a_removed_authenticator_cannot_be_removed_again() {
    let world = World::new().await;
    let (agent, manager) = (world.actor(Person::Advanced).await, world.actor(Person::Manager).await);
    let id = world.authenticators(Person::Colleague).await[0].id;
    remove(&world.domain, &agent, Person::Colleague, id).await.unwrap();
    let again = told(remove(&world.domain, &manager, Person::Colleague, id).await);
    assert_eq!(again, AppError::Conflict(Conflict::AlreadyRemoved));
    assert_eq!(world.authenticators(Person::Colleague).await[0].removed_by_id, Some(agent.user_id));
}

#[tokio::test]
async fn removing_again_after_the_answer_was_lost_succeeds_and_writes_nothing() {
    let world = World::new().await;
    let agent = world.actor(Person::Advanced).await;
    let id = world.authenticators(Person::Colleague).await[0].id;
    remove(&world.domain, &agent, Person::Colleague, id).await.unwrap();
    let (row, audited) = (world.authenticators(Person::Colleague).await.remove(0), world.last_audited().await);
    world.clock.advance(chrono::TimeDelta::seconds(10));
    remove(&world.domain, &agent, Person::Colleague, id).await.unwrap();
    assert_eq!((world.authenticators(Person::Colleague).await.remove(0), world.last_audited().await), (row, audited));
}

#[tokio::test]
async fn the_permit_for_one_user_does_not_reach_the_authenticators_of_another() {
    let world = World::new().await;
    let agent = world.actor(Person::Advanced).await;
    let managers = world.authenticators(Person::Manager).await.remove(0);
    let outcome = remove(&world.domain, &agent, Person::User, managers.id).await;
    assert_eq!(told(outcome), AppError::NotFound);
    assert_eq!(world.authenticators(Person::Manager).await, [managers]);
}

#[tokio::test]
async fn an_unknown_authenticator_cannot_be_removed() {
    let world = World::new().await;
    let agent = world.actor(Person::Advanced).await;
    let outcome = remove(&world.domain, &agent, Person::User, Uuid::nil()).await;
    assert_eq!(told(outcome), AppError::NotFound);
}

#[tokio::test]
async fn the_authenticators_of_a_user_who_has_left_can_be_removed() {
    use domain::entity::words::UserStatus;
    use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};
    let world = World::new().await;
    let mut user = world.user(Person::Colleague).await.into_active_model();
    user.status = Set(UserStatus::Inactive);
    user.update(&world.back_door().await).await.unwrap();
    let id = world.authenticators(Person::Colleague).await[0].id;
    remove(&world.domain, &world.actor(Person::Advanced).await, Person::Colleague, id).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_simultaneous_removals_of_one_authenticator_leave_one_audit_line() {
    let world = World::new().await;
    let (second, known) = (world.second_process().await, world.last_audited().await.sequence);
    let id = world.authenticators(Person::Colleague).await[0].id;
    let barrier = Arc::new(Barrier::new(2));
    let agents =
        [(world.domain.clone(), world.actor(Person::Manager).await), (second, world.actor(Person::Advanced).await)];
    let agents = agents.map(|(domain, agent)| {
        let barrier = barrier.clone();
        tokio::spawn(async move {
            barrier.wait().await;
            remove(&domain, &agent, Person::Colleague, id).await
        })
    });
    let [first, second] = agents;
    let (first, second) = (first.await.unwrap(), second.await.unwrap());
    assert_ne!(first.is_ok(), second.is_ok());
    let lost = told(if first.is_ok() { second } else { first });
    assert_eq!(lost, AppError::Conflict(Conflict::AlreadyRemoved));
    assert_eq!(verify(&world.domain).await.unwrap(), Verdict::Sound { rows: known + 1 });
}
