//! WebAuthn options that are loaded before the tap, and loaded again before they expire; and the call of the browser that is made
//! with them.

use crate::browser::{self, Answer, Prepared};
use leptos::{prelude::*, task::spawn_local};
use model::DeviceFailure;
use std::time::Duration;

/// How long options are kept, in seconds. The server keeps them for 10 minutes, and the prompt may take 5 of these.
const LIFE: u32 = 240;

/// How long the page waits for the browser: a little longer than the `timeout` in the options, which is 5 minutes.
const LIMIT: Duration = Duration::from_secs(315);

/// What the page says when a tap came too late for its options, and newer ones were loaded.
pub const ONCE_MORE: &str = "The page is ready again. Select the button once more.";

/// Takes the text of the options, and the answer of the browser.
type Answered = Box<dyn FnOnce(String, Result<String, DeviceFailure>) + Send + Sync>;

/// The options for the next tap, if they are loaded, and the call of the browser that has no answer yet.
///
/// Closures come in boxes, because the WASM would contain everything here once for each type of closure.
#[derive(Clone, Copy)]
pub struct Options {
    inner: StoredValue<Inner>,
    /// Whether the browser's dialogue is open.
    pub waits: RwSignal<bool>,
}

#[derive(Default)]
struct Inner {
    kept: Option<Kept>,
    called: Option<(Kept, Answered)>,
    /// Counts how often options were kept.
    count: u32,
}

/// The options of one ceremony.
struct Kept {
    /// So that the timer of earlier options does not replace later ones, and the end of an earlier call does not end a later one.
    number: u32,
    /// When they were kept, by the device's clock.
    at: f64,
    /// The text that the server sent.
    text: String,
    prepared: Prepared,
}

impl Default for Options {
    fn default() -> Self {
        Self { inner: StoredValue::new(Inner::default()), waits: RwSignal::new(false) }
    }
}

impl Options {
    /// Parses and keeps options. Calls `stale` when they must be loaded again, unless newer ones are kept by then.
    ///
    /// # Errors
    /// As [`Prepared::parse`].
    pub fn keep(self, text: String, stale: Box<dyn FnOnce()>) -> Result<(), DeviceFailure> {
        let (prepared, at) = (Prepared::parse(&text)?, browser::now());
        let kept = self.inner.try_update_value(|inner| {
            inner.count += 1;
            inner.kept = Some(Kept { number: inner.count, at, text, prepared });
            inner.count
        });
        // The person may have left the page meanwhile.
        let Some(number) = kept else { return Ok(()) };
        let old: Box<dyn FnOnce()> = Box::new(move || {
            if self.inner.try_with_value(|inner| inner.count) == Some(number) {
                stale();
            }
        });
        set_timeout(old, Duration::from_secs(LIFE.into()));
        Ok(())
    }

    /// Calls `stale` when the page is shown again and its options are too old: while a device sleeps, the timers of its pages
    /// stand still.
    pub fn watch(self, stale: Box<dyn Fn()>) {
        browser::when_shown(Box::new(move || {
            if self.are_old() {
                stale();
            }
        }));
    }

    /// Whether options are kept that are too old for a tap. A clock that was set back says nothing about their age, so they count
    /// as old then.
    pub fn are_old(self) -> bool {
        let old = |kept: &Kept| (browser::now() - kept.at).abs() >= f64::from(LIFE);
        self.inner.try_with_value(|inner| inner.kept.as_ref().is_some_and(old)) == Some(true)
    }

    /// Calls the browser by `ask` before this returns, and passes its answer to `answered`. If the browser does not answer in
    /// time, this is taken for a cancelled dialogue. The options are used up, because a challenge can be used only once. `false`:
    /// there are no options, or they are too old.
    pub fn call(self, ask: fn(&Prepared) -> Answer, answered: Answered) -> bool {
        let old = self.are_old();
        let Some(kept) = self.inner.try_update_value(|inner| inner.kept.take()).flatten().filter(|_| !old) else {
            return false;
        };
        let (number, answer) = (kept.number, ask(&kept.prepared));
        self.inner.update_value(|inner| inner.called = Some((kept, answered)));
        self.waits.set(true);
        spawn_local(async move { self.over(number, answer.await) });
        let late: Box<dyn FnOnce()> = Box::new(move || self.over(number, Err(DeviceFailure::NotAllowed)));
        set_timeout(late, LIMIT);
        true
    }

    /// Ends the browser's dialogue, if it is open. Its answer is not passed on any more.
    pub fn stop(self) {
        if let Some((kept, _)) = self.inner.try_update_value(|inner| inner.called.take()).flatten() {
            self.waits.set(false);
            kept.prepared.abort();
        }
    }

    /// The call with this number is over, unless it was over before.
    fn over(self, number: u32, answer: Result<String, DeviceFailure>) {
        let called = |inner: &mut Inner| inner.called.take_if(|(kept, _)| kept.number == number);
        if let Some((kept, answered)) = self.inner.try_update_value(called).flatten() {
            self.waits.set(false);
            // This closes a dialogue that has lasted too long, and does nothing to one that has ended.
            kept.prepared.abort();
            answered(kept.text, answer);
        }
    }
}
