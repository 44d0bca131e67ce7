//! A user's profile.

use super::{
    closure::closure,
    issued_before::{IssuedBefore, issued_before},
    open_link::open_link,
};
use crate::{
    Domain, Result,
    access::{
        self, ChangeDetails, CloseProfile, ConfirmAuthenticator, EmailLink, IssueAuthenticator, Permit, Person,
        ReinstateAuthenticator, RemoveAuthenticator, ReopenProfile, SuspendAuthenticator, ViewHistory, ViewProfile,
        WatchLink, Who,
    },
    directory::summary,
    mail,
};
use model::{LifeRefusals, UserProfile};

/// The profile of the permit's subject, and what the viewer may do there.
///
/// # Errors
/// When the database fails.
#[tracing::instrument(skip_all, fields(agent = %permit.actor(), subject = %permit.subject().id))]
pub async fn profile(domain: &Domain, permit: &Permit<'_, ViewProfile>) -> Result<UserProfile> {
    let (actor, person) = (permit.actor(), permit.person());
    let issue_refused = access::allowed::<IssueAuthenticator>(domain, actor, person).err();
    let before = match issue_refused {
        None => issued_before(domain, actor).await?,
        Some(_) => IssuedBefore::default(),
    };
    let open_link = match access::allowed::<WatchLink>(domain, actor, person) {
        Ok(()) => open_link(domain, permit).await?,
        Err(_) => None,
    };
    Ok(UserProfile {
        user: summary(&person.user, &person.organisation)?,
        own: actor.id() == Some(person.user.id),
        may_email: access::allowed::<EmailLink>(domain, actor, person).is_ok() && mail::is_configured(domain),
        issue_refused,
        last_meeting: before.meeting,
        known_kinds: before.kinds,
        open_link,
        link_terms: domain.settings().link_terms(),
        remove_refused: access::allowed::<RemoveAuthenticator>(domain, actor, person).err(),
        change_refused: access::allowed::<ChangeDetails>(domain, actor, person).err(),
        created: domain.moment(person.user.created_at),
        confirm_refused: access::allowed::<ConfirmAuthenticator>(domain, actor, person).err(),
        may_view_history: access::allowed::<ViewHistory>(domain, actor, person).is_ok(),
        roles: access::roles(&person.roles),
        closure: closure(domain, &person.user).await?,
        life: life(domain, actor, person),
    })
}

/// What the viewer may do to the life of the profile and of its authenticators.
fn life(domain: &Domain, actor: Who<'_>, person: &Person) -> LifeRefusals {
    LifeRefusals {
        close: access::allowed::<CloseProfile>(domain, actor, person).err(),
        reopen: access::allowed::<ReopenProfile>(domain, actor, person).err(),
        suspend: access::allowed::<SuspendAuthenticator>(domain, actor, person).err(),
        reinstate: access::allowed::<ReinstateAuthenticator>(domain, actor, person).err(),
    }
}
