//! Connecting and migrating.

use crate::support::{Person, SoftAuthenticator, TestDatabase, World};
use chrono::TimeDelta;
use domain::{
    database::{self, Readiness},
    entity::{
        authenticator, organisation, registration_attempt,
        registration_token::{self, State},
        staff_role, user,
    },
};
use migrations::Migrator;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, IntoActiveModel, QueryFilter,
    SqlErr, sea_query::Query,
};
use sea_orm_migration::MigratorTrait;

#[tokio::test]
async fn a_new_database_is_ready_after_migration_and_a_second_migration_changes_nothing() {
    let world = World::new().await;
    assert_eq!(database::ready(&world.domain).await, Readiness::Ready);
    let known = world.count(user::Entity).await;
    database::migrate(world.domain.database()).await.unwrap();
    assert_eq!(world.count(user::Entity).await, known);

    let blank = World::blank().await;
    assert_ne!(database::ready(&blank.domain).await, Readiness::Ready);
    database::migrate(blank.domain.database()).await.unwrap();
    blank.clock.advance(TimeDelta::seconds(1));
    assert_eq!(database::ready(&blank.domain).await, Readiness::Ready);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn four_processes_can_migrate_one_database_at_the_same_time() {
    for _ in 0..2 {
        let blank = TestDatabase::blank();
        let mut processes = Vec::new();
        for _ in 0..4 {
            processes.push(blank.connect().await);
        }
        let migrations = processes.iter().cloned().map(|db| tokio::spawn(async move { database::migrate(&db).await }));
        for migration in migrations.collect::<Vec<_>>() {
            migration.await.unwrap().unwrap();
        }
        database::migrate(&processes[0]).await.unwrap();
    }
}

#[tokio::test]
async fn the_database_itself_refuses_a_second_open_link_of_a_user() {
    let world = World::new().await;
    world.link(Person::User).await;
    let link = world.links(Person::User).await.remove(0);
    let id = uuid::Uuid::nil();
    let second = registration_token::Model { id, secret_hash: vec![7; 32], ..link };
    let ended = registration_token::Model { state: State::Cancelled, ..second.clone() };
    let refused = second.into_active_model().insert(&world.back_door().await).await.unwrap_err();
    assert!(matches!(refused.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))));
    ended.into_active_model().insert(&world.back_door().await).await.unwrap();
}

#[tokio::test]
async fn the_database_itself_refuses_a_second_authenticator_for_one_link() {
    let world = World::new().await;
    let row = world.authenticators(Person::Colleague).await.remove(0);
    let second = authenticator::Model { id: uuid::Uuid::nil(), credential_id: vec![7; 32], ..row };
    let refused = second.into_active_model().insert(&world.back_door().await).await.unwrap_err();
    assert!(matches!(refused.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))));
}

#[tokio::test]
async fn the_database_itself_refuses_to_delete_a_user_that_other_rows_refer_to() {
    let world = World::new().await;
    let user = world.user(Person::Colleague).await;
    let refused = user::Entity::delete_by_id(user.id).exec(&world.back_door().await).await.unwrap_err();
    assert!(refused.to_string().to_lowercase().contains("foreign key"), "{refused}");
}

#[tokio::test]
async fn times_are_stored_to_the_microsecond() {
    let world = World::new().await;
    world.clock.set("2026-11-22T14:05:00.000001Z".parse().unwrap());
    world.link(Person::User).await;
    assert_eq!(world.links(Person::User).await[0].issued_at, world.domain.now());
}

#[tokio::test]
async fn the_migration_renames_the_state_locked_to_locked_out() {
    let world = World::new().await;
    world.link(Person::User).await;
    let (db, link) = (world.back_door().await, world.links(Person::User).await.remove(0));
    let locked_out = registration_token::Model { state: State::LockedOut, ..link.clone() };
    locked_out.into_active_model().reset_all().update(&db).await.unwrap();
    take_back(&db, "m20261126_000013_words").await;
    assert!(registration_token::Entity::find_by_id(link.id).one(&db).await.is_err(), "the column has another name");
    Migrator::up(&db, None).await.unwrap();
    let after = registration_token::Entity::find_by_id(link.id).one(&db).await.unwrap().unwrap();
    assert_eq!((after.state, after.visited_at), (State::LockedOut, None));
}

#[tokio::test]
async fn the_migration_of_the_search_indexes_goes_backwards_and_forwards() {
    let world = World::new().await;
    let (db, new) = (world.back_door().await, world.indexes_of_users().await);
    assert!(new.iter().any(|index| index.contains("user_by_first_name")), "{new:#?}");
    take_back(&db, "m20261126_000014_search_order").await;
    let old = world.indexes_of_users().await;
    assert_eq!(old.len(), new.len());
    assert_eq!(old.iter().filter(|index| !new.contains(index)).count(), 3, "{old:#?}");
    Migrator::up(&db, None).await.unwrap();
    assert_eq!(world.indexes_of_users().await, new);
}

#[tokio::test]
async fn a_ceremony_that_is_under_way_during_the_migration_can_be_finished() {
    let world = World::new().await;
    let (mut browser, mut phone) = (world.browser(), SoftAuthenticator::phone());
    let response = phone.create(&browser.options(&world.link(Person::User).await).await.unwrap());
    let db = world.back_door().await;
    let started = registration_attempt::Column::ChallengeExpiresAt.is_not_null();
    let attempt = registration_attempt::Entity::find().filter(started).one(&db).await.unwrap().unwrap();
    take_back(&db, "m20261126_000015_ceremony_of_attempt").await;
    let ceremony = Query::insert()
        .into_table("ceremony")
        .columns(["id", "challenge_hash", "registration_attempt_id", "state", "started_at", "expires_at"])
        .values_panic([
            attempt.id.into(),
            attempt.challenge_hash.into(),
            attempt.id.into(),
            "{}".into(),
            attempt.joined_at.into(),
            attempt.challenge_expires_at.into(),
        ])
        .to_owned();
    db.execute(&ceremony).await.unwrap();
    Migrator::up(&db, None).await.unwrap();
    browser.finish(&response).await.unwrap();
}

#[tokio::test]
async fn the_migration_puts_each_role_at_the_organisation_of_its_holder_which_is_the_top_of_a_tree() {
    let world = World::new().await;
    let db = world.back_door().await;
    let sorted = async || {
        let mut rows = staff_role::Entity::find().all(&db).await.unwrap();
        rows.sort_by_key(|row| (row.user_id, row.organisation_id));
        rows
    };
    let (before, organisation) = (sorted().await, organisation::Entity::find().one(&db).await.unwrap().unwrap());
    take_back(&db, "m20261127_000019_organisations").await;
    Migrator::up(&db, None).await.unwrap();
    let after = sorted().await;
    assert_eq!(after.len(), before.len());
    for (after, before) in after.iter().zip(&before) {
        assert_eq!((after.user_id, after.role), (before.user_id, before.role));
        assert_eq!((after.granted_at, after.organisation_id), (before.granted_at, organisation.id));
    }
    let migrated = organisation::Entity::find_by_id(organisation.id).one(&db).await.unwrap().unwrap();
    assert_eq!(migrated, organisation);
    assert_eq!((migrated.parent_id, migrated.lineage), (None, format!("{}/", organisation.id.simple())));
}

#[tokio::test]
async fn the_migration_of_the_notices_goes_backwards_and_forwards_and_keeps_those_of_authenticators() {
    let (world, _mailbox) = World::with_mailbox().await;
    world.register(Person::User, &mut SoftAuthenticator::phone()).await;
    let before = world.notices().await;
    let db = world.back_door().await;
    take_back(&db, "m20261127_000021_notice_of_an_address").await;
    Migrator::up(&db, None).await.unwrap();
    assert_eq!((before.len(), world.notices().await), (1, before));
}

/// Takes this migration and those after it back.
async fn take_back(db: &DatabaseConnection, migration: &str) {
    let migrations = Migrator::migrations();
    let first = migrations.iter().position(|one| one.name() == migration).unwrap();
    Migrator::down(db, u32::try_from(migrations.len() - first).ok()).await.unwrap();
}
