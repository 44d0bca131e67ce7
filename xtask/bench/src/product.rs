//! The product as the benches start it.

use crate::{
    database::{Database, Kind},
    seed,
    server::{Server, free_port, pinned},
    service::Service,
};
use anyhow::{Context, Result, ensure};
use std::{
    fs::{self, File},
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// The product's program, and the databases with which it is started.
#[derive(Clone, Debug, clap::Args)]
pub struct Program {
    /// The server's program.
    #[arg(long)]
    server: PathBuf,
    /// The server's site folder.
    #[arg(long)]
    site: PathBuf,
    /// A PostgreSQL server on which databases may be created.
    #[arg(long)]
    postgres: Option<String>,
}

impl Program {
    /// SQLite, and PostgreSQL if there is a server.
    pub fn databases(&self) -> Vec<Kind> {
        [Kind::Sqlite].into_iter().chain(self.postgres.as_ref().map(|_| Kind::Postgres)).collect()
    }

    /// A database without tables. On SQLite it is a file in this folder.
    ///
    /// # Errors
    /// When PostgreSQL does not create it.
    pub fn create(&self, kind: Kind, folder: &Path) -> Result<Database> {
        match kind {
            Kind::Sqlite => Ok(Database::Sqlite(folder.join("cim.db"))),
            Kind::Postgres => Database::create_on(self.postgres.as_deref().context("no PostgreSQL")?, "bench"),
        }
    }
}

/// This product with a database. It can be started many times.
pub struct Product {
    program: Program,
    folder: PathBuf,
    database: Database,
    port: u16,
    /// The filter of its log.
    log: String,
    limits: bool,
}

impl Product {
    /// It runs in this folder, at a port of its own.
    ///
    /// # Errors
    /// When no port is free.
    pub fn new(program: &Program, folder: &Path, database: &Database, log: &str) -> Result<Self> {
        Ok(Self {
            program: program.clone(),
            folder: folder.to_owned(),
            database: database.clone(),
            port: free_port()?,
            log: log.to_owned(),
            limits: true,
        })
    }

    /// The same without limits of requests.
    #[must_use]
    pub fn without_limits(self) -> Self {
        Self { limits: false, ..self }
    }

    /// The origin of its pages.
    pub fn origin(&self) -> String {
        format!("http://localhost:{}", self.port)
    }

    /// Where it listens.
    pub fn address(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// Creates the tables, and fills them with users who have a link each. Returns the tokens of the links.
    ///
    /// # Errors
    /// When the database fails.
    pub fn prepare(&self, links: usize) -> Result<Vec<String>> {
        self.run("migrate")?;
        seed::ours(&self.database, links)
    }

    /// Runs another command than `serve` to its end.
    ///
    /// # Errors
    /// When it fails.
    pub fn run(&self, action: &str) -> Result<()> {
        let status = self.command(action).env("CIM_LOG_FILTER", "error").stdout(Stdio::null()).status()?;
        ensure!(status.success(), "`cim {action}` failed");
        Ok(())
    }

    /// Starts the server, and waits until it listens.
    ///
    /// # Errors
    /// When it does not.
    pub fn serve(&self) -> Result<Server> {
        let mut server = self.start()?;
        let output = server.child.stdout.take().context("no standard output")?;
        let listens = BufReader::new(output).lines().map_while(Result::ok).any(|line| line.starts_with("Listening"));
        ensure!(listens, "the server did not start: {}", fs::read_to_string(&server.log).unwrap_or_default());
        Ok(server)
    }

    /// Starts the server, and does not wait.
    ///
    /// # Errors
    /// When its program cannot be started.
    pub fn start(&self) -> Result<Server> {
        let file = self.folder.join("log");
        let child = self
            .command("serve")
            .stdout(Stdio::piped())
            .stderr(File::options().append(true).create(true).open(&file)?)
            .spawn()?;
        Ok(Server { child, origin: self.origin(), service: Service::Ours, tokens: Vec::new(), log: file })
    }

    fn command(&self, action: &str) -> Command {
        let mut command = pinned(&self.program.server);
        command
            .arg(action)
            .env("CIM_LISTEN", self.address())
            .env("CIM_ORIGIN", self.origin())
            .env("CIM_RP_ID", "localhost")
            .env("CIM_DATABASE_URL", self.database.url())
            .env("CIM_SITE_ROOT", &self.program.site)
            .env("CIM_MATCH_CODE", "never")
            .env("CIM_LOG_FILTER", &self.log)
            .current_dir(&self.folder);
        if !self.limits {
            for limit in ["REQUESTS_PER_MINUTE", "BROWSER_REQUESTS_PER_MINUTE", "LINK_REQUESTS_PER_MINUTE"] {
                command.env(format!("CIM_{limit}"), "0");
            }
            command.env("CIM_REQUESTS_IN_PROGRESS", "0");
        }
        command
    }
}
