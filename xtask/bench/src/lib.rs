//! Clients of the product with software authenticators: for `cargo xtask bench`, and for the tests of the server's process.

pub mod authenticator;
pub mod comparison;
pub mod database;
pub mod ledger;
pub mod product;
pub mod seed;
pub mod server;
pub mod service;

/// Random bytes.
#[expect(clippy::disallowed_methods, reason = "a load client has nothing to repeat")]
pub(crate) fn random<const N: usize>() -> [u8; N] {
    std::array::from_fn(|_| rand::random())
}
