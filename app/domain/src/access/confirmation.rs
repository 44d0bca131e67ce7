//! Which authenticators an RA Manager must confirm, because their owner was granted a staff role.

use super::{IssueAuthenticator, People, Person, may};
use crate::{
    Change, Domain, Result,
    entity::authenticator::{Column, Entity, Model, Status},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use uuid::Uuid;

/// Marks those authenticators of a user, who has just been granted a staff role, that were neither issued nor confirmed by somebody who
/// may issue to them with this role. Suspended ones are marked too, because they may be reinstated. What the operator issued on the
/// command line needs no confirmation.
///
/// # Errors
/// When the database fails.
pub(crate) async fn ask_to_confirm(change: &Change<'_>, user_id: Uuid) -> Result<()> {
    let person = Person::load(change.rows(), user_id).await?;
    let rows = Entity::find()
        .filter(Column::UserId.eq(user_id))
        .filter(Column::Status.ne(Status::Removed))
        .all(change.rows())
        .await?;
    let vouchers: Vec<Uuid> =
        rows.iter().flat_map(|row| [row.registered_by_id, row.confirmed_by_id]).flatten().collect();
    let vouchers = People::load(change.rows(), vouchers).await?;
    let unconfirmed = unconfirmed(change.domain(), &person, &rows, &vouchers);
    Entity::update_many()
        .col_expr(Column::UnconfirmedSince, Expr::value(change.now()))
        .filter(Column::Id.is_in(unconfirmed))
        .exec(change.rows())
        .await?;
    Ok(())
}

/// The IDs of those `rows` that nobody vouches for who may issue to `person`.
fn unconfirmed(domain: &Domain, person: &Person, rows: &[Model], vouchers: &People) -> Vec<Uuid> {
    let vouches = |id: Option<Uuid>| {
        let voucher = id.and_then(|id| vouchers.get(id).ok()).filter(|voucher| voucher.is_active());
        voucher.is_some_and(|voucher| may::<IssueAuthenticator>(domain, voucher, person).is_ok())
    };
    let waits = |row: &&Model| {
        row.registered_by_id.is_some() && !vouches(row.registered_by_id) && !vouches(row.confirmed_by_id)
    };
    rows.iter().filter(waits).map(|row| row.id).collect()
}
