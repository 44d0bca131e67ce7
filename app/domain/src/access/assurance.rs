//! How sure the service must be of somebody before they may act as staff.

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

/// Whether an authenticator of `kind` assures enough of somebody who holds `roles`. Who holds none sees only what is their
/// own, and every kind is enough for that.
pub(crate) fn assures_enough(domain: &Domain, roles: &[StaffRole], kind: AuthenticatorKind) -> bool {
    roles.is_empty() || kind.assurance() >= domain.settings().staff_minimum_assurance
}

/// Whether somebody who holds `roles` has an active authenticator that assures enough: without one they cannot sign in.
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
