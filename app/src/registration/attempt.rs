//! Becoming an attempt, and hearing from the server where it stands.

use super::flow::{Flow, Step};
use crate::{
    api,
    browser::{self, Heard, Listening},
};
use leptos::{prelude::*, task::spawn_local};
use model::{AppError, Place, Standing};
use std::time::Duration;

/// After how long the page asks again to be told of changes, when the server refused.
const LISTEN_AGAIN: Duration = Duration::from_secs(4);

impl Flow {
    /// *Continue* on a device of the user's choice.
    pub fn load_for(self, place: Place) {
        self.choice.update_value(|choice| choice.place = place);
        self.load();
    }

    /// *Continue*, and *Try again*: becomes an attempt, and goes on when nothing stands in the way.
    pub fn load(self) {
        if self.invitation.with_value(Option::is_none) {
            return browser::reload();
        }
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        spawn_local(async move {
            let begin = || api::begin_registration(self.token.get_value(), self.found.get_untracked());
            let mut begun = begin().await;
            if begun == Err(AppError::NoCookies) {
                // With that answer came a cookie: perhaps they are allowed by now.
                begun = begin().await;
            }
            match begun {
                Ok(standing) => {
                    self.listen();
                    self.busy.set(false);
                    self.began(standing);
                }
                Err(error) => self.refused(&error),
            }
        });
    }

    /// The attempt was begun, or begun again: waits for the agent, or goes on.
    fn began(self, standing: Standing) {
        let waited = matches!(self.step.get_untracked(), Step::Waiting(_));
        self.not_yet.set(waited && standing.match_code.is_some());
        self.note(&standing);
        match standing.match_code {
            _ if standing.end.is_some() => self.tell_end(),
            // It is on the screen already.
            Some(_) if waited => {}
            Some(code) => self.step.set(Step::Waiting(code)),
            None => self.prepare(),
        }
    }

    /// The server says that something changed. Whoever waits goes on; and who is told nothing else is told of the end.
    fn changed(self, standing: Standing) {
        self.note(&standing);
        self.tell_end();
        let waits = matches!(self.step.get_untracked(), Step::Waiting(_)) && !self.busy.get_untracked();
        if waits && standing.match_code.is_none() {
            self.prepare();
        }
    }

    fn note(self, standing: &Standing) {
        self.end.set(standing.end);
        self.set_seconds_left(standing.seconds_left);
    }

    /// Hears from the server when the agent has let this browser in, and when another one was first.
    fn listen(self) {
        if self.listening.with_value(Option::is_some) {
            return;
        }
        let hear = move |heard| match heard {
            Heard::Event(text) => {
                if let Ok(standing) = serde_json::from_str(&text) {
                    self.changed(standing);
                }
            }
            Heard::Lost => {}
            Heard::Over => set_timeout(move || self.listen_again(), LISTEN_AGAIN),
        };
        self.listening.set_value(Listening::to("/live/attempt", hear));
    }

    fn listen_again(self) {
        self.listening.set_value(None);
        if self.end.get_untracked().is_none() && !matches!(self.step.get_untracked(), Step::Done(_)) {
            self.listen();
        }
    }
}
