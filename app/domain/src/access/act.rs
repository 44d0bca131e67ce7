//! The acts: what one person does to another.

use crate::audit::EventKind;
use model::Activity;

/// What an act requires besides a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guard {
    /// All users may do it to themselves, without a role.
    OwnAllowed,
    /// People cannot do it to themselves, and only an RA Manager may do it to a user who holds a staff role.
    NotOneself,
}

/// Something that one person does to another. [`super::permit()`] issues the permits for it.
pub trait Act {
    /// The activity in the permission table that allows it.
    const ACTIVITY: Activity;
    /// What the audit log calls a refusal.
    const EVENT: EventKind;
    /// What it requires besides a role.
    const GUARD: Guard;
    /// Whether it can be done to active users only.
    const ACTIVE_ONLY: bool;
}

/// Declares an act.
macro_rules! act {
    ($(#[$doc:meta])* $name:ident, $activity:ident, $event:ident, $guard:ident, active only: $active:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name;

        impl Act for $name {
            const ACTIVITY: Activity = Activity::$activity;
            const EVENT: EventKind = EventKind::$event;
            const GUARD: Guard = Guard::$guard;
            const ACTIVE_ONLY: bool = $active;
        }
    };
}

act! {
    /// Viewing a profile with its authenticators.
    ViewProfile, ViewUsers, ProfileViewed, OwnAllowed, active only: false
}

act! {
    /// Viewing the history.
    ViewHistory, ViewHistory, HistoryViewed, OwnAllowed, active only: false
}

act! {
    /// Issuing an authenticator of any kind.
    IssueAuthenticator, IssueAuthenticator, LinkGenerated, NotOneself, active only: true
}

act! {
    /// Watching a registration link. This is allowed for an inactive user too: an agent must be able to see and cancel a link
    /// that is still open.
    WatchLink, IssueAuthenticator, LinkWatched, NotOneself, active only: false
}

act! {
    /// Cancelling a registration link.
    CancelLink, IssueAuthenticator, LinkCancelled, NotOneself, active only: false
}

act! {
    /// Typing a match code.
    AdmitAttempt, IssueAuthenticator, CodeEntered, NotOneself, active only: true
}

act! {
    /// Sending a registration link by e-mail.
    EmailLink, IssueAuthenticator, LinkEmailed, NotOneself, active only: true
}

act! {
    /// Removing an authenticator.
    RemoveAuthenticator, RemoveAuthenticator, Removed, NotOneself, active only: false
}
