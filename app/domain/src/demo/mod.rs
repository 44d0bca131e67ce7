//! Invented people for trying the product. Every name is invented, and every address ends in `.example`.

mod life;
mod people;

pub use people::PEOPLE;

use crate::{
    Change, Domain, Error, Result,
    directory::{self, NewRole, add_organisation},
    entity::{organisation, user},
};
use people::{BOARD, Invented, ORGANISATIONS, person};
use sea_orm::{EntityTrait, PaginatorTrait};

/// The person who is invited as the first RA Manager.
pub const RA_MANAGER: &str = "555200000001";

/// Whom to look up in the demonstration.
pub const TO_TRY: &str = "\
Find these people by their UUID, or print one with `cim user show UUID`:
  555200000001 to 007  hold the staff roles at the top of the tree of organisations
  555200000201 to 206  hold the same roles at organisations below it, where their reach ends
  555200000207         has left: the profile is closed
  555200000208         has suspended an authenticator
  555200000209 and 210 are the same person, entered twice
To sign in as one of them, generate a registration link for them.";

/// Fills an empty database. A database that has users already is left unchanged. Returns how many people were added.
///
/// # Errors
/// When the database fails.
pub async fn fill(domain: &Domain) -> Result<u32> {
    if user::Entity::find().count(domain.db()).await? > 0 {
        return Ok(0);
    }
    domain
        .change(async |change| {
            let places = fill_tree(change).await?;
            for number in 1..=PEOPLE {
                add(change, person(number)?, &places).await?;
            }
            life::suspend_one(change).await
        })
        .await?;
    life::close_one(domain).await?;
    Ok(PEOPLE)
}

/// Adds the organisations.
async fn fill_tree(change: &Change<'_>) -> Result<Vec<organisation::Model>> {
    let mut added = vec![add_organisation(change, BOARD.0, BOARD.1.to_owned(), None).await?];
    for (ods_code, name, _, above) in ORGANISATIONS {
        let parent = added.iter().find(|organisation| organisation.ods_code == above);
        let organisation = add_organisation(change, ods_code, name.to_owned(), parent).await?;
        added.push(organisation);
    }
    Ok(added)
}

/// Adds a person, with the role that they hold.
async fn add(change: &Change<'_>, person: Invented, places: &[organisation::Model]) -> Result<()> {
    let user_id = directory::add(change, person.new).await?.id;
    let Some((role, at)) = person.role else { return Ok(()) };
    let place = places.iter().find(|place| place.ods_code == at);
    let organisation_id = place.ok_or_else(|| Error::Bug(format!("the demo has no organisation {at}")))?.id;
    let held = NewRole { user_id, role, organisation_id, granted_by_id: None, reason: None };
    directory::grant(change, held).await.map(drop)
}
