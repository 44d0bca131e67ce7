//! Another process that locks the database for longer than a request waits.

use super::{is_unavailable, prepare};
use crate::support::{Person, World};
use domain::{Settings, database, entity::session};
use sea_orm::{ConnectionTrait, DbBackend, EntityTrait};

/// Takes the write lock of SQLite, or locks the tables of PostgreSQL, until the transaction is rolled back.
async fn lock(world: &World) -> sea_orm::DatabaseConnection {
    let other = world.back_door().await;
    let postgres = other.get_database_backend() == DbBackend::Postgres;
    let lock = if postgres {
        "BEGIN; LOCK TABLE registration_token, session, audit_event, authenticator, write_trial IN EXCLUSIVE MODE"
    } else {
        "BEGIN IMMEDIATE"
    };
    other.execute_unprepared(lock).await.unwrap();
    other
}

#[tokio::test]
async fn a_write_that_waits_too_long_fails_and_is_stored_at_the_next_try() {
    let world = World::new().await;
    let action = prepare(&world, "generate").await;
    let other = lock(&world).await;
    let known = world.links(Person::User).await.len();
    assert!(is_unavailable(&action().await, "generate"));
    assert_eq!(database::ready(&world.domain).await, database::Readiness::CannotWrite);
    assert_eq!(world.links(Person::User).await.len(), known);
    other.execute_unprepared("ROLLBACK").await.unwrap();
    action().await.unwrap();
    let second = world.second_process().await;
    let links = domain::entity::registration_token::Entity::find().all(second.db()).await.unwrap();
    assert!(links.iter().any(|link| link.state == domain::entity::registration_token::State::Open));
}

#[tokio::test]
async fn a_session_continues_when_its_last_use_cannot_be_stored() {
    let world = World::new().await;
    let browser = world.browser_of(Person::Manager);
    let session = browser.actor().await.unwrap().session_id;
    world.clock.advance(Settings::for_origin(crate::support::ORIGIN.parse().unwrap()).session_idle / 2);
    let other = lock(&world).await;
    assert!(browser.actor().await.is_some());
    other.execute_unprepared("ROLLBACK").await.unwrap();
    let row = session::Entity::find_by_id(session).one(world.domain.db()).await.unwrap().unwrap();
    let seen = row.last_seen_at;
    assert!(browser.actor().await.is_some());
    let row = session::Entity::find_by_id(session).one(world.domain.db()).await.unwrap().unwrap();
    assert!(row.last_seen_at > seen, "noted as soon as it can be");
}
