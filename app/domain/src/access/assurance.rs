//! The assurance level that a person must sign in with before they may act as staff.

use crate::Domain;
use model::{AuthenticatorKind, StaffRole};

/// Whether the assurance level of `kind` is high enough for a user who holds `roles`. A user without a role sees only their own
/// data, and every kind is enough for that.
pub(crate) fn assures_enough(domain: &Domain, roles: &[StaffRole], kind: AuthenticatorKind) -> bool {
    roles.is_empty() || kind.assurance() >= domain.settings().staff_minimum_assurance
}
