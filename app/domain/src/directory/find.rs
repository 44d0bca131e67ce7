//! Looks up users by their ID.

use crate::{Domain, Result, entity::user};
use model::UniqueUserId;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// The user with this unique user ID.
///
/// # Errors
/// When the database fails.
pub async fn find(domain: &Domain, unique_user_id: &UniqueUserId) -> Result<Option<user::Model>> {
    let by_id = user::Column::UniqueUserId.eq(unique_user_id.as_str());
    Ok(user::Entity::find().filter(by_id).one(domain.db()).await?)
}

/// The name of the user with this ID, if there is an ID.
///
/// # Errors
/// When the database fails.
pub(crate) async fn name(domain: &Domain, id: Option<Uuid>) -> Result<Option<String>> {
    Ok(names(domain, id.into_iter().collect()).await?.into_values().next())
}

/// The names of several users at once.
///
/// # Errors
/// When the database fails.
pub async fn names(domain: &Domain, ids: HashSet<Uuid>) -> Result<HashMap<Uuid, String>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let users = user::Entity::find().filter(user::Column::Id.is_in(ids)).all(domain.db()).await?;
    Ok(users.into_iter().map(|user| (user.id, user.name())).collect())
}
