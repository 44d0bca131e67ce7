//! The words of the labels.

use model::AppError;
use strum::{IntoStaticStr, VariantNames};

/// What a ceremony is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "snake_case")]
pub enum Ceremony {
    /// To register an authenticator.
    Registration,
    /// To sign in.
    SignIn,
    /// To test an authenticator.
    Test,
}

/// How far a ceremony came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "snake_case")]
pub enum CeremonyOutcome {
    /// Its options were sent.
    Started,
    /// Its response was accepted, and what follows from it is stored.
    Done,
    /// Its response was refused.
    Refused,
}

/// A limit that the service keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "snake_case")]
pub enum Limit {
    /// The wrong match codes of a link, which cancelled it.
    WrongCodes,
    /// The attempts or the refused responses of a link, which locked it out.
    LinkAttempts,
    /// The streams of live events to agents.
    AgentStreams,
    /// The streams of live events to users.
    UserStreams,
    /// The time until a response begins.
    RequestTime,
    /// Requests of one network in a minute.
    NetworkRequests,
    /// Requests of one browser in a minute.
    BrowserRequests,
    /// Requests for one link in a minute.
    LinkRequests,
    /// Requests in progress.
    RequestsInProgress,
    /// Connections.
    Connections,
}

/// How a try to send a notice ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "snake_case")]
pub enum NoticeOutcome {
    /// It was handed over to the mail server.
    Sent,
    /// It is tried again.
    Delayed,
    /// It was given up.
    GivenUp,
}

/// Who has a stream of live events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "snake_case")]
pub enum Watcher {
    /// An agent, of a link.
    Agent,
    /// A user, of their own attempt.
    User,
}

impl Watcher {
    /// The limit on the streams of these watchers.
    #[must_use]
    pub const fn limit(self) -> Limit {
        match self {
            Self::Agent => Limit::AgentStreams,
            Self::User => Limit::UserStreams,
        }
    }
}

/// A step of a transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "snake_case")]
pub enum DatabaseStep {
    /// Its beginning, and with it the connection.
    Begin,
    /// Its commit.
    Commit,
}

/// The class and the reason of a refusal; `None` for a failure that is nobody's refusal.
pub(super) fn refusal(told: &AppError) -> Option<(&'static str, &'static str)> {
    let reason = match told {
        AppError::UnknownCredential(refused) => return refusal(refused),
        // The limits have counts of their own.
        AppError::TooManyRequests(_) | AppError::Overloaded => return None,
        AppError::Unavailable
        | AppError::Uncertain
        | AppError::Unexpected
        | AppError::Unreachable
        | AppError::Logged { .. } => return None,
        AppError::Ceremony(reason) => reason.into(),
        AppError::Refused(reason) => reason.into(),
        AppError::LinkEnded(reason) => reason.into(),
        AppError::Conflict(reason) => reason.into(),
        AppError::Invalid(_)
        | AppError::SignedOut
        | AppError::NotFound
        | AppError::LinkUnknown
        | AppError::NotAdmitted
        | AppError::NoCookies
        | AppError::MailNotConfigured
        | AppError::MailFailed => "none",
    };
    Some((told.into(), reason))
}

#[cfg(test)]
mod tests {
    use super::refusal;
    use model::{AppError, CeremonyRefusal, LinkEnd, Reference};

    #[test]
    fn a_refusal_has_a_class_and_a_reason_and_a_failure_of_ours_has_none() {
        let gone = AppError::Ceremony(CeremonyRefusal::ChallengeGone);
        assert_eq!(refusal(&gone), Some(("ceremony", "challenge_gone")));
        assert_eq!(refusal(&AppError::UnknownCredential(Box::new(gone))), Some(("ceremony", "challenge_gone")));
        assert_eq!(refusal(&AppError::LinkEnded(LinkEnd::LockedOut)), Some(("link_ended", "locked_out")));
        assert_eq!(refusal(&AppError::SignedOut), Some(("signed_out", "none")));
        for ours in [AppError::Unavailable, AppError::Unexpected] {
            assert_eq!(refusal(&ours), None);
            assert_eq!(refusal(&ours.logged(Some(Reference::new("3f9a-17c2-b0de")))), None);
        }
    }
}
