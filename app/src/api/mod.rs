//! The typed server functions, one in each file. Each function finds out who sent the request and whether they may do this,
//! calls one action of the domain, and returns a typed answer. It checks the permission in its own body, because server
//! functions also run inside the server process while a page is rendered, and no HTTP layer runs then.

#![expect(
    missing_docs,
    reason = "the server macro makes a public struct of each function's arguments, without doc comments"
)]

#[cfg(feature = "ssr")]
pub mod cookies;
#[cfg(feature = "ssr")]
pub mod request;

mod add_organisation;
mod admit_attempt;
mod cancel_link;
mod change_details;
mod change_organisation;
mod close_organisation;
mod close_profile;
mod confirm_authenticator;
mod create_user;
mod email_link;
mod find_users;
mod finish_registration;
mod finish_sign_in;
mod finish_test;
mod generate_link;
mod grant_role;
mod join_link;
mod list_authenticators;
mod list_organisations;
mod list_own_links;
mod list_places;
mod list_roles;
mod list_viewed_users;
mod load_details;
mod load_registration_options;
mod load_sign_in_options;
mod load_test_options;
mod look_up_link;
mod post;
mod reinstate_authenticator;
mod remove_authenticator;
mod reopen_organisation;
mod reopen_profile;
mod report_attempt;
mod report_not_started;
mod report_visit;
mod revoke_role;
mod sign_out;
mod suspend_authenticator;
mod time_left;
mod view_history;
mod view_organisation;
mod view_profile;
mod view_role;
mod view_roles;
mod watch_link;
mod who_am_i;

pub use add_organisation::{AddOrganisation, add_organisation};
pub use admit_attempt::{AdmitAttempt, admit_attempt};
pub use cancel_link::{CancelLink, cancel_link};
pub use change_details::{ChangeDetails, change_details};
pub use change_organisation::{ChangeOrganisation, change_organisation};
pub use close_organisation::{CloseOrganisation, close_organisation};
pub use close_profile::{CloseProfile, close_profile, wrong_closing};
pub use confirm_authenticator::{ConfirmAuthenticator, confirm_authenticator, wrong_confirmation};
pub use create_user::{CreateUser, create_user};
pub use email_link::{EmailLink, email_link};
pub use find_users::{FindUsers, find_users};
pub use finish_registration::{FinishRegistration, finish_registration};
pub use finish_sign_in::{FinishSignIn, finish_sign_in};
pub use finish_test::{FinishTest, finish_test};
pub use generate_link::{GenerateLink, generate_link};
pub use grant_role::{GrantRole, grant_role, wrong_grant};
pub use join_link::{JoinLink, join_link};
pub use list_authenticators::{ListAuthenticators, list_authenticators};
pub use list_organisations::{ListOrganisations, list_organisations};
pub use list_own_links::{ListOwnLinks, list_own_links};
pub use list_places::{ListPlaces, list_places};
pub use list_roles::{ListRoles, list_roles};
pub use list_viewed_users::{ListViewedUsers, list_viewed_users};
pub use load_details::{LoadDetails, load_details};
pub use load_registration_options::{LoadRegistrationOptions, load_registration_options};
pub use load_sign_in_options::{LoadSignInOptions, load_sign_in_options};
pub use load_test_options::{LoadTestOptions, load_test_options};
pub use look_up_link::{LookUpLink, look_up_link};
pub use reinstate_authenticator::{ReinstateAuthenticator, reinstate_authenticator};
pub use remove_authenticator::{RemoveAuthenticator, remove_authenticator, wrong_removal};
pub use reopen_organisation::{ReopenOrganisation, reopen_organisation};
pub use reopen_profile::{ReopenProfile, reopen_profile};
pub use report_attempt::{ReportAttempt, report_attempt};
pub use report_not_started::{ReportNotStarted, report_not_started};
pub use report_visit::{ReportVisit, report_visit};
pub use revoke_role::{RevokeRole, revoke_role, wrong_reason};
pub use sign_out::{SignOut, sign_out};
pub use suspend_authenticator::{SuspendAuthenticator, suspend_authenticator};
pub use time_left::{TimeLeft, time_left};
pub use view_history::{ViewHistory, view_history};
pub use view_organisation::{ViewOrganisation, view_organisation};
pub use view_profile::{ViewProfile, view_profile};
pub use view_role::{ViewRole, view_role};
pub use view_roles::{ViewRoles, view_roles};
pub use watch_link::{WatchLink, watch_link};
pub use who_am_i::{WhoAmI, who_am_i};
