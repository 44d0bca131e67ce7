//! What clients were told, beside what is stored.

use crate::{database::Database, ledger::Registration};
use anyhow::Result;
use std::collections::BTreeMap;

/// What is counted when a run is over.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Registrations that were answered with success.
    pub answered: usize,
    /// Registrations whose answer was lost, and of which a later answer said that they were done.
    pub told_later: usize,
    /// Registrations that are stored as they were told: once, for the right link, and once in the audit log.
    pub stored: usize,
    /// Registrations that are not stored as they were told, or not in the audit log.
    pub lost: usize,
    /// Registrations that are stored, or in the audit log, more than once.
    pub doubled: usize,
    /// Answers that should not have been given, and what is stored without anybody having been told.
    pub failures: Vec<String>,
}

impl Comparison {
    /// Whether every promise was kept.
    pub fn is_sound(&self) -> bool {
        self.lost == 0 && self.doubled == 0 && self.failures.is_empty()
    }

    /// Reads the database, and counts.
    pub(crate) fn of(told: &[Registration], failures: &[String], database: &Database) -> Result<Self> {
        // The link of the agent who generated all others is not one of the run.
        let rows = database.run(&format!(
            "SELECT {}, {}, t.state, (SELECT count(*) FROM audit_event e WHERE e.subject_id = a.user_id \
             AND e.action = 'register' AND e.outcome = 'done') \
             FROM authenticator a JOIN registration_token t ON t.id = a.registration_token_id \
             WHERE t.issued_by_id <> t.user_id;",
            database.as_hex("t.secret_hash"),
            database.as_hex("a.credential_id"),
        ))?;
        let mut stored: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for row in rows.lines() {
            stored.entry(row.split('|').next().unwrap_or_default()).or_default().push(row);
        }
        let mut counted = Self { failures: failures.to_vec(), ..Self::default() };
        for registration in told {
            counted.count(registration, &stored.remove(registration.link.as_str()).unwrap_or_default());
        }
        counted.failures.extend(stored.values().map(|rows| format!("nobody was told of {rows:?}")));
        Ok(counted)
    }

    /// Counts a registration, of whose link these rows are stored.
    fn count(&mut self, Registration { link, credential, answered }: &Registration, rows: &[&str]) {
        *if *answered { &mut self.answered } else { &mut self.told_later } += 1;
        let told = format!("{link}|{credential}|registered|");
        let events = match rows {
            [row] => row.strip_prefix(&told).and_then(|events| events.parse().ok()),
            [] => Some(0),
            _ => Some(rows.len()),
        };
        match events {
            Some(1) => self.stored += 1,
            Some(2..) => self.doubled += 1,
            Some(0) | None => {
                self.lost += 1;
                self.failures.push(format!("{told}1 was told, and {rows:?} is stored"));
            }
        }
    }
}
