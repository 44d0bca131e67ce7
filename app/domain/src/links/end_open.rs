//! Ending a link, in whichever way it ends.

use crate::{
    Domain, Error, Result, ceremonies,
    entity::registration_token::{self, State},
};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect, sea_query::Expr};
use uuid::Uuid;

/// The link as it is at this moment, kept from changing until `tx` ends: what is counted of it in between stays true. (SQLite
/// has one writer anyway, and ignores the lock.) Take it before any other row of the link, so that no two wait for each other.
///
/// # Errors
/// When the database fails.
pub(crate) async fn locked(tx: &DatabaseTransaction, id: Uuid) -> Result<registration_token::Model> {
    let link = registration_token::Entity::find_by_id(id).lock_exclusive().one(tx).await?;
    link.ok_or_else(|| Error::Fault(format!("link {id} is gone")))
}

/// Ends a link that is open, also one whose time is up, and with it every ceremony under way. `false`: it had ended already,
/// and stays as it is.
///
/// # Errors
/// When the database fails.
pub(crate) async fn end_open(tx: &DatabaseTransaction, domain: &Domain, id: Uuid, state: State) -> Result<bool> {
    let ended = registration_token::Entity::update_many()
        .col_expr(registration_token::Column::State, Expr::value(state))
        .col_expr(registration_token::Column::EndedAt, Expr::value(domain.now()))
        .filter(registration_token::Column::Id.eq(id))
        .filter(registration_token::Column::State.eq(State::Open))
        .exec(tx)
        .await?;
    if ended.rows_affected != 1 {
        return Ok(false);
    }
    ceremonies::delete_of_link(tx, id).await?;
    Ok(true)
}
