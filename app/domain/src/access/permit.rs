//! Checks whether a person may do something, and gives the proof that they may.

use super::{
    Act, Actor, Guard, HeldRole, People, Person, Reach, ViewProfile, Who, email_change,
    reach::{manages, roles_over, views_everyone},
    roles,
};
use crate::{
    Change, Domain, Error, Result,
    audit::{self, Event, EventKind, Outcome},
    entity::{organisation, user, words::UserStatus},
};
use model::{Activity, AppError, Refusal, StaffRole, UniqueUserId};
use serde_json::json;
use std::marker::PhantomData;
use uuid::Uuid;

/// Proof that `actor` may do `A` to `subject`. Only [`permit`] makes one.
#[derive(Debug)]
pub struct Permit<'a, A: Act> {
    actor: Who<'a>,
    actor_roles: Vec<StaffRole>,
    subject: Person,
    act: PhantomData<A>,
}

impl<'a, A: Act> Permit<'a, A> {
    /// The person who does it.
    #[must_use]
    pub const fn actor(&self) -> Who<'a> {
        self.actor
    }

    /// The staff roles of that person that reach the subject, in the order of the permission table.
    #[must_use]
    pub fn actor_roles(&self) -> &[StaffRole] {
        &self.actor_roles
    }

    /// Whether the actor may do the same to the users of `organisation`.
    pub(crate) fn reaches(&self, domain: &Domain, organisation: &organisation::Model) -> bool {
        reaches::<A>(domain, self.actor, organisation)
    }

    /// Checks whether the role of the actor reaches `place`. A refusal is audited.
    ///
    /// # Errors
    /// [`Refusal::PlaceOutOfReach`]; when the database fails.
    pub(crate) async fn check_place(&self, domain: &Domain, place: &organisation::Model) -> Result<()> {
        if self.reaches(domain, place) {
            return Ok(());
        }
        Err(refused(domain, self.actor, A::EVENT, Some(self.subject.user.id), Refusal::PlaceOutOfReach).await?)
    }

    /// Checks within a transaction whether the actor may still do it, at `place`: another RA Manager may just have taken their role
    /// away. Call it when the roles of RA Managers are held ([`super::Managers::hold`]), and give the outcome to [`audited`].
    ///
    /// # Errors
    /// [`AppError::Refused`]; when the database fails.
    pub(crate) async fn check_again(&self, change: &Change<'_>, place: &organisation::Model) -> Result<()> {
        let (domain, Who::Person(actor)) = (change.domain(), self.actor) else { return Ok(()) };
        let people = People::load(change.rows(), [actor.user_id, self.subject.user.id]).await?;
        let actor = people.get(actor.user_id)?;
        may::<A>(domain, actor, people.get(self.subject.user.id)?).map_err(AppError::Refused)?;
        let over = roles_over(domain, &actor.roles, place);
        match A::ACTIVITY.allowed_to_any(&over, domain.settings().switches) {
            true => Ok(()),
            false => Err(AppError::Refused(Refusal::PlaceOutOfReach).into()),
        }
    }

    /// Whether the actor may view the users of `organisation`.
    pub(crate) fn may_view_users_of(&self, domain: &Domain, organisation: &organisation::Model) -> bool {
        reaches::<ViewProfile>(domain, self.actor, organisation)
    }

    /// The user to whom it is done.
    #[must_use]
    pub fn subject(&self) -> &user::Model {
        &self.subject.user
    }

    /// The same user with their organisation, roles and authenticators.
    pub(crate) fn person(&self) -> &Person {
        &self.subject
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

    /// The organisations whose users they may find.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn reach(&self, domain: &Domain) -> Result<Reach> {
        Reach::of(domain, &self.0.roles, Activity::ViewUsers).await
    }
}

/// Proof that a person may issue authenticators to some users, and so watch the links that they generated.
#[derive(Debug)]
pub struct MayWatchOwn<'a>(&'a Actor);

impl<'a> MayWatchOwn<'a> {
    /// The person who watches.
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
    actor: impl Into<Who<'a>>,
    unique_user_id: &UniqueUserId,
) -> Result<Permit<'a, A>> {
    let actor = actor.into();
    let Some(subject) = Person::find(domain, unique_user_id).await? else {
        let may_view = Activity::ViewUsers.allowed_to_any(&roles(actor.held()), domain.settings().switches);
        if may_view || matches!(actor, Who::Operator(_)) {
            return Err(AppError::NotFound.into());
        }
        // A person who may not view users must not learn which users exist, so the refusal is the same as for a user who does
        // exist.
        return Err(refused(domain, actor, A::EVENT, None, Refusal::Role(A::ACTIVITY)).await?);
    };
    match allowed::<A>(domain, actor, &subject) {
        Ok(()) => {
            let actor_roles = actor.roles_over(domain, &subject.organisation);
            Ok(Permit { actor, actor_roles, subject, act: PhantomData })
        }
        Err(refusal) => Err(refused(domain, actor, A::EVENT, Some(subject.user.id), refusal).await?),
    }
}

/// Checks whether `actor` may search for users. A refusal is audited.
///
/// # Errors
/// [`AppError::Refused`].
pub async fn may_search<'a>(domain: &Domain, actor: &'a Actor) -> Result<MaySearch<'a>> {
    if Activity::ViewUsers.allowed_to_any(&roles(&actor.roles), domain.settings().switches) {
        return Ok(MaySearch(actor));
    }
    Err(refused(domain, actor, EventKind::Searched, None, Refusal::Role(Activity::ViewUsers)).await?)
}

/// Checks whether `actor` may watch the links that they generated. Whether they still may watch each of them is asked for its user.
/// A refusal is audited.
///
/// # Errors
/// [`AppError::Refused`].
pub async fn may_watch_own<'a>(domain: &Domain, actor: &'a Actor) -> Result<MayWatchOwn<'a>> {
    let needed = Activity::IssueAuthenticator;
    if needed.allowed_to_any(&roles(&actor.roles), domain.settings().switches) {
        return Ok(MayWatchOwn(actor));
    }
    Err(refused(domain, actor, EventKind::LinkWatched, None, Refusal::Role(needed)).await?)
}

/// Checks whether `actor` may do `A` to `subject`, for pages that offer only what is allowed. It does not audit, and its result is
/// no proof.
///
/// # Errors
/// Why not.
pub(crate) fn allowed<A: Act>(domain: &Domain, actor: Who<'_>, subject: &Person) -> std::result::Result<(), Refusal> {
    match actor {
        Who::Person(actor) => rule::<A>(domain, (actor.user_id, &actor.roles), subject),
        Who::Operator(_) => rule_of_user::<A>(subject),
    }
}

/// Whether `actor` may do `A` to the users of `organisation`.
pub(crate) fn reaches<A: Act>(domain: &Domain, actor: Who<'_>, organisation: &organisation::Model) -> bool {
    let everyone = A::ACTIVITY == Activity::ViewUsers && views_everyone(domain, actor.held());
    everyone || A::ACTIVITY.allowed_to_any(&actor.roles_over(domain, organisation), domain.settings().switches)
}

/// Checks whether `actor` may do `A` to `subject`, as both are now, by the rule alone: they need not be signed in.
///
/// # Errors
/// Why not.
pub(crate) fn may<A: Act>(domain: &Domain, actor: &Person, subject: &Person) -> std::result::Result<(), Refusal> {
    rule::<A>(domain, (actor.user.id, &actor.roles), subject)
}

/// The rule itself, for a person who is signed in, or could sign in, with the staff roles that they hold.
///
/// # Errors
/// Why not.
pub(super) fn rule<A: Act>(
    domain: &Domain,
    (actor, held): (Uuid, &[HeldRole]),
    subject: &Person,
) -> std::result::Result<(), Refusal> {
    let (own, switches) = (actor == subject.user.id, domain.settings().switches);
    if own && matches!(A::GUARD, Guard::OwnAllowed | Guard::OwnOrManager) {
        return Ok(());
    }
    if !A::ACTIVITY.allowed_to_any(&roles(held), switches) {
        return Err(Refusal::Role(A::ACTIVITY));
    }
    if matches!(A::GUARD, Guard::NotOneself | Guard::AtPlace) && own {
        return Err(Refusal::Yourself);
    }
    if A::GUARD == Guard::AtPlace {
        return rule_of_user::<A>(subject);
    }
    let over_subject = roles_over(domain, held, &subject.organisation);
    let everyone = A::ACTIVITY == Activity::ViewUsers && views_everyone(domain, held);
    if !everyone && !A::ACTIVITY.allowed_to_any(&over_subject, switches) {
        return Err(Refusal::OutOfReach);
    }
    if A::GUARD != Guard::OwnAllowed && !subject.roles.is_empty() {
        if !over_subject.contains(&StaffRole::RaManager) {
            return Err(Refusal::StaffNeedsManager);
        }
        // Otherwise an RA Manager could issue an authenticator to somebody with a role above their own, and use it.
        if !subject.places.iter().all(|place| manages(domain, held, place)) {
            return Err(Refusal::StaffOutOfReach);
        }
    }
    rule_of_user::<A>(subject)?;
    if over_subject.contains(&StaffRole::RaManager) { Ok(()) } else { email_change::check::<A>(domain, subject) }
}

/// The part of the rule that holds whoever does it.
///
/// # Errors
/// Why not.
fn rule_of_user<A: Act>(subject: &Person) -> std::result::Result<(), Refusal> {
    if A::ACTIVE_ONLY && subject.user.status != UserStatus::Active {
        return Err(Refusal::UserInactive);
    }
    Ok(())
}

/// Audits that `actor` was refused, and returns the error for the person.
pub(crate) async fn refused<'a>(
    domain: &Domain,
    actor: impl Into<Who<'a>>,
    action: EventKind,
    subject_id: Option<Uuid>,
    refusal: Refusal,
) -> Result<Error> {
    let actor = actor.into();
    let event = Event {
        kind: action,
        outcome: Outcome::Refused,
        actor_id: actor.id(),
        subject_id,
        detail: json!({ "reason": refusal.to_string() }),
        client: actor.client(),
    };
    audit::refuse(domain, event).await?;
    Ok(AppError::Refused(refusal).into())
}

/// Audits the refusal in `outcome`, if it is one: it was found within a transaction, which then stored nothing.
///
/// # Errors
/// The error of `outcome`; when the database fails.
pub(crate) async fn audited<T>(
    domain: &Domain,
    actor: Who<'_>,
    action: EventKind,
    subject_id: Option<Uuid>,
    outcome: Result<T>,
) -> Result<T> {
    match outcome {
        Err(Error::Told(AppError::Refused(refusal))) => Err(refused(domain, actor, action, subject_id, refusal).await?),
        outcome => outcome,
    }
}
