//! WebAuthn (Level 3) as this product uses it. webauthn-rs makes the options and verifies the signatures. This module adds what
//! webauthn-rs leaves to its caller: challenges that can be used only once, and checks for responses that it accepts but should
//! not.

mod account_name;
mod assertion;
mod attestation_object;
mod authenticator_data;
mod challenge;
mod client_data;
mod credential_json;
mod forget;
mod refusal;
mod registration_check;
mod registration_state;
mod ticket;

pub(crate) use account_name::account_name;
pub use assertion::Challenge;
pub(crate) use assertion::{Proof, ask, audit_refusal, verify};
pub use authenticator_data::AuthenticatorData;
pub use challenge::delete_expired;
pub use client_data::ClientData;
pub(crate) use credential_json::CredentialJson;
pub use forget::may_be_forgotten;
pub(crate) use refusal::refusal;
pub use registration_check::{RegistrationFacts, check_registration};
pub(crate) use registration_state::registration_state;
pub use ticket::Ticket;
pub(crate) use ticket::{Purpose, SealingKey};

/// The greatest length of a credential as JSON text, in bytes. Real ones, with attestation, have less than 10,000.
pub const MAX_CREDENTIAL_JSON: usize = 64 * 1024;
