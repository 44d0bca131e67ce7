//! *Remove authenticator*.

use crate::{
    Domain, Result,
    access::{Managers, Permit, Person, RemoveAuthenticator},
    audit::{self, Event, EventKind, Outcome},
    entity::{
        authenticator::{self, Status},
        notice, session, words,
    },
    link::{self, By},
    mail,
};
use model::{AppError, AuthenticatorId, AuthenticatorKind, Conflict, FieldError, RemovalReason, removal};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use serde_json::json;

/// Removes an authenticator of the permit's subject, for `reason`; `note` says more about it, or is empty. Its owner can no longer
/// sign in with it, and the sessions that it opened end. Its record stays. If it was the last one with which its owner could sign
/// in, the open links that the owner generated end too, because a link needs an issuer who can watch it. If the same agent has
/// removed it before, for example because the answer to the first request was lost, nothing is written.
///
/// # Errors
/// [`AppError::Invalid`] when the note is too long; [`AppError::NotFound`] when the subject has no such authenticator;
/// [`Conflict::AlreadyRemoved`]; [`Conflict::LastManager`]; when the database fails.
#[tracing::instrument(skip_all, fields(agent = %permit.actor(), subject = %permit.subject().id, authenticator = %id))]
pub async fn remove(
    domain: &Domain,
    permit: &Permit<'_, RemoveAuthenticator>,
    id: AuthenticatorId,
    reason: RemovalReason,
    note: &str,
) -> Result<()> {
    let (actor, subject, now) = (permit.actor(), permit.subject(), domain.now());
    let note = removal::note(note).map_err(|message| AppError::Invalid(vec![FieldError::new("note", message)]))?;
    domain
        .change(async |change| {
            let managers = Managers::hold(change).await?;
            let row = authenticator::Entity::find_by_id(id.0)
                .filter(authenticator::Column::UserId.eq(subject.id))
                .one(change.rows())
                .await?
                .ok_or(AppError::NotFound)?;
            if row.status == Status::Removed && row.removed_by_id == actor.id() {
                return Ok(());
            }
            let removed = authenticator::Entity::update_many()
                .col_expr(authenticator::Column::Status, Expr::value(Status::Removed))
                .col_expr(authenticator::Column::RemovedAt, Expr::value(now))
                .col_expr(authenticator::Column::RemovedById, Expr::value(actor.id()))
                .col_expr(authenticator::Column::RemovalReason, Expr::value(words::RemovalReason::from(reason)))
                .col_expr(authenticator::Column::RemovalNote, Expr::value(note.clone()))
                .filter(authenticator::Column::Id.eq(row.id))
                .filter(authenticator::Column::Status.ne(Status::Removed))
                .exec(change.rows())
                .await?;
            if removed.rows_affected != 1 {
                return Err(AppError::Conflict(Conflict::AlreadyRemoved).into());
            }
            session::Entity::delete_many()
                .filter(session::Column::AuthenticatorId.eq(row.id))
                .exec(change.rows())
                .await?;
            managers.keep(change).await?;
            let owner = Person::load(change.rows(), subject.id).await?;
            // It is of no use to somebody whose profile is closed.
            if owner.is_active() {
                mail::queue(change, notice::Kind::Removed, subject.id, row.id).await?;
            }
            let event = Event {
                kind: EventKind::Removed,
                outcome: Outcome::Done,
                actor_id: actor.id(),
                subject_id: Some(subject.id),
                detail: json!({
                    "kind": AuthenticatorKind::from(row.kind).label(),
                    "model": domain.models().name(row.aaguid),
                    "authenticator": row.id,
                    "reason": reason.label(),
                    "note": note,
                }),
                client: actor.client(),
            };
            audit::record(change, event);
            // The panel of the link with which it was registered shows that it was removed.
            change.changes_link(row.registration_token_id);
            if !owner.has_authenticator(domain) {
                let reason = "The only authenticator of the agent who generated the link was removed";
                link::end_of_agent(change, subject.id, reason, By { agent_id: actor.id(), client: actor.client() })
                    .await?;
            }
            Ok(())
        })
        .await
}
