//! The axum server and its command line. What the product does is in `domain`, what people see in `app`.

pub mod cli;
mod commands;
pub mod config;
pub mod http;

/// Why a command ended: a sentence for the operator.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;
