//! Watches a link. The page receives changes as live events. If the server refuses live events, the page requests the state of
//! the link every few seconds.

use super::hearing::{Event, Then, change};
use crate::{
    api, browser,
    browser::{Heard, Listening},
};
use leptos::{prelude::*, task::spawn_local};
use model::{AppError, LinkId, UniqueUserId, WatchedLink};
use std::time::Duration;

/// How long the page waits before it requests the state of the link, after the server has refused live events.
const LOOK_AGAIN: Duration = Duration::from_secs(5);
/// After this number of seconds without an event the connection must be dead, because the server sends one every 15 seconds.
const SILENCE: f64 = 45.0;

/// A link that is being watched.
#[derive(Clone, Copy, Debug)]
pub struct Watching {
    /// Its last known state.
    pub picture: RwSignal<WatchedLink>,
    /// Whether changes arrive.
    pub connected: RwSignal<bool>,
    /// Why it cannot be watched any more.
    pub problem: RwSignal<Option<AppError>>,
}

/// Starts to watch, in the browser only. On the server, the page shows only `picture`.
pub fn watching(user: UniqueUserId, picture: WatchedLink) -> Watching {
    let id = picture.id;
    let watching =
        Watching { picture: RwSignal::new(picture), connected: RwSignal::new(true), problem: RwSignal::new(None) };
    let connection = Connection { watching, id, listening: StoredValue::new(None), heard_at: StoredValue::new(0.0) };
    Effect::new(move || {
        connection.listen(&user);
        let user = user.clone();
        let check = move || connection.check(&user);
        if let Ok(checking) = set_interval_with_handle(check, LOOK_AGAIN) {
            on_cleanup(move || checking.clear());
        }
    });
    watching
}

#[derive(Clone, Copy)]
struct Connection {
    watching: Watching,
    id: LinkId,
    /// `None` while the page does not listen.
    listening: StoredValue<Option<Listening>>,
    heard_at: StoredValue<f64>,
}

impl Connection {
    fn listen(self, user: &UniqueUserId) {
        let path = ["/live/links/", user.as_str(), "/", &self.id.to_string()].concat();
        let user = user.clone();
        let hear = move |heard| {
            let event = match heard {
                Heard::Event(text) => {
                    self.heard_at.set_value(browser::now());
                    Event::Heard(serde_json::from_str(&text).ok())
                }
                Heard::Lost => Event::Lost,
                Heard::Over => Event::Over,
            };
            self.follow(event, &user);
        };
        self.heard_at.set_value(browser::now());
        self.listening.set_value(Listening::to(&path, hear));
    }

    /// Checks whether the connection is dead, because it can die without an error on either side.
    fn check(self, user: &UniqueUserId) {
        let listens = self.listening.with_value(Option::is_some);
        if listens && browser::now() - self.heard_at.get_value() > SILENCE {
            self.follow(Event::Silent, user);
        }
    }

    fn look(self, user: UniqueUserId) {
        spawn_local(async move {
            // The agent may have left the page.
            if self.listening.try_set_value(None).is_some() {
                return;
            }
            let looked = api::watch_link(user.clone(), self.id).await;
            self.follow(Event::Looked(looked), &user);
        });
    }

    fn follow(self, event: Event, user: &UniqueUserId) {
        let Watching { picture, connected, problem } = self.watching;
        if picture.is_disposed() {
            return;
        }
        let change = change(event);
        if let Some(seen) = change.picture {
            picture.set(seen);
        }
        if let Some(now) = change.connected {
            connected.set(now);
        }
        if change.problem.is_some() {
            problem.set(change.problem);
        }
        match change.then {
            Then::Nothing => {}
            Then::Listen => self.listen(user),
            Then::LookLater => {
                let user = user.clone();
                set_timeout(move || self.look(user), LOOK_AGAIN);
            }
        }
    }
}
