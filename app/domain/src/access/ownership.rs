//! Whose link it is.

use super::Actor;
use model::StaffRole;
use uuid::Uuid;

/// Whether `actor`, who may issue to the link's user, may watch and change a link that `issued_by_id` generated: their own, and
/// an RA Manager every one. (`None`: the operator generated it.)
pub(crate) fn may_handle(actor: &Actor, issued_by_id: Option<Uuid>) -> bool {
    issued_by_id == Some(actor.user_id) || actor.roles.contains(&StaffRole::RaManager)
}
