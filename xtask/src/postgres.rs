//! A temporary PostgreSQL for the tests. It is installed if it is missing, has its own port, and is deleted after the tests.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::workspace::Workspace;
use crate::{cache, install, process};

/// Debian's name of the user that runs PostgreSQL. PostgreSQL refuses to run as root.
const USER: &str = "postgres";

/// Whether what a cluster commits survives a crash.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// Nothing waits for the disk. For tests, which are quicker then.
    None,
    /// As in production. For measuring.
    Full,
}

/// A running PostgreSQL. It is stopped and deleted when this value is dropped.
pub struct Cluster {
    /// The folder with everything that it writes.
    folder: PathBuf,
    /// The folder with its programs.
    programs: PathBuf,
    /// Whether its programs run as [`USER`], and not as the user that runs xtask.
    by_user: bool,
    port: u16,
}

impl Cluster {
    /// Installs PostgreSQL if it is missing, and starts it with an empty data folder.
    pub fn start(workspace: &Workspace, durability: Durability) -> Result<Self> {
        let programs = match programs() {
            Some(programs) => programs,
            None => {
                install::debian_packages(&["postgresql"])?;
                programs().context("Debian's postgresql is installed, but its initdb is not found")?
            }
        };
        let by_user = install::is_root()?;
        let port = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
        let port = port.context("no port is free")?.port();

        // PostgreSQL's user may have no access to the target folder, e.g. below /root.
        let places = [workspace.target.join("postgres"), std::env::temp_dir().join("cim-postgres")];
        for place in places {
            let folder = place.join(std::process::id().to_string());
            let cluster = Self { folder, programs: programs.clone(), by_user, port };
            cluster.clear_leftovers(&place)?;
            if cluster.create_folder()? {
                println!("Starting PostgreSQL on port {port}, in {}", workspace.shown(&cluster.folder));
                cluster.create_and_start(durability)?;
                return Ok(cluster);
            }
        }
        bail!("the user {USER} can use neither the target folder nor the temporary folder");
    }

    /// The address of a database that always exists, for a user with all rights.
    pub fn url(&self) -> String {
        format!("postgres://{USER}@127.0.0.1:{}/postgres", self.port)
    }

    /// Stops and deletes every PostgreSQL that an earlier xtask has left, because it was killed.
    fn clear_leftovers(&self, place: &Path) -> Result<()> {
        if !place.is_dir() || !Path::new("/proc/self").exists() {
            return Ok(());
        }
        for folder in cache::list(place)? {
            if folder.file_name().is_some_and(|process| !Path::new("/proc").join(process).exists()) {
                drop(Self { folder, programs: self.programs.clone(), ..*self });
            }
        }
        Ok(())
    }

    /// Creates the folder. Returns whether PostgreSQL can use it.
    fn create_folder(&self) -> Result<bool> {
        fs::create_dir_all(&self.folder).with_context(|| format!("cannot create {}", self.folder.display()))?;
        if !self.by_user {
            return Ok(true);
        }
        process::run(Command::new("chown").arg(USER).arg(&self.folder))?;
        // Run this in `/`, because that user may have no access to the current folder either.
        Ok(process::quiet(self.command("test").arg("-w").arg(&self.folder).current_dir("/")).is_ok())
    }

    fn create_and_start(&self, durability: Durability) -> Result<()> {
        let mut initdb = self.command(self.programs.join("initdb"));
        initdb.args(["--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "--username", USER]);
        process::quiet(initdb.arg("--pgdata").arg(self.data()))?;
        // Listen only on TCP, on the loopback address: the path of a Unix socket has at most 107 bytes, and the path of the
        // folder can be longer.
        let durability = match durability {
            Durability::None => "-c fsync=off -c synchronous_commit=off -c full_page_writes=off",
            Durability::Full => "",
        };
        let options = format!(
            "-c listen_addresses=127.0.0.1 -c port={} -c unix_socket_directories= -c max_connections=200 {durability}",
            self.port
        );
        let log = self.folder.join("log");
        process::quiet(self.pg_ctl("start").arg("--wait").arg("--log").arg(&log).arg("--options").arg(options))
            .with_context(|| format!("PostgreSQL did not start: {}", fs::read_to_string(&log).unwrap_or_default()))
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn pg_ctl(&self, action: &str) -> Command {
        let mut command = self.command(self.programs.join("pg_ctl"));
        command.arg(action).arg("--pgdata").arg(self.data());
        command
    }

    /// A command that runs a program as the right user, in a folder to which this user has access.
    fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = if self.by_user {
            let mut command = Command::new("runuser");
            command.args(["-u", USER, "--"]).arg(program);
            command
        } else {
            Command::new(program)
        };
        command.current_dir(&self.folder);
        command
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if self.data().join("postmaster.pid").exists()
            && let Err(error) = process::quiet(self.pg_ctl("stop").args(["--mode", "immediate"]))
        {
            eprintln!("PostgreSQL in {} could not be stopped: {error:#}", self.folder.display());
            return;
        }
        // If this fails, the next start deletes the folder.
        _ = fs::remove_dir_all(&self.folder);
    }
}

/// Finds the folder with PostgreSQL's programs. Debian's are not on the PATH, but in a folder for each version.
fn programs() -> Option<PathBuf> {
    let debian = cache::list(Path::new("/usr/lib/postgresql")).unwrap_or_default();
    let version = |folder: &PathBuf| folder.file_name().and_then(|name| name.to_str()?.parse::<u32>().ok());
    let newest = debian.into_iter().filter(|folder| folder.join("bin/initdb").is_file()).max_by_key(version);
    newest.map(|folder| folder.join("bin")).or_else(|| Some(process::find_program("initdb")?.parent()?.to_owned()))
}
