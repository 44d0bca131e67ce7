//! The *Authenticators* tab.

use crate::{
    Domain, Result,
    access::{Permit, ViewProfile},
    directory,
    entity::authenticator,
    link::store,
};
use model::{AuthenticatorId, AuthenticatorKind, AuthenticatorSummary, Removal};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

/// Every authenticator that the permit's subject has or had, with the newest first.
///
/// # Errors
/// When the database fails.
#[tracing::instrument(skip_all, fields(agent = %permit.actor().user_id, subject = %permit.subject().id))]
pub async fn authenticators(domain: &Domain, permit: &Permit<'_, ViewProfile>) -> Result<Vec<AuthenticatorSummary>> {
    let rows = authenticator::Entity::find()
        .filter(authenticator::Column::UserId.eq(permit.subject().id))
        .order_by_desc(authenticator::Column::RegisteredAt)
        .all(domain.db())
        .await?;
    let people = rows.iter().flat_map(|row| [row.registered_by_id, row.removed_by_id]).flatten().collect();
    let names = directory::names(domain, people).await?;
    let meetings = store::meetings(domain, rows.iter().map(|row| row.registration_token_id)).await?;
    let summaries = rows.into_iter().map(|row| {
        let kind = AuthenticatorKind::from(row.kind);
        let removal = row.removed_at.map(|at| Removal {
            at: domain.moment(at),
            by: row.removed_by_id.and_then(|id| names.get(&id).cloned()).unwrap_or_default(),
        });
        AuthenticatorSummary {
            id: AuthenticatorId(row.id),
            kind,
            model: domain.models().reported(row.aaguid),
            model_proven: row.aaguid_proven,
            assurance: kind.assurance(),
            synced: row.backup_eligible,
            registered: domain.moment(row.registered_at),
            registered_by: row.registered_by_id.and_then(|id| names.get(&id).cloned()),
            meeting: meetings.get(&row.registration_token_id).copied(),
            last_used: row.last_used_at.map(|at| domain.moment(at)),
            tested: row.tested_at.map(|at| domain.moment(at)),
            removal,
        }
    });
    Ok(summaries.collect())
}
