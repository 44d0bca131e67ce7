//! How the databases run a search. What is asserted is the plan, so these tests say the same on a slow machine.

use crate::support::World;
use domain::{access::Reach, views};
use model::UserSearch;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, QueryTrait, Statement};

/// Every search that fills at least one of the five fields.
fn searches() -> impl Iterator<Item = UserSearch> {
    let field = |fields: u32, bit: u32, text: &str| if fields & bit == 0 { String::new() } else { text.to_owned() };
    (1..32).map(move |fields| UserSearch {
        anything: String::new(),
        first_name: field(fields, 1, "sar"),
        last_name: field(fields, 2, "jo"),
        birth_day: field(fields, 4, "17"),
        birth_month: field(fields, 4, "5"),
        birth_year: field(fields, 4, "1988"),
        email: field(fields, 8, "sarah.jones@riverside.example"),
        unique_user_id: field(fields, 16, "555200000008"),
    })
}

/// Whether one user at most can match.
fn is_for_one(search: &UserSearch) -> bool {
    !search.email.is_empty() || !search.unique_user_id.is_empty()
}

/// The lines of the database's plan for a search.
async fn plan(db: &DatabaseConnection, search: &UserSearch) -> Vec<String> {
    let backend = db.get_database_backend();
    let Statement { sql, values, .. } =
        views::search_query(search, &Reach::Below(vec!["a/".to_owned(), "b/c/".to_owned()])).unwrap().build(backend);
    let (explain, column) = match backend {
        DbBackend::Postgres => ("EXPLAIN (COSTS OFF)", "QUERY PLAN"),
        _ => ("EXPLAIN QUERY PLAN", "detail"),
    };
    let explain = Statement { sql: format!("{explain} {sql}"), values, db_backend: backend };
    let rows = db.query_all_raw(explain).await.unwrap();
    rows.iter().map(|row| row.try_get("", column).unwrap()).collect()
}

#[tokio::test]
async fn every_search_uses_an_index_and_sorts_nothing() {
    let world = World::new().await;
    let db = world.back_door().await;
    if db.get_database_backend() == DbBackend::Postgres {
        // The planner takes a whole scan for a table as small as this one, and a sort for as few rows. With these settings it
        // takes either only when no index can serve the search.
        db.execute_unprepared("SET enable_seqscan = off; SET enable_bitmapscan = off").await.unwrap();
    }
    for search in searches() {
        if db.get_database_backend() == DbBackend::Postgres {
            // One row may be sorted: otherwise the planner would go through the whole index of the order to find it.
            let sorting = if is_for_one(&search) { "on" } else { "off" };
            db.execute_unprepared(&format!("SET enable_sort = {sorting}")).await.unwrap();
        }
        let plan = plan(&db, &search).await;
        let found = match db.get_database_backend() {
            DbBackend::Postgres => {
                let sorts = plan.iter().any(|line| line.contains("Sort")) && !is_for_one(&search);
                let whole = plan.iter().any(|line| line.contains("Seq Scan"));
                !sorts && !whole && plan.iter().any(|line| line.contains("Index Cond: (") && !line.contains(" id = "))
            }
            _ => {
                let searches = |line: &String| line.starts_with("SEARCH ") && line.contains(" USING INDEX ");
                plan.len() == 2 && plan.iter().all(searches)
            }
        };
        assert!(found, "{search:?}: {plan:#?}");
    }
}
