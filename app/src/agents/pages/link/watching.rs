//! Watching a link: the page hears of changes as they happen. Where it cannot, it asks the server every few seconds.

use super::hearing::{Event, Then, change};
use crate::{
    api, browser,
    browser::{Heard, Listening},
};
use leptos::{prelude::*, task::spawn_local};
use model::{AppError, LinkId, UniqueUserId, WatchedLink};
use std::time::Duration;

/// How long the page waits before it asks by itself, when the server refused live events.
const LOOK_AGAIN: Duration = Duration::from_secs(5);
/// After so many seconds without an event the connection must be dead: the server sends one every 15.
const SILENCE: f64 = 45.0;

/// A link as it is watched.
#[derive(Clone, Copy, Debug)]
pub struct Watching {
    /// How it stands, as far as is known.
    pub picture: RwSignal<WatchedLink>,
    /// Whether changes are heard of.
    pub connected: RwSignal<bool>,
    /// Why it can be watched no longer.
    pub problem: RwSignal<Option<AppError>>,
}

/// Begins to watch in the browser; on the server there is the `picture` alone.
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
    /// `None` while nothing is to be heard.
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

    /// A connection can die without a word to either side.
    fn check(self, user: &UniqueUserId) {
        let listens = self.listening.with_value(Option::is_some);
        if listens && browser::now() - self.heard_at.get_value() > SILENCE {
            self.follow(Event::Silent, user);
        }
    }

    fn look(self, user: UniqueUserId) {
        spawn_local(async move {
            // The page may have been left before, or meanwhile.
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
