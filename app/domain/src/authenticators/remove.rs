//! *Remove authenticator*.

use crate::{
    Domain, Result,
    access::{Permit, RemoveAuthenticator, has_authenticator},
    audit::{self, Action, Event, Outcome},
    directory,
    entity::{
        authenticator::{self, Status},
        notice, session,
    },
    links, mail,
};
use model::{AppError, AuthenticatorId, AuthenticatorKind, Conflict};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use serde_json::json;

/// Removes an authenticator of the permit's subject: it signs nobody in any more, and the sessions that it opened end.
/// Its record stays. Where it was the last one that its owner could sign in with, the open links that they generated end too:
/// whoever issues must be able to watch.
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
    let roles = directory::roles_in(&tx, subject.id).await?;
    let can_sign_in = has_authenticator(&tx, domain, subject.id, &roles).await?;
    let ended = if can_sign_in { Vec::new() } else { links::end_of_agent(&tx, domain, subject.id).await? };
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
    for link in &ended {
        let event = Event {
            action: Action::CancelLink,
            outcome: Outcome::Done,
            actor_id: Some(actor.user_id),
            subject_id: Some(link.user_id),
            detail: json!({ "reason": "The last authenticator of the agent who generated it was removed" }),
            client: &actor.client,
        };
        audit::record(&tx, domain, event).await?;
    }
    // Whoever watches the link that it was registered with sees it go.
    let changed: Vec<_> = std::iter::once(row.registration_token_id).chain(ended.iter().map(|link| link.id)).collect();
    domain.commit(tx, &changed).await?;
    mail::wake(domain);
    Ok(())
}
