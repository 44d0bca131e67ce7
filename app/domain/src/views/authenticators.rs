//! The *Authenticators* tab.

use crate::{
    Domain, Result,
    access::{Permit, ViewProfile},
    directory,
    entity::{authenticator, registration_token},
    link::store,
};
use model::{AuthenticatorId, AuthenticatorKind, AuthenticatorSummary, OPERATOR, Removal, Suspension};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

/// Every authenticator that the permit's subject has or had, with the newest first.
///
/// # Errors
/// When the database fails.
#[tracing::instrument(skip_all, fields(agent = %permit.actor(), subject = %permit.subject().id))]
pub async fn authenticators(domain: &Domain, permit: &Permit<'_, ViewProfile>) -> Result<Vec<AuthenticatorSummary>> {
    let rows = authenticator::Entity::find()
        .filter(authenticator::Column::UserId.eq(permit.subject().id))
        .order_by_desc(authenticator::Column::RegisteredAt)
        .all(domain.db())
        .await?;
    let people =
        rows.iter().flat_map(|row| [row.registered_by_id, row.suspended_by_id, row.removed_by_id, row.confirmed_by_id]);
    let people = people.flatten().collect();
    let names = directory::names(domain, people).await?;
    let links = store::rows(domain, rows.iter().map(|row| row.registration_token_id)).await?;
    // Without a role nothing has to be confirmed.
    let staff = !permit.person().roles.is_empty();
    let summaries = rows.into_iter().map(|row| {
        let kind = AuthenticatorKind::from(row.kind);
        let link = links.get(&row.registration_token_id);
        let suspended_at = row.suspended_at.filter(|_| row.status == authenticator::Status::Suspended);
        let suspension = suspended_at.map(|since| Suspension {
            since: domain.moment(since),
            by: row.suspended_by_id.and_then(|id| names.get(&id).cloned()),
        });
        let removal = row.removed_at.map(|at| Removal {
            at: domain.moment(at),
            by: row.removed_by_id.and_then(|id| names.get(&id).cloned()).unwrap_or_else(|| OPERATOR.to_owned()),
            reason: row.removal_reason.map(Into::into),
            note: row.removal_note,
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
            meeting: link.and_then(|link| Some(link.meeting?.into())),
            identity: link.and_then(registration_token::Model::identity),
            last_used: row.last_used_at.map(|at| domain.moment(at)),
            tested: row.tested_at.map(|at| domain.moment(at)),
            unconfirmed: row.unconfirmed_since.is_some() && staff,
            confirmed_by: row.confirmed_by_id.and_then(|id| names.get(&id).cloned()),
            suspension,
            removal,
        }
    });
    Ok(summaries.collect())
}
