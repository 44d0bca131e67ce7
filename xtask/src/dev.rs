//! `cargo xtask dev`: builds, runs the server, and does both again after each change.

use std::path::Path;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

use anyhow::{Context, Result};
use notify::{Event, RecursiveMode, Watcher};

use crate::build;
use crate::process::{self, Background};
use crate::workspace::{Mode, Workspace};

/// The folders that are watched for changes.
const WATCHED: [&str; 5] = ["app", "frontend", "server", "migrations", "style"];

/// How long nothing must change before the build starts. An editor writes several files, and some of them twice.
const QUIET: Duration = Duration::from_millis(300);

/// Builds and serves until Ctrl-C is pressed.
pub fn dev(workspace: &Workspace) -> Result<()> {
    process::catch_interrupts()?;
    // Watch from before the first build on, so that a change during a build leads to another build.
    let (sender, changes) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        if event.is_ok_and(|event| matters(&event)) {
            // This fails only when there is no receiver, because xtask is about to end.
            _ = sender.send(());
        }
    })
    .context("cannot watch for changes")?;
    for folder in WATCHED {
        watcher
            .watch(&workspace.root.join(folder), RecursiveMode::Recursive)
            .with_context(|| format!("cannot watch {folder}/"))?;
    }

    let mut server: Option<Background> = None;
    while !process::interrupted() {
        match build::build(workspace, Mode::Dev) {
            Ok(()) => {
                // End the old server first, because both listen on the same port.
                drop(server.take());
                server = Some(serve(workspace)?);
            }
            Err(_) if process::interrupted() => break,
            Err(error) => eprintln!("error: {error:#}\nThe server that was running is left as it is."),
        }
        println!("Waiting for changes (Ctrl-C ends)");
        wait_for_change(&changes, &mut server)?;
    }
    Ok(())
}

fn serve(workspace: &Workspace) -> Result<Background> {
    let mut command = workspace.command(workspace.server(Mode::Dev));
    Background::start(command.args(["serve", "--demo"]).env("CIM_SITE_ROOT", workspace.site(Mode::Dev)))
}

/// Returns when something has changed and then nothing for the time [`QUIET`], or when Ctrl-C is pressed.
fn wait_for_change(changes: &Receiver<()>, server: &mut Option<Background>) -> Result<()> {
    let mut changed = false;
    while !process::interrupted() {
        match changes.recv_timeout(QUIET) {
            Ok(()) => changed = true,
            Err(RecvTimeoutError::Timeout) if changed => break,
            Err(RecvTimeoutError::Timeout) => {
                if let Some(running) = server
                    && let Some(status) = running.ended()?
                {
                    eprintln!("The server ended by itself ({status}).");
                    *server = None;
                }
            }
            Err(RecvTimeoutError::Disconnected) => anyhow::bail!("the watcher has ended"),
        }
    }
    Ok(())
}

/// Whether an event is a change to a source file.
fn matters(event: &Event) -> bool {
    let ours = |path: &Path| !path.components().any(|part| part.as_os_str() == "node_modules");
    !event.kind.is_access() && event.paths.iter().any(|path| ours(path))
}
