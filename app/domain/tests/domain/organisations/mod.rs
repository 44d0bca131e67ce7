//! Organisations: adding, changing, closing and reopening them.

mod change;
mod life;
mod races;

use crate::support::{World, operator};
use domain::{
    Domain, Result,
    access::{ChangeOrganisation, Who, general_permit},
    entity::organisation,
    organisations::{self, Changes, Place},
};
use sea_orm::EntityTrait;

/// `who` moves an organisation below another one.
async fn move_below<'a>(domain: &Domain, who: impl Into<Who<'a>>, ods_code: &str, above: &str) -> Result<()> {
    let permit = general_permit::<ChangeOrganisation>(domain, who).await?;
    let changes = Changes { name: None, place: Place::Below(above.to_owned()), reason: "Merged".to_owned() };
    organisations::change(domain, &permit, ods_code, changes).await
}

/// The operator does so.
async fn operator_moves_below(domain: &Domain, ods_code: &str, above: &str) -> Result<()> {
    move_below(domain, &operator(), ods_code, above).await
}

/// Checks that each lineage is the one that the parents give, and that nothing is below itself.
async fn assert_sound(world: &World) {
    let all = organisation::Entity::find().all(world.domain.db()).await.unwrap();
    for one in &all {
        let (mut lineage, mut above) = (String::new(), Some(one));
        for _ in 0..=all.len() {
            let Some(organisation) = above else { break };
            lineage = format!("{}/{lineage}", organisation.id.simple());
            above = all.iter().find(|other| Some(other.id) == organisation.parent_id);
        }
        assert!(above.is_none(), "{} is below itself", one.ods_code);
        assert_eq!(one.lineage, lineage, "{}", one.ods_code);
    }
}
