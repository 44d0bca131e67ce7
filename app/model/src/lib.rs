//! The shared vocabulary of the product: what the pages show, what the server functions take and return, the permissions, and the
//! errors. These are plain serde types, the same in WASM and on the server. This crate has no SQL, no WebAuthn and no clock.

pub mod anything;
pub mod authenticator;
pub mod ceremony;
pub mod closing;
pub mod details;
pub mod device;
pub mod error;
pub mod failure;
pub mod held_role;
pub mod history;
pub mod home;
pub mod id;
pub mod identity_check;
pub mod kind;
pub mod link;
pub mod meeting;
pub mod moment;
pub mod organisation;
pub mod pasted;
pub mod permission;
pub mod preflight;
pub mod reason;
pub mod reference;
pub mod removal;
pub mod role;
pub mod search;
pub mod session;
pub mod supervision;
pub mod token;
pub mod user;

pub use anything::Anything;
pub use authenticator::{AuthenticatorSummary, Suspension, Tested};
pub use ceremony::CeremonyRefusal;
pub use closing::{ClosedBecause, Closure, OtherProfile};
pub use details::{BeyondReach, Changing, Creation, DetailsToChange, LikelyDuplicates, SomeoneElse, UserDetails};
pub use device::{App, Browser, Device};
pub use error::{AppError, Conflict, FieldError, Refusal};
pub use failure::DeviceFailure;
pub use held_role::{RoleRow, RolesOfUser, RolesPage, RolesWanted};
pub use history::{HistoryEntry, HistoryPage, NewerPage};
pub use home::{OwnLink, ViewedUser};
pub use id::{AuthenticatorId, LinkId};
pub use identity_check::{IdentityAnswers, IdentityCheck, IdentityProof, IssueReason};
pub use kind::{AssuranceLevel, AuthenticatorKind};
pub use link::{
    GeneratedLink, LinkDetails, LinkEnd, LinkTerms, MOST_MINUTES_WITHOUT_CODE, MeetingTerms, Place, QrCode, Registered,
    RegistrationChoice, RegistrationOptions,
};
pub use meeting::Meeting;
pub use moment::{Day, Moment};
pub use organisation::{OrganisationRow, OrganisationsPage};
pub use permission::{Activity, Switches};
pub use preflight::{Preflight, Trouble};
pub use reference::Reference;
pub use removal::{Removal, RemovalReason};
pub use role::{OPERATOR, StaffRole};
pub use search::{SearchResults, UserSearch};
pub use session::{SessionLeft, SignedIn};
pub use supervision::{
    AttemptFailure, AttemptReport, AttemptState, CodeOutcome, OpenLink, RefusedTest, RegisteredAuthenticator, Standing,
    Visit, WatchedAttempt, WatchedLink,
};
pub use token::{REGISTRATION_PATH, RegistrationToken};
pub use user::{LifeRefusals, Organisation, UniqueUserId, UserProfile, UserStatus, UserSummary};
