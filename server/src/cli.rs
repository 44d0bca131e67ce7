//! The command line.

use crate::{Failure, commands, config::Config};
use clap::{Parser, Subcommand};
use model::{AuthenticatorKind, StaffRole, UniqueUserId};
use std::path::PathBuf;

/// Care Identity Management: RA agents issue authenticators to health and care staff by a one-time link, and remove them again.
///
/// Configuration comes from a file (--config, TOML) and from environment variables (CIM_ORIGIN, CIM_DATABASE_URL, …),
/// which win. `cim config` prints every setting with its default and what it means.
#[derive(Debug, Parser)]
#[command(name = "cim", version, max_term_width = 100)]
pub struct Cli {
    /// The configuration file, TOML.
    #[arg(long, global = true, env = "CIM_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Migrate the database, then serve the pages until interrupted.
    Serve {
        /// Fill an empty database with 210 invented people, and print a link for the first RA Manager.
        #[arg(long)]
        demo: bool,
    },
    /// Bring the database's tables up to date, and nothing else.
    Migrate,
    /// Make a user an RA Manager and print a one-time link with which they register their first authenticator.
    ///
    /// The link has no match code, so it works for 30 minutes at most (invitation_minutes): run this when its user is there.
    /// Refuses while an RA Manager can sign in already: then links are generated in the application. A user who does not
    /// exist yet is added; the personal details are needed then.
    Invite(commands::Invite),
    /// Add, show, close or reopen a user.
    #[command(subcommand)]
    User(commands::User),
    /// Grant a staff role, take one away, or list them.
    #[command(subcommand)]
    Role(commands::Role),
    /// Add, change, close, reopen or list organisations.
    #[command(subcommand)]
    Organisation(commands::Organisation),
    /// Check the audit log from its first row to its last.
    VerifyAudit,
    /// Print the reference configuration: every setting, its default, and what it means.
    Config,
}

/// Runs the command.
///
/// # Errors
/// A sentence for the operator.
pub async fn run(cli: Cli) -> Result<(), Failure> {
    if let Command::Config = cli.command {
        print!("{}", crate::config::REFERENCE);
        return Ok(());
    }
    let config = Config::load(cli.config.as_deref())?;
    commands::start_log(&config);
    match cli.command {
        Command::Serve { demo } => commands::serve(&config, demo).await,
        Command::Migrate => commands::migrate(&config).await,
        Command::Invite(invite) => invite.run(&config).await,
        Command::User(user) => user.run(&config).await,
        Command::Role(role) => role.run(&config).await,
        Command::Organisation(organisation) => organisation.run(&config).await,
        Command::VerifyAudit => commands::verify_audit(&config).await,
        Command::Config => Ok(()),
    }
}

/// Reads a unique user ID from the command line.
pub(crate) fn unique_user_id(text: &str) -> Result<UniqueUserId, String> {
    text.parse().map_err(|error: model::user::NotAUniqueUserId| error.to_string())
}

/// Reads a kind of authenticator from the command line.
pub(crate) fn kind(text: &str) -> Result<AuthenticatorKind, String> {
    text.parse().map_err(|_| "the kinds are passkey, security-key and windows-hello".to_owned())
}

/// Reads a staff role from the command line.
pub(crate) fn role(text: &str) -> Result<StaffRole, String> {
    text.parse().map_err(|_| {
        "the roles are ra-manager, ra-agent-advanced, ra-agent, id-checker, sponsor and local-smartcard-administrator"
            .to_owned()
    })
}
