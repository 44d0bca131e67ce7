//! When the session of the person ends. The page asks the server two minutes before the end that it knows of, because other tabs,
//! and the panel of an open link, may have made the session last longer. To ask is not a use of the session.

use super::session::session;
use crate::{api, browser, components::effect::effect};
use leptos::{prelude::*, task::spawn_local};
use model::{AppError, SessionLeft};
use std::time::Duration;

/// How many seconds before the end the page warns.
const WARNING: u32 = 120;
/// How often the page looks whether it is time to ask.
const TICK: Duration = Duration::from_secs(1);
/// How many seconds pass before the page asks again: while it warns, because another tab may have been used, and when the server
/// could not be reached.
const ASK_AGAIN: u32 = 10;

/// The session of the person, as the page knows it.
#[derive(Clone, Copy, Debug)]
pub struct Timeout {
    /// How much is left, when the page must warn of the end.
    pub warning: RwSignal<Option<SessionLeft>>,
    /// Whether the session has ended.
    pub ended: RwSignal<bool>,
    /// When to ask the server, by the clock of the device.
    ask_at: StoredValue<f64>,
    asking: StoredValue<bool>,
}

impl Timeout {
    /// Begins to watch the session of the document, in the browser only.
    pub(super) fn provide() {
        let timeout = Self::new();
        provide_context(timeout);
        let Some(left) = session().left else { return };
        effect(Box::new(move || {
            timeout.know(left);
            let look = move || {
                if browser::now() >= timeout.ask_at.get_value() {
                    timeout.ask(false);
                }
            };
            if let Ok(looking) = set_interval_with_handle(look, TICK) {
                on_cleanup(move || looking.clear());
            }
            // The person may have signed out in another tab.
            browser::when_shown(Box::new(move || {
                if !document().hidden() {
                    timeout.ask(false);
                }
            }));
        }));
    }

    fn new() -> Self {
        Self {
            warning: RwSignal::new(None),
            ended: RwSignal::new(false),
            ask_at: StoredValue::new(f64::INFINITY),
            asking: StoredValue::new(false),
        }
    }

    /// The timeout of this document.
    pub fn of_document() -> Self {
        use_context().unwrap_or_else(Self::new)
    }

    /// The person wants to stay signed in.
    pub(super) fn stay(self) {
        self.warning.set(None);
        self.ask(true);
    }

    /// The session has ended.
    pub fn over(self) {
        self.ask_at.set_value(f64::INFINITY);
        self.warning.set(None);
        self.ended.set(true);
    }

    fn ask(self, stay: bool) {
        if self.ended.get_untracked() || (self.asking.get_value() && !stay) {
            return;
        }
        self.asking.set_value(true);
        spawn_local(async move {
            let answer = api::time_left(stay).await;
            self.asking.set_value(false);
            match answer {
                Ok(Some(left)) => self.know(left),
                Ok(None) | Err(AppError::SignedOut) => self.over(),
                Err(_) => self.ask_in(ASK_AGAIN),
            }
        });
    }

    fn know(self, left: SessionLeft) {
        let soonest = left.soonest();
        if soonest > WARNING {
            self.warning.set(None);
            self.ask_in(soonest - WARNING);
        } else {
            self.warning.set(Some(left));
            self.ask_in(soonest.clamp(1, ASK_AGAIN));
        }
    }

    fn ask_in(self, seconds: u32) {
        self.ask_at.set_value(browser::now() + f64::from(seconds));
    }
}
