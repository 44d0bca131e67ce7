//! Signing in with an authenticator that this product issued: discoverable and user-verified, without a user name.

mod finish;
mod options;

pub use finish::{SignIn, finish};
pub use options::options;
