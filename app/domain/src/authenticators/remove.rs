//! *Remove authenticator*.

use crate::{
    Domain, Result,
    access::{Permit, Person, RemoveAuthenticator},
    audit::{self, Event, EventKind, Outcome},
    entity::{
        authenticator::{self, Status},
        notice, session,
    },
    link::{self, By},
    mail,
};
use model::{AppError, AuthenticatorId, AuthenticatorKind, Conflict};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use serde_json::json;

/// Removes an authenticator of the permit's subject. Its owner can no longer sign in with it, and the sessions that it opened
/// end. Its record stays. If it was the last one with which its owner could sign in, the open links that the owner generated end
/// too, because a link needs an issuer who can watch it.
///
/// # Errors
/// [`AppError::NotFound`] when the subject has no such authenticator; [`Conflict::AlreadyRemoved`]; when the database
/// fails.
#[tracing::instrument(skip_all, fields(agent = %permit.actor().user_id, subject = %permit.subject().id, authenticator = %id))]
pub async fn remove(domain: &Domain, permit: &Permit<'_, RemoveAuthenticator>, id: AuthenticatorId) -> Result<()> {
    let (actor, subject, now) = (permit.actor(), permit.subject(), domain.now());
    domain
        .change(async |change| {
            let row = authenticator::Entity::find_by_id(id.0)
                .filter(authenticator::Column::UserId.eq(subject.id))
                .one(change.rows())
                .await?
                .ok_or(AppError::NotFound)?;
            let removed = authenticator::Entity::update_many()
                .col_expr(authenticator::Column::Status, Expr::value(Status::Removed))
                .col_expr(authenticator::Column::RemovedAt, Expr::value(now))
                .col_expr(authenticator::Column::RemovedById, Expr::value(actor.user_id))
                .filter(authenticator::Column::Id.eq(row.id))
                .filter(authenticator::Column::Status.eq(Status::Active))
                .exec(change.rows())
                .await?;
            if removed.rows_affected != 1 {
                return Err(AppError::Conflict(Conflict::AlreadyRemoved).into());
            }
            session::Entity::delete_many()
                .filter(session::Column::AuthenticatorId.eq(row.id))
                .exec(change.rows())
                .await?;
            let can_sign_in = Person::load(change.rows(), subject.id).await?.has_authenticator(domain);
            mail::queue(change, notice::Kind::Removed, subject.id, row.id).await?;
            let event = Event {
                kind: EventKind::Removed,
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
            audit::record(change, event);
            // The panel of the link with which it was registered shows that it was removed.
            change.changes_link(row.registration_token_id);
            if !can_sign_in {
                let reason = "The last authenticator of the agent who generated it was removed";
                link::end_of_agent(
                    change,
                    subject.id,
                    reason,
                    By { agent_id: Some(actor.user_id), client: &actor.client },
                )
                .await?;
            }
            Ok(())
        })
        .await
}
