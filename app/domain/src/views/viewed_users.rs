//! The users whose profiles a person viewed last, on the home page.

use crate::{
    Domain, Error, Result,
    access::MaySearch,
    entity::{organisation, user, viewed_user},
    moment::day,
};
use model::ViewedUser;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

/// The users whose profiles the person viewed last, the last one first. Those whom their roles no longer reach are left out.
///
/// # Errors
/// When the database fails.
#[tracing::instrument(skip_all, fields(agent = %permit.actor().user_id))]
pub async fn viewed_users(domain: &Domain, permit: &MaySearch<'_>) -> Result<Vec<ViewedUser>> {
    let reach = permit.reach(domain).await?;
    let rows = viewed_user::Entity::find()
        .find_also_related(user::Entity)
        .find_also(user::Entity, organisation::Entity)
        .filter(viewed_user::Column::ViewerId.eq(permit.actor().user_id))
        .filter(reach.condition())
        .order_by_desc(viewed_user::Column::ViewedAt)
        .limit(ViewedUser::LIMIT)
        .all(domain.db())
        .await?;
    let viewed = rows.into_iter().filter_map(|(_, user, _)| user).map(|user| {
        Ok(ViewedUser {
            unique_user_id: user
                .unique_user_id
                .parse()
                .map_err(|error| Error::Bug(format!("user {}: {error}", user.id)))?,
            name: user.name(),
            date_of_birth: day(user.date_of_birth),
        })
    });
    viewed.collect()
}
