//! The shared vocabulary of the product: what the pages show, what the server functions take and return, the permissions, and the
//! errors. These are plain serde types, the same in WASM and on the server. This crate has no SQL, no WebAuthn and no clock.

pub mod authenticator;
pub mod ceremony;
pub mod device;
pub mod error;
pub mod failure;
pub mod history;
pub mod id;
pub mod kind;
pub mod link;
pub mod meeting;
pub mod moment;
pub mod permission;
pub mod preflight;
pub mod reference;
pub mod role;
pub mod search;
pub mod session;
pub mod supervision;
pub mod token;
pub mod user;

pub use authenticator::{AuthenticatorSummary, Removal, Tested};
pub use ceremony::CeremonyRefusal;
pub use device::{App, Browser, Device};
pub use error::{AppError, Conflict, FieldError, Refusal};
pub use failure::DeviceFailure;
pub use history::{HistoryEntry, HistoryPage, NewerPage};
pub use id::{AuthenticatorId, LinkId};
pub use kind::{AssuranceLevel, AuthenticatorKind};
pub use link::{
    GeneratedLink, LinkDetails, LinkEnd, LinkTerms, MOST_MINUTES_WITHOUT_CODE, MeetingTerms, Place, QrCode, Registered,
    RegistrationChoice, RegistrationOptions,
};
pub use meeting::Meeting;
pub use moment::{Day, Moment};
pub use permission::{Activity, Switches};
pub use preflight::Preflight;
pub use reference::Reference;
pub use role::StaffRole;
pub use search::{SearchResults, UserSearch};
pub use session::SignedIn;
pub use supervision::{
    AttemptFailure, AttemptReport, AttemptState, CodeOutcome, OpenLink, RegisteredAuthenticator, Standing, Visit,
    WatchedAttempt, WatchedLink,
};
pub use token::{REGISTRATION_PATH, RegistrationToken};
pub use user::{Organisation, UniqueUserId, UserProfile, UserStatus, UserSummary};
