//! Watches a link, or several. The page receives changes as live events. If the server refuses live events, the page requests the
//! state every few seconds.

use super::hearing::{Event, Then, change};
use crate::{
    browser,
    browser::{Heard, Listening},
    components::submission::Call,
};
use leptos::{prelude::*, task::spawn_local};
use model::{AppError, WatchedLink};
use serde::de::DeserializeOwned;
use std::{sync::Arc, time::Duration};

/// How long the page waits before it requests the state once more.
const LOOK_AGAIN: Duration = Duration::from_secs(5);
/// After this number of seconds without an event the connection must be dead, because the server sends one every 15 seconds.
const SILENCE: f64 = 45.0;

/// What is watched, and where its state comes from.
pub struct Source<T> {
    /// The address of the live events.
    pub path: String,
    /// Requests the state.
    pub look: Arc<dyn Fn() -> Call<T> + Send + Sync>,
    /// Whether the page goes on listening while nobody sees it.
    pub while_hidden: fn(&T) -> bool,
}

/// What is being watched.
#[derive(Debug)]
pub struct Watching<T: 'static = WatchedLink> {
    /// Its last known state.
    pub picture: RwSignal<T>,
    /// Whether changes arrive.
    pub connected: RwSignal<bool>,
    /// Why it cannot be watched any more.
    pub problem: RwSignal<Option<AppError>>,
}

impl<T> Clone for Watching<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Watching<T> {}

/// Starts to watch, in the browser only. On the server, the page shows only `picture`.
pub fn watching<T: DeserializeOwned + Send + Sync>(source: Source<T>, picture: T) -> Watching<T> {
    let watching =
        Watching { picture: RwSignal::new(picture), connected: RwSignal::new(true), problem: RwSignal::new(None) };
    let connection = Connection {
        watching,
        source: StoredValue::new(source),
        listening: StoredValue::new(None),
        heard_at: StoredValue::new(0.0),
        looked_at: StoredValue::new(0.0),
    };
    Effect::new(move || {
        connection.listen();
        if let Ok(checking) = set_interval_with_handle(move || connection.check(), LOOK_AGAIN) {
            on_cleanup(move || checking.clear());
        }
    });
    watching
}

struct Connection<T: 'static> {
    watching: Watching<T>,
    source: StoredValue<Source<T>>,
    /// `None` while the page does not listen.
    listening: StoredValue<Option<Listening>>,
    heard_at: StoredValue<f64>,
    looked_at: StoredValue<f64>,
}

impl<T> Clone for Connection<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Connection<T> {}

impl<T: DeserializeOwned + Send + Sync> Connection<T> {
    fn listen(self) {
        let hear = move |heard| {
            let event = match heard {
                Heard::Event(text) => {
                    self.heard_at.set_value(browser::now());
                    Event::Heard(serde_json::from_str(&text).ok())
                }
                Heard::Shown => return self.heard_at.set_value(browser::now()),
                Heard::Lost => Event::Lost,
                Heard::Over => Event::Over,
            };
            self.follow(event);
        };
        self.heard_at.set_value(browser::now());
        let listening = self.source.with_value(|source| Listening::to(&source.path, hear));
        self.listening.set_value(listening);
        self.listen_in_the_background();
    }

    /// The agent may be in another window, in the call with the user. The title of this page then says what waits for them. A link to
    /// which nothing can happen any more is not worth a connection.
    fn listen_in_the_background(self) {
        let while_hidden = self.source.with_value(|source| source.while_hidden);
        let goes_on = self.watching.picture.with_untracked(while_hidden);
        self.listening.with_value(|listening| {
            if let Some(listening) = listening {
                listening.listen_while_hidden(goes_on);
            }
        });
    }

    /// Checks whether the connection is dead, because it can die without an error on either side.
    fn check(self) {
        let listens = self.listening.with_value(|listening| listening.as_ref().is_some_and(|one| !one.is_paused()));
        if listens && browser::now() - self.heard_at.get_value() > SILENCE {
            self.follow(Event::Silent);
        }
    }

    fn look(self) {
        spawn_local(async move {
            // The agent may have left the page.
            if self.listening.try_set_value(None).is_some() {
                return;
            }
            self.looked_at.set_value(browser::now());
            let call = self.source.with_value(|source| (source.look)());
            let looked = call.await;
            self.follow(Event::Looked(looked));
        });
    }

    fn looked_just_now(self) -> bool {
        browser::now() - self.looked_at.get_value() < LOOK_AGAIN.as_secs_f64()
    }

    fn follow(self, event: Event<T>) {
        let Watching { picture, connected, problem } = self.watching;
        if picture.is_disposed() {
            return;
        }
        let change = change(event);
        if let Some(seen) = change.picture {
            picture.set(seen);
            self.listen_in_the_background();
        }
        if let Some(now) = change.connected {
            connected.set(now);
        }
        if change.problem.is_some() {
            problem.set(change.problem);
        }
        match change.then {
            Then::Nothing => {}
            Then::Listen => self.listen(),
            // The browser tries again by itself. Meanwhile the page finds out whether its session has ended.
            Then::Look if self.looked_just_now() => {}
            Then::Look => self.look(),
            Then::LookAgain => {
                let wait = if self.looked_just_now() { LOOK_AGAIN } else { Duration::ZERO };
                set_timeout(move || self.look(), wait);
            }
        }
    }
}
