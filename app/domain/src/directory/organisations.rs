//! Organisations and the tree that they form.

use crate::{
    Change, Error, Result,
    entity::organisation::{self, Column, Entity},
};
use model::{AppError, FieldError};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, ExprTrait, QueryFilter,
    sea_query::{Expr, Func, SimpleExpr},
};
use uuid::Uuid;

/// On PostgreSQL, lets one process at a time change the tree until its transaction ends. SQLite has only one writer.
const TREE_LOCK: i64 = 0x0063_696d_0003;

/// The organisation with this ODS code, in any case of letters.
///
/// # Errors
/// When the database fails.
pub async fn find_organisation(db: &impl ConnectionTrait, ods_code: &str) -> Result<Option<organisation::Model>> {
    let has_code = Column::OdsCode.eq(ods_code.trim().to_uppercase());
    Ok(Entity::find().filter(has_code).one(db).await?)
}

/// Keeps other transactions from changing the tree, and from granting a role at one of its organisations, until this one ends. Call it
/// before any row is locked.
///
/// # Errors
/// When the database fails.
pub(crate) async fn hold_tree(change: &Change<'_>) -> Result<()> {
    if change.rows().get_database_backend() == DbBackend::Postgres {
        change.rows().execute_unprepared(&format!("SELECT pg_advisory_xact_lock({TREE_LOCK})")).await?;
    }
    Ok(())
}

/// Adds an open organisation below `parent`, or at the top of a tree of its own.
///
/// # Errors
/// [`AppError::Invalid`] when another organisation has the code; when the database fails.
pub(crate) async fn add_organisation(
    change: &Change<'_>,
    ods_code: &str,
    name: String,
    parent: Option<&organisation::Model>,
) -> Result<organisation::Model> {
    let id = change.domain().random.uuid();
    let row = organisation::Model {
        id,
        ods_code: ods_code.trim().to_uppercase(),
        name,
        parent_id: parent.map(|parent| parent.id),
        lineage: lineage(id, parent),
        closed_at: None,
    };
    let taken = FieldError::new("ods_code", "There is already an organisation with this ODS code");
    change.insert_unless_taken::<Entity>(row.clone(), AppError::Invalid(vec![taken])).await?;
    Ok(row)
}

/// The lineage of the organisation with this ID when it is below `parent`.
pub(crate) fn lineage(id: Uuid, parent: Option<&organisation::Model>) -> String {
    format!("{}{}/", parent.map_or("", |parent| &parent.lineage), id.simple())
}

/// The condition that an organisation has this lineage or is below the one that has it. It is a range, because a range uses the index
/// on both databases.
pub(crate) fn at_or_below(lineage: &str) -> SimpleExpr {
    Column::Lineage.gte(lineage).and(Column::Lineage.lt(format!("{lineage}{}", char::MAX)))
}

/// Moves the organisation with the lineage `before`, and all below it, so that it has the lineage `after`.
///
/// # Errors
/// When the database fails.
pub(crate) async fn move_below(change: &Change<'_>, before: &str, after: &str) -> Result<()> {
    // No organisation is in a lineage twice, so each lineage has the part that is replaced only once, at its beginning.
    let moved = Func::cust("replace").args([Expr::col(Column::Lineage), Expr::val(before), Expr::val(after)]);
    Entity::update_many()
        .col_expr(Column::Lineage, moved.into())
        .filter(at_or_below(before))
        .exec(change.rows())
        .await?;
    Ok(())
}

/// The organisation at the top of the tree that `organisation` is in.
///
/// # Errors
/// [`Error::Bug`] when its lineage names no organisation; when the database fails.
pub(crate) async fn top(db: &impl ConnectionTrait, organisation: &organisation::Model) -> Result<organisation::Model> {
    let bug = || Error::Bug(format!("organisation {} has the lineage {:?}", organisation.id, organisation.lineage));
    let id = organisation.lineage.split('/').next().and_then(|id| Uuid::parse_str(id).ok()).ok_or_else(bug)?;
    Entity::find_by_id(id).one(db).await?.ok_or_else(bug)
}
