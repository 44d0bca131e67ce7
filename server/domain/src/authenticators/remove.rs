//! *Remove authenticator*.

use crate::{
    Domain, Result,
    access::{Permit, RemoveAuthenticator},
    audit::{self, Action, Event, Outcome},
    entity::{
        authenticator::{self, Status},
        notice, session,
    },
    mail,
};
use model::{AppError, AuthenticatorId, AuthenticatorKind, Conflict};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use serde_json::json;

/// Removes an authenticator of the permit's subject: it signs nobody in any more, and the sessions that it opened end.
/// Its record stays.
///
/// # Errors
/// [`AppError::NotFound`] when the subject has no such authenticator; [`Conflict::AlreadyRemoved`]; when the database
/// fails.
pub async fn remove(domain: &Domain, permit: &Permit<'_, RemoveAuthenticator>, id: AuthenticatorId) -> Result<()> {
    let (actor, subject, now) = (permit.actor(), permit.subject(), domain.now());
    let tx = domain.write().await?;
    let row = authenticator::Entity::find_by_id(id.0)
        .filter(authenticator::Column::UserId.eq(subject.id))
        .one(&tx)
        .await?
        .ok_or(AppError::NotFound)?;
    let removed = authenticator::Entity::update_many()
        .col_expr(authenticator::Column::Status, Expr::value(Status::Removed))
        .col_expr(authenticator::Column::RemovedAt, Expr::value(now))
        .col_expr(authenticator::Column::RemovedById, Expr::value(actor.user_id))
        .filter(authenticator::Column::Id.eq(row.id))
        .filter(authenticator::Column::Status.eq(Status::Active))
        .exec(&tx)
        .await?;
    if removed.rows_affected != 1 {
        return Err(AppError::Conflict(Conflict::AlreadyRemoved).into());
    }
    session::Entity::delete_many().filter(session::Column::AuthenticatorId.eq(row.id)).exec(&tx).await?;
    mail::queue(&tx, domain, notice::Kind::Removed, subject.id, row.id).await?;
    let event = Event {
        action: Action::RemoveAuthenticator,
        outcome: Outcome::Done,
        actor_id: Some(actor.user_id),
        subject_id: Some(subject.id),
        detail: json!({
            "kind": AuthenticatorKind::from(row.kind).label(),
            "model": domain.models().name(row.aaguid),
            "authenticator": row.id,
        }),
        client: &actor.client,
    };
    audit::record(&tx, domain, event).await?;
    // Whoever watches the link that it was registered with sees it go.
    domain.commit(tx, &[row.registration_token_id]).await?;
    mail::wake(domain);
    Ok(())
}
