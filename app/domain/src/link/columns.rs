//! What the columns of a stored link and of its attempts mean to the state machine.

use super::{Ceremony, Life, LinkState};
use crate::entity::{
    registration_attempt,
    registration_token::{self, State},
};
use model::{AttemptState, LinkEnd};

impl Life {
    /// The life of a stored link.
    pub fn of(row: &registration_token::Model) -> Self {
        Self { state: row.state.into(), expires_at: row.expires_at }
    }
}

/// The ceremony that was started last in a stored attempt.
pub(super) fn ceremony_of(attempt: &registration_attempt::Model) -> Option<Ceremony> {
    let until = attempt.challenge_expires_at?;
    Some(Ceremony { challenge_hash: attempt.challenge_hash.clone()?, until })
}

/// How far a stored attempt has come.
pub(super) fn state_of(link: &registration_token::Model, attempt: &registration_attempt::Model) -> AttemptState {
    let failure = attempt.failure.as_ref().and_then(|failure| serde_json::from_str(failure).ok());
    if attempt.registered_at.is_some() {
        AttemptState::Registered
    } else if link.match_code_wanted && attempt.admitted_at.is_none() {
        AttemptState::NeedsCode
    } else if let Some(failure) = failure {
        AttemptState::Failed(failure)
    } else if attempt.prompted_at.is_some() {
        AttemptState::Prompted
    } else {
        AttemptState::Admitted
    }
}

impl From<State> for LinkState {
    fn from(state: State) -> Self {
        match state {
            State::Open => Self::Open,
            State::Registered => Self::Ended(LinkEnd::Registered),
            State::Cancelled => Self::Ended(LinkEnd::Cancelled),
            State::Replaced => Self::Ended(LinkEnd::Replaced),
            State::Expired => Self::Ended(LinkEnd::Expired),
            State::LockedOut => Self::Ended(LinkEnd::LockedOut),
        }
    }
}

impl From<LinkState> for State {
    fn from(state: LinkState) -> Self {
        match state {
            LinkState::Open => Self::Open,
            LinkState::Ended(LinkEnd::Registered) => Self::Registered,
            LinkState::Ended(LinkEnd::Cancelled) => Self::Cancelled,
            LinkState::Ended(LinkEnd::Replaced) => Self::Replaced,
            LinkState::Ended(LinkEnd::Expired) => Self::Expired,
            LinkState::Ended(LinkEnd::LockedOut) => Self::LockedOut,
        }
    }
}
