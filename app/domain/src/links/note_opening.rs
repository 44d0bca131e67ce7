//! Where a link was opened last, so that its agent sees it also where the user gets no further.

use super::find_open;
use crate::{
    Domain, Result,
    entity::registration_token::{self, State},
};
use model::Preflight;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

/// Notes in which browser a link was opened, in place of the one before. As harmless as opening it: nothing is locked, claimed
/// or counted, and nothing is audited, because scanners open links too. Believed as far as it is shown, no further.
///
/// # Errors
/// [`model::AppError::LinkUnknown`], [`model::AppError::LinkEnded`]; when the database fails.
pub async fn note_opening(domain: &Domain, token: &str, preflight: &Preflight) -> Result<()> {
    let link = find_open(domain, token).await?;
    let tx = domain.write().await?;
    let noted = registration_token::Entity::update_many()
        .col_expr(registration_token::Column::OpenedAt, Expr::value(domain.now()))
        .col_expr(registration_token::Column::Opening, Expr::value(serde_json::to_string(preflight)?))
        .filter(registration_token::Column::Id.eq(link.id))
        .filter(registration_token::Column::State.eq(State::Open))
        .exec(&tx)
        .await?;
    // None when it ended since it was read: what its agent saw last stays as it was.
    if noted.rows_affected == 1 { domain.commit(tx, &[link.id]).await } else { Ok(()) }
}
