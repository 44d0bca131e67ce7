//! What one person does to another.

use crate::audit::Action;
use model::Activity;

/// What an act asks beside a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guard {
    /// Everybody may do it to themselves, without a role.
    OwnAllowed,
    /// Nobody does it to themselves, and only an RA Manager does it to somebody who holds a staff role.
    NotOneself,
}

/// Something that one person does to another, for which [`super::permit()`] hands out permits.
pub trait Act {
    /// Which row of the permission table it is.
    const ACTIVITY: Activity;
    /// What the audit log calls it when it is refused.
    const ACTION: Action;
    /// What it asks beside a role.
    const GUARD: Guard;
    /// Whether it can be done to active users only.
    const ACTIVE_ONLY: bool;
}

/// Declares an act.
macro_rules! act {
    ($(#[$doc:meta])* $name:ident, $activity:ident, $action:ident, $guard:ident, active only: $active:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name;

        impl Act for $name {
            const ACTIVITY: Activity = Activity::$activity;
            const ACTION: Action = Action::$action;
            const GUARD: Guard = Guard::$guard;
            const ACTIVE_ONLY: bool = $active;
        }
    };
}

act! {
    /// Viewing a profile with its authenticators.
    ViewProfile, ViewUsers, ViewProfile, OwnAllowed, active only: false
}

act! {
    /// Viewing the history.
    ViewHistory, ViewHistory, ViewHistory, OwnAllowed, active only: false
}

act! {
    /// Issuing an authenticator of any kind.
    IssueAuthenticator, IssueAuthenticator, GenerateLink, NotOneself, active only: true
}

act! {
    /// Watching a registration link. Also of a user who was deactivated since: what is open must be seen, and can be cancelled.
    WatchLink, IssueAuthenticator, WatchLink, NotOneself, active only: false
}

act! {
    /// Cancelling a registration link.
    CancelLink, IssueAuthenticator, CancelLink, NotOneself, active only: false
}

act! {
    /// Typing a match code.
    AdmitAttempt, IssueAuthenticator, AdmitAttempt, NotOneself, active only: true
}

act! {
    /// Sending a registration link by e-mail.
    EmailLink, IssueAuthenticator, EmailLink, NotOneself, active only: true
}

act! {
    /// Removing an authenticator.
    RemoveAuthenticator, RemoveAuthenticator, RemoveAuthenticator, NotOneself, active only: false
}
