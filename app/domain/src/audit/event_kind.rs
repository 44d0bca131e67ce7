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
    /// A registration failed on the user's device, before the server received a response.
    #[strum(serialize = "device-failure")]
    DeviceFailed,
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
    /// An agent sent a registration link to its user by email.
    #[strum(serialize = "email-link")]
    LinkEmailed,
    /// The service sent a user an email about an authenticator that was added or removed.
    #[strum(serialize = "notice-sent")]
    NoticeSent,
    /// The service could not send such an email, and gave up.
    #[strum(serialize = "notice-failed")]
    NoticeFailed,
    /// An RA Manager, or the operator, granted a staff role.
    #[strum(serialize = "grant-role")]
    RoleGranted,
    /// An RA Manager, or the operator, took a staff role away.
    #[strum(serialize = "revoke-role")]
    RoleRevoked,
    /// An RA Manager confirmed that an authenticator may sign in a person with a new staff role.
    #[strum(serialize = "confirm-authenticator")]
    Confirmed,
    /// An agent, or its owner, suspended an authenticator.
    #[strum(serialize = "suspend-authenticator")]
    Suspended,
    /// An agent made a suspended authenticator active again.
    #[strum(serialize = "reinstate-authenticator")]
    Reinstated,
    /// A person was added to the directory.
    #[strum(serialize = "create-user")]
    UserCreated,
    /// The details of a person were changed.
    #[strum(serialize = "change-details")]
    DetailsChanged,
    /// A profile was closed.
    #[strum(serialize = "close-profile")]
    ProfileClosed,
    /// A closed profile was reopened.
    #[strum(serialize = "reopen-profile")]
    ProfileReopened,
    /// A person requested the list of staff roles; recorded only when it is refused.
    #[strum(serialize = "view-roles")]
    RolesViewed,
    /// A person requested organisations; recorded only when it is refused.
    #[strum(serialize = "view-organisations")]
    OrganisationsViewed,
    /// An organisation was added.
    #[strum(serialize = "add-organisation")]
    OrganisationAdded,
    /// The name of an organisation, or its place in the tree, was changed.
    #[strum(serialize = "change-organisation")]
    OrganisationChanged,
    /// An organisation was closed.
    #[strum(serialize = "close-organisation")]
    OrganisationClosed,
    /// A closed organisation was reopened.
    #[strum(serialize = "reopen-organisation")]
    OrganisationReopened,
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
            Self::Invited => "Invited to be an RA Manager",
            Self::LinkCancelled => "Registration link cancelled",
            Self::LinkLockedOut => "Registration link locked",
            Self::CodeEntered => "Match code entered",
            Self::LinkWatched => "Registration link viewed",
            Self::Registered => "Authenticator registered",
            Self::DeviceFailed => "Registration failed on the device",
            Self::Tested => "Authenticator tested",
            Self::Removed => "Authenticator removed",
            Self::Searched => "Searched for users",
            Self::ProfileViewed => "Profile viewed",
            Self::HistoryViewed => "History viewed",
            Self::LinkEmailed => "Registration link emailed",
            Self::NoticeSent => "Email sent to user",
            Self::NoticeFailed => "Email to user could not be sent",
            Self::RoleGranted => "Staff role granted",
            Self::RoleRevoked => "Staff role taken away",
            Self::Confirmed => "Authenticator confirmed for a staff role",
            Self::Suspended => "Authenticator suspended",
            Self::Reinstated => "Authenticator reinstated",
            Self::UserCreated => "User created",
            Self::DetailsChanged => "Details changed",
            Self::ProfileClosed => "Profile closed",
            Self::ProfileReopened => "Profile reopened",
            Self::RolesViewed => "Staff roles viewed",
            Self::OrganisationsViewed => "Organisations viewed",
            Self::OrganisationAdded => "Organisation added",
            Self::OrganisationChanged => "Organisation changed",
            Self::OrganisationClosed => "Organisation closed",
            Self::OrganisationReopened => "Organisation reopened",
        }
    }
}

/// How it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Outcome {
    /// Done.
    Done,
    /// The server refused it, or it failed on the user's device; nothing was changed.
    Refused,
}

impl Outcome {
    /// The stored word.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.into()
    }
}
