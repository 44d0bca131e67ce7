//! *Create a user*.

use super::{
    details::{self, Details},
    duplicates::{self, Likely},
    email::taken,
};
use crate::{
    Change, Domain, Error, Result,
    access::{self, CreateUser, GeneralPermit},
    audit::{self, Event, EventKind, Outcome},
    directory::{self, NewUser},
    entity::{not_the_same, organisation, user},
};
use model::{Creation, Refusal, SomeoneElse, UniqueUserId, UserDetails};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::json;

/// How often it is tried again after another request was quicker.
const TRIES: u32 = 5;
/// The least unique user ID that is assigned, and how many there are from it on. It does not begin with a zero.
const IDS: (u64, u64) = (100_000_000_000, 900_000_000_000);

/// Creates an active user, and assigns a unique user ID, unless there are likely duplicates about whom the agent has not `decided`
/// that the person is someone else. These decisions are kept in the same transaction.
///
/// # Errors
/// [`AppError::Invalid`](model::AppError::Invalid) with a sentence for each wrong field, also when another user has the email
/// address; [`Refusal::OutOfReach`] (audited) when the role of the actor does not reach the organisation; when the database fails.
#[tracing::instrument(skip_all, fields(agent = %permit.actor()))]
pub async fn create(
    domain: &Domain,
    permit: &GeneralPermit<'_, CreateUser>,
    typed: &UserDetails,
    decided: &SomeoneElse,
) -> Result<Creation> {
    let details = details::check(domain, typed)?;
    let place = details::open_organisation(domain.db(), &details.ods_code).await?;
    if !permit.reaches(domain, &place) {
        let refused = access::refused(domain, permit.actor(), EventKind::UserCreated, None, Refusal::OutOfReach);
        return Err(refused.await?);
    }
    for _ in 0..TRIES {
        match domain.change(async |change| attempt(change, permit, &details, &place, decided).await).await {
            Err(Error::Overtaken) => {}
            done => return done,
        }
    }
    Err(Error::Bug("no unique user ID is free".to_owned()))
}

async fn attempt(
    change: &mut Change<'_>,
    permit: &GeneralPermit<'_, CreateUser>,
    details: &Details,
    place: &organisation::Model,
    decided: &SomeoneElse,
) -> Result<Creation> {
    let (actor, domain) = (permit.actor(), change.domain());
    // It may have closed meanwhile.
    directory::hold_tree(change).await?;
    let place = details::open_organisation(change.rows(), &place.ods_code).await?;
    duplicates::one_at_a_time(change, details.date_of_birth).await?;
    if let Some(taken) = taken(change, &details.email, None).await? {
        let may_view = permit.may_view_users_of(domain, &taken.place);
        return Err(taken.error(may_view));
    }
    let Likely { ids, seen } = duplicates::likely(change, permit, details).await?;
    if !duplicates::are_decided(&seen, decided) {
        return Ok(Creation::Likely(seen));
    }
    let Some(unique_user_id) = free_unique_user_id(change).await? else { return Err(Error::Overtaken) };
    let new = NewUser {
        unique_user_id: unique_user_id.clone(),
        first_name: details.first_name.clone(),
        last_name: details.last_name.clone(),
        email: details.email.clone(),
        date_of_birth: details.date_of_birth,
        organisation_name: place.name.clone(),
        ods_code: place.ods_code.clone(),
    };
    let row = directory::row(domain, new, place.id);
    let user_id = row.id;
    // Another transaction may have taken the email address or the unique user ID since they were looked up.
    change.insert_unless_taken::<user::Entity>(row, Error::Overtaken).await?;
    for other_id in &ids {
        let decision =
            not_the_same::Model { user_id, other_id: *other_id, decided_at: change.now(), decided_by_id: actor.id() };
        change.insert::<not_the_same::Entity>(decision).await?;
    }
    let mut detail = json!({ "organisation": place.name });
    if !ids.is_empty() {
        let others = user::Entity::find().filter(user::Column::Id.is_in(ids)).all(change.rows()).await?;
        detail["not_the_same"] = others.into_iter().map(|other| other.unique_user_id).collect::<Vec<_>>().into();
    }
    let event = Event {
        kind: EventKind::UserCreated,
        outcome: Outcome::Done,
        actor_id: actor.id(),
        subject_id: Some(user_id),
        detail,
        client: actor.client(),
    };
    audit::record(change, event);
    Ok(Creation::Created(unique_user_id))
}

/// A unique user ID that nobody can guess and no user has. `None` when the one that was drawn belongs to somebody.
async fn free_unique_user_id(change: &Change<'_>) -> Result<Option<UniqueUserId>> {
    let (least, count) = IDS;
    let mut bytes = [0; 8];
    change.domain().random.fill(&mut bytes);
    let number = least + u64::from_be_bytes(bytes) % count;
    let id: UniqueUserId = number.to_string().parse().map_err(|error| Error::Bug(format!("{number}: {error}")))?;
    let has_id = user::Entity::find().filter(user::Column::UniqueUserId.eq(id.as_str()));
    Ok((has_id.count(change.rows()).await? == 0).then_some(id))
}
