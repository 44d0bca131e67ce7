//! The *Roles* page: who holds which staff role where, since when, and who granted it.

use super::filter::Filter;
use crate::{
    agents::{pages::flash::FlashBanner, paths},
    api,
    components::{
        fresh::fresh,
        loaded::loaded_part,
        nhs::{PageLink, Pagination, Table, TableCell, TableColumn, VisuallyHidden},
        time::Time,
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use model::{OPERATOR, RoleRow, RolesWanted};

/// A page of the roles within the reach of the viewer. The query in the address says which.
#[component]
pub fn RolesPage() -> impl IntoView {
    let query = use_query_map();
    let wanted = Memo::new(move |_| {
        let query = query.read();
        let part = |name: &str| query.get(name).unwrap_or_default();
        RolesWanted {
            role: part(paths::ROLE).parse().ok(),
            ods_code: part(paths::ORGANISATION),
            after: part(paths::AFTER),
        }
    });
    let page = Resource::new(move || wanted.get(), api::list_roles);
    view! {
           <Title text="Roles"/>
           <FlashBanner/>
           <h1 class="nhsuk-heading-l">"Roles"</h1>
           <div class="app-two-thirds">
               <p>
                   "A role reaches the users of its organisation and of those below it. To grant a role, "
                   <a href=paths::HOME>"find the user"</a> " and select Roles in their profile."
               </p>
               {move || fresh(view! { <Filter wanted=wanted.get()/> }.into_any())}
           </div>
           {loaded_part(move || async move {
    let page = page.await?;
    Ok(view! { <List wanted=wanted.get_untracked() rows=page.rows next=page.next/> }.into_any())
    })}
       }
}

#[component]
fn List(wanted: RolesWanted, rows: Vec<RoleRow>, next: Option<String>) -> impl IntoView {
    let to = |title: &'static str, after: Option<&str>| {
        PageLink::new(paths::roles_after(wanted.role, &wanted.ods_code, after), title)
    };
    let previous = (!wanted.after.is_empty()).then(|| to("First page", None));
    let next = next.map(|next| to("More roles", Some(&next)));
    let pages = previous.is_some() || next.is_some();
    let nothing = rows.is_empty();
    let head =
        vec!["Name".into(), "Role".into(), "Organisation".into(), "Granted".into(), TableColumn::hidden("Take away")];
    let rows: Vec<_> = rows.into_iter().map(row).collect();
    view! {
        {nothing.then(|| view! { <p>"No roles found. You only see roles at organisations that your own role covers."</p> })}
        {(!nothing).then(|| view! { <Table caption="Who has which role" hide_caption=true responsive=true head rows/> })}
        {pages.then(|| view! { <Pagination previous next/> })}
    }
}

fn row(held: RoleRow) -> Vec<TableCell> {
    let name = match held.may_view {
        true => view! { <a href=paths::roles(&held.unique_user_id)><bdi translate="no">{held.name.clone()}</bdi></a> }
            .into_any(),
        // They belong to an organisation that is out of reach.
        false => view! { <bdi translate="no">{held.name.clone()}</bdi> }.into_any(),
    };
    let organisation = [&held.organisation.name, " (", &held.organisation.ods_code, ")"].concat();
    let href = paths::take_away(&held.unique_user_id, held.role, &held.organisation.ods_code);
    let by = held.granted_by.unwrap_or_else(|| OPERATOR.to_owned());
    vec![
        TableCell::view(name),
        TableCell::text(held.role.label()),
        TableCell::view(view! { <span translate="no">{organisation}</span> }),
        TableCell::view(view! { <Time moment=held.granted/> " by " <bdi translate="no">{by}</bdi> }),
        TableCell::view(view! {
            <a class="app-unbroken" href=href>
                "Take away"
                <VisuallyHidden>" " {held.role.label()} " from " <bdi translate="no">{held.name}</bdi></VisuallyHidden>
            </a>
        }),
    ]
}
