//! Watching a link: hearing of changes as they happen, and looking by itself where that cannot be.

use crate::{
    api, browser,
    browser::{Heard, Listening},
};
use leptos::{prelude::*, task::spawn_local};
use model::{AppError, LinkId, UniqueUserId, WatchedLink};
use std::time::Duration;

/// After how long the page looks by itself, when live events cannot be had.
const LOOK_AGAIN: Duration = Duration::from_secs(5);
/// After how many seconds without an event the connection is taken for dead: the server sends one every 15.
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
        let Watching { picture, connected, .. } = self.watching;
        let path = ["/live/links/", user.as_str(), "/", &self.id.to_string()].concat();
        let user = user.clone();
        let hear = move |heard| match heard {
            Heard::Event(text) => {
                self.heard_at.set_value(browser::now());
                let seen = serde_json::from_str(&text);
                // What cannot be read comes from a newer server: what is on the page may be out of date.
                connected.set(seen.is_ok());
                if let Ok(seen) = seen {
                    picture.set(seen);
                }
            }
            Heard::Lost => connected.set(false),
            Heard::Over => {
                connected.set(false);
                let user = user.clone();
                set_timeout(move || self.look(user), LOOK_AGAIN);
            }
        };
        self.heard_at.set_value(browser::now());
        self.listening.set_value(Listening::to(&path, hear));
    }

    /// A connection may be dead without anybody noticing.
    fn check(self, user: &UniqueUserId) {
        let listens = self.listening.with_value(Option::is_some);
        if listens && browser::now() - self.heard_at.get_value() > SILENCE {
            self.watching.connected.set(false);
            self.listen(user);
        }
    }

    /// Looks once, and listens again unless the server says that there is nothing to hear.
    fn look(self, user: UniqueUserId) {
        let Watching { picture, connected, problem } = self.watching;
        spawn_local(async move {
            // The page may have been left before, or meanwhile.
            if self.listening.try_set_value(None).is_some() {
                return;
            }
            match api::watch_link(user.clone(), self.id).await {
                Ok(seen) => drop(picture.try_set(seen)),
                Err(error) if error.is_out_of_reach() => {}
                Err(error) => {
                    // The server was reached, and this is what it said.
                    connected.try_set(true);
                    problem.try_set(Some(error));
                    return;
                }
            }
            if !picture.is_disposed() {
                self.listen(&user);
            }
        });
    }
}
