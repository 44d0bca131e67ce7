//! What an authenticator must have before its owner may act as staff.

use super::HeldRole;
use crate::{
    Domain,
    entity::authenticator::{self, Status},
};
use model::{AuthenticatorKind, CeremonyRefusal};

/// Checks whether an authenticator is enough for a user who holds `roles`: it is active, its assurance level is high enough, and no
/// RA Manager still has to confirm it. A user without a role sees only their own data, and every active authenticator is enough for
/// that.
///
/// # Errors
/// Why not.
pub(crate) fn enough_for(
    domain: &Domain,
    roles: &[HeldRole],
    authenticator: &authenticator::Model,
) -> Result<(), CeremonyRefusal> {
    match authenticator.status {
        Status::Active => {}
        Status::Suspended => return Err(CeremonyRefusal::Suspended),
        Status::Removed => return Err(CeremonyRefusal::Removed),
    }
    if roles.is_empty() {
        return Ok(());
    }
    if AuthenticatorKind::from(authenticator.kind).assurance() < domain.settings().staff_minimum_assurance {
        return Err(CeremonyRefusal::AssuranceTooLow);
    }
    match authenticator.unconfirmed_since {
        Some(_) => Err(CeremonyRefusal::NotConfirmed),
        None => Ok(()),
    }
}
