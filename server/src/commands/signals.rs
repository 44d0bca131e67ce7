//! The signals with which a supervisor, or a person at the keyboard, tells the server to stop.

use crate::Failure;

/// The signals that tell the server to stop.
pub struct Signals {
    #[cfg(unix)]
    interrupt: tokio::signal::unix::Signal,
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
}

/// Starts to catch the signals. From then on no signal ends the process by itself.
///
/// # Errors
/// When the operating system refuses to register a handler.
#[cfg(unix)]
pub fn interrupted() -> Result<Signals, Failure> {
    use tokio::signal::unix::{SignalKind, signal};
    Ok(Signals { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
}

/// Listens for Ctrl+C.
///
/// # Errors
/// Never.
#[cfg(not(unix))]
pub fn interrupted() -> Result<Signals, Failure> {
    Ok(Signals {})
}

impl Signals {
    /// Waits for the next signal.
    #[cfg(unix)]
    pub async fn next(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }

    /// Waits for the next signal.
    #[cfg(not(unix))]
    pub async fn next(&mut self) {
        drop(tokio::signal::ctrl_c().await);
    }
}
