//! The axum server and its command line. The crate `domain` contains what the product does, `app` contains the pages.

pub mod cli;
mod commands;
pub mod config;
pub mod front_door;
pub mod http;
mod places;

/// Why a command ended: a sentence for the operator.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;
