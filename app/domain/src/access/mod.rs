//! Permissions as types: an action on a user takes a [`Permit`], and only [`permit()`] makes one, after it has checked the
//! permission table and the two guards that concern two people. Refusals are audited.

mod act;
mod actor;
mod assurance;
mod issuer;
mod ownership;
mod people;
mod permit;

pub use act::{
    Act, AdmitAttempt, CancelLink, EmailLink, Guard, IssueAuthenticator, RemoveAuthenticator, ViewHistory, ViewProfile,
    WatchLink,
};
pub use actor::Actor;
pub(crate) use assurance::assures_enough;
pub(crate) use issuer::{Issuing, Lapse};
pub(crate) use ownership::may_handle;
pub(crate) use people::Person;
pub(crate) use permit::refused;
pub use permit::{MaySearch, Permit, allowed, may_search, permit};
