//! The commands of `cim`, one file for each.

mod audit;
mod background;
mod invite;
mod metrics;
mod migrate;
mod models;
mod organisation;
mod role;
mod serve;
mod signals;
mod user;

pub use audit::verify_audit;
pub use invite::Invite;
pub use migrate::migrate;
pub use organisation::Organisation;
pub use role::Role;
pub use serve::serve;
pub use user::User;

use crate::{
    Failure,
    config::{Config, LogFormat},
};
use domain::{Domain, Error, SystemClock, SystemRandom, access::Operator, database, models::Models};
use model::AppError;
use std::{path::Path, sync::Arc};
use tracing_subscriber::EnvFilter;

/// Starts the log, on standard error.
pub fn start_log(config: &Config) {
    let filter = EnvFilter::new(&config.log_filter);
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let started = match config.log_format {
        LogFormat::Text => log.with_target(false).try_init(),
        LogFormat::Json => log.json().try_init(),
    };
    // This fails only when a log has been started already, as in tests.
    drop(started);
    crate::http::log_panics();
}

/// The operator who runs this command. Everything that it does is audited under their name of the operating system.
fn operator() -> Operator {
    Operator::new(whoami::username().unwrap_or_else(|_| "unknown".to_owned()))
}

/// The error of an action, as it is printed: the sentences of wrong fields, and what it means that there is no such thing.
fn in_words(error: Error) -> Failure {
    match error {
        Error::Told(AppError::Invalid(errors)) => {
            errors.into_iter().map(|error| error.message).collect::<Vec<_>>().join(". ").into()
        }
        Error::Told(AppError::NotFound) => "there is no such user, role or organisation".into(),
        error => error.into(),
    }
}

/// Connects to the database, brings the tables up to date, and builds the domain. Only the server needs the `models`: the other
/// commands neither name nor check a model.
async fn domain(config: &Config, models: Models) -> Result<Domain, Failure> {
    let url = &config.database_url;
    make_folder(url)?;
    let unreachable = |error| format!("the database does not answer ({}): {error}", without_password(url));
    let db = database::connect(url).await.map_err(unreachable)?;
    database::migrate(&db).await.map_err(|error| format!("the database could not be migrated: {error}"))?;
    Ok(Domain::new(db, Arc::new(SystemClock), Arc::new(SystemRandom), config.settings()?, models)?)
}

/// SQLite creates the file, but not its folder, so this creates the folder.
fn make_folder(url: &str) -> Result<(), Failure> {
    let Some(path) = url.strip_prefix("sqlite://") else { return Ok(()) };
    let path = Path::new(path.split('?').next().unwrap_or(path));
    match path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        Some(folder) => std::fs::create_dir_all(folder)
            .map_err(|error| format!("the folder {} could not be made: {error}", folder.display()).into()),
        None => Ok(()),
    }
}

/// The database address without its password, so that it can be shown.
fn without_password(url: &str) -> String {
    match url::Url::parse(url) {
        Ok(mut url) if url.password().is_some() => {
            let _ = url.set_password(Some("…"));
            url.to_string()
        }
        _ => url.to_owned(),
    }
}
