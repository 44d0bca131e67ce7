//! People in the directory: creating them, changing their details, closing and reopening their profiles, and who viewed them last.

mod add;
mod alike;
mod change_details;
mod close;
mod create;
mod details;
mod duplicates;
mod email;
mod note_view;
mod places;
mod reopen;

pub use add::add;
pub use change_details::{change_details, details_to_change};
pub use close::{Closing, close};
pub use create::create;
pub use duplicates::born_on;
pub use note_view::note_view;
pub use places::places;
pub use reopen::reopen;
