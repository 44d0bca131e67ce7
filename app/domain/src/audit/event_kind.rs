//! The words of the audit log. They are stored for ever: add new ones, but never change one.

use strum::{EnumString, IntoStaticStr, VariantArray};

/// What a person or the service did, or tried to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
pub enum EventKind {
    /// A person signed in.
    #[strum(serialize = "sign-in")]
    SignedIn,
    /// A person signed out.
    #[strum(serialize = "sign-out")]
    SignedOut,
    /// An agent generated a registration link.
    #[strum(serialize = "generate-link")]
    LinkGenerated,
    /// The operator invited an RA Manager on the command line.
    #[strum(serialize = "invite")]
    Invited,
    /// An agent cancelled a registration link.
    #[strum(serialize = "cancel-link")]
    LinkCancelled,
    /// Too many attempts or refused responses were made with a registration link.
    #[strum(serialize = "lock-link")]
    LinkLockedOut,
    /// An agent typed a match code.
    #[strum(serialize = "admit-attempt")]
    CodeEntered,
    /// An agent tried to watch a registration link; recorded only when it is refused.
    #[strum(serialize = "watch-link")]
    LinkWatched,
    /// A user registered an authenticator.
    #[strum(serialize = "register")]
    Registered,
    /// A user tested an authenticator.
    #[strum(serialize = "test-authenticator")]
    Tested,
    /// An agent removed an authenticator.
    #[strum(serialize = "remove-authenticator")]
    Removed,
    /// An agent searched for users.
    #[strum(serialize = "search")]
    Searched,
    /// A person requested a user's profile.
    #[strum(serialize = "view-profile")]
    ProfileViewed,
    /// A person requested a user's history.
    #[strum(serialize = "view-history")]
    HistoryViewed,
    /// An agent sent a registration link to its user by e-mail.
    #[strum(serialize = "email-link")]
    LinkEmailed,
    /// The service sent a user an e-mail about an authenticator that was added or removed.
    #[strum(serialize = "notice-sent")]
    NoticeSent,
    /// The service could not send such an e-mail, and gave up.
    #[strum(serialize = "notice-failed")]
    NoticeFailed,
}

impl EventKind {
    /// The stored word.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.into()
    }

    /// The words in the *History* tab.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::SignedIn => "Signed in",
            Self::SignedOut => "Signed out",
            Self::LinkGenerated => "Registration link generated",
            Self::Invited => "Invited as RA Manager",
            Self::LinkCancelled => "Registration link cancelled",
            Self::LinkLockedOut => "Registration link locked",
            Self::CodeEntered => "Match code entered",
            Self::LinkWatched => "Registration link watched",
            Self::Registered => "Authenticator registered",
            Self::Tested => "Authenticator tested",
            Self::Removed => "Authenticator removed",
            Self::Searched => "Search for users",
            Self::ProfileViewed => "Profile viewed",
            Self::HistoryViewed => "History viewed",
            Self::LinkEmailed => "Registration link by e-mail",
            Self::NoticeSent => "E-mail notice sent",
            Self::NoticeFailed => "E-mail notice could not be sent",
        }
    }
}

/// How it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Outcome {
    /// Done.
    Done,
    /// The server refused it; nothing was changed.
    Refused,
}

impl Outcome {
    /// The stored word.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.into()
    }
}
