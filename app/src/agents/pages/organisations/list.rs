//! The *Organisations* page.

use crate::{
    agents::{pages::flash::FlashBanner, paths},
    api,
    components::{
        loaded::loaded_part,
        nhs::{ButtonLink, PageLink, Pagination, Table, TableCell, TableColumn, Tag, TagColour, VisuallyHidden},
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use model::OrganisationRow;

/// The organisations within the reach of the viewer, in the order of the tree.
#[component]
pub fn OrganisationsPage() -> impl IntoView {
    let query = use_query_map();
    let after = Memo::new(move |_| query.read().get(paths::AFTER).filter(|after| !after.is_empty()));
    let page = Resource::new(move || after.get(), api::list_organisations);
    view! {
        <Title text="Organisations"/>
        <FlashBanner/>
        <h1 class="nhsuk-heading-l">"Organisations"</h1>
        <div class="app-two-thirds">
            <p>"You see the organisations that your role covers. You can change those below the one where you are an RA Manager."</p>
        </div>
        <ButtonLink href=paths::ADD_ORGANISATION>"Add an organisation"</ButtonLink>
        {loaded_part(move || async move {
            let page = page.await?;
            let first = after.get_untracked().map(|_| PageLink::new(paths::ALL_ORGANISATIONS, "First page"));
            let next = page.next.map(|code| PageLink::new(paths::organisations_after(&code), "More organisations"));
            Ok(view! { <List rows=page.rows previous=first next/> }.into_any())
        })}
    }
}

#[component]
fn List(rows: Vec<OrganisationRow>, previous: Option<PageLink>, next: Option<PageLink>) -> impl IntoView {
    let pages = previous.is_some() || next.is_some();
    let least = rows.iter().map(|row| row.depth).min().unwrap_or_default();
    let head = vec![
        "Name".into(),
        "ODS code".into(),
        "Below".into(),
        "Status".into(),
        "Roles".into(),
        TableColumn::hidden("Change"),
    ];
    let rows: Vec<_> = rows.into_iter().map(|one| row(one, least)).collect();
    view! {
        {(!rows.is_empty())
            .then(|| view! { <Table caption="Organisations" hide_caption=true responsive=true head rows/> })}
        {pages.then(|| view! { <Pagination previous next/> })}
    }
}

fn row(one: OrganisationRow, least: u32) -> Vec<TableCell> {
    let OrganisationRow { organisation, parent, depth, closed, roles, may_change } = one;
    let (name, code) = (organisation.name, organisation.ods_code);
    let indent = "– ".repeat(usize::try_from(depth.saturating_sub(least)).unwrap_or_default());
    let status = match closed {
        None => view! { <Tag colour=TagColour::Green>"Open"</Tag> },
        Some(_) => view! { <Tag colour=TagColour::Grey>"Closed"</Tag> },
    };
    let to_change = [" ", &name].concat();
    let change = may_change.then(|| {
        view! {
            <a href=paths::change_organisation(&code)>
                "Change"
                <VisuallyHidden>{to_change}</VisuallyHidden>
            </a>
        }
    });
    let above = parent.map_or_else(|| "None".to_owned(), |parent| parent.name);
    let what = [" roles at ", &name].concat();
    let held = view! {
        <a href=paths::roles_at(&code)>
            {roles.to_string()}
            <VisuallyHidden>{what}</VisuallyHidden>
        </a>
    };
    vec![
        TableCell::view(view! { <span aria-hidden="true">{indent}</span> <span translate="no">{name}</span> }),
        TableCell::view(view! { <span translate="no">{code}</span> }),
        TableCell::view(view! { <span translate="no">{above}</span> }),
        TableCell::view(status),
        TableCell::view(held),
        TableCell::view(change),
    ]
}
