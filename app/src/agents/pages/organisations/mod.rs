//! Organisations: the tree, adding one, changing one, closing and reopening one.

mod add;
mod change;
mod close;
mod list;

pub use add::AddOrganisationPage;
pub use change::ChangeOrganisationPage;
pub use close::CloseOrganisationPage;
pub use list::OrganisationsPage;

use crate::{agents::paths, api};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::{AppError, FieldError, OrganisationRow, Refusal, organisation};

/// The hint of the reason for a change to an organisation.
const WITH_THE_CHANGE: &str = "For example, a ticket number. We keep it with the change.";

/// The organisation in the address, if the viewer may change it.
fn organisation_of_page() -> Resource<Result<OrganisationRow, AppError>> {
    let params = use_params_map();
    let code = Memo::new(move |_| params.read().get(paths::ORGANISATION).unwrap_or_default());
    Resource::new(
        move || code.get(),
        |code| async move {
            let found = api::view_organisation(code).await?;
            if found.may_change { Ok(found) } else { Err(AppError::Refused(Refusal::NotBelowYours)) }
        },
    )
}

/// What is wrong with the name and with the ODS code of the organisation above, in the order of the pages.
fn wrong_organisation(name: &str, parent: &str) -> impl Iterator<Item = FieldError> {
    let name = organisation::name(name).err().map(|message| FieldError::new("name", message));
    let parent = organisation::ods_code(parent).err().map(|message| FieldError::new("parent", message));
    name.into_iter().chain(parent)
}
