//! Which agents may handle a link.

use super::Actor;
use model::StaffRole;
use uuid::Uuid;

/// Whether `actor`, who may issue to the link's user, may watch and change a link that `issued_by_id` generated. Agents may
/// handle their own links, and an RA Manager may handle every link. (`None`: the operator generated it.)
pub(crate) fn may_handle(actor: &Actor, issued_by_id: Option<Uuid>) -> bool {
    issued_by_id == Some(actor.user_id) || actor.roles.contains(&StaffRole::RaManager)
}
