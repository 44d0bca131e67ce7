//! The services as processes, on the first core.

use crate::service::Service;
use anyhow::{Context, Result, bail, ensure};
use std::{
    fs,
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command},
    thread,
    time::Duration,
};

/// The core of the services. The load client has the others.
const CORE: &str = "0";

/// A running service that ends with this value.
pub struct Server {
    pub(crate) child: Child,
    /// The origin of its pages.
    pub origin: String,
    /// Which service it is.
    pub service: Service,
    /// The tokens of its links, each for one registration.
    pub tokens: Vec<String>,
    /// What it wrote on standard error.
    pub log: PathBuf,
}

/// How much of the machine a process has used.
#[derive(Clone, Copy, Debug)]
pub struct Usage {
    /// Processor time, in milliseconds.
    pub cpu_ms: f64,
    /// Memory that it holds now, in MB.
    pub memory_mb: f64,
}

impl Server {
    /// Starts the peer with `links` links in a new database. Its folder must have its npm packages.
    ///
    /// # Errors
    /// When it does not start.
    pub fn peer(peer: &Path, folder: &Path, links: usize) -> Result<Self> {
        let (port, file) = (free_port()?, folder.join("peer.db"));
        let seeded = Command::new("node").arg("seed.js").arg(&file).arg(links.to_string()).current_dir(peer).status();
        ensure!(seeded.context("cannot start node")?.success(), "the peer's database could not be filled");
        let tokens = fs::read_to_string(folder.join("peer.db.tokens"))?.lines().map(str::to_owned).collect();
        let child = pinned(Path::new("node"))
            .arg("server.js")
            .env("PORT", port.to_string())
            .env("DB", &file)
            .env("SYNC", "FULL")
            .env("NODE_ENV", "production")
            .current_dir(peer)
            .spawn()?;
        let origin = format!("http://localhost:{port}");
        let server = Self { child, origin, service: Service::Peer, tokens, log: folder.join("none") };
        for _ in 0..300 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return Ok(server);
            }
            thread::sleep(Duration::from_millis(50));
        }
        bail!("the peer did not start")
    }

    /// Ends it by SIGKILL, which it cannot notice.
    ///
    /// # Errors
    /// When it has ended before, by itself.
    pub fn kill(mut self) -> Result<()> {
        if let Some(status) = self.child.try_wait()? {
            bail!("the server ended by itself ({status}): {}", fs::read_to_string(&self.log).unwrap_or_default());
        }
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// What it has used so far (Linux).
    ///
    /// # Errors
    /// When /proc does not say.
    pub fn usage(&self) -> Result<Usage> {
        let process = Path::new("/proc").join(self.child.id().to_string());
        let stat = fs::read_to_string(process.join("stat"))?;
        // The fields after the name, which is in parentheses; utime and stime, in hundredths of a second, are the 14th and 15th.
        let fields: Vec<_> = stat.rsplit_once(')').context("no name in stat")?.1.split_ascii_whitespace().collect();
        let ticks =
            |index: usize| fields.get(index).and_then(|ticks| ticks.parse::<f64>().ok()).context("no times in stat");
        let status = fs::read_to_string(process.join("status"))?;
        let memory = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let memory: f64 =
            memory.and_then(|line| line.trim().strip_suffix(" kB")).context("no VmRSS")?.trim().parse()?;
        Ok(Usage { cpu_ms: (ticks(11)? + ticks(12)?) * 10.0, memory_mb: memory / 1024.0 })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        _ = self.child.kill();
        _ = self.child.wait();
    }
}

/// Keeps this process off the core of the services. It must not have started any thread.
///
/// # Errors
/// When `taskset` fails, because there is only one core.
pub fn leave_the_core_to_the_services() -> Result<()> {
    let cores = thread::available_parallelism()?.get();
    let others = format!("{}-{}", CORE.parse::<usize>()? + 1, cores - 1);
    let set = Command::new("taskset").args(["-c", "-p", &others, &std::process::id().to_string()]).output()?;
    ensure!(set.status.success(), "{}", String::from_utf8_lossy(&set.stderr));
    Ok(())
}

/// A command that runs the program on the core of the services.
pub(crate) fn pinned(program: &Path) -> Command {
    let mut command = Command::new("taskset");
    command.args(["-c", CORE]).arg(program);
    command
}

/// A port that nobody uses now.
pub(crate) fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}
