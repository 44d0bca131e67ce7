//! The *Organisations* page, and the head of the pages about one organisation.

use crate::{
    Domain, Error, Result,
    access::{GeneralPermit, ViewOrganisations},
    directory,
    entity::{
        organisation::{Column, Entity, Model},
        staff_role,
    },
};
use model::{AppError, Organisation, OrganisationRow, OrganisationsPage, Refusal};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;
use uuid::Uuid;

/// The number of organisations on a page.
const PAGE: usize = 100;

/// A page of the organisations within the reach of the permit's actor, in the order of the tree: the first one, or the one that begins
/// after the organisation with the ODS code `after`. Those of a page that are below the same one are in the order of their names.
///
/// # Errors
/// When the database fails.
#[tracing::instrument(skip_all, fields(agent = %permit.actor()))]
pub async fn organisations(
    domain: &Domain,
    permit: &GeneralPermit<'_, ViewOrganisations>,
    after: Option<&str>,
) -> Result<OrganisationsPage> {
    let mut listed = Entity::find().filter(permit.reach(domain).await?.condition()).order_by_asc(Column::Lineage);
    if let Some(ods_code) = after
        && let Some(after) = directory::find_organisation(domain.db(), ods_code).await?
    {
        listed = listed.filter(Column::Lineage.gt(after.lineage));
    }
    let mut found = listed.limit(PAGE as u64 + 1).all(domain.db()).await?;
    let more = found.len() > PAGE;
    found.truncate(PAGE);
    let next = found.last().filter(|_| more).map(|last| last.ods_code.clone());
    sort_by_name(&mut found);
    Ok(OrganisationsPage { rows: rows(domain, permit, found).await?, next })
}

/// The organisation with this ODS code.
///
/// # Errors
/// [`AppError::NotFound`]; [`Refusal::PlaceOutOfReach`] (audited); when the database fails.
#[tracing::instrument(skip_all, fields(agent = %permit.actor()))]
pub async fn organisation(
    domain: &Domain,
    permit: &GeneralPermit<'_, ViewOrganisations>,
    ods_code: &str,
) -> Result<OrganisationRow> {
    let found = directory::find_organisation(domain.db(), ods_code).await?.ok_or(AppError::NotFound)?;
    permit.check_place(domain, &found, Refusal::PlaceOutOfReach).await?;
    let row = rows(domain, permit, vec![found]).await?.pop();
    row.ok_or_else(|| Error::Bug("one organisation has no row".to_owned()))
}

/// Sorts organisations in the order of the tree so that those that are below the same one come in the order of their names.
fn sort_by_name(found: &mut [Model]) {
    let names: HashMap<String, String> =
        found.iter().map(|one| (one.id.simple().to_string(), directory::normalise(&one.name))).collect();
    found.sort_by_cached_key(|one| {
        let named = |id: &str| (names.get(id).cloned().unwrap_or_default(), id.to_owned());
        one.lineage.split('/').filter(|id| !id.is_empty()).map(named).collect::<Vec<_>>()
    });
}

async fn rows(
    domain: &Domain,
    permit: &GeneralPermit<'_, ViewOrganisations>,
    found: Vec<Model>,
) -> Result<Vec<OrganisationRow>> {
    let parents = Entity::find().filter(Column::Id.is_in(found.iter().filter_map(|one| one.parent_id)));
    let parents: HashMap<Uuid, Model> =
        parents.all(domain.db()).await?.into_iter().map(|parent| (parent.id, parent)).collect();
    let counted: Vec<(Uuid, i64)> = staff_role::Entity::find()
        .select_only()
        .column(staff_role::Column::OrganisationId)
        .column_as(staff_role::Column::UserId.count(), "roles")
        .filter(staff_role::Column::OrganisationId.is_in(found.iter().map(|one| one.id)))
        .group_by(staff_role::Column::OrganisationId)
        .into_tuple()
        .all(domain.db())
        .await?;
    let roles: HashMap<Uuid, i64> = counted.into_iter().collect();
    let rows = found.into_iter().map(|one| {
        let parent = one.parent_id.and_then(|id| parents.get(&id));
        let above = one.lineage.matches('/').count().saturating_sub(1);
        OrganisationRow {
            may_change: permit.is_operator() || parent.is_some_and(|parent| permit.reaches(domain, parent)),
            parent: parent.map(|parent| named(parent.clone())),
            depth: u32::try_from(above).unwrap_or(u32::MAX),
            closed: one.closed_at.map(|at| domain.moment(at)),
            roles: roles.get(&one.id).and_then(|count| u32::try_from(*count).ok()).unwrap_or_default(),
            organisation: named(one),
        }
    });
    Ok(rows.collect())
}

fn named(organisation: Model) -> Organisation {
    Organisation { name: organisation.name, ods_code: organisation.ods_code }
}
