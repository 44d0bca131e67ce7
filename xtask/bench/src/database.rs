//! The databases of a bench, by their own command lines.

use anyhow::{Context, Result, ensure};
use std::{
    fmt::{self, Display, Write as _},
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// The kinds of databases that the product can use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A file.
    Sqlite,
    /// A server.
    Postgres,
}

impl Display for Kind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        })
    }
}

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
        ensure!(made.context("cannot start psql")?.success(), "psql could not create {name}");
        let (server, _) = url.rsplit_once('/').context("the address of PostgreSQL has no database")?;
        Ok(Self::Postgres(format!("{server}/{name}")))
    }

    /// Runs SQL by the database's own command line. Returns the rows of the result, with `|` between the columns.
    ///
    /// # Errors
    /// When a statement fails, or the program is not installed.
    pub fn run(&self, sql: &str) -> Result<String> {
        let mut command = self.command_line();
        let shown = format!("{command:?}");
        let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let mut child = child.with_context(|| format!("cannot start {shown}"))?;
        // Neither program prints more than a pipe holds before it has read everything.
        child.stdin.take().context("no standard input")?.write_all(sql.as_bytes())?;
        let output = child.wait_with_output()?;
        ensure!(output.status.success(), "{shown} failed");
        Ok(String::from_utf8(output.stdout)?)
    }

    /// Its size, and on SQLite the size of the log of what was written since the last checkpoint, in MB.
    ///
    /// # Errors
    /// When the database does not say.
    pub fn megabytes(&self) -> Result<(f64, f64)> {
        let file = |file: &Path| file.metadata().map_or(0.0, |file| file.len() as f64 / 1e6);
        match self {
            Self::Sqlite(path) => Ok((file(path), file(&path.with_extension("db-wal")))),
            Self::Postgres(_) => {
                let bytes: f64 = self.run("SELECT pg_database_size(current_database());")?.trim().parse()?;
                Ok((bytes / 1e6, 0.0))
            }
        }
    }

    /// Whether it answers.
    pub fn is_up(&self) -> bool {
        let asked = self.command_line().stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
        asked.is_ok_and(|status| status.success())
    }

    /// Its command line, which reads SQL from its standard input.
    fn command_line(&self) -> Command {
        match self {
            Self::Sqlite(file) => {
                let mut sqlite = Command::new("sqlite3");
                sqlite.args(["-batch", "-bail", "-list"]).arg(file);
                sqlite
            }
            Self::Postgres(url) => {
                let mut psql = Command::new("psql");
                psql.args([url, "--no-psqlrc", "--quiet", "--no-align", "--tuples-only", "-v", "ON_ERROR_STOP=1"]);
                psql
            }
        }
    }

    /// Kills a process of the PostgreSQL server by SIGKILL, as a crash of the server would end it. PostgreSQL then ends all its
    /// other processes, forgets what they had in memory, and recovers from its log. The server must run on this machine.
    ///
    /// # Errors
    /// When the process is not found, or may not be killed.
    pub fn crash(&self) -> Result<()> {
        let process = self.run("SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer';")?;
        let killed = Command::new("kill").args(["-KILL", process.trim()]).status();
        ensure!(killed.context("cannot start kill")?.success(), "PostgreSQL could not be killed");
        Ok(())
    }

    /// Bytes in its SQL.
    pub fn blob(&self, bytes: &[u8]) -> String {
        let hex = hex(bytes);
        match self {
            Self::Sqlite(_) => format!("x'{hex}'"),
            Self::Postgres(_) => format!("'\\x{hex}'"),
        }
    }

    /// The bytes of a column as the function [`hex`] writes them, in its SQL.
    pub fn as_hex(&self, column: &str) -> String {
        match self {
            Self::Sqlite(_) => format!("lower(hex({column}))"),
            Self::Postgres(_) => format!("encode({column}, 'hex')"),
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

/// Bytes in hexadecimal digits, in small letters.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut hex, byte| {
        // Writing to a string never fails.
        _ = write!(hex, "{byte:02x}");
        hex
    })
}
