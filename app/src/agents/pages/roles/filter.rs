//! The form that says which roles the *Roles* page lists.

use crate::{
    agents::paths,
    components::nhs::{Button, ButtonKind, ButtonType, Choice, Input, InputWidth, Select},
};
use leptos::prelude::*;
use model::{RolesWanted, StaffRole};
use strum::VariantArray;

/// The form. It works without WASM too: the browser loads the list that the address names.
#[component]
pub fn Filter(wanted: RolesWanted) -> impl IntoView {
    let roles = StaffRole::VARIANTS.iter().map(|role| Choice::new(role.slug(), role.label()));
    let choices = [Choice::new("", "All roles")].into_iter().chain(roles).collect();
    let role = wanted.role.map_or("", StaffRole::slug);
    view! {
        <form method="get" action=paths::ALL_ROLES>
            <Select id="role" label="Role" choices value=role/>
            <Input
                id="organisation"
                label="ODS code of an organisation (optional)"
                hint="Shows the roles at this organisation and at those below it"
                value=wanted.ods_code
                width=InputWidth::Ten
                autocomplete="off"
                spellcheck=false
            />
            <Button kind=ButtonKind::Secondary button_type=ButtonType::Submit>"Show roles"</Button>
        </form>
    }
}
