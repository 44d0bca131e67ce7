//! The register of authenticators: testing, confirming, suspending and removing. [`crate::link`] registers them.

mod confirm;
mod finish_test;
mod remove;
mod remove_all;
mod suspend;
mod test_options;

pub use confirm::confirm;
pub use finish_test::finish_test;
pub use remove::remove;
pub(crate) use remove_all::remove_all;
pub use suspend::{reinstate, suspend};
pub use test_options::test_options;

use crate::{Domain, entity::authenticator::Model};
use model::AuthenticatorKind;
use serde_json::{Value, json};

/// The detail of an audit event about an authenticator.
fn described(domain: &Domain, row: &Model) -> Value {
    json!({
        "kind": AuthenticatorKind::from(row.kind).label(),
        "model": domain.models().name(row.aaguid),
        "authenticator": row.id,
    })
}
