//! The assurance level that a person must sign in with before they may act as staff.

use crate::{
    Domain, Result,
    entity::{
        authenticator::{self, Status},
        words::Kind,
    },
};
use model::{AuthenticatorKind, StaffRole};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};
use strum::VariantArray;
use uuid::Uuid;

/// Whether the assurance level of `kind` is high enough for a user who holds `roles`. A user without a role sees only their own
/// data, and every kind is enough for that.
pub(crate) fn assures_enough(domain: &Domain, roles: &[StaffRole], kind: AuthenticatorKind) -> bool {
    roles.is_empty() || kind.assurance() >= domain.settings().staff_minimum_assurance
}

/// Whether a user who holds `roles` has an active authenticator whose assurance level is high enough. Without one they cannot
/// sign in.
///
/// # Errors
/// When the database fails.
pub(crate) async fn has_authenticator(
    db: &impl ConnectionTrait,
    domain: &Domain,
    user_id: Uuid,
    roles: &[StaffRole],
) -> Result<bool> {
    let kinds =
        AuthenticatorKind::VARIANTS.iter().copied().filter(|kind| assures_enough(domain, roles, *kind)).map(Kind::from);
    let enough = authenticator::Entity::find()
        .filter(authenticator::Column::UserId.eq(user_id))
        .filter(authenticator::Column::Status.eq(Status::Active))
        .filter(authenticator::Column::Kind.is_in(kinds));
    Ok(enough.count(db).await? > 0)
}
