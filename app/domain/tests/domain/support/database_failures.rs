//! Failures of the database: triggers that make one statement or the commit fail, with the database's own means.

use super::World;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};

/// Makes the database fail on request.
pub struct DatabaseFailures(DatabaseConnection);

const SQLITE_TABLES: &str =
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'fault%'";
const POSTGRES_TABLES: &str =
    "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'fault%'";

impl DatabaseFailures {
    /// Installs a trigger before every change of every table.
    pub async fn install(world: &World) -> Self {
        world.database.spoil();
        let db = world.back_door().await;
        let postgres = db.get_database_backend() == DbBackend::Postgres;
        db.execute_unprepared(if postgres { POSTGRES } else { SQLITE }).await.unwrap();
        let tables = if postgres { POSTGRES_TABLES } else { SQLITE_TABLES };
        let tables = db.query_all_raw(Statement::from_string(db.get_database_backend(), tables)).await.unwrap();
        for table in tables {
            let table: String = table.try_get_by_index(0).unwrap();
            if postgres {
                db.execute_unprepared(&format!(
                    "CREATE TRIGGER a_fault BEFORE INSERT OR UPDATE OR DELETE ON \"{table}\"
                     FOR EACH STATEMENT EXECUTE FUNCTION fault_at_statement();
                     CREATE CONSTRAINT TRIGGER fault_at_end AFTER INSERT OR UPDATE OR DELETE ON \"{table}\"
                     DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION fault_at_commit();"
                ))
                .await
                .unwrap();
                continue;
            }
            for change in ["INSERT", "UPDATE", "DELETE"] {
                db.execute_unprepared(&format!(
                    "CREATE TRIGGER fault_{change}_{table} BEFORE {change} ON \"{table}\" BEGIN
                         UPDATE fault SET statement = statement - 1;
                         SELECT CASE WHEN statement = 0 THEN RAISE(ABORT, 'disk I/O error') END FROM fault;
                         INSERT INTO fault_child SELECT 1 FROM fault WHERE at_commit;
                     END;"
                ))
                .await
                .unwrap();
            }
        }
        Self(db)
    }

    /// Makes the `number`-th statement from now on that changes something fail.
    pub async fn at_statement(&self, number: u32) {
        self.set(number, false).await;
    }

    /// Makes every commit of a change fail.
    pub async fn at_commit(&self) {
        self.set(0, true).await;
    }

    /// Stops all failures.
    pub async fn end(&self) {
        self.set(0, false).await;
    }

    async fn set(&self, statement: u32, at_commit: bool) {
        // The triggers do not disturb this statement, because the tables of faults have no triggers.
        let set = format!("UPDATE fault SET statement = {statement}, at_commit = {at_commit}");
        self.0.execute_unprepared(&set).await.unwrap();
        if self.0.get_database_backend() == DbBackend::Postgres {
            self.0.execute_unprepared("ALTER SEQUENCE fault_statements RESTART").await.unwrap();
        }
    }
}

/// The commit fails because of a deferred foreign key. As on a full disk, the transaction stays open.
const SQLITE: &str = "
    CREATE TABLE fault (statement integer NOT NULL, at_commit boolean NOT NULL);
    INSERT INTO fault VALUES (0, false);
    CREATE TABLE fault_parent (id integer PRIMARY KEY);
    CREATE TABLE fault_child (parent integer REFERENCES fault_parent (id) DEFERRABLE INITIALLY DEFERRED);";

const POSTGRES: &str = "
    CREATE TABLE fault (statement integer NOT NULL, at_commit boolean NOT NULL);
    INSERT INTO fault VALUES (0, false);
    CREATE SEQUENCE fault_statements;
    CREATE FUNCTION fault_at_statement() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF nextval('fault_statements') = (SELECT statement FROM fault) THEN RAISE EXCEPTION 'disk I/O error'; END IF;
        RETURN NULL;
    END $$;
    CREATE FUNCTION fault_at_commit() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF (SELECT at_commit FROM fault) THEN RAISE EXCEPTION 'disk I/O error'; END IF;
        RETURN NULL;
    END $$;";
