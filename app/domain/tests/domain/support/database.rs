//! A database for each test: a SQLite file, or, if `TEST_DATABASE_URL` names a PostgreSQL server and a superuser, a database on
//! that server. Each is a copy of a template, so that the migrations run only once.

use super::postgres::{PUT_CONTENTS_BACK, SERVER, Server};
use domain::database::{self, Database};
use sea_orm::{ConnectOptions, ConnectionTrait, DatabaseConnection};
use std::sync::atomic::{AtomicBool, Ordering};
use tempfile::TempDir;

/// A database that is dropped with this value.
pub struct TestDatabase {
    pub url: String,
    place: Place,
}

enum Place {
    File(TempDir),
    /// A file that the test itself looks after.
    Elsewhere,
    /// A SQLite file's contents, which are only copied. A template lives as long as the process, which would not delete a
    /// folder at its end.
    Contents(Vec<u8>),
    Server {
        server: &'static Server,
        name: String,
        template: Option<String>,
        /// Another test has used it, so its contents must be restored first.
        used: AtomicBool,
        spoilt: AtomicBool,
    },
}

impl TestDatabase {
    /// A database without tables.
    pub fn blank() -> Self {
        match &*SERVER {
            None => Self::file(tempfile::tempdir().unwrap()),
            Some(server) => Self::on(server, (server.create(), false), None),
        }
    }

    /// Makes this the database that [`copy`](Self::copy) copies. No test may connect to it from now on.
    pub fn into_template(self) -> Self {
        match &self.place {
            Place::File(folder) => {
                let contents = std::fs::read(folder.path().join(FILE)).unwrap();
                return Self { url: self.url.clone(), place: Place::Contents(contents) };
            }
            Place::Server { server, name, .. } => server.keep_contents(name),
            Place::Contents(_) | Place::Elsewhere => {}
        }
        self
    }

    /// A database with the contents of this template.
    pub fn copy(&self) -> Self {
        match &self.place {
            Place::Contents(contents) => {
                let folder = tempfile::tempdir().unwrap();
                std::fs::write(folder.path().join(FILE), contents).unwrap();
                Self::file(folder)
            }
            Place::File(_) | Place::Elsewhere => panic!("only a template is copied"),
            Place::Server { server, name, .. } => Self::on(server, server.copy(name), Some(name.clone())),
        }
    }

    /// The same in a file that the test itself looks after.
    pub fn copy_to(&self, file: &std::path::Path) -> Self {
        let Place::Contents(contents) = &self.place else { panic!("only a SQLite template is copied to a file") };
        std::fs::write(file, contents).unwrap();
        Self { url: format!("sqlite://{}?mode=rwc", file.display()), place: Place::Elsewhere }
    }

    /// Marks the tables themselves as changed, so that no other test gets this database.
    pub fn spoil(&self) {
        if let Place::Server { spoilt, .. } = &self.place {
            spoilt.store(true, Ordering::Relaxed);
        }
    }

    pub async fn connect(&self) -> Database {
        if let Place::Server { used, .. } = &self.place
            && used.swap(false, Ordering::Relaxed)
        {
            self.back_door().await.execute_unprepared(PUT_CONTENTS_BACK).await.unwrap();
        }
        database::connect(&self.url).await.unwrap()
    }

    /// A connection that bypasses the service and may write anything.
    pub async fn back_door(&self) -> DatabaseConnection {
        sea_orm::Database::connect(ConnectOptions::new(&self.url).max_connections(1).to_owned()).await.unwrap()
    }

    fn file(folder: TempDir) -> Self {
        let url = format!("sqlite://{}?mode=rwc", folder.path().join(FILE).display());
        Self { url, place: Place::File(folder) }
    }

    fn on(server: &'static Server, (name, used): (String, bool), template: Option<String>) -> Self {
        let (url, used, spoilt) = (server.url(&name), AtomicBool::new(used), AtomicBool::new(false));
        Self { url, place: Place::Server { server, name, template, used, spoilt } }
    }
}

const FILE: &str = "cim.db";

impl Drop for TestDatabase {
    fn drop(&mut self) {
        if let Place::Server { server, name, template, spoilt, .. } = &mut self.place {
            server.give_back(std::mem::take(name), template.take().filter(|_| !*spoilt.get_mut()));
        }
    }
}
