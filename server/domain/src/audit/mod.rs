//! The audit log: who did what to whom, when, from where, and with which outcome; refusals too. Append-only, and each row
//! carries the hash of the one before, so that a row that was changed or taken out is noticed.

mod action;
mod history;
mod record;
mod verify;

pub use action::{Action, Outcome};
pub use history::history;
pub use record::{Event, record, record_alone};
pub use verify::{Verdict, verify};

use crate::entity::audit_event::Model;
use chrono::SecondsFormat;
use sha2::{Digest, Sha256};

/// SHA-256 over the row's fields, each with its length before it, and what may be absent with a byte that says whether it
/// is, so that no two rows have the same bytes.
fn hash(row: &Model) -> Vec<u8> {
    let mut hasher = Sha256::new();
    let mut field = |bytes: &[u8]| {
        hasher.update((bytes.len() as u64).to_be_bytes());
        hasher.update(bytes);
    };
    let optional = |text: Option<String>| text.map_or_else(|| vec![0], |text| [&[1], text.as_bytes()].concat());
    field(&row.sequence.to_be_bytes());
    field(row.at.to_rfc3339_opts(SecondsFormat::Micros, true).as_bytes());
    field(row.action.as_bytes());
    field(row.outcome.as_bytes());
    field(&optional(row.actor_id.map(|id| id.to_string())));
    field(&optional(row.subject_id.map(|id| id.to_string())));
    field(row.detail.as_bytes());
    field(&optional(row.remote_address.clone()));
    field(&row.previous_hash);
    hasher.finalize().to_vec()
}
