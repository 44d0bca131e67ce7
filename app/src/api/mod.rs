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

mod admit_attempt;
mod cancel_link;
mod email_link;
mod find_users;
mod finish_registration;
mod finish_sign_in;
mod finish_test;
mod generate_link;
mod join_link;
mod list_authenticators;
mod load_registration_options;
mod load_sign_in_options;
mod load_test_options;
mod look_up_link;
mod post;
mod remove_authenticator;
mod report_attempt;
mod report_visit;
mod sign_out;
mod view_history;
mod view_profile;
mod watch_link;
mod who_am_i;

pub use admit_attempt::{AdmitAttempt, admit_attempt};
pub use cancel_link::{CancelLink, cancel_link};
pub use email_link::{EmailLink, email_link};
pub use find_users::{FindUsers, find_users};
pub use finish_registration::{FinishRegistration, finish_registration};
pub use finish_sign_in::{FinishSignIn, finish_sign_in};
pub use finish_test::{FinishTest, finish_test};
pub use generate_link::{GenerateLink, generate_link};
pub use join_link::{JoinLink, join_link};
pub use list_authenticators::{ListAuthenticators, list_authenticators};
pub use load_registration_options::{LoadRegistrationOptions, load_registration_options};
pub use load_sign_in_options::{LoadSignInOptions, load_sign_in_options};
pub use load_test_options::{LoadTestOptions, load_test_options};
pub use look_up_link::{LookUpLink, look_up_link};
pub use remove_authenticator::{CONFIRM_REMOVAL, RemoveAuthenticator, remove_authenticator};
pub use report_attempt::{ReportAttempt, report_attempt};
pub use report_visit::{ReportVisit, report_visit};
pub use sign_out::{SignOut, sign_out};
pub use view_history::{ViewHistory, view_history};
pub use view_profile::{ViewProfile, view_profile};
pub use watch_link::{WatchLink, watch_link};
pub use who_am_i::{WhoAmI, who_am_i};
