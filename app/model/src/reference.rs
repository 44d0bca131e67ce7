//! The reference that a person reads out to support after an error on our side.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Identifies one HTTP request: the server writes it in every log line of that request. It says nothing about a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference(String);

impl Reference {
    /// The reference with this text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
