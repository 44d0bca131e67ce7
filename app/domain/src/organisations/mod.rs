//! Organisations: adding, changing, closing and reopening them. An RA Manager at an organisation does this to those below it, and only
//! the operator to one at the top of a tree.

mod add;
mod change;
mod close;
mod reopen;

pub use add::add;
pub use change::{Changes, Place, change};
pub use close::close;
pub use reopen::reopen;

use crate::{
    Change, Result,
    access::{Act, GeneralPermit},
    directory,
    entity::organisation,
};
use model::{AppError, FieldError, Refusal};
use sea_orm::EntityTrait;

/// The organisation with this ODS code, if it is below one at which the actor is an RA Manager, or the operator asks.
///
/// # Errors
/// [`AppError::NotFound`]; [`Refusal::NotBelowYours`]; when the database fails.
async fn below_actor<A: Act>(
    change: &Change<'_>,
    permit: &GeneralPermit<'_, A>,
    ods_code: &str,
) -> Result<organisation::Model> {
    let found = directory::find_organisation(change.rows(), ods_code).await?.ok_or(AppError::NotFound)?;
    let parent = match found.parent_id {
        Some(id) => organisation::Entity::find_by_id(id).one(change.rows()).await?,
        None => None,
    };
    if permit.is_operator() || parent.is_some_and(|parent| permit.reaches(change.domain(), &parent)) {
        return Ok(found);
    }
    Err(AppError::Refused(Refusal::NotBelowYours).into())
}

/// The open organisation with this ODS code, below which the actor may put another one.
///
/// # Errors
/// [`AppError::Invalid`] when there is none, or it has closed; [`Refusal::NotBelowYours`]; when the database fails.
async fn parent<A: Act>(
    change: &Change<'_>,
    permit: &GeneralPermit<'_, A>,
    ods_code: &str,
) -> Result<organisation::Model> {
    let parent = directory::find_organisation(change.rows(), ods_code).await?;
    let parent = parent.ok_or_else(|| invalid("parent", "There is no organisation with this ODS code"))?;
    if !permit.reaches(change.domain(), &parent) {
        return Err(AppError::Refused(Refusal::NotBelowYours).into());
    }
    if parent.closed_at.is_some() {
        return Err(invalid("parent", "This organisation has closed").into());
    }
    Ok(parent)
}

fn invalid(field: &str, message: &str) -> AppError {
    AppError::Invalid(vec![FieldError::new(field, message)])
}
