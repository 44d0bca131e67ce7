//! Which agents may handle a link.

use super::{Act, Permit};
use model::StaffRole;
use uuid::Uuid;

/// Whether the actor of `permit`, who may issue to the link's user, may watch and change a link that `issued_by_id` generated.
/// Agents may handle their own links, and an RA Manager may handle every link to the users whom the role reaches. (`None`: the
/// operator generated it.)
pub(crate) fn may_handle<A: Act>(permit: &Permit<'_, A>, issued_by_id: Option<Uuid>) -> bool {
    let own = permit.actor().id().is_some_and(|id| issued_by_id == Some(id));
    own || permit.actor_roles().contains(&StaffRole::RaManager)
}
