//! Reads that are composed for one page each. They may use every other module of the domain, because a page shows something of
//! each.

mod authenticators;
mod history;
mod link;
mod metrics;
mod open_link;
mod profile;
mod search;

pub use authenticators::authenticators;
pub use history::history;
pub use link::link;
pub use metrics::metrics;
pub use profile::profile;
pub use search::{search, search_query};
