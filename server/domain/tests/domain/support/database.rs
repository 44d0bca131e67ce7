//! A database for each test: a SQLite file, or, where `TEST_DATABASE_URL` names a PostgreSQL server and a user who may
//! create databases, a database there. It is copied from a template, so that nobody migrates twice, and goes with the
//! test.

use domain::database;
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};
use std::sync::{
    LazyLock,
    atomic::{AtomicU32, Ordering},
    mpsc,
};
use tempfile::TempDir;

/// A database that goes with this value.
pub struct TestDatabase {
    pub url: String,
    place: Place,
}

enum Place {
    File(TempDir),
    Server(String),
}

impl TestDatabase {
    /// A database without tables.
    pub fn blank() -> Self {
        match &*SERVER {
            None => Self::file(),
            Some(server) => server.create(""),
        }
    }

    /// A database like this one, to which nobody may be connected.
    pub fn copy(&self) -> Self {
        match (&self.place, &*SERVER) {
            (Place::Server(name), Some(server)) => server.create(&format!("TEMPLATE {name}")),
            (Place::File(folder), _) => {
                let copy = Self::file();
                if let Place::File(to) = &copy.place {
                    std::fs::copy(folder.path().join(FILE), to.path().join(FILE)).unwrap();
                }
                copy
            }
            (Place::Server(_), None) => panic!("a server that has gone"),
        }
    }

    pub async fn connect(&self) -> DatabaseConnection {
        database::connect(&self.url).await.unwrap()
    }

    fn file() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}?mode=rwc", folder.path().join(FILE).display());
        Self { url, place: Place::File(folder) }
    }
}

const FILE: &str = "cim.db";

impl Drop for TestDatabase {
    fn drop(&mut self) {
        if let (Place::Server(name), Some(server)) = (&self.place, &*SERVER) {
            // Nobody waits: what is not dropped when the last test ends, the next run clears away.
            server.dropping.send(format!("DROP DATABASE {name} WITH (FORCE)"));
        }
    }
}

static SERVER: LazyLock<Option<Server>> = LazyLock::new(Server::from_environment);

/// A PostgreSQL server.
struct Server {
    url: url::Url,
    creating: Errands,
    dropping: Errands,
    created: AtomicU32,
}

impl Server {
    #[expect(clippy::disallowed_methods, reason = "where the tests run is no matter of the product's configuration")]
    fn from_environment() -> Option<Self> {
        let url: url::Url = std::env::var("TEST_DATABASE_URL").ok().filter(|url| !url.is_empty())?.parse().unwrap();
        let (creating, dropping) = (Errands::over(url.clone()), Errands::over(url.clone()));
        Some(Self { url, creating, dropping, created: AtomicU32::new(0) })
    }

    fn create(&self, template: &str) -> TestDatabase {
        let number = self.created.fetch_add(1, Ordering::Relaxed);
        let name = format!("cim_test_{}_{number}", self.creating.process);
        self.creating.send(format!("CREATE DATABASE {name} {template}")).recv().unwrap();
        let mut url = self.url.clone();
        url.set_path(&name);
        TestDatabase { url: url.into(), place: Place::Server(name) }
    }
}

/// A connection to the server that outlives the tests' runtimes, for statements one after the other.
struct Errands {
    /// The server's process behind the connection. It is in the names of this run's databases, so that the next run
    /// knows which ones are nobody's any more.
    process: i32,
    statements: mpsc::Sender<(String, mpsc::Sender<()>)>,
}

impl Errands {
    fn over(url: url::Url) -> Self {
        let (statements, waiting) = mpsc::channel::<(String, mpsc::Sender<()>)>();
        let (ready, process) = mpsc::channel();
        std::thread::spawn(move || {
            block_on(async {
                let db = Database::connect(ConnectOptions::new(url).max_connections(1).to_owned()).await.unwrap();
                ready.send(clear_leftovers(&db).await).unwrap();
                while let Ok((statement, done)) = waiting.recv() {
                    db.execute_unprepared(&statement).await.unwrap();
                    // Nobody may be waiting.
                    _ = done.send(());
                }
            });
        });
        Self { process: process.recv().unwrap(), statements }
    }

    /// Gives where the end of the statement can be waited for.
    fn send(&self, statement: String) -> mpsc::Receiver<()> {
        let (done, wait) = mpsc::channel();
        self.statements.send((statement, done)).unwrap();
        wait
    }
}

/// Drops the databases of runs that are over. Gives the server's process behind `db`.
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

/// Runs `future` to its end on a runtime of its own.
pub fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}
