//! The audit log.

mod anonymous;
mod append_only;
mod chain;
mod record;
mod repeated;
mod secrets;

use crate::support::World;
use sea_orm::{ConnectionTrait, DbBackend, DbErr};

/// Runs a statement directly on the database, without the service.
async fn run(world: &World, statement: &str) -> Result<(), DbErr> {
    world.back_door().await.execute_unprepared(statement).await.map(drop)
}

/// Drops the triggers that make the table append-only, as the owner of the database could.
async fn tear_down_the_guard(world: &World) {
    world.database.spoil();
    let triggers = match world.domain.db().get_database_backend() {
        DbBackend::Postgres => vec!["DROP TRIGGER audit_event_is_append_only ON audit_event"],
        _ => vec!["DROP TRIGGER audit_event_is_never_updated", "DROP TRIGGER audit_event_is_never_deleted"],
    };
    for trigger in triggers {
        run(world, trigger).await.unwrap();
    }
}
