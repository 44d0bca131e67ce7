//! Why and when a profile was closed.

use crate::{
    Domain, Error, Result, directory,
    entity::{user, words::UserStatus},
};
use model::{Closure, OtherProfile};
use sea_orm::EntityTrait;

/// What is known about the closed profile of `person`; `None` while it is open.
///
/// # Errors
/// When the database fails.
pub(super) async fn closure(domain: &Domain, person: &user::Model) -> Result<Option<Closure>> {
    if person.status == UserStatus::Active {
        return Ok(None);
    }
    let duplicate_of = match person.duplicate_of_id {
        Some(id) => user::Entity::find_by_id(id).one(domain.db()).await?.as_ref().map(other).transpose()?,
        None => None,
    };
    Ok(Some(Closure {
        at: person.closed_at.map(|at| domain.moment(at)),
        by: directory::name(domain, person.closed_by_id).await?,
        because: person.closed_because.map(Into::into),
        duplicate_of,
        note: person.closed_note.clone(),
    }))
}

fn other(person: &user::Model) -> Result<OtherProfile> {
    let unique_user_id = person.unique_user_id.parse();
    let unique_user_id = unique_user_id.map_err(|error| Error::Bug(format!("user {}: {error}", person.id)))?;
    Ok(OtherProfile { unique_user_id, name: person.name() })
}
