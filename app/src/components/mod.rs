//! The building blocks of the pages.

pub mod assertion;
pub mod changing;
pub mod copied;
pub mod countdown;
pub mod effect;
pub mod focus;
pub mod form_errors;
pub mod fresh;
pub mod live_button;
pub mod loaded;
pub mod nhs;
pub mod options;
pub mod problem;
pub mod submission;
pub mod time;
