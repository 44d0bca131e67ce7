//! *Reopen profile*.

use crate::{
    Change, Domain, Result,
    access::{self, Managers, Permit, ReopenProfile},
    audit::{self, Event, EventKind, Outcome},
    authenticators,
    entity::{organisation, staff_role, user, words::UserStatus},
    link::By,
};
use chrono::{DateTime, Utc};
use model::{AppError, FieldError, StaffRole, reason};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use serde_json::json;
use uuid::Uuid;

/// Why authenticators and staff roles are taken away, in the history.
const WHY: &str = "The profile was closed, and is open again";

/// Reopens the closed profile of the permit's subject, for `why`. They get nothing back: the authenticators and the staff roles that
/// they had are removed, each with an entry in the history, and an agent can issue an authenticator to them. If the profile is open,
/// nothing is written.
///
/// # Errors
/// [`AppError::Invalid`] without a reason; when the database fails.
#[tracing::instrument(skip_all, fields(agent = %permit.actor(), subject = %permit.subject().id))]
pub async fn reopen(domain: &Domain, permit: &Permit<'_, ReopenProfile>, why: &str) -> Result<()> {
    let why = reason::required(why).map_err(|message| AppError::Invalid(vec![FieldError::new("reason", message)]))?;
    let (actor, subject) = (permit.actor(), permit.subject());
    let by = By { agent_id: actor.id(), client: actor.client() };
    let event = Event {
        kind: EventKind::ProfileReopened,
        outcome: Outcome::Done,
        actor_id: actor.id(),
        subject_id: Some(subject.id),
        detail: json!({ "reason": why }),
        client: actor.client(),
    };
    let reopen = async |change: &mut Change<'_>| {
        // Their roles are deleted below, and locks of roles come before those of people.
        Managers::hold(change).await?;
        access::hold(change, &[subject.id]).await?;
        let reopened = user::Entity::update_many()
            .col_expr(user::Column::Status, Expr::value(UserStatus::Active))
            .col_expr(user::Column::ClosedAt, Expr::value(None::<DateTime<Utc>>))
            .col_expr(user::Column::ClosedBecause, Expr::value(None::<String>))
            .col_expr(user::Column::ClosedNote, Expr::value(None::<String>))
            .col_expr(user::Column::ClosedById, Expr::value(None::<Uuid>))
            .col_expr(user::Column::DuplicateOfId, Expr::value(None::<Uuid>))
            .filter(user::Column::Id.eq(subject.id))
            .filter(user::Column::Status.eq(UserStatus::Inactive))
            .exec(change.rows())
            .await?;
        if reopened.rows_affected != 1 {
            return Ok(());
        }
        audit::record(change, event);
        take_roles_away(change, subject.id, by).await?;
        authenticators::remove_all(change, subject.id, WHY, by).await
    };
    domain.change(reopen).await
}

/// Takes all staff roles away from this person.
async fn take_roles_away(change: &mut Change<'_>, user_id: Uuid, by: By<'_>) -> Result<()> {
    let of_user = staff_role::Column::UserId.eq(user_id);
    let held = staff_role::Entity::find().filter(of_user.clone()).all(change.rows()).await?;
    if held.is_empty() {
        return Ok(());
    }
    let places = organisation::Column::Id.is_in(held.iter().map(|held| held.organisation_id));
    let places = organisation::Entity::find().filter(places).all(change.rows()).await?;
    staff_role::Entity::delete_many().filter(of_user).exec(change.rows()).await?;
    for held in held {
        let place = places.iter().find(|place| place.id == held.organisation_id);
        let event = Event {
            kind: EventKind::RoleRevoked,
            outcome: Outcome::Done,
            actor_id: by.agent_id,
            subject_id: Some(user_id),
            detail: json!({
                "role": StaffRole::from(held.role).label(),
                "organisation": place.map(|place| &place.name),
                "reason": WHY,
            }),
            client: by.client,
        };
        audit::record(change, event);
    }
    Ok(())
}
