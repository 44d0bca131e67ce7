//! Staff roles: who holds which, granting one, taking one away.

mod filter;
mod grant;
mod list;
mod take_away;

pub use grant::GrantPage;
pub use list::RolesPage;
pub use take_away::TakeAwayPage;
