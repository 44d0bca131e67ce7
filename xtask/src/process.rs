//! Runs other programs. Errors say which program failed, and no program goes on running after xtask has ended.

use std::env;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// After this call, Ctrl-C no longer ends xtask at once. It causes an error, so that xtask also stops what it has started.
pub fn catch_interrupts() -> Result<()> {
    ctrlc::set_handler(|| INTERRUPTED.store(true, Ordering::SeqCst)).context("cannot listen for Ctrl-C")
}

/// Whether xtask was asked to stop, by Ctrl-C or by the system.
pub fn interrupted() -> bool {
    INTERRUPTED.load(Ordering::SeqCst)
}

/// Runs a command until it ends. Its output goes to the same place as the output of xtask.
pub fn run(command: &mut Command) -> Result<()> {
    let status = status(command)?;
    ensure!(status.success(), "`{}` failed ({status})", shown(command));
    Ok(())
}

/// Runs a command until it ends, and returns how it ended. Its output goes to the same place as the output of xtask.
pub fn status(command: &mut Command) -> Result<ExitStatus> {
    wait(&mut start(command)?)
}

/// Runs a command until it ends, and returns its output. Its error output goes to the same place as that of xtask.
pub fn output(command: &mut Command) -> Result<Vec<u8>> {
    let shown = shown(command);
    let output = command.stderr(Stdio::inherit()).output().with_context(|| not_started(&shown))?;
    ensure!(output.status.success(), "`{shown}` failed ({})", output.status);
    Ok(output.stdout)
}

/// Runs a command until it ends, and shows its output only if it fails.
pub fn quiet(command: &mut Command) -> Result<()> {
    let output = command.stdin(Stdio::null()).output().with_context(|| not_started(&shown(command)))?;
    let printed = [output.stdout, output.stderr].concat();
    let printed = String::from_utf8_lossy(&printed);
    ensure!(output.status.success(), "`{}` failed ({}): {}", shown(command), output.status, printed.trim());
    Ok(())
}

fn start(command: &mut Command) -> Result<Child> {
    command.spawn().with_context(|| not_started(&shown(command)))
}

/// Waits for a child to end. After an interruption, the child has five seconds to end by itself. Then it is killed.
fn wait(child: &mut Child) -> Result<ExitStatus> {
    let mut asked: Option<Instant> = None;
    loop {
        let ended = child.try_wait().context("cannot wait for a command")?;
        if interrupted() {
            let asked = *asked.get_or_insert_with(Instant::now);
            if ended.is_some() {
                bail!("interrupted");
            }
            if asked.elapsed() > Duration::from_secs(5) {
                child.kill().context("cannot stop a command")?;
            }
        } else if let Some(status) = ended {
            return Ok(status);
        }
        thread::sleep(Duration::from_millis(20));
    }
}

/// A program that runs beside xtask. It is killed when this value is dropped.
pub struct Background(Child);

impl Background {
    pub fn start(command: &mut Command) -> Result<Self> {
        start(command).map(Self)
    }

    /// How the program ended, or `None` while it runs.
    pub fn ended(&mut self) -> Result<Option<ExitStatus>> {
        self.0.try_wait().context("cannot look after a running program")
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        // These fail when the program has ended already, and then there is nothing to do.
        _ = self.0.kill();
        _ = self.0.wait();
    }
}

/// The file of a program, or `None` when it is not on the PATH.
pub fn find_program(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// A command as a person would type it, without the folder of its program.
pub fn shown(command: &Command) -> String {
    let program = PathBuf::from(command.get_program());
    let program = program.file_name().unwrap_or(program.as_os_str()).to_string_lossy().into_owned();
    command.get_args().fold(program, |line, argument| line + " " + &argument.to_string_lossy())
}

fn not_started(shown: &str) -> String {
    format!("cannot start `{shown}`: is it installed, and on the PATH?")
}
