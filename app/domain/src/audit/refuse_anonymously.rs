//! Counts the refusals of clients that proved nothing. Such a client can be refused any number of times, so these refusals never
//! enter the audit log, whose rows stay for ever.

use super::EventKind;
use crate::{
    Change, Client, Domain, Result,
    entity::anonymous_refusal::{Column, Entity, Model},
};
use chrono::{DurationRound, TimeDelta};
use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder,
    sea_query::{Expr, OnConflict},
};

/// How long the counts are kept.
const KEPT: TimeDelta = TimeDelta::days(30);

/// How many rows one minute may have. Further addresses are counted together as [`OTHERS`], so that a client with a whole network
/// of addresses cannot fill the disk.
const MAX_ROWS_A_MINUTE: u64 = 100;

/// Stands for the addresses that came after the first hundred of a minute.
const OTHERS: &str = "others";

/// How many minutes' counts are deleted in one transaction, so that no other writer waits for long.
const BATCH: TimeDelta = TimeDelta::minutes(10);

/// Counts a refusal of a client that proved nothing, by minute, address and action. Nothing that the client sent is stored.
///
/// # Errors
/// When the database fails.
pub async fn refuse_anonymously(domain: &Domain, action: EventKind, client: &Client) -> Result<()> {
    let now = domain.now();
    let minute = now.duration_trunc(TimeDelta::minutes(1)).unwrap_or(now);
    let (address, action) = (client.network().unwrap_or_default(), action.word().to_owned());
    let one_more = || Expr::col((Entity, Column::Count)).add(1);
    domain
        .change(async |change| {
            let tx = change.rows();
            let counted = Entity::update_many()
                .col_expr(Column::Count, one_more())
                .filter(Column::Minute.eq(minute))
                .filter(Column::Address.eq(&address))
                .filter(Column::Action.eq(&action))
                .exec(tx)
                .await?;
            if counted.rows_affected == 0 {
                let rows = Entity::find().filter(Column::Minute.eq(minute)).count(tx).await?;
                let address = if rows < MAX_ROWS_A_MINUTE { address } else { OTHERS.to_owned() };
                let row = Model { minute, address, action, count: 1 };
                // Another process may have inserted this row meanwhile, or the row for the other addresses exists already.
                let again = OnConflict::columns([Column::Minute, Column::Address, Column::Action])
                    .value(Column::Count, one_more())
                    .to_owned();
                Entity::insert(row.into_active_model()).on_conflict(again).exec_without_returning(tx).await?;
            }
            Ok(())
        })
        .await
}

/// Deletes the counts that have been kept for 30 days. Returns how many rows it deleted.
///
/// # Errors
/// When the database fails.
pub async fn forget_anonymous_refusals(domain: &Domain) -> Result<u64> {
    let (limit, mut deleted) = (domain.now() - KEPT, 0);
    loop {
        let oldest = Entity::find().filter(Column::Minute.lt(limit)).order_by_asc(Column::Minute).one(domain.db());
        let Some(oldest) = oldest.await? else { return Ok(deleted) };
        let old = Column::Minute.lt(Ord::min(limit, oldest.minute + BATCH));
        let delete = async |change: &mut Change<'_>| Ok(Entity::delete_many().filter(old).exec(change.rows()).await?);
        deleted += domain.change(delete).await?.rows_affected;
    }
}
