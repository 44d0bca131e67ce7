//! A user's profile.

use super::open_link::open_link;
use crate::{
    Domain, Error, Result,
    access::{self, EmailLink, IssueAuthenticator, Permit, RemoveAuthenticator, ViewHistory, ViewProfile, WatchLink},
    directory::summary,
    entity::organisation,
    mail,
};
use model::UserProfile;
use sea_orm::EntityTrait;

/// The profile of the permit's subject, and what the viewer may do there.
///
/// # Errors
/// When the database fails.
#[tracing::instrument(skip_all, fields(agent = %permit.actor().user_id, subject = %permit.subject().id))]
pub async fn profile(domain: &Domain, permit: &Permit<'_, ViewProfile>) -> Result<UserProfile> {
    let (actor, subject, roles) = (permit.actor(), permit.subject(), permit.subject_roles());
    let organisation = organisation::Entity::find_by_id(subject.organisation_id).one(domain.db()).await?;
    let organisation = organisation.ok_or_else(|| Error::Bug(format!("user {} has no organisation", subject.id)))?;
    let issue_refused = access::allowed::<IssueAuthenticator>(domain, actor, subject, roles).err();
    let open_link = match access::allowed::<WatchLink>(domain, actor, subject, roles) {
        Ok(()) => open_link(domain, actor, subject.id).await?,
        Err(_) => None,
    };
    Ok(UserProfile {
        user: summary(subject, &organisation)?,
        own: actor.user_id == subject.id,
        may_email: access::allowed::<EmailLink>(domain, actor, subject, roles).is_ok() && mail::is_configured(domain),
        issue_refused,
        open_link,
        link_terms: domain.settings().link_terms(),
        remove_refused: access::allowed::<RemoveAuthenticator>(domain, actor, subject, roles).err(),
        may_view_history: access::allowed::<ViewHistory>(domain, actor, subject, roles).is_ok(),
        roles: roles.to_vec(),
    })
}
