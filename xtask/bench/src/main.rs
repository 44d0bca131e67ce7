//! The program behind `cargo xtask bench`, which starts it with the product's program and, perhaps, a PostgreSQL server.

mod ceremonies;
mod close;
mod flood;
mod kills;
mod load;
mod report;

use anyhow::Result;
use clap::Parser;
use std::process::ExitCode;

/// What is done.
#[derive(Debug, Parser)]
enum Command {
    /// Registrations and sign-ins, beside a peer.
    Ceremonies(ceremonies::Arguments),
    /// Registrations while the server is killed again and again.
    Kills(kills::Arguments),
    /// The time from the closing of a profile to the first refused request of its user on another process.
    Close(close::Arguments),
    /// People at work while others flood the server with requests.
    Flood(flood::Arguments),
}

fn main() -> Result<ExitCode> {
    match Command::parse() {
        Command::Ceremonies(arguments) => ceremonies::run(&arguments).map(|()| ExitCode::SUCCESS),
        Command::Kills(arguments) => kills::run(&arguments),
        Command::Close(arguments) => close::run(&arguments),
        Command::Flood(arguments) => flood::run(&arguments),
    }
}
