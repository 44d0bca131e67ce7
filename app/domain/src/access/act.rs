//! The acts: what one person does to another.

use crate::audit::EventKind;
use model::Activity;

/// What an act requires besides a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guard {
    /// All users may do it to themselves, without a role.
    OwnAllowed,
    /// All users may do it to themselves, without a role, and only an RA Manager may do it to a user who holds a staff role.
    OwnOrManager,
    /// People cannot do it to themselves, and only an RA Manager may do it to a user who holds a staff role.
    NotOneself,
    /// People cannot do it to themselves. It concerns an organisation, and the user may belong to another one: whether the role of the
    /// actor reaches that place is asked with [`super::Permit::check_place`].
    AtPlace,
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

act! {
    /// Granting a staff role.
    GrantRole, Administer, RoleGranted, NotOneself, active only: true
}

act! {
    /// Taking a staff role away.
    RevokeRole, Administer, RoleRevoked, AtPlace, active only: false
}

act! {
    /// Suspending an authenticator.
    SuspendAuthenticator, RemoveAuthenticator, Suspended, OwnOrManager, active only: false
}

act! {
    /// Making a suspended authenticator active again.
    ReinstateAuthenticator, RemoveAuthenticator, Reinstated, NotOneself, active only: true
}

act! {
    /// Confirming that an authenticator may sign in a person who was granted a staff role.
    ConfirmAuthenticator, Administer, Confirmed, NotOneself, active only: true
}

act! {
    /// Creating a user.
    CreateUser, ChangeDetails, UserCreated, NotOneself, active only: false
}

act! {
    /// Changing the details of a person.
    ChangeDetails, ChangeDetails, DetailsChanged, NotOneself, active only: true
}

act! {
    /// Closing a profile.
    CloseProfile, RemoveAuthenticator, ProfileClosed, NotOneself, active only: true
}

act! {
    /// Reopening a closed profile.
    ReopenProfile, RemoveAuthenticator, ProfileReopened, NotOneself, active only: false
}

act! {
    /// Viewing who holds which staff role.
    ViewRoles, Administer, RolesViewed, NotOneself, active only: false
}

act! {
    /// Viewing organisations.
    ViewOrganisations, Administer, OrganisationsViewed, NotOneself, active only: false
}

act! {
    /// Adding an organisation.
    AddOrganisation, Administer, OrganisationAdded, NotOneself, active only: false
}

act! {
    /// Changing the name of an organisation, or its place in the tree.
    ChangeOrganisation, Administer, OrganisationChanged, NotOneself, active only: false
}

act! {
    /// Closing an organisation.
    CloseOrganisation, Administer, OrganisationClosed, NotOneself, active only: false
}

act! {
    /// Reopening a closed organisation.
    ReopenOrganisation, Administer, OrganisationReopened, NotOneself, active only: false
}
