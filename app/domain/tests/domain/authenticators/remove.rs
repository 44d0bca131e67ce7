use crate::support::{Person, World, told};
use domain::{
    Domain, Result,
    access::{Actor, RemoveAuthenticator, permit},
    audit::{Verdict, verify},
    authenticators,
    entity::authenticator::Status,
};
use model::{AppError, AuthenticatorId, Conflict};
use std::sync::Arc;
use tokio::sync::Barrier;
use uuid::Uuid;

async fn remove(domain: &Domain, agent: &Actor, person: Person, id: Uuid) -> Result<()> {
    let permit = permit::<RemoveAuthenticator>(domain, agent, &person.id()).await?;
    authenticators::remove(domain, &permit, AuthenticatorId(id)).await
}

#[tokio::test]
async fn a_removed_authenticator_keeps_its_record_with_who_and_when() {
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
async fn what_was_removed_already_is_not_removed_again() {
    let world = World::new().await;
    let (agent, manager) = (world.actor(Person::Advanced).await, world.actor(Person::Manager).await);
    let id = world.authenticators(Person::Colleague).await[0].id;
    remove(&world.domain, &agent, Person::Colleague, id).await.unwrap();
    let again = told(remove(&world.domain, &manager, Person::Colleague, id).await);
    assert_eq!(again, AppError::Conflict(Conflict::AlreadyRemoved));
    assert_eq!(world.authenticators(Person::Colleague).await[0].removed_by_id, Some(agent.user_id));
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
async fn what_does_not_exist_is_not_removed() {
    let world = World::new().await;
    let agent = world.actor(Person::Advanced).await;
    let outcome = remove(&world.domain, &agent, Person::User, Uuid::nil()).await;
    assert_eq!(told(outcome), AppError::NotFound);
}

#[tokio::test]
async fn the_authenticators_of_a_user_who_left_can_be_removed() {
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
async fn two_agents_who_remove_one_authenticator_at_once_leave_one_line() {
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
