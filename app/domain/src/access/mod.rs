//! Permissions as types: an action on a user takes a [`Permit`], and only [`permit()`] makes one, after it has checked the
//! permission table and the two guards that concern two people. Refusals are audited.

mod act;
mod actor;
mod assurance;
mod confirmation;
mod email_change;
mod general_permit;
mod issuer;
mod managers;
mod ownership;
mod people;
mod permit;
mod reach;
mod standing;
mod who;

pub use act::{
    Act, AddOrganisation, AdmitAttempt, CancelLink, ChangeDetails, ChangeOrganisation, CloseOrganisation, CloseProfile,
    ConfirmAuthenticator, CreateUser, EmailLink, GrantRole, Guard, IssueAuthenticator, ReinstateAuthenticator,
    RemoveAuthenticator, ReopenOrganisation, ReopenProfile, RevokeRole, SuspendAuthenticator, ViewHistory,
    ViewOrganisations, ViewProfile, ViewRoles, WatchLink,
};
pub use actor::Actor;
pub(crate) use assurance::enough_for;
pub(crate) use confirmation::ask_to_confirm;
pub use general_permit::{GeneralPermit, general_permit};
pub(crate) use issuer::{Issuing, Lapse};
pub(crate) use managers::{Managers, manager_can_sign_in};
pub(crate) use ownership::may_handle;
pub(crate) use people::{People, Person};
pub use permit::{MaySearch, MayWatchOwn, Permit, may_search, may_watch_own, permit};
pub(crate) use permit::{allowed, audited, may, reaches, refused};
pub use reach::{HeldRole, Reach, roles};
pub(crate) use standing::{hold, stays_open};
pub use who::{Operator, Who};
