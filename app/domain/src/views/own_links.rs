//! *My open links*, on the home page.

use super::link::watched_link;
use crate::{
    Domain, Result, Settings,
    access::{self, MayWatchOwn, People, WatchLink},
    entity::registration_token::State,
    link::store::{self, Stored},
};
use chrono::{DateTime, TimeDelta, Utc};
use model::{OwnLink, UniqueUserId};
use std::cmp::Reverse;

/// How long a link that has ended is still listed, so that an agent sees how it ended.
const SEEN_AFTER_THE_END: TimeDelta = TimeDelta::minutes(10);

/// How many of the last links are looked at. An agent generates far fewer in a day.
const MOST: u64 = 200;

/// The links that the person generated and may still watch: those to which something can still happen, the newest first, and then
/// those that have ended a short time ago. A link that a newer one has replaced is left out. A page that watches them reads them again
/// at every event.
///
/// # Errors
/// When the database fails.
#[tracing::instrument(skip_all, fields(agent = %permit.actor().user_id))]
pub async fn own_links(domain: &Domain, permit: &MayWatchOwn<'_>) -> Result<Vec<OwnLink>> {
    let (actor, now) = (permit.actor(), domain.now());
    let since = now - Settings::LINK_LIFE.1 - Settings::CEREMONY_LIFE - SEEN_AFTER_THE_END;
    let mut links = store::of_agent_since(domain, actor.user_id, since, MOST).await?;
    links.retain(|stored| is_listed(stored, now));
    links.sort_by_key(|stored| (stored.link.is_over(now), Reverse(stored.row.issued_at)));
    let people = People::load(domain.db(), links.iter().map(|stored| stored.row.user_id)).await?;
    let mut listed = Vec::new();
    for stored in &links {
        let person = people.get(stored.row.user_id)?;
        if access::allowed::<WatchLink>(domain, actor.into(), person).is_err() {
            continue;
        }
        listed.push(OwnLink {
            unique_user_id: unique_user_id(person)?,
            name: person.user.name(),
            link: watched_link(domain, stored, &person.user, Some(actor.user_id), Some(actor.name.clone())).await?,
        });
    }
    Ok(listed)
}

fn is_listed(stored: &Stored, now: DateTime<Utc>) -> bool {
    let ended_at = stored.row.ended_at.unwrap_or(stored.row.expires_at);
    let has_just_ended = stored.row.state != State::Replaced && ended_at > now - SEEN_AFTER_THE_END;
    !stored.link.is_over(now) || has_just_ended
}

fn unique_user_id(person: &access::Person) -> Result<UniqueUserId> {
    let user = &person.user;
    user.unique_user_id.parse().map_err(|error| crate::Error::Bug(format!("user {}: {error}", user.id)))
}
