//! Users and organisations: finding, viewing, adding.

mod add;
mod find;
mod normalise;
mod organisations;

pub use add::{NewRole, NewUser, add_alone, grant_alone};
pub(crate) use add::{add, grant, row};
pub(crate) use find::name;
pub use find::{find, names};
pub use normalise::normalise;
pub use organisations::find_organisation;
pub(crate) use organisations::{add_organisation, at_or_below, hold_tree, lineage, move_below, top};

use crate::{
    Error, Result,
    entity::{organisation, user},
    moment::day,
};
use model::{Organisation, UserSummary};

/// A user as pages show them.
pub(crate) fn summary(user: &user::Model, organisation: &organisation::Model) -> Result<UserSummary> {
    Ok(UserSummary {
        unique_user_id: user
            .unique_user_id
            .parse()
            .map_err(|error| Error::Bug(format!("user {}: {error}", user.id)))?,
        name: user.name(),
        date_of_birth: day(user.date_of_birth),
        email: user.email.clone(),
        organisation: Organisation { name: organisation.name.clone(), ods_code: organisation.ods_code.clone() },
        status: user.status.into(),
    })
}
