//! WebAuthn options that are loaded before the tap, and loaded again before they expire.

use crate::browser::Prepared;
use leptos::prelude::*;
use model::DeviceFailure;
use std::time::Duration;

/// How long options are kept. The server keeps them for 10 minutes, and the prompt may take 5 of these.
const LIFE: Duration = Duration::from_mins(4);

/// The options of one ceremony, as the text that the server sent, and parsed.
pub type Loaded = (String, Prepared);

/// The options for the next tap, if they are loaded.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    kept: StoredValue<Option<Loaded>>,
    /// Counts how often options were kept, so that the timer of earlier options does not replace later ones.
    count: StoredValue<u32>,
}

impl Default for Options {
    fn default() -> Self {
        Self { kept: StoredValue::new(None), count: StoredValue::new(0) }
    }
}

impl Options {
    /// Parses and keeps options. Calls `stale` when they must be loaded again, unless newer ones are kept by then.
    ///
    /// # Errors
    /// As [`Prepared::parse`].
    pub fn keep(self, text: String, stale: impl FnOnce() + 'static) -> Result<(), DeviceFailure> {
        let prepared = Prepared::parse(&text)?;
        self.kept.set_value(Some((text, prepared)));
        self.count.update_value(|count| *count += 1);
        let count = self.count.get_value();
        let timer = move || {
            if self.count.try_get_value() == Some(count) {
                stale();
            }
        };
        set_timeout(timer, LIFE);
        Ok(())
    }

    /// Takes the options out, because a challenge can be used only once.
    pub fn take(self) -> Option<Loaded> {
        self.kept.try_update_value(Option::take).flatten()
    }
}
