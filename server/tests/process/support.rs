//! A `cim serve` process, and connections to it.

use rustix::process::{Pid, Signal, kill_process};
use std::{
    collections::HashMap,
    fs::File,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::PathBuf,
    process::{Command, ExitStatus, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
    time::Duration,
};

/// So long that a test whose event never happens fails instead of hanging.
pub const GUARD: Duration = Duration::from_secs(60);

/// A file that is larger than the buffers of a connection whose client does not read.
pub const GREAT_FILE: &str = "/pkg/great.bin";
const GREAT: u64 = 64 * 1024 * 1024;

const CIM: &str = env!("CARGO_BIN_EXE_cim");

/// `cim serve` with its own port and SQLite file.
pub struct Process {
    pub address: String,
    id: u32,
    lines: Receiver<String>,
    ended: Receiver<ExitStatus>,
    folder: tempfile::TempDir,
}

impl Process {
    /// Starts the process with the demonstration, and waits until it listens.
    pub fn start(settings: &[(&str, &str)]) -> Self {
        Self::start_with_token(settings).0
    }

    /// The same, with the token of the link for the first RA Manager.
    pub fn start_with_token(settings: &[(&str, &str)]) -> (Self, String) {
        Self::start_by(Command::new(CIM), settings)
    }

    /// The same without the demonstration, on a database that has its tables.
    pub fn start_on(database: &str) -> Self {
        Self::run(Command::new(CIM).arg("serve"), &[("CIM_DATABASE_URL", database)]).listening()
    }

    /// The same, with the database on a file system of 8 MB in memory, in its own mount namespace (Linux).
    pub fn start_on_a_small_disk() -> (Self, String) {
        let mount = "mount -t tmpfs -o size=8m small disk && exec \"$0\" \"$@\"";
        let mut unshare = Command::new("unshare");
        unshare.args(["--user", "--map-root-user", "--mount", "sh", "-c", mount, CIM]);
        // The test writes over and over until the disk is full.
        let unlimited = [("CIM_REQUESTS_PER_MINUTE", "0"), ("CIM_LINK_REQUESTS_PER_MINUTE", "0")];
        let on_disk = ("CIM_DATABASE_URL", "sqlite://disk/cim.db?mode=rwc");
        Self::start_by(unshare, &[unlimited[0], unlimited[1], on_disk])
    }

    fn start_by(mut command: Command, settings: &[(&str, &str)]) -> (Self, String) {
        let process = Self::run(command.args(["serve", "--demo"]), settings);
        let token = process.says("/register#").rsplit_once('#').unwrap().1.to_owned();
        (process.listening(), token)
    }

    fn run(command: &mut Command, settings: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path().join("site");
        std::fs::create_dir_all(site.join("pkg")).unwrap();
        // The file has no contents on the disk, only a length.
        File::create(site.join("pkg/great.bin")).unwrap().set_len(GREAT).unwrap();
        let names = [
            "agents_js",
            "agents_wasm",
            "registration_js",
            "registration_wasm",
            "stylesheet",
            "registration_stylesheet",
            "icon",
        ];
        let assets: HashMap<_, _> = names.into_iter().map(|name| (name, format!("/pkg/{name}.abc"))).collect();
        std::fs::write(site.join("assets.json"), serde_json::to_string(&assets).unwrap()).unwrap();
        std::fs::create_dir(folder.path().join("disk")).unwrap();
        let mut child = command
            .current_dir(folder.path())
            .env_clear()
            .envs([
                ("PATH", "/usr/sbin:/usr/bin:/sbin:/bin"),
                ("CIM_LISTEN", "127.0.0.1:0"),
                ("CIM_DATABASE_URL", "sqlite://cim.db?mode=rwc"),
                ("CIM_MATCH_CODE", "never"),
                ("CIM_LOG_FILTER", "error"),
            ])
            .env("CIM_SITE_ROOT", &site)
            .envs(settings.iter().copied())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (id, output) = (child.id(), child.stdout.take().unwrap());
        let ((line, lines), (end, ended)) = (channel(), channel());
        thread::spawn(move || {
            BufReader::new(output).lines().map_while(Result::ok).try_for_each(|text| line.send(text))
        });
        thread::spawn(move || end.send(child.wait().unwrap()));
        Self { address: String::new(), id, lines, ended, folder }
    }

    /// Waits until it listens.
    fn listening(mut self) -> Self {
        let listening = self.says("Listening on ");
        listening.rsplit_once('(').unwrap().1.trim_end_matches(')').clone_into(&mut self.address);
        self
    }

    /// Runs another command of the program on this database, to its end.
    pub fn run_to_its_end(action: &str, database: &str) {
        let process = Self::run(Command::new(CIM).arg(action), &[("CIM_DATABASE_URL", database)]);
        process.ends_well();
    }

    /// Waits until the process prints a line with these words, and returns the line.
    pub fn says(&self, words: &str) -> String {
        loop {
            let line = self.lines.recv_timeout(GUARD).unwrap_or_else(|_| panic!("it never said {words:?}"));
            if line.contains(words) {
                return line;
            }
        }
    }

    /// Ends the process by SIGKILL, which it cannot notice.
    pub fn kill(self) {
        // Starting the program `kill` would take longer than a commit, which must not have the time to end.
        let id = Pid::from_raw(i32::try_from(self.id).unwrap()).unwrap();
        kill_process(id, Signal::KILL).unwrap();
        let status = self.ended.recv_timeout(GUARD).unwrap_or_else(|_| panic!("it goes on"));
        assert!(!status.success(), "it had ended by itself");
    }

    /// Sends `TERM` or `INT` to the process.
    pub fn signal(&self, name: &str) {
        let sent = Command::new("kill").args([format!("-{name}"), self.id.to_string()]).status().unwrap();
        assert!(sent.success());
    }

    /// Waits until the process has ended successfully.
    pub fn ends_well(&self) {
        let status = self.ended.recv_timeout(GUARD).unwrap_or_else(|_| panic!("it goes on"));
        assert!(status.success(), "{status}");
    }

    /// A file of the process's database.
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The path of the small disk as the process sees it.
    pub fn disk(&self) -> PathBuf {
        let folder = self.folder.path().strip_prefix("/").unwrap();
        PathBuf::from(format!("/proc/{}/root", self.id)).join(folder).join("disk")
    }

    /// The status and the body of a page.
    pub fn get(&self, path: &str) -> String {
        self.connect(&format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")).rest()
    }

    /// What Prometheus reads from the process, which was started with an address for that.
    pub fn metrics(&self) -> String {
        let line = self.says("Metrics at http://");
        let address = line.rsplit_once("http://").unwrap().1.trim_end_matches("/metrics");
        let mut stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(GUARD)).unwrap();
        stream.write_all(b"GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").unwrap();
        Connection(stream).rest().split_once("\r\n\r\n").unwrap().1.to_owned()
    }

    /// A connection on which these bytes were sent.
    pub fn connect(&self, bytes: &str) -> Connection {
        let stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(GUARD)).unwrap();
        let mut connection = Connection(stream);
        connection.send(bytes);
        connection
    }

    /// A request whose body is not complete. The server has started to read it.
    pub fn send_unfinished(&self, function: &str, length: usize) -> Connection {
        let mut connection = self.connect(&format!(
            "POST /api/{function} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
             Content-Length: {length}\r\nExpect: 100-continue\r\n\r\n"
        ));
        assert!(connection.head().starts_with("HTTP/1.1 100 "));
        connection
    }

    /// Calls a server function. Returns the head of the response.
    pub fn call(&self, function: &str, arguments: &str) -> String {
        let length = arguments.len();
        let mut connection = self.connect(&format!(
            "POST /api/{function} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
             Content-Length: {length}\r\n\r\n{arguments}"
        ));
        connection.head()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if self.ended.try_recv().is_err() {
            // This fails if the process has already ended.
            drop(Command::new("kill").args(["-KILL", &self.id.to_string()]).stderr(Stdio::null()).status());
        }
    }
}

/// A connection to the process.
pub struct Connection(TcpStream);

impl Connection {
    pub fn send(&mut self, bytes: &str) {
        self.0.write_all(bytes.as_bytes()).unwrap();
    }

    /// Reads until the empty line after the headers.
    pub fn head(&mut self) -> String {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            self.0.read_exact(&mut byte).unwrap();
            head.extend(byte);
        }
        String::from_utf8(head).unwrap()
    }

    /// Reads this number of bytes.
    pub fn take(&mut self, length: usize) -> String {
        let mut bytes = vec![0; length];
        self.0.read_exact(&mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    /// Reads until the server closes the connection in any way.
    pub fn rest(&mut self) -> String {
        let mut rest = Vec::new();
        // The buffer has what was read before the connection was reset.
        drop(self.0.read_to_end(&mut rest));
        String::from_utf8_lossy(&rest).into_owned()
    }
}

/// What promtool says of `input`. It is the program in the variable PROMTOOL, which xtask sets, or the one on the path.
pub fn promtool(arguments: &[&str], input: &str) -> String {
    let program = std::env::var_os("PROMTOOL").unwrap_or_else(|| "promtool".into());
    let (input, command) = (input.to_owned(), &mut Command::new(program));
    let command = command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    // promtool is in Debian's package prometheus. `cargo xtask test` installs it.
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let writer = thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().unwrap();
    drop(writer.join());
    let said = [output.stdout, output.stderr].concat();
    format!("{}{}", if output.status.success() { "" } else { "failed: " }, String::from_utf8_lossy(&said))
}

/// Runs a command of `cim` on this database. Returns what it printed, and what it wrote to the log and as its error.
pub fn run(database: &str, arguments: &[&str]) -> (String, String) {
    let settings = [("CIM_DATABASE_URL", database), ("CIM_LOG_FILTER", "error")];
    // The tests themselves have settings in the environment, which the command would take for its own.
    let done = Command::new(CIM).env_clear().envs(settings).args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (text(done.stdout), text(done.stderr))
}
