//! The pages of the agents' application. Each page has a file, or a folder if it has several parts.

mod find_user;
mod flash;
mod issue;
mod link;
mod not_found;
mod profile;
mod remove;
mod sign_in;
mod subject;

pub use find_user::{FindUserPage, SearchMemory};
pub use flash::Flash;
pub use issue::{InstructionsPage, IssuePage};
pub use link::{FreshLink, LinkPage};
pub use not_found::NotFoundPage;
pub use profile::{AuthenticatorsTab, DetailsTab, HistoryTab};
pub use remove::RemovePage;
pub use sign_in::SignInPage;
