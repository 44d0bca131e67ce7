//! Registration links.

mod generate;
mod invite;
mod open;
