//! Suspends an authenticator, and reinstates it.

use crate::{
    Change, Domain, Error, Result,
    access::{Act, Managers, Permit, Person, ReinstateAuthenticator, SuspendAuthenticator},
    audit::{self, Event, EventKind, Outcome},
    entity::{
        authenticator::{self, Status},
        notice, session,
    },
    link::{self, By},
    mail,
};
use chrono::{DateTime, Utc};
use model::{AppError, AuthenticatorId, FieldError, reason};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use uuid::Uuid;

/// Suspends an authenticator of the permit's subject, for example because it was stolen at night. It does not sign in any more, and
/// the sessions that it opened end. An agent can reinstate it, or remove it. If it is suspended already, nothing is written. Returns
/// whether the session of the actor has ended by it.
///
/// # Errors
/// [`AppError::NotFound`] when the subject has no such authenticator, or it was removed;
/// [`Conflict::LastManager`](model::Conflict::LastManager); when the database fails.
#[tracing::instrument(skip_all, fields(agent = %permit.actor(), subject = %permit.subject().id, authenticator = %id))]
pub async fn suspend(domain: &Domain, permit: &Permit<'_, SuspendAuthenticator>, id: AuthenticatorId) -> Result<bool> {
    let (actor, subject) = (permit.actor(), permit.subject());
    let suspend = async |change: &mut Change<'_>| {
        let managers = Managers::hold(change).await?;
        let row = find(change, permit, id).await?;
        if row.status == Status::Suspended {
            return Ok(false);
        }
        set(change, &row, Status::Suspended, Some((change.now(), actor.id()))).await?;
        let own = match actor.person() {
            Some(actor) => session::Entity::find_by_id(actor.session_id).one(change.rows()).await?,
            None => None,
        };
        let ended = own.is_some_and(|own| own.authenticator_id == row.id);
        session::Entity::delete_many().filter(session::Column::AuthenticatorId.eq(row.id)).exec(change.rows()).await?;
        managers.keep(change).await?;
        let owner = Person::load(change.rows(), subject.id).await?;
        if owner.is_active() {
            mail::queue_by(change, notice::Kind::Suspended, subject.id, row.id, actor.id()).await?;
        }
        if !owner.has_authenticator(domain) {
            let reason = "The last authenticator of the agent who generated it was suspended";
            link::end_of_agent(change, subject.id, reason, By { agent_id: actor.id(), client: actor.client() }).await?;
        }
        tell(change, permit, EventKind::Suspended, &row, None);
        Ok(ended)
    };
    domain.change(suspend).await
}

/// Makes a suspended authenticator of the permit's subject active again, for `why`. If it is active already, nothing is written.
///
/// # Errors
/// [`AppError::Invalid`] without a reason; [`AppError::NotFound`] when the subject has no such authenticator, or it was removed; when
/// the database fails.
#[tracing::instrument(skip_all, fields(agent = %permit.actor(), subject = %permit.subject().id, authenticator = %id))]
pub async fn reinstate(
    domain: &Domain,
    permit: &Permit<'_, ReinstateAuthenticator>,
    id: AuthenticatorId,
    why: &str,
) -> Result<()> {
    let why = reason::required(why).map_err(|message| AppError::Invalid(vec![FieldError::new("reason", message)]))?;
    let (actor, subject) = (permit.actor(), permit.subject());
    let reinstate = async |change: &mut Change<'_>| {
        let row = find(change, permit, id).await?;
        if row.status == Status::Active {
            return Ok(());
        }
        set(change, &row, Status::Active, None).await?;
        mail::queue_by(change, notice::Kind::Reinstated, subject.id, row.id, actor.id()).await?;
        tell(change, permit, EventKind::Reinstated, &row, Some(why));
        Ok::<(), Error>(())
    };
    domain.change(reinstate).await
}

async fn find<A: Act>(
    change: &Change<'_>,
    permit: &Permit<'_, A>,
    id: AuthenticatorId,
) -> Result<authenticator::Model> {
    let row = authenticator::Entity::find_by_id(id.0)
        .filter(authenticator::Column::UserId.eq(permit.subject().id))
        .filter(authenticator::Column::Status.ne(Status::Removed))
        .one(change.rows())
        .await?;
    Ok(row.ok_or(AppError::NotFound)?)
}

async fn set(
    change: &Change<'_>,
    row: &authenticator::Model,
    status: Status,
    suspended: Option<(DateTime<Utc>, Option<Uuid>)>,
) -> Result<()> {
    let (suspended_at, suspended_by_id) = suspended.map_or((None, None), |(at, by_id)| (Some(at), by_id));
    authenticator::Entity::update_many()
        .col_expr(authenticator::Column::Status, Expr::value(status))
        .col_expr(authenticator::Column::SuspendedAt, Expr::value(suspended_at))
        .col_expr(authenticator::Column::SuspendedById, Expr::value(suspended_by_id))
        .filter(authenticator::Column::Id.eq(row.id))
        .filter(authenticator::Column::Status.ne(Status::Removed))
        .exec(change.rows())
        .await?;
    Ok(())
}

fn tell<A: Act>(
    change: &mut Change<'_>,
    permit: &Permit<'_, A>,
    kind: EventKind,
    row: &authenticator::Model,
    reason: Option<String>,
) {
    let (actor, subject) = (permit.actor(), permit.subject());
    let mut detail = super::described(change.domain(), row);
    detail["reason"] = reason.into();
    let event = Event {
        kind,
        outcome: Outcome::Done,
        actor_id: actor.id(),
        subject_id: Some(subject.id),
        detail,
        client: actor.client(),
    };
    audit::record(change, event);
    change.changes_link(row.registration_token_id);
}
