//! A PostgreSQL server for the tests. Creating a database there takes a tenth of a second, and so does dropping it. Therefore a
//! database whose test is over is restored to its original contents and given to the next test.

use super::block_on;
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};
use std::{
    collections::HashMap,
    sync::{
        LazyLock, Mutex,
        atomic::{AtomicU32, Ordering},
        mpsc,
    },
};
use url::Url;

/// The server in `TEST_DATABASE_URL`.
pub static SERVER: LazyLock<Option<Server>> = LazyLock::new(Server::from_environment);

/// Runs in a database whose tables are filled, and remembers the contents.
const KEEP_CONTENTS: &str = "DO $$ DECLARE name text; BEGIN
    CREATE SCHEMA kept;
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('CREATE TABLE kept.%I AS TABLE public.%I', name, name);
    END LOOP;
END $$";

/// Runs in a copy of such a database: ends the connections that the last test may have left, and restores the contents without
/// foreign keys and triggers.
pub const PUT_CONTENTS_BACK: &str = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid();
    SET session_replication_role = replica;
    DO $$ DECLARE name text; BEGIN
        FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
            EXECUTE format('DELETE FROM public.%I', name);
            EXECUTE format('INSERT INTO public.%I SELECT * FROM kept.%I', name, name);
        END LOOP;
    END $$;
    RESET session_replication_role";

/// A server, and the connection for creating and dropping its databases.
pub struct Server {
    base: Url,
    /// The server's process behind that connection. It is in the names of this run's databases, so that the next run knows which
    /// databases are left over, and drops them.
    process: i32,
    created: AtomicU32,
    /// Databases whose test is over, by template.
    spare: Mutex<HashMap<String, Vec<String>>>,
    errands: mpsc::Sender<Errand>,
}

struct Errand {
    statements: String,
    /// `None`: the database that the server's own address names.
    database: Option<String>,
    done: mpsc::Sender<()>,
}

impl Server {
    #[expect(clippy::disallowed_methods, reason = "where the tests run is no matter of the product's configuration")]
    fn from_environment() -> Option<Self> {
        let base: Url = std::env::var("TEST_DATABASE_URL").ok().filter(|url| !url.is_empty())?.parse().unwrap();
        let ((errands, waiting), (ready, process)) = (mpsc::channel(), mpsc::channel());
        let url = base.clone();
        // A separate thread, because the runtimes of the tests end with them, and a connection ends with its runtime.
        std::thread::spawn(move || block_on(run_errands(url, ready, waiting)));
        let process = process.recv().unwrap();
        Some(Self { base, process, created: AtomicU32::new(0), spare: Mutex::default(), errands })
    }

    pub fn url(&self, database: &str) -> String {
        within(&self.base, database).into()
    }

    pub fn create(&self) -> String {
        self.create_from("template1")
    }

    /// A copy of `template`, and whether a test has used it before, so that its contents must be restored.
    pub fn copy(&self, template: &str) -> (String, bool) {
        let spare = self.spare.lock().unwrap().entry(template.to_owned()).or_default().pop();
        spare.map_or_else(|| (self.create_from(template), false), |name| (name, true))
    }

    pub fn keep_contents(&self, name: &str) {
        self.run(KEEP_CONTENTS.to_owned(), Some(name.to_owned()));
    }

    /// Takes back a database whose test is over. It is a copy of `template` that another test can use.
    pub fn give_back(&self, name: String, template: Option<String>) {
        match template {
            Some(template) => self.spare.lock().unwrap().entry(template).or_default().push(name),
            None => self.run(format!("DROP DATABASE {name} WITH (FORCE)"), None),
        }
    }

    fn create_from(&self, template: &str) -> String {
        let name = format!("cim_test_{}_{}", self.process, self.created.fetch_add(1, Ordering::Relaxed));
        self.run(format!("CREATE DATABASE {name} TEMPLATE {template}"), None);
        name
    }

    fn run(&self, statements: String, database: Option<String>) {
        let (done, wait) = mpsc::channel();
        self.errands.send(Errand { statements, database, done }).unwrap();
        wait.recv().unwrap();
    }
}

async fn run_errands(url: Url, ready: mpsc::Sender<i32>, errands: mpsc::Receiver<Errand>) {
    let db = connect(url.clone()).await;
    ready.send(clear_leftovers(&db).await).unwrap();
    while let Ok(Errand { statements, database, done }) = errands.recv() {
        match database {
            None => drop(db.execute_unprepared(&statements).await.unwrap()),
            Some(database) => {
                let db = connect(within(&url, &database)).await;
                db.execute_unprepared(&statements).await.unwrap();
                db.close().await.unwrap();
            }
        }
        done.send(()).unwrap();
    }
}

/// Drops the databases of earlier runs. Returns the process ID of the server's process behind `db`.
async fn clear_leftovers(db: &DatabaseConnection) -> i32 {
    let rows = |sql: &str| db.query_all_raw(Statement::from_string(DbBackend::Postgres, sql));
    let leftovers = rows(
        "SELECT datname FROM pg_database WHERE datname LIKE 'cim\\_test\\_%'
         AND split_part(datname, '_', 3) NOT IN (SELECT pid::text FROM pg_stat_activity)",
    );
    for leftover in leftovers.await.unwrap() {
        let name: String = leftover.try_get_by_index(0).unwrap();
        db.execute_unprepared(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await.unwrap();
    }
    rows("SELECT pg_backend_pid()").await.unwrap()[0].try_get_by_index(0).unwrap()
}

async fn connect(url: Url) -> DatabaseConnection {
    Database::connect(ConnectOptions::new(url).max_connections(1).to_owned()).await.unwrap()
}

fn within(base: &Url, database: &str) -> Url {
    let mut url = base.clone();
    url.set_path(database);
    url
}
