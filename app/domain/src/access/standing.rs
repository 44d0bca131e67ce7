//! Keeps profiles from being closed and reopened while a transaction relies on them.

use crate::{
    Change, Result,
    entity::{user, words::UserStatus},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::LockType,
};
use uuid::Uuid;

/// Whether the profile of this person is open. It stays so until the transaction ends: whoever closes it waits, and then ends what
/// this transaction has written. Call it before any row is locked that belongs to the person.
///
/// # Errors
/// When the database fails.
pub(crate) async fn stays_open(change: &Change<'_>, id: Uuid) -> Result<bool> {
    let people = lock(change, &[id], LockType::Share).await?;
    Ok(people.iter().any(|person| person.status == UserStatus::Active))
}

/// Reads these people, and keeps other transactions from closing and reopening their profiles, and from relying on them, until this
/// one ends. The order of the locks is the same for everybody, so that no two transactions wait for each other.
///
/// # Errors
/// When the database fails.
pub(crate) async fn hold(change: &Change<'_>, ids: &[Uuid]) -> Result<Vec<user::Model>> {
    lock(change, ids, LockType::NoKeyUpdate).await
}

/// On SQLite there is one writer, so nobody else can write anyway.
async fn lock(change: &Change<'_>, ids: &[Uuid], how: LockType) -> Result<Vec<user::Model>> {
    let mut people =
        user::Entity::find().filter(user::Column::Id.is_in(ids.iter().copied())).order_by_asc(user::Column::Id);
    if change.rows().get_database_backend() == DbBackend::Postgres {
        people = people.lock(how);
    }
    Ok(people.all(change.rows()).await?)
}
