//! The databases of a bench, by their own command lines.

use anyhow::{Context, Result};
use std::{fmt::Write as _, path::PathBuf, process::Command};

/// A database of ours.
#[derive(Clone, Debug)]
pub enum Database {
    /// A file.
    Sqlite(PathBuf),
    /// The address of a database on a PostgreSQL server.
    Postgres(String),
}

impl Database {
    /// Its address for `CIM_DATABASE_URL`.
    pub fn url(&self) -> String {
        match self {
            Self::Sqlite(file) => format!("sqlite://{}?mode=rwc", file.display()),
            Self::Postgres(url) => url.clone(),
        }
    }

    /// Creates an empty database on the server at `url`.
    ///
    /// # Errors
    /// When psql fails.
    pub fn create_on(url: &str, name: &str) -> Result<Self> {
        let drop = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        let create = format!("CREATE DATABASE {name}");
        let made = Command::new("psql").args([url, "--quiet", "-c", &drop, "-c", &create]).status();
        anyhow::ensure!(made.context("cannot start psql")?.success(), "psql could not create {name}");
        let (server, _) = url.rsplit_once('/').context("the address of PostgreSQL has no database")?;
        Ok(Self::Postgres(format!("{server}/{name}")))
    }

    /// Its command line, which reads SQL from its standard input.
    pub fn command_line(&self) -> Command {
        match self {
            Self::Sqlite(file) => {
                let mut sqlite = Command::new("sqlite3");
                sqlite.arg("-bail").arg(file);
                sqlite
            }
            Self::Postgres(url) => {
                let mut psql = Command::new("psql");
                psql.args([url, "--quiet", "-v", "ON_ERROR_STOP=1"]);
                psql
            }
        }
    }

    /// Bytes in its SQL.
    pub fn blob(&self, bytes: &[u8]) -> String {
        let hex = bytes.iter().fold(String::new(), |mut hex, byte| {
            // Writing to a string never fails.
            _ = write!(hex, "{byte:02x}");
            hex
        });
        match self {
            Self::Sqlite(_) => format!("x'{hex}'"),
            Self::Postgres(_) => format!("'\\x{hex}'"),
        }
    }

    /// The UUID of the row with this number, in its SQL.
    pub fn id(&self, number: usize) -> String {
        let id = uuid::Uuid::from_u128(number as u128 + 1);
        match self {
            Self::Sqlite(_) => self.blob(id.as_bytes()),
            Self::Postgres(_) => format!("'{id}'"),
        }
    }
}
