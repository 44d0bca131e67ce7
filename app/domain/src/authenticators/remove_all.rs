//! Removes everything with which a person signed in.

use crate::{
    Change, Result,
    audit::{self, Event, EventKind, Outcome},
    entity::{
        authenticator::{self, Status},
        notice, words,
    },
    link::By,
    mail,
};
use model::RemovalReason;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use uuid::Uuid;

/// Removes all authenticators of a person who has no session, for the reason `why`. Their records stay.
///
/// # Errors
/// When the database fails.
pub(crate) async fn remove_all(change: &mut Change<'_>, user_id: Uuid, why: &str, by: By<'_>) -> Result<()> {
    let kept = authenticator::Column::Status.ne(Status::Removed);
    let kept = authenticator::Entity::find().filter(authenticator::Column::UserId.eq(user_id)).filter(kept);
    for row in kept.all(change.rows()).await? {
        authenticator::Entity::update_many()
            .col_expr(authenticator::Column::Status, Expr::value(Status::Removed))
            .col_expr(authenticator::Column::RemovedAt, Expr::value(change.now()))
            .col_expr(authenticator::Column::RemovedById, Expr::value(by.agent_id))
            .col_expr(authenticator::Column::RemovalReason, Expr::value(words::RemovalReason::Other))
            .col_expr(authenticator::Column::RemovalNote, Expr::value(why))
            .filter(authenticator::Column::Id.eq(row.id))
            .exec(change.rows())
            .await?;
        mail::queue(change, notice::Kind::Removed, user_id, row.id).await?;
        let mut detail = super::described(change.domain(), &row);
        detail["reason"] = RemovalReason::Other.label().into();
        detail["note"] = why.into();
        let event = Event {
            kind: EventKind::Removed,
            outcome: Outcome::Done,
            actor_id: by.agent_id,
            subject_id: Some(user_id),
            detail,
            client: by.client,
        };
        audit::record(change, event);
        change.changes_link(row.registration_token_id);
    }
    Ok(())
}
