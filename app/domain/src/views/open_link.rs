//! The open link of a user, so that an agent who closed the link's page can find it again.

use crate::{
    Domain, Result,
    access::{Permit, ViewProfile, may_handle},
    directory,
    link::store,
};
use model::{LinkId, OpenLink};

/// The link of the permit's subject that can still be used or finished, for an actor who may issue to them. It has no token: the
/// token was shown only once.
///
/// # Errors
/// When the database fails.
pub(super) async fn open_link(domain: &Domain, permit: &Permit<'_, ViewProfile>) -> Result<Option<OpenLink>> {
    let Some(stored) = store::open_of_user(domain, permit.subject().id).await? else { return Ok(None) };
    let (link, now) = (&stored.row, domain.now());
    if stored.link.is_over(now) {
        return Ok(None);
    }
    Ok(Some(OpenLink {
        id: LinkId(link.id),
        kind: link.kind.into(),
        expires: domain.moment(link.expires_at),
        expired: stored.link.life.end(now).is_some(),
        issued_by: directory::name(domain, link.issued_by_id).await?,
        may_watch: may_handle(permit, link.issued_by_id),
    }))
}
