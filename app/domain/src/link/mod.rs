//! The registration link: what an agent generates, what a user visits, and the browsers that join it.
//!
//! ```text
//!              a browser registers      the agent cancels, the third wrong code,
//!             ┌────────────────────►    or the issuer may not issue any more
//!             │       Registered       ┌────────────────────────────► Cancelled
//!   generate  │                        │
//!  ─────────► Open ────────────────────┤ the user gets a newer link ─► Replaced
//!             │                        │
//!             │ its time is up         │ too many browsers or refused responses
//!             └────────► Expired       └────────────────────────────► LockedOut
//!
//!  Each browser that joins is an attempt of its own, beside the others:
//!
//!        join                admit                     the prompt is shown
//!  ────────────► NeedsCode ─────────► Admitted ─────────────────────────► Prompted
//!        join, no code wanted            ▲  ▲                                │ │
//!  ──────────────────────────────────────┘  │ options, for the next try      │ │ finish
//!                                           └──────────── Failed ◄───────────┘ └───────► Registered
//! ```
//!
//! [`state`] has the rules, as functions without database and clock. [`event`] says what each event means for the audit log, the
//! panel and the e-mails. [`store`] reads and writes the tables. Every other file is one action: it loads the link, asks the
//! state machine, and saves.
//!
//! The rule at the boundary: a ceremony may be *started* while `now < expires_at`. A ceremony that was started in time may be
//! *finished* within its own life ([`crate::Settings::CEREMONY_LIFE`]), even if the link has expired by then, so that a user is
//! not refused while the prompt is already on the screen.

mod admit;
mod cancel;
mod columns;
mod email;
mod end_of_agent;
mod end_of_user;
mod event;
mod finish;
mod generate;
mod invite;
mod join;
mod lapse;
mod look_up;
mod match_code;
mod of_agent;
mod options;
mod qr_code;
mod repeat;
mod report;
mod standing;
mod state;
pub(crate) mod store;
mod visit;

#[cfg(test)]
mod play;

pub use admit::admit;
pub use cancel::cancel;
pub use email::email;
pub(crate) use end_of_agent::{end_of_agent, end_what_lapsed, end_what_lapsed_below};
pub(crate) use end_of_user::{OpenLink, end_of_user};
pub(crate) use event::{By, LinkEvent};
pub use finish::finish;
pub use generate::generate;
pub use invite::{Invitation, invite, usual_invitation};
pub use join::{Joined, join};
pub use look_up::look_up;
pub(crate) use of_agent::of_agent;
pub use options::options;
pub use report::report;
pub use standing::standing;
pub use state::MAX_ATTEMPTS;
pub(crate) use state::{Attempt, Ceremony, Life, Link, LinkState};
pub use visit::visit;
