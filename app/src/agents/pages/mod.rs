//! The pages of the agents' application, one a file.

mod attempts;
mod authenticators_tab;
mod details_tab;
mod ended;
mod find_user;
mod flash;
mod fresh_link;
mod generate;
mod hand_over;
mod history_tab;
mod instructions;
mod issue;
mod life;
mod link;
mod match_code;
mod not_found;
mod profile;
mod remove;
mod sign_in;
mod subject;
mod watching;

pub use authenticators_tab::AuthenticatorsTab;
pub use details_tab::DetailsTab;
pub use find_user::{FindUserPage, SearchMemory};
pub use flash::provide_flash;
pub use fresh_link::provide_fresh_link;
pub use history_tab::HistoryTab;
pub use instructions::InstructionsPage;
pub use issue::IssuePage;
pub use link::LinkPage;
pub use not_found::NotFoundPage;
pub use remove::RemovePage;
pub use sign_in::SignInPage;
