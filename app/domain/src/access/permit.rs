//! Checks whether a person may do something, and gives the proof that they may.

use super::{Act, Actor, Guard, Person};
use crate::{
    Domain, Result,
    audit::{self, Event, EventKind, Outcome},
    entity::user,
};
use model::{Activity, AppError, Refusal, StaffRole, Switches, UniqueUserId};
use serde_json::json;
use std::marker::PhantomData;
use uuid::Uuid;

/// Proof that `actor` may do `A` to `subject`. Only [`permit`] makes one.
#[derive(Debug)]
pub struct Permit<'a, A: Act> {
    actor: &'a Actor,
    subject: user::Model,
    subject_roles: Vec<StaffRole>,
    act: PhantomData<A>,
}

impl<'a, A: Act> Permit<'a, A> {
    /// The person who does it.
    #[must_use]
    pub fn actor(&self) -> &'a Actor {
        self.actor
    }

    /// The user to whom it is done.
    #[must_use]
    pub fn subject(&self) -> &user::Model {
        &self.subject
    }

    /// The staff roles of that user, in the order of the permission table.
    #[must_use]
    pub fn subject_roles(&self) -> &[StaffRole] {
        &self.subject_roles
    }
}

/// Proof that a person may search for users.
#[derive(Debug)]
pub struct MaySearch<'a>(&'a Actor);

impl<'a> MaySearch<'a> {
    /// The person who searches.
    #[must_use]
    pub fn actor(&self) -> &'a Actor {
        self.0
    }
}

/// Checks whether `actor` may do `A` to the user with `unique_user_id`. A refusal is audited.
///
/// # Errors
/// [`AppError::Refused`]; [`AppError::NotFound`] when there is no such user (and the actor may view users at all).
pub async fn permit<'a, A: Act>(
    domain: &Domain,
    actor: &'a Actor,
    unique_user_id: &UniqueUserId,
) -> Result<Permit<'a, A>> {
    let Some(Person { user: subject, roles, .. }) = Person::find(domain, unique_user_id).await? else {
        if Activity::ViewUsers.allowed_to_any(&actor.roles, domain.settings().switches) {
            return Err(AppError::NotFound.into());
        }
        // A person who may not view users must not learn which users exist, so the refusal is the same as for a user who does
        // exist.
        return Err(refused(domain, actor, A::EVENT, None, Refusal::Role(A::ACTIVITY)).await?);
    };
    match allowed::<A>(domain, actor, &subject, &roles) {
        Ok(()) => Ok(Permit { actor, subject, subject_roles: roles, act: PhantomData }),
        Err(refusal) => Err(refused(domain, actor, A::EVENT, Some(subject.id), refusal).await?),
    }
}

/// Checks whether `actor` may search for users. A refusal is audited.
///
/// # Errors
/// [`AppError::Refused`].
pub async fn may_search<'a>(domain: &Domain, actor: &'a Actor) -> Result<MaySearch<'a>> {
    if Activity::ViewUsers.allowed_to_any(&actor.roles, domain.settings().switches) {
        return Ok(MaySearch(actor));
    }
    Err(refused(domain, actor, EventKind::Searched, None, Refusal::Role(Activity::ViewUsers)).await?)
}

/// Checks whether `actor` may do `A` to `subject`, who holds `roles`, for pages that offer only what is allowed. It does not
/// audit, and its result is no proof.
///
/// # Errors
/// Why not.
pub fn allowed<A: Act>(
    domain: &Domain,
    actor: &Actor,
    subject: &user::Model,
    roles: &[StaffRole],
) -> std::result::Result<(), Refusal> {
    rule::<A>(domain.settings().switches, (actor.user_id, &actor.roles), (subject, roles))
}

/// The rule itself, for two people and the staff roles of each: `actor` is signed in, or could sign in.
///
/// # Errors
/// Why not.
pub(super) fn rule<A: Act>(
    switches: Switches,
    (actor, actor_roles): (Uuid, &[StaffRole]),
    (subject, subject_roles): (&user::Model, &[StaffRole]),
) -> std::result::Result<(), Refusal> {
    let own = actor == subject.id;
    if own && A::GUARD == Guard::OwnAllowed {
        return Ok(());
    }
    if !A::ACTIVITY.allowed_to_any(actor_roles, switches) {
        return Err(Refusal::Role(A::ACTIVITY));
    }
    if A::GUARD == Guard::NotOneself {
        if own {
            return Err(Refusal::Yourself);
        }
        if !subject_roles.is_empty() && !actor_roles.contains(&StaffRole::RaManager) {
            return Err(Refusal::StaffNeedsManager);
        }
    }
    if A::ACTIVE_ONLY && subject.status != crate::entity::words::UserStatus::Active {
        return Err(Refusal::UserInactive);
    }
    Ok(())
}

/// Audits that `actor` was refused, and returns the error for the person.
pub(crate) async fn refused(
    domain: &Domain,
    actor: &Actor,
    action: EventKind,
    subject_id: Option<Uuid>,
    refusal: Refusal,
) -> Result<crate::Error> {
    let event = Event {
        kind: action,
        outcome: Outcome::Refused,
        actor_id: Some(actor.user_id),
        subject_id,
        detail: json!({ "reason": refusal.to_string() }),
        client: &actor.client,
    };
    audit::refuse(domain, event).await?;
    Ok(AppError::Refused(refusal).into())
}
