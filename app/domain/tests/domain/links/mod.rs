//! Registration links.

mod assurance;
mod generate;
mod invite;
mod kinds;
mod open;
