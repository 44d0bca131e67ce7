//! Loads the link that an agent names, if the agent may watch and change it.

use super::store;
use crate::{
    Domain, Result,
    access::{Act, Permit, may_handle, refused},
    entity::registration_token,
};
use model::{AppError, LinkId, Refusal};

/// The link of the permit's subject with this ID, if the agent may handle it.
///
/// # Errors
/// [`AppError::NotFound`] when the subject has no such link; [`Refusal::AnothersLink`] (audited); when the database fails.
pub(crate) async fn of_agent<A: Act>(
    domain: &Domain,
    permit: &Permit<'_, A>,
    id: LinkId,
) -> Result<registration_token::Model> {
    let (actor, subject) = (permit.actor(), permit.subject());
    let link = store::of_user(domain, id.0, subject.id).await?.ok_or(AppError::NotFound)?;
    if may_handle(permit, link.issued_by_id) {
        return Ok(link);
    }
    Err(refused(domain, actor, A::EVENT, Some(subject.id), Refusal::AnothersLink).await?)
}
