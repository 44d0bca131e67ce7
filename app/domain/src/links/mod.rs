//! Registration links. A link is open until it is used, cancelled, replaced or locked, or until its time is up.
//!
//! The rule at the boundary: a *ceremony* may be started while `now < expires_at`. One that was started in time may be
//! finished within its own life ([`crate::Settings::CEREMONY_LIFE`]), even when the link's time is up by then, so that
//! nobody is refused with the prompt already on the screen.

mod cancel;
mod end_of_agent;
mod end_open;
mod generate;
mod invite;
mod note_opening;
mod open;
mod open_of;
mod qr_code;
mod watch;

pub use cancel::cancel;
pub(crate) use end_of_agent::end_of_agent;
pub(crate) use end_open::{end_open, locked};
pub(crate) use generate::address;
pub use generate::generate;
pub use invite::{Invitation, invite, usual_invitation};
pub use note_opening::note_opening;
pub use open::open;
pub(crate) use open::{end, find_open, may_finish, seconds_left, why_ended};
pub(crate) use open_of::open_of;
pub(crate) use watch::of_agent;
pub use watch::watch;
