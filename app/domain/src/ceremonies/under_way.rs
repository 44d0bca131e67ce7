//! Whether a registration that was started may still be finished: the one answer to it, for the user, the agent and the
//! profile alike. Only an attempt that was admitted in time ever gets a ceremony, and what ends a link deletes them.

use crate::{
    Domain, Result,
    entity::{ceremony, registration_attempt},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, QueryTrait,
    sea_query::SimpleExpr,
};
use uuid::Uuid;

/// Whether this attempt has a ceremony that can still be answered.
///
/// # Errors
/// When the database fails.
pub(crate) async fn of_attempt_under_way(domain: &Domain, attempt_id: Uuid) -> Result<bool> {
    under_way(domain.db(), domain, ceremony::Column::RegistrationAttemptId.eq(attempt_id)).await
}

/// Whether any attempt of this link has one.
///
/// # Errors
/// When the database fails.
pub(crate) async fn of_link_under_way(
    db: &impl ConnectionTrait,
    domain: &Domain,
    registration_token_id: Uuid,
) -> Result<bool> {
    let attempts = registration_attempt::Entity::find()
        .select_only()
        .column(registration_attempt::Column::Id)
        .filter(registration_attempt::Column::RegistrationTokenId.eq(registration_token_id))
        .into_query();
    under_way(db, domain, ceremony::Column::RegistrationAttemptId.in_subquery(attempts)).await
}

async fn under_way(db: &impl ConnectionTrait, domain: &Domain, whose: SimpleExpr) -> Result<bool> {
    let in_time = ceremony::Column::ExpiresAt.gt(domain.now());
    Ok(ceremony::Entity::find().filter(whose).filter(in_time).count(db).await? > 0)
}
