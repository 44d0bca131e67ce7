//! *Change details*.

use super::{
    details::{self, Details},
    email::taken,
};
use crate::{
    Change, Domain, Error, Result,
    access::{self, ChangeDetails, Permit},
    audit::{self, Event, EventKind, Outcome},
    directory::{self, normalise},
    entity::{organisation, user, words::UserStatus},
    link::{By, OpenLink},
    mail,
    moment::day,
};
use model::{AppError, Changing, DetailsToChange, FieldError, Refusal, UserDetails, reason};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, SqlErr, sea_query::Expr};
use serde_json::{Value, json};

/// How often it is tried again after another request was quicker.
const TRIES: u32 = 5;

/// The details of the permit's subject, for the form.
///
/// # Errors
/// When the database fails.
#[tracing::instrument(skip_all, fields(agent = %permit.actor(), subject = %permit.subject().id))]
pub async fn details_to_change(domain: &Domain, permit: &Permit<'_, ChangeDetails>) -> Result<DetailsToChange> {
    let (user, place) = load(domain.db(), permit.subject().id).await?;
    Ok(details::shown(domain, &user, &place))
}

/// Changes the details of the permit's subject to those that were `typed`, for the reason `why`, unless they are no longer those
/// that were `loaded` into the form. The history gets each changed field with its old and new value. A changed email address is told
/// to both addresses. An open link ends if the agent who generated it may no longer issue to the user as they are now.
///
/// # Errors
/// [`AppError::Invalid`] with a sentence for each wrong field, also when nothing is changed; [`Refusal::OutOfReach`] (audited) when
/// the role of the actor does not reach the new organisation; when the database fails.
#[tracing::instrument(skip_all, fields(agent = %permit.actor(), subject = %permit.subject().id))]
pub async fn change_details(
    domain: &Domain,
    permit: &Permit<'_, ChangeDetails>,
    loaded: &UserDetails,
    typed: &UserDetails,
    why: &str,
) -> Result<Changing> {
    let reason = reason::required(why).map_err(|message| AppError::Invalid(vec![FieldError::new("reason", message)]));
    let details = details::check(domain, typed);
    let (reason, details) = match (reason, details) {
        (Ok(reason), Ok(details)) => (reason, details),
        // All errors of the form are told together.
        (Err(AppError::Invalid(reason)), Err(Error::Told(AppError::Invalid(mut errors)))) => {
            errors.extend(reason);
            return Err(AppError::Invalid(errors).into());
        }
        (Err(error), Ok(_)) => return Err(error.into()),
        (_, Err(error)) => return Err(error),
    };
    let place = new_place(domain, permit, &details.ods_code).await?;
    for _ in 0..TRIES {
        let attempt = async |change: &mut Change<'_>| attempt(change, permit, loaded, &details, &place, &reason).await;
        match domain.change(attempt).await {
            Err(Error::Overtaken) => {}
            done => return done,
        }
    }
    Err(Error::Bug("the details are changed all the time".to_owned()))
}

/// The organisation that was typed, if the actor may move the user there. They may leave the user where they are, even if that
/// organisation has closed.
async fn new_place(domain: &Domain, permit: &Permit<'_, ChangeDetails>, ods_code: &str) -> Result<organisation::Model> {
    let own = &permit.person().organisation;
    if own.ods_code == ods_code {
        return Ok(own.clone());
    }
    let place = details::open_organisation(domain.db(), ods_code).await?;
    if !permit.reaches(domain, &place) {
        let subject = Some(permit.subject().id);
        let refused = access::refused(domain, permit.actor(), EventKind::DetailsChanged, subject, Refusal::OutOfReach);
        return Err(refused.await?);
    }
    Ok(place)
}

async fn load(db: &impl sea_orm::ConnectionTrait, id: uuid::Uuid) -> Result<(user::Model, organisation::Model)> {
    let found = user::Entity::find_by_id(id).find_also_related(organisation::Entity).one(db).await?;
    match found {
        Some((user, Some(place))) => Ok((user, place)),
        _ => Err(Error::Bug(format!("user {id} or their organisation is gone"))),
    }
}

async fn attempt(
    change: &mut Change<'_>,
    permit: &Permit<'_, ChangeDetails>,
    loaded: &UserDetails,
    details: &Details,
    place: &organisation::Model,
    reason: &str,
) -> Result<Changing> {
    let actor = permit.actor();
    directory::hold_tree(change).await?;
    if place.id != permit.subject().organisation_id {
        // It may have closed meanwhile.
        details::open_organisation(change.rows(), &place.ods_code).await?;
    }
    // The profile may have been closed meanwhile. Its row lock comes before that of a link.
    let held = access::hold(change, &[permit.subject().id]).await?;
    if !held.iter().any(|user| user.status == UserStatus::Active) {
        return Err(AppError::Refused(Refusal::UserInactive).into());
    }
    let open_link = OpenLink::hold(change, permit.subject().id).await?;
    let (user, old_place) = load(change.rows(), permit.subject().id).await?;
    let now: DetailsToChange = details::shown(change.domain(), &user, &old_place);
    if now.details != *loaded {
        return Ok(Changing::Meanwhile(Box::new(now)));
    }
    let changes = changes((&user, &old_place), (details, place));
    if changes.is_empty() {
        let message = "Change at least one detail, or cancel";
        return Err(AppError::Invalid(vec![FieldError::new("first_name", message)]).into());
    }
    if let Some(taken) = taken(change, &details.email, Some(user.id)).await? {
        let may_view = permit.may_view_users_of(change.domain(), &taken.place);
        return Err(taken.error(may_view));
    }
    let email_changed = details.email.to_lowercase() != user.email_search;
    store(change, &user, details, place, email_changed).await?;
    if email_changed {
        for address in [&user.email, &details.email] {
            mail::queue_email_changed(change, user.id, actor.id(), address).await?;
        }
    }
    open_link.end_if_lapsed(change, By { agent_id: actor.id(), client: actor.client() }).await?;
    let event = Event {
        kind: EventKind::DetailsChanged,
        outcome: Outcome::Done,
        actor_id: actor.id(),
        subject_id: Some(user.id),
        detail: json!({ "changes": changes, "reason": reason }),
        client: actor.client(),
    };
    audit::record(change, event);
    Ok(Changing::Changed)
}

/// Each changed field with its old and new value, in words.
fn changes(
    (user, old_place): (&user::Model, &organisation::Model),
    (details, place): (&Details, &organisation::Model),
) -> Vec<Value> {
    let organisation = |place: &organisation::Model| format!("{} ({})", place.name, place.ods_code);
    let fields = [
        ("First name", user.first_name.clone(), details.first_name.clone()),
        ("Last name", user.last_name.clone(), details.last_name.clone()),
        ("Date of birth", day(user.date_of_birth).words, day(details.date_of_birth).words),
        ("Email address", user.email.clone(), details.email.clone()),
        ("Organisation", organisation(old_place), organisation(place)),
    ];
    let changed = fields.into_iter().filter(|(_, old, new)| old != new);
    changed.map(|(field, old, new)| json!({ "field": field, "old": old, "new": new })).collect()
}

/// Stores the new details, if the row still is as it was read.
///
/// # Errors
/// [`Error::Overtaken`] when it is not, or when the email address has been taken meanwhile; when the database fails.
async fn store(
    change: &Change<'_>,
    user: &user::Model,
    details: &Details,
    place: &organisation::Model,
    email_changed: bool,
) -> Result<()> {
    let email_changed_at = if email_changed { Some(change.now()) } else { user.email_changed_at };
    let stored = user::Entity::update_many()
        .col_expr(user::Column::FirstName, Expr::value(&*details.first_name))
        .col_expr(user::Column::LastName, Expr::value(&*details.last_name))
        .col_expr(user::Column::Email, Expr::value(&*details.email))
        .col_expr(user::Column::FirstNameSearch, Expr::value(normalise(&details.first_name)))
        .col_expr(user::Column::LastNameSearch, Expr::value(normalise(&details.last_name)))
        .col_expr(user::Column::EmailSearch, Expr::value(details.email.to_lowercase()))
        .col_expr(user::Column::DateOfBirth, Expr::value(details.date_of_birth))
        .col_expr(user::Column::OrganisationId, Expr::value(place.id))
        .col_expr(user::Column::EmailChangedAt, Expr::value(email_changed_at))
        .filter(user::Column::Id.eq(user.id))
        .filter(user::Column::FirstName.eq(&*user.first_name))
        .filter(user::Column::LastName.eq(&*user.last_name))
        .filter(user::Column::Email.eq(&*user.email))
        .filter(user::Column::DateOfBirth.eq(user.date_of_birth))
        .filter(user::Column::OrganisationId.eq(user.organisation_id))
        .exec(change.rows())
        .await;
    match stored {
        Ok(stored) if stored.rows_affected == 1 => Ok(()),
        Ok(_) => Err(Error::Overtaken),
        Err(error) => match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => Err(Error::Overtaken),
            _ => Err(error.into()),
        },
    }
}
