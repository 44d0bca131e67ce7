//! The audit log: who did what to whom, when, from where, and with which outcome, including refusals. It is append-only, and each
//! row contains the hash of the row before it, so that [`verify()`] finds a row that was changed or removed.
//!
//! A client that can be refused any number of times must not be able to fill the log: [`refuse()`] writes equal refusals of a
//! minute as two rows at most, and [`refuse_anonymously()`] counts refusals of clients that proved nothing outside the log.

mod event_kind;
mod record;
mod refuse;
mod refuse_anonymously;
mod verify;

pub use event_kind::{EventKind, Outcome};
pub use record::{Event, record_alone};
pub(crate) use record::{SYSTEM_USER, append, record};
pub(crate) use refuse::{Source, refuse_within};
pub use refuse::{enter_repeated, refuse};
pub use refuse_anonymously::{forget_anonymous_refusals, refuse_anonymously};
pub use verify::{Verdict, verify};

use crate::entity::audit_event::Model;
use chrono::SecondsFormat;
use sha2::{Digest, Sha256};

/// SHA-256 over the row's fields.
fn hash(row: &Model) -> Vec<u8> {
    digest(|field| {
        field(&row.sequence.to_be_bytes());
        field(row.at.to_rfc3339_opts(SecondsFormat::Micros, true).as_bytes());
        field(row.action.as_bytes());
        field(row.outcome.as_bytes());
        field(&optional(row.actor_id.map(|id| id.to_string())));
        field(&optional(row.subject_id.map(|id| id.to_string())));
        field(row.detail.as_bytes());
        field(&optional(row.remote_address.clone()));
        field(&row.previous_hash);
    })
}

/// SHA-256 over fields. The length of each field comes before it, so that two different lists of fields never have the same
/// bytes.
fn digest(fields: impl FnOnce(&mut dyn FnMut(&[u8]))) -> Vec<u8> {
    let mut hasher = Sha256::new();
    fields(&mut |bytes| {
        hasher.update((bytes.len() as u64).to_be_bytes());
        hasher.update(bytes);
    });
    hasher.finalize().to_vec()
}

/// The bytes of an optional field. The first byte says whether the field is present.
fn optional(text: Option<String>) -> Vec<u8> {
    text.map_or_else(|| vec![0], |text| [&[1], text.as_bytes()].concat())
}
