//! The tables as sea-orm entities. They have the names of the tables, and each field explains its column.
#![expect(missing_docs, reason = "sea-orm's macros generate public items that cannot carry doc comments")]

pub mod anonymous_refusal;
pub mod audit_event;
pub mod authenticator;
pub mod not_the_same;
pub mod notice;
pub mod organisation;
pub mod registration_attempt;
pub mod registration_token;
pub mod repeated_refusal;
pub mod service_key;
pub mod session;
pub mod staff_role;
pub mod used_challenge;
pub mod user;
pub mod viewed_user;
pub mod words;
