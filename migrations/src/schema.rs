//! Columns that differ between the two databases.

use sea_orm_migration::{
    prelude::*,
    schema::{binary_uniq, timestamp_with_time_zone, timestamp_with_time_zone_null},
    sea_orm::DbBackend,
};

/// A normalised text to search and sort by. PostgreSQL would sort it by the rules of a language. Both databases must compare it
/// byte by byte, so that one range of values covers every text with a given prefix.
pub fn search_text(manager: &SchemaManager<'_>, name: &'static str) -> ColumnDef {
    let mut column = ColumnDef::new(name);
    match manager.get_database_backend() {
        DbBackend::Postgres => column.custom("text COLLATE \"C\""),
        _ => column.text(),
    };
    column.not_null().take()
}

/// SHA-256 of a secret that only its bearer has; 32 bytes.
pub fn secret_hash() -> ColumnDef {
    binary_uniq("secret_hash")
}

/// A point in time, UTC.
pub fn moment(name: &'static str) -> ColumnDef {
    timestamp_with_time_zone(name)
}

/// A point in time, UTC, that may not have come yet.
pub fn moment_null(name: &'static str) -> ColumnDef {
    timestamp_with_time_zone_null(name)
}

/// A reference to `table.id`.
pub fn reference(from_table: &'static str, from: &'static str, to_table: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create().from(from_table, from).to(to_table, "id").on_delete(ForeignKeyAction::Restrict).to_owned()
}
