//! A database for each test: a SQLite file, or, where `TEST_DATABASE_URL` names a PostgreSQL server and a superuser, a
//! database there. It is copied from a template, so that nobody migrates twice.

use super::postgres::{SERVER, Server};
use domain::database;
use sea_orm::DatabaseConnection;
use std::sync::atomic::{AtomicBool, Ordering};
use tempfile::TempDir;

/// A database that goes with this value.
pub struct TestDatabase {
    pub url: String,
    place: Place,
}

enum Place {
    File(TempDir),
    Server { server: &'static Server, name: String, template: Option<String>, spoilt: AtomicBool },
}

impl TestDatabase {
    /// A database without tables.
    pub fn blank() -> Self {
        match &*SERVER {
            None => Self::file(),
            Some(server) => Self::on(server, server.create(), None),
        }
    }

    /// Makes this the database that [`copy`](Self::copy) copies. Nobody is connected to it from now on.
    pub fn into_template(self) -> Self {
        if let Place::Server { server, name, .. } = &self.place {
            server.keep_contents(name);
        }
        self
    }

    /// A database like this one.
    pub fn copy(&self) -> Self {
        match &self.place {
            Place::File(folder) => {
                let copy = Self::file();
                if let Place::File(to) = &copy.place {
                    std::fs::copy(folder.path().join(FILE), to.path().join(FILE)).unwrap();
                }
                copy
            }
            Place::Server { server, name, .. } => Self::on(server, server.copy(name), Some(name.clone())),
        }
    }

    /// Says that the tables themselves were changed, so that no other test gets this database.
    pub fn spoil(&self) {
        if let Place::Server { spoilt, .. } = &self.place {
            spoilt.store(true, Ordering::Relaxed);
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

    fn on(server: &'static Server, name: String, template: Option<String>) -> Self {
        let url = server.url(&name);
        Self { url, place: Place::Server { server, name, template, spoilt: AtomicBool::new(false) } }
    }
}

const FILE: &str = "cim.db";

impl Drop for TestDatabase {
    fn drop(&mut self) {
        if let Place::Server { server, name, template, spoilt } = &mut self.place {
            server.give_back(std::mem::take(name), template.take().filter(|_| !*spoilt.get_mut()));
        }
    }
}
