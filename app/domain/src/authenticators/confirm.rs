//! An RA Manager confirms the authenticators of a person who was granted a staff role.

use crate::{
    Domain, Result,
    access::{ConfirmAuthenticator, Permit},
    audit::{self, Event, EventKind, Outcome},
    entity::authenticator::{self, Status},
};
use chrono::{DateTime, Utc};
use model::{AppError, AuthenticatorId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

/// Confirms an authenticator of the permit's subject, so that it signs them in with their staff role. If it was confirmed before,
/// nothing is written.
///
/// # Errors
/// [`AppError::NotFound`] when the subject has no such active authenticator; when the database fails.
#[tracing::instrument(skip_all, fields(agent = %permit.actor(), subject = %permit.subject().id, authenticator = %id))]
pub async fn confirm(domain: &Domain, permit: &Permit<'_, ConfirmAuthenticator>, id: AuthenticatorId) -> Result<()> {
    let (actor, subject) = (permit.actor(), permit.subject());
    domain
        .change(async |change| {
            let row = authenticator::Entity::find_by_id(id.0)
                .filter(authenticator::Column::UserId.eq(subject.id))
                .filter(authenticator::Column::Status.eq(Status::Active))
                .one(change.rows())
                .await?
                .ok_or(AppError::NotFound)?;
            if row.unconfirmed_since.is_none() {
                return Ok(());
            }
            authenticator::Entity::update_many()
                .col_expr(authenticator::Column::UnconfirmedSince, Expr::value(None::<DateTime<Utc>>))
                .col_expr(authenticator::Column::ConfirmedById, Expr::value(actor.id()))
                .filter(authenticator::Column::Id.eq(row.id))
                .exec(change.rows())
                .await?;
            let event = Event {
                kind: EventKind::Confirmed,
                outcome: Outcome::Done,
                actor_id: actor.id(),
                subject_id: Some(subject.id),
                detail: super::described(domain, &row),
                client: actor.client(),
            };
            audit::record(change, event);
            Ok(())
        })
        .await
}
