//! The whole contents of the database.

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};

async fn texts(db: &DatabaseConnection, query: &str) -> Vec<String> {
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), query)).await.unwrap();
    rows.into_iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

/// Every value of every column of every table: texts as they are, and bytes in lower-case hexadecimal.
pub async fn dump(db: &DatabaseConnection) -> String {
    let mut dump = String::new();
    if db.get_database_backend() == DbBackend::Postgres {
        for table in texts(db, "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'").await {
            dump += &texts(db, &format!("SELECT dumped::text FROM public.\"{table}\" dumped")).await.join("\n");
        }
        return dump;
    }
    for table in texts(db, "SELECT name FROM sqlite_schema WHERE type = 'table'").await {
        for column in texts(db, &format!("SELECT name FROM pragma_table_info('{table}')")).await {
            let text = format!(
                "SELECT CASE typeof(\"{column}\") WHEN 'blob' THEN lower(hex(\"{column}\"))
                 ELSE coalesce(cast(\"{column}\" AS text), '') END FROM \"{table}\""
            );
            dump += &texts(db, &text).await.join("\n");
        }
    }
    dump
}
