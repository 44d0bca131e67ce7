//! Users who may be the person whom somebody wants to create.

use super::{alike::alike, details::Details};
use crate::{
    Change, Error, Result,
    access::{CreateUser, GeneralPermit},
    directory::summary,
    entity::{organisation, user},
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::{Datelike, NaiveDate};
use model::{BeyondReach, LikelyDuplicates, SomeoneElse};
use sea_orm::{ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QueryOrder, Select, Statement};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// On PostgreSQL, lets one process at a time create a user with a certain date of birth. SQLite has only one writer.
const BORN_LOCK: i32 = 0x6369_6d03;

/// The likely duplicates: all of them, and what the agent may see of them.
pub(super) struct Likely {
    pub ids: Vec<Uuid>,
    pub seen: LikelyDuplicates,
}

/// The users with a date of birth. They are found by an index. It is public so that a test can ask both databases for its plan.
#[must_use]
pub fn born_on(date: NaiveDate) -> Select<user::Entity> {
    user::Entity::find().filter(user::Column::DateOfBirth.eq(date))
}

/// Waits until no other transaction creates a user with this date of birth, so that two agents who create the same person at the
/// same moment do not overlook one another.
///
/// # Errors
/// When the database fails.
pub(super) async fn one_at_a_time(change: &Change<'_>, date: NaiveDate) -> Result<()> {
    if change.rows().get_database_backend() == DbBackend::Postgres {
        let lock = "SELECT pg_advisory_xact_lock($1, $2)";
        let keys = [BORN_LOCK.into(), date.num_days_from_ce().into()];
        change.rows().execute_raw(Statement::from_sql_and_values(DbBackend::Postgres, lock, keys)).await?;
    }
    Ok(())
}

/// The users with the same date of birth whose names are equal or sound alike, in either order. Their profiles may be closed.
///
/// # Errors
/// When the database fails.
pub(super) async fn likely(
    change: &Change<'_>,
    permit: &GeneralPermit<'_, CreateUser>,
    details: &Details,
) -> Result<Likely> {
    let born = born_on(details.date_of_birth).find_also_related(organisation::Entity);
    let born = born.order_by_asc(user::Column::UniqueUserId).all(change.rows()).await?;
    let (mut ids, mut users, mut beyond) = (Vec::new(), Vec::new(), Vec::new());
    for (user, organisation) in born {
        if !alike([&details.first_name, &details.last_name], [&user.first_name, &user.last_name]) {
            continue;
        }
        let organisation = organisation.ok_or_else(|| Error::Bug(format!("user {} has no organisation", user.id)))?;
        ids.push(user.id);
        match permit.may_view_users_of(change.domain(), &organisation) {
            true => users.push(summary(&user, &organisation)?),
            false => beyond.push(user.id),
        }
    }
    Ok(Likely { ids, seen: LikelyDuplicates { users, beyond: sealed(beyond) } })
}

/// What an agent learns about users whom they may not see. The IDs are random and known to nobody, so their hash tells nothing.
fn sealed(mut ids: Vec<Uuid>) -> Option<BeyondReach> {
    ids.sort_unstable();
    let mut hasher = Sha256::new();
    for id in &ids {
        hasher.update(id.as_bytes());
    }
    let users = u32::try_from(ids.len()).unwrap_or(u32::MAX);
    (users > 0).then(|| BeyondReach { users, seal: BASE64_URL_SAFE_NO_PAD.encode(hasher.finalize()) })
}

/// Whether the agent has decided about all of these users that the person is someone else.
pub(super) fn are_decided(seen: &LikelyDuplicates, decided: &SomeoneElse) -> bool {
    let users = seen.users.iter().all(|user| decided.users.contains(&user.unique_user_id));
    users && seen.beyond.as_ref().is_none_or(|beyond| decided.beyond.as_ref() == Some(&beyond.seal))
}
