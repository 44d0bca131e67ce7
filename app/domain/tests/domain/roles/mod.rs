//! Granting staff roles and taking them away.

mod confirm;
mod grant;
mod last_manager;
mod list;
mod revoke;
