//! The last RA Manager who can sign in stays one, whoever asks: one after the other and at the same time.

use crate::support::{Person, World, operator, told};
use domain::{
    Domain, Result,
    access::{
        ChangeOrganisation, CloseProfile, Operator, RemoveAuthenticator, RevokeRole, SuspendAuthenticator, Who,
        general_permit, permit,
    },
    authenticators,
    entity::staff_role,
    organisations::{self, Changes, Place},
    people::{self, Closing},
    roles,
};
use model::{AppError, AuthenticatorId, ClosedBecause, Conflict, RemovalReason, StaffRole};
use sea_orm::{EntityTrait, PaginatorTrait};
use std::sync::Arc;
use tokio::sync::Barrier;

const LAST: AppError = AppError::Conflict(Conflict::LastManager);

/// What takes the last RA Manager away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Remove,
    Suspend,
    Close,
    Revoke,
}

const WAYS: [Way; 4] = [Way::Remove, Way::Suspend, Way::Close, Way::Revoke];

async fn take<'a>(
    domain: &Domain,
    way: Way,
    actor: impl Into<Who<'a>>,
    person: Person,
    id: AuthenticatorId,
) -> Result<()> {
    let (actor, user) = (actor.into(), person.id());
    match way {
        Way::Remove => {
            let permit = permit::<RemoveAuthenticator>(domain, actor, &user).await?;
            authenticators::remove(domain, &permit, id, RemovalReason::Lost, "").await
        }
        Way::Suspend => {
            let permit = permit::<SuspendAuthenticator>(domain, actor, &user).await?;
            authenticators::suspend(domain, &permit, id).await.map(drop)
        }
        Way::Close => {
            let permit = permit::<CloseProfile>(domain, actor, &user).await?;
            let closing = Closing { because: ClosedBecause::Left, duplicate_of: None, note: "Retired" };
            people::close(domain, &permit, closing).await
        }
        Way::Revoke => {
            let permit = permit::<RevokeRole>(domain, actor, &user).await?;
            roles::revoke(domain, &permit, StaffRole::RaManager, "RX1", "Retired").await
        }
    }
}

async fn only_authenticator(world: &World, person: Person) -> AuthenticatorId {
    AuthenticatorId(world.authenticators(person).await[0].id)
}

#[tokio::test]
async fn the_operator_takes_the_last_but_one_away_and_not_the_last() {
    for way in WAYS {
        let (world, operator) = (World::new().await, operator());
        let (first, last) = (Person::Manager, Person::OtherManager);
        let ids = [only_authenticator(&world, first).await, only_authenticator(&world, last).await];
        take(&world.domain, way, &operator, first, ids[0]).await.unwrap();
        for way in WAYS {
            assert_eq!(told(take(&world.domain, way, &operator, last, ids[1]).await), LAST, "{way:?}");
        }
        assert!(world.browser_of(last).actor().await.is_some(), "{way:?}: nothing of it was stored");
    }
}

#[tokio::test]
async fn the_last_ra_manager_does_not_suspend_their_own_only_authenticator() {
    let world = World::new().await;
    let manager = world.actor(Person::Manager).await;
    let theirs = only_authenticator(&world, Person::OtherManager).await;
    take(&world.domain, Way::Close, &manager, Person::OtherManager, theirs).await.unwrap();
    let own = only_authenticator(&world, Person::Manager).await;
    assert_eq!(told(take(&world.domain, Way::Suspend, &manager, Person::Manager, own).await), LAST);
    assert!(world.browser_of(Person::Manager).actor().await.is_some());
}

#[tokio::test]
async fn an_ra_manager_below_the_top_does_not_count() {
    let (world, operator) = (World::new().await, operator());
    world.add_organisation("RX9", "RX1").await.unwrap();
    world.operator_grants(&Person::Colleague.id(), StaffRole::RaManager, "RX9").await.unwrap();
    let id = only_authenticator(&world, Person::Manager).await;
    take(&world.domain, Way::Revoke, &operator, Person::OtherManager, id).await.unwrap();
    assert_eq!(told(take(&world.domain, Way::Revoke, &operator, Person::Manager, id).await), LAST);
}

#[tokio::test]
async fn an_organisation_does_not_move_if_no_ra_manager_would_be_left_at_a_top() {
    let (world, operator) = (World::new().await, operator());
    world.add_organisation("QAA", "").await.unwrap();
    let changing = general_permit::<ChangeOrganisation>(&world.domain, &operator).await.unwrap();
    let changes = || Changes { name: None, place: Place::Below("QAA".to_owned()), reason: "Merged".to_owned() };
    assert_eq!(told(organisations::change(&world.domain, &changing, "RX1", changes()).await), LAST);
    world.operator_grants(&Person::Manager.id(), StaffRole::RaManager, "QAA").await.unwrap();
    organisations::change(&world.domain, &changing, "RX1", changes()).await.unwrap();
}

#[tokio::test]
async fn a_second_role_does_not_make_the_last_ra_manager_wait_for_a_confirmation() {
    let (world, operator) = (World::new().await, operator());
    let id = only_authenticator(&world, Person::Manager).await;
    // The passkey of the other one was issued by the RA Manager whose profile is closed now.
    take(&world.domain, Way::Close, &operator, Person::Manager, id).await.unwrap();
    assert_eq!(told(world.operator_grants(&Person::OtherManager.id(), StaffRole::Sponsor, "RX1").await), LAST);
    assert!(world.browser_of(Person::OtherManager).actor().await.is_some());
}

/// Runs both at the same time, on two processes.
async fn at_once(world: &World, ways: [Way; 2], by: Option<[Person; 2]>) -> Vec<Result<()>> {
    let (second, barrier) = (world.second_process().await, Arc::new(Barrier::new(2)));
    let mut running = Vec::new();
    let both = [(world.domain.clone(), Person::OtherManager), (second, Person::Manager)];
    for (number, (domain, person)) in both.into_iter().enumerate() {
        let (way, id, barrier) = (ways[number], only_authenticator(world, person).await, barrier.clone());
        let actor = match by {
            Some(people) => Some(world.actor(people[number]).await),
            None => None,
        };
        running.push(tokio::spawn(async move {
            let operator: Operator = operator();
            barrier.wait().await;
            match &actor {
                Some(actor) => take(&domain, way, actor, person, id).await,
                None => take(&domain, way, &operator, person, id).await,
            }
        }));
    }
    let mut outcomes = Vec::new();
    for one in running {
        outcomes.push(one.await.unwrap());
    }
    outcomes
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_who_are_taken_away_at_once_one_stays() {
    for ways in [
        [Way::Remove, Way::Remove],
        [Way::Revoke, Way::Revoke],
        [Way::Suspend, Way::Close],
        [Way::Remove, Way::Revoke],
        [Way::Close, Way::Close],
    ] {
        let world = World::new().await;
        let outcomes = at_once(&world, ways, None).await;
        let refused: Vec<_> = outcomes.into_iter().filter(Result::is_err).map(told).collect();
        assert_eq!(refused, [LAST], "{ways:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_ra_managers_who_take_each_others_role_away_at_once_one_stays() {
    for round in 1..=4 {
        let world = World::new().await;
        let known = staff_role::Entity::find().count(world.domain.db()).await.unwrap();
        let outcomes = at_once(&world, [Way::Revoke, Way::Revoke], Some([Person::Manager, Person::OtherManager])).await;
        let refused: Vec<_> = outcomes.into_iter().filter(Result::is_err).map(told).collect();
        assert_eq!(refused.len(), 1, "round {round}");
        // The other one has lost the right to do it, whether that was noticed before the transaction or within it.
        assert!(matches!(refused[0], AppError::Refused(_)), "{refused:?}");
        assert_eq!(staff_role::Entity::find().count(world.domain.db()).await.unwrap(), known - 1);
    }
}
