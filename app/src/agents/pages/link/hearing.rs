//! Decides what a page does when live events of what it shows arrive, and when they do not arrive. [`super::watching()`] carries
//! out what was decided here.

use model::AppError;

/// Something that happened.
#[derive(Debug)]
pub enum Event<T> {
    /// A live event arrived, with the state of what is watched; `None` when it could not be read.
    Heard(Option<T>),
    /// The connection was lost. The browser tries again by itself.
    Lost,
    /// No event has arrived for so long that the connection must be dead.
    Silent,
    /// The server refused the live events.
    Over,
    /// The page requested the state, and the server answered.
    Looked(Result<T, AppError>),
}

/// What the page does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// There is nothing to do. The page goes on listening, or has stopped.
    Nothing,
    /// Listen to live events, on a new connection.
    Listen,
    /// Request the state at once, unless that was done a moment ago.
    Look,
    /// Request the state: at once, or in a few seconds if that was done a moment ago.
    LookAgain,
}

/// What changes on the page. A field that does not change is `None`.
#[derive(Debug, PartialEq, Eq)]
pub struct Change<T> {
    pub picture: Option<T>,
    pub connected: Option<bool>,
    pub problem: Option<AppError>,
    pub then: Then,
}

/// The change that follows from `event`.
pub fn change<T>(event: Event<T>) -> Change<T> {
    let (picture, connected, problem, then) = match event {
        // An event that cannot be read comes from a newer version of the server, so the page may be out of date.
        Event::Heard(picture) => {
            let read = picture.is_some();
            (picture, Some(read), None, Then::Nothing)
        }
        Event::Lost => (None, Some(false), None, Then::Look),
        Event::Silent => (None, Some(false), None, Then::Listen),
        // The server may have too many connections, or this browser has. What the page asks for is as good then.
        Event::Over => (None, None, None, Then::LookAgain),
        Event::Looked(Ok(picture)) => (Some(picture), Some(true), None, Then::Listen),
        Event::Looked(Err(error)) if error.is_out_of_reach() => (None, Some(false), None, Then::Listen),
        // The connection works, but the server refuses, so the page stops listening.
        Event::Looked(Err(error)) => (None, Some(true), Some(error), Then::Nothing),
    };
    Change { picture, connected, problem, then }
}

#[cfg(test)]
mod tests {
    use super::{Change, Event, Then, change};
    use crate::agents::pages::link::stage::tests::link;
    use model::{AppError, Reference};

    #[test]
    fn the_panel_listens_until_the_server_refuses() {
        let nothing = || Change { picture: None, connected: None, problem: None, then: Then::Nothing };
        let away = || Change { connected: Some(false), then: Then::Listen, ..nothing() };
        let seen = || Some(link());
        let refused = || AppError::SignedOut;
        for (event, expected) in [
            (Event::Heard(seen()), Change { picture: seen(), connected: Some(true), ..nothing() }),
            (Event::Heard(None), Change { connected: Some(false), ..nothing() }),
            (Event::Lost, Change { connected: Some(false), then: Then::Look, ..nothing() }),
            (Event::Silent, Change { connected: Some(false), then: Then::Listen, ..nothing() }),
            (Event::Over, Change { then: Then::LookAgain, ..nothing() }),
            (
                Event::Looked(Ok(link())),
                Change { picture: seen(), connected: Some(true), then: Then::Listen, ..nothing() },
            ),
            (Event::Looked(Err(AppError::Unreachable)), away()),
            (Event::Looked(Err(AppError::Unavailable)), away()),
            (Event::Looked(Err(AppError::Overloaded)), away()),
            (Event::Looked(Err(AppError::Unavailable.logged(Some(Reference::new("3f9a-17c2-b0de"))))), away()),
            (Event::Looked(Err(refused())), Change { connected: Some(true), problem: Some(refused()), ..nothing() }),
        ] {
            let said = format!("{event:?}");
            assert_eq!(change(event), expected, "{said}");
        }
    }
}
