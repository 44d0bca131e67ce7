//! Deleting rows that have expired.

use crate::{Change, Domain, Result};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter,
    sea_query::{Query, SimpleExpr},
};

/// How many rows one transaction deletes at most, so that no other writer waits for long.
const BATCH: u64 = 500;

impl Domain {
    /// Deletes all rows of a table for which `expired` holds, in as many transactions as it takes. `key` is the primary key of the
    /// table. Returns how many rows it deleted.
    ///
    /// # Errors
    /// When the database fails. Then the rows of the earlier transactions are deleted.
    pub(crate) async fn delete_in_batches<E: EntityTrait>(&self, key: E::Column, expired: SimpleExpr) -> Result<u64> {
        let mut deleted = 0;
        loop {
            let batch =
                Query::select().column(key).from(E::default()).and_where(expired.clone()).limit(BATCH).to_owned();
            let delete = E::delete_many().filter(key.in_subquery(batch));
            let rows = self.change(async |change: &mut Change<'_>| Ok(delete.exec(change.rows()).await?)).await?;
            deleted += rows.rows_affected;
            if rows.rows_affected < BATCH {
                return Ok(deleted);
            }
        }
    }
}
