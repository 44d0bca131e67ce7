//! Reads that are composed for one page each. They may use every other module of the domain, because a page shows something of
//! each.

mod authenticators;
mod closure;
mod history;
mod issued_before;
mod link;
mod metrics;
mod open_link;
mod organisations;
mod own_links;
mod profile;
mod role_held;
mod role_rows;
mod roles;
mod roles_of_user;
mod search;
mod search_anything;
mod viewed_users;

pub use authenticators::authenticators;
pub use history::history;
pub use link::link;
pub use metrics::metrics;
pub use organisations::{organisation, organisations};
pub use own_links::own_links;
pub use profile::profile;
pub use role_held::role_held;
pub use roles::{After, roles, roles_query};
pub use roles_of_user::roles_of_user;
pub use search::{search, search_query};
pub use viewed_users::viewed_users;
