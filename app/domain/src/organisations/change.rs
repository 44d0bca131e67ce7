//! Changes the name of an organisation, or its place in the tree.

use super::{below_actor, invalid, parent};
use crate::{
    Change, Domain, Result,
    access::{self, ChangeOrganisation, GeneralPermit, Managers},
    audit::{self, Event, EventKind, Outcome},
    directory,
    entity::organisation::{Column, Entity, Model},
    link::{self, By},
};
use model::{organisation, reason};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use serde_json::json;

/// Where an organisation is in the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Where it was.
    Same,
    /// At the top of a tree of its own.
    Top,
    /// Below the organisation with this ODS code.
    Below(String),
}

/// What is changed about an organisation.
#[derive(Clone, Debug)]
pub struct Changes {
    /// Its name; `None`: as it was.
    pub name: Option<String>,
    /// Its place.
    pub place: Place,
    /// Why.
    pub reason: String,
}

/// Changes the organisation with this ODS code. When it moves, all organisations below it move along, and the open links end whose
/// issuers no longer reach their users.
///
/// # Errors
/// [`AppError::Invalid`](model::AppError::Invalid) with a sentence for a wrong field, also when it would be below itself;
/// [`AppError::NotFound`](model::AppError::NotFound); [`Refusal::NotBelowYours`](model::Refusal::NotBelowYours) (audited);
/// [`Conflict::LastManager`](model::Conflict::LastManager) when no RA Manager at the top of a tree could sign in any more; when the
/// database fails.
#[tracing::instrument(skip_all, fields(agent = %permit.actor()))]
pub async fn change(
    domain: &Domain,
    permit: &GeneralPermit<'_, ChangeOrganisation>,
    ods_code: &str,
    changes: Changes,
) -> Result<()> {
    let name = changes.name.as_deref().map(organisation::name).transpose();
    let name = name.map_err(|message| invalid("name", message))?;
    let reason = reason::required(&changes.reason).map_err(|message| invalid("reason", message))?;
    if changes.place == Place::Top && !permit.is_operator() {
        return Err(invalid("parent", "Enter the ODS code of the organisation above it").into());
    }
    let actor = permit.actor();
    let by = By { agent_id: actor.id(), client: actor.client() };
    let changed = domain
        .change(async |change: &mut Change<'_>| {
            directory::hold_tree(change).await?;
            let managers = Managers::hold(change).await?;
            let before = below_actor(change, permit, ods_code).await?;
            let after = after(change, permit, &before, name, &changes.place).await?;
            if after == before {
                return Ok(());
            }
            let named = Entity::update_many()
                .col_expr(Column::Name, Expr::value(after.name.clone()))
                .col_expr(Column::ParentId, Expr::value(after.parent_id))
                .filter(Column::Id.eq(before.id));
            named.exec(change.rows()).await?;
            if after.lineage != before.lineage {
                directory::move_below(change, &before.lineage, &after.lineage).await?;
                managers.keep(change).await?;
                link::end_what_lapsed_below(change, &after.lineage, by).await?;
            }
            let event = Event {
                kind: EventKind::OrganisationChanged,
                outcome: Outcome::Done,
                actor_id: actor.id(),
                subject_id: None,
                detail: json!({
                    "ods_code": before.ods_code,
                    "name": { "old": before.name, "new": after.name },
                    "parent": { "old": before.parent_id, "new": after.parent_id },
                    "reason": reason,
                }),
                client: actor.client(),
            };
            audit::record(change, event);
            Ok(())
        })
        .await;
    access::audited(domain, actor, EventKind::OrganisationChanged, None, changed).await
}

/// The organisation as it will be.
async fn after(
    change: &Change<'_>,
    permit: &GeneralPermit<'_, ChangeOrganisation>,
    before: &Model,
    name: Option<String>,
    place: &Place,
) -> Result<Model> {
    let mut after = Model { name: name.unwrap_or_else(|| before.name.clone()), ..before.clone() };
    let parent = match place {
        Place::Same => return Ok(after),
        Place::Top => None,
        Place::Below(ods_code) => {
            let found = directory::find_organisation(change.rows(), ods_code).await?;
            // An organisation stays below one that has closed.
            if found.is_some_and(|found| Some(found.id) == before.parent_id) {
                return Ok(after);
            }
            Some(parent(change, permit, ods_code).await?)
        }
    };
    if parent.as_ref().is_some_and(|parent| parent.is_at_or_below(before.id)) {
        return Err(invalid("parent", "An organisation cannot be below itself").into());
    }
    after.parent_id = parent.as_ref().map(|parent| parent.id);
    after.lineage = directory::lineage(before.id, parent.as_ref());
    Ok(after)
}
