//! The words of the audit log. They are stored for ever: add new ones, but never change one.

use strum::{EnumString, IntoStaticStr, VariantArray};

/// What a person or the service did, or tried to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Action {
    /// A person signed in.
    SignIn,
    /// A person signed out.
    SignOut,
    /// An agent generated a registration link.
    GenerateLink,
    /// The operator invited an RA Manager on the command line.
    Invite,
    /// An agent cancelled a registration link.
    CancelLink,
    /// Too many attempts or refused responses were made with a registration link.
    LockLink,
    /// An agent typed a match code.
    AdmitAttempt,
    /// An agent tried to watch a registration link; recorded only when it is refused.
    WatchLink,
    /// A user registered an authenticator.
    Register,
    /// A user tested an authenticator.
    TestAuthenticator,
    /// An agent removed an authenticator.
    RemoveAuthenticator,
    /// An agent searched for users.
    Search,
    /// A person requested a user's profile.
    ViewProfile,
    /// A person requested a user's history.
    ViewHistory,
    /// An agent sent a registration link to its user by e-mail.
    EmailLink,
    /// The service sent a user an e-mail about an authenticator that was added or removed.
    NoticeSent,
    /// The service could not send such an e-mail, and gave up.
    NoticeFailed,
}

impl Action {
    /// The stored word.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.into()
    }

    /// The words in the *History* tab.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::SignIn => "Signed in",
            Self::SignOut => "Signed out",
            Self::GenerateLink => "Registration link generated",
            Self::Invite => "Invited as RA Manager",
            Self::CancelLink => "Registration link cancelled",
            Self::LockLink => "Registration link locked",
            Self::AdmitAttempt => "Match code entered",
            Self::WatchLink => "Registration link watched",
            Self::Register => "Authenticator registered",
            Self::TestAuthenticator => "Authenticator tested",
            Self::RemoveAuthenticator => "Authenticator removed",
            Self::Search => "Search for users",
            Self::ViewProfile => "Profile viewed",
            Self::ViewHistory => "History viewed",
            Self::EmailLink => "Registration link by e-mail",
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
