//! Whether another user has an email address.

use crate::{
    Change, Error, Result,
    entity::{organisation, user},
};
use model::{AppError, FieldError};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

/// The user who has the address.
pub(super) struct Taken {
    pub user: user::Model,
    pub place: organisation::Model,
}

/// The user other than `own_id` who has this email address, in any case of letters.
///
/// # Errors
/// When the database fails.
pub(super) async fn taken(change: &Change<'_>, email: &str, own_id: Option<Uuid>) -> Result<Option<Taken>> {
    let found = user::Entity::find()
        .filter(user::Column::EmailSearch.eq(email.to_lowercase()))
        .find_also_related(organisation::Entity)
        .one(change.rows())
        .await?;
    let Some((user, place)) = found.filter(|(user, _)| Some(user.id) != own_id) else { return Ok(None) };
    let place = place.ok_or_else(|| Error::Bug(format!("user {} has no organisation", user.id)))?;
    Ok(Some(Taken { user, place }))
}

impl Taken {
    /// The error of the field. It names the user only to somebody who may see them.
    pub fn error(self, may_view: bool) -> Error {
        let Self { user, .. } = self;
        let message = match may_view {
            true => format!("{} (UUID {}) has this email address", user.name(), user.unique_user_id),
            false => {
                "A user of an organisation that your role does not cover has this email address. Ask an RA Manager."
                    .to_owned()
            }
        };
        AppError::Invalid(vec![FieldError::new("email", message)]).into()
    }
}
