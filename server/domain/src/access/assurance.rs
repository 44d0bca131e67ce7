//! How sure the service must be of somebody before they may act as staff.

use crate::Domain;
use model::{AuthenticatorKind, StaffRole};

/// Whether an authenticator of `kind` assures enough of somebody who holds `roles`. Who holds none sees only what is their
/// own, and every kind is enough for that.
pub(crate) fn assures_enough(domain: &Domain, roles: &[StaffRole], kind: AuthenticatorKind) -> bool {
    roles.is_empty() || kind.assurance() >= domain.settings().staff_minimum_assurance
}
