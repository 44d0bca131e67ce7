//! Reads the audit log from its beginning and checks that no row was changed or removed.

use super::hash;
use crate::{Domain, Result, entity::audit_event};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

/// What a check of the audit log found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// All rows are as they were written.
    Sound {
        /// The number of rows. To find out whether rows were removed at the end, compare it with a number noted earlier.
        rows: i64,
    },
    /// This row was changed, or the row before it is missing.
    Broken {
        /// The first row whose hash is wrong.
        sequence: i64,
    },
}

/// Checks the whole chain, a thousand rows at a time.
///
/// # Errors
/// When the database fails.
#[tracing::instrument(skip_all)]
pub async fn verify(domain: &Domain) -> Result<Verdict> {
    let (mut sequence, mut previous_hash) = (0, vec![0; 32]);
    loop {
        let rows = audit_event::Entity::find()
            .filter(audit_event::Column::Sequence.gt(sequence))
            .order_by_asc(audit_event::Column::Sequence)
            .limit(1000)
            .all(domain.db())
            .await?;
        if rows.is_empty() {
            return Ok(Verdict::Sound { rows: sequence });
        }
        for row in rows {
            if row.sequence != sequence + 1 || row.previous_hash != previous_hash || row.hash != hash(&row) {
                return Ok(Verdict::Broken { sequence: row.sequence });
            }
            (sequence, previous_hash) = (row.sequence, row.hash);
        }
    }
}
