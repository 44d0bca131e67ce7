//! The pages of the agents' application, one a file.

mod authenticators_tab;
mod details_tab;
mod find_user;
mod flash;
mod generate;
mod guidance;
mod history_tab;
mod instructions;
mod issue;
mod link;
mod not_found;
mod profile;
mod remove;
mod sign_in;
mod subject;

pub use authenticators_tab::AuthenticatorsTab;
pub use details_tab::DetailsTab;
pub use find_user::{FindUserPage, SearchMemory};
pub use flash::provide_flash;
pub use history_tab::HistoryTab;
pub use instructions::InstructionsPage;
pub use issue::IssuePage;
pub use not_found::NotFoundPage;
pub use remove::RemovePage;
pub use sign_in::SignInPage;
