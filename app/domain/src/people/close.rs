//! *Close profile*.

use crate::{
    Change, Domain, Result,
    access::{self, CloseProfile, Managers, Permit, Person},
    audit::{self, Event, EventKind, Outcome},
    entity::{
        notice, session, user,
        words::{self, UserStatus},
    },
    link::{self, By},
};
use model::{AppError, ClosedBecause, Conflict, FieldError, UniqueUserId, removal};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use serde_json::json;

/// Why a profile is closed.
#[derive(Clone, Copy, Debug)]
pub struct Closing<'a> {
    /// The reason.
    pub because: ClosedBecause,
    /// The open profile of the same person, for [`ClosedBecause::Duplicate`] only.
    pub duplicate_of: Option<&'a UniqueUserId>,
    /// More about it; may be empty.
    pub note: &'a str,
}

/// Closes the profile of the permit's subject: in one transaction their sessions end, their open link and the ceremonies with it
/// end, the open links that they generated end, and notices to them are no longer sent. From then on nothing can be issued to them,
/// and they cannot sign in. Their authenticators and roles stay on record as they are, until somebody reopens the profile.
///
/// # Errors
/// [`AppError::Invalid`] when the note is too long, and when a duplicate names no other open profile that the actor may close;
/// [`Conflict::ProfileClosed`]; [`Conflict::LastManager`]; when the database fails.
#[tracing::instrument(skip_all, fields(agent = %permit.actor(), subject = %permit.subject().id))]
pub async fn close(domain: &Domain, permit: &Permit<'_, CloseProfile>, closing: Closing<'_>) -> Result<()> {
    let note = removal::note(closing.note).map_err(|message| invalid("note", message))?;
    let other = other(domain, permit, closing).await?;
    let (actor, subject) = (permit.actor(), permit.subject());
    let by = By { agent_id: actor.id(), client: actor.client() };
    let reason = other.as_ref().map_or_else(
        || closing.because.label().to_owned(),
        |other| format!("Duplicate of {} (UUID {})", other.user.name(), other.user.unique_user_id),
    );
    let event = Event {
        kind: EventKind::ProfileClosed,
        outcome: Outcome::Done,
        actor_id: actor.id(),
        subject_id: Some(subject.id),
        detail: json!({ "reason": reason, "note": note }),
        client: actor.client(),
    };
    let other = other.map(|other| other.user.id);
    let close = async |change: &mut Change<'_>| {
        let managers = Managers::hold(change).await?;
        // Whoever signs in as them or generates a link for them at this moment is waited for here, and ends below.
        let held = access::hold(change, &[&[subject.id], other.as_slice()].concat()).await?;
        if held.iter().any(|held| Some(held.id) == other && held.status != UserStatus::Active) {
            return Err(no_such_profile().into());
        }
        let closed = user::Entity::update_many()
            .col_expr(user::Column::Status, Expr::value(UserStatus::Inactive))
            .col_expr(user::Column::ClosedAt, Expr::value(change.now()))
            .col_expr(user::Column::ClosedBecause, Expr::value(words::ClosedBecause::from(closing.because)))
            .col_expr(user::Column::ClosedNote, Expr::value(note))
            .col_expr(user::Column::ClosedById, Expr::value(actor.id()))
            .col_expr(user::Column::DuplicateOfId, Expr::value(other))
            .filter(user::Column::Id.eq(subject.id))
            .filter(user::Column::Status.eq(UserStatus::Active))
            .exec(change.rows())
            .await?;
        if closed.rows_affected != 1 {
            return Err(AppError::Conflict(Conflict::ProfileClosed).into());
        }
        link::end_of_user(change, subject.id, "The profile of the user was closed", by).await?;
        link::end_of_agent(change, subject.id, "The profile of the agent who generated it was closed", by).await?;
        session::Entity::delete_many().filter(session::Column::UserId.eq(subject.id)).exec(change.rows()).await?;
        notice::Entity::delete_many()
            .filter(notice::Column::UserId.eq(subject.id))
            .filter(notice::Column::NextTryAt.is_not_null())
            // If someone else has changed the address, its owner hears of that all the same.
            .filter(notice::Column::Kind.ne(notice::Kind::EmailChanged))
            .exec(change.rows())
            .await?;
        managers.keep(change).await?;
        audit::record(change, event);
        // The panels of links with which they have registered say that the profile is closed, too.
        for authenticator in &permit.person().authenticators {
            change.changes_link(authenticator.registration_token_id);
        }
        Ok(())
    };
    domain.change(close).await
}

/// The open profile of the same person.
///
/// # Errors
/// [`AppError::Invalid`]; when the database fails.
async fn other(domain: &Domain, permit: &Permit<'_, CloseProfile>, closing: Closing<'_>) -> Result<Option<Person>> {
    if closing.because != ClosedBecause::Duplicate {
        return Ok(None);
    }
    let id = closing.duplicate_of.ok_or_else(|| invalid("duplicate_of", "Enter the UUID of the other profile"))?;
    let other = Person::find(domain, id).await?.filter(|other| permit.reaches(domain, &other.organisation));
    match other {
        Some(other) if other.user.id == permit.subject().id => {
            Err(invalid("duplicate_of", "Enter the UUID of the other profile, not of this one").into())
        }
        Some(other) if other.is_active() => Ok(Some(other)),
        Some(_) | None => Err(no_such_profile().into()),
    }
}

fn no_such_profile() -> AppError {
    invalid("duplicate_of", "You do not look after an open profile with this UUID")
}

fn invalid(field: &str, message: &str) -> AppError {
    AppError::Invalid(vec![FieldError::new(field, message)])
}
