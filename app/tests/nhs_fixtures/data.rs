//! What is known about things: summary lists and tables.

use crate::compare::{Outcome, renders, same, same_part};
use app::components::nhs::{SummaryList, SummaryRow, Table, TableCell, TableColumn, VisuallyHidden};
use leptos::prelude::*;

fn contact_rows() -> [(&'static str, AnyView); 4] {
    [
        ("Name", "Karen Francis".into_any()),
        ("Date of birth", "15 March 1984".into_any()),
        ("Contact information", view! { "73 Roman Rd" <br /> "Leeds" <br /> "LS2 5ZN" }.into_any()),
        ("Contact details", view! { <p>"07700 900362"</p> <p>"karen.francis@example.com"</p> }.into_any()),
    ]
}

#[test]
fn summary_lists() -> Outcome {
    let rows = || contact_rows().map(|(key, value)| SummaryRow::new(key, value)).into_iter().collect::<Vec<_>>();
    same("summary-list/default", || view! { <SummaryList rows=rows() /> })?;
    same("summary-list/without border", || view! { <SummaryList rows=rows() no_border=true /> })
}

#[test]
fn summary_lists_with_actions() -> Outcome {
    let change = |(key, value): (&'static str, AnyView)| {
        SummaryRow::new(key, value).action("Change", &key.to_lowercase(), "#/change")
    };
    same("summary-list/with actions", || {
        view! { <SummaryList rows=contact_rows().map(change).into_iter().collect() /> }
    })?;
    let button = |(key, value): (&'static str, AnyView)| {
        let of_what = format!(" {}", key.to_lowercase());
        SummaryRow::new(key, value).action_view(view! {
            <button class="nhsuk-link" type="submit">"Change" <VisuallyHidden>{of_what}</VisuallyHidden></button>
        })
    };
    same("summary-list/with actions as buttons", || {
        view! { <SummaryList rows=contact_rows().map(button).into_iter().collect() /> }
    })?;
    same("summary-list/with multiple actions", || {
        let medicines = view! {
            <p>"Isotretinoin capsules (Roaccutane)"</p>
            <p>"Isotretinoin gel (Isotrex)"</p>
            <p>"Pepto-Bismol (bismuth subsalicylate)"</p>
        };
        let [name, birth, information, details] = contact_rows();
        let rows = vec![
            SummaryRow::new(name.0, name.1),
            change(birth),
            change(information),
            SummaryRow::new(details.0, details.1).action("Add", "new contact details", "#/add").action(
                "Change",
                "contact details",
                "#/change",
            ),
            SummaryRow::new("Medicines", medicines).action("Add", "new medicine", "#/add").action(
                "Change",
                "medicines",
                "#/change",
            ),
        ];
        view! { <SummaryList rows=rows /> }
    })
}

fn table(responsive: bool) -> impl IntoView {
    let rows = ["David Francis", "Paul Farmer", "Rita Patel"].map(|name| vec![TableCell::text(name)]).into();
    view! { <Table caption="Cases per manager" hide_caption=true responsive head=vec!["Manager".into()] rows/> }
}

#[test]
fn tables() -> Outcome {
    // The fixture has another column, and no border.
    let parts = |fixture: &str, responsive| {
        for part in ["caption", "th", "td"] {
            same_part(fixture, part, || table(responsive))?;
        }
        Ok(())
    };
    parts("tables/without border", false)?;
    parts("tables/without border#5", true)
}

#[test]
fn tables_name_their_parts_where_they_become_lists() -> Outcome {
    renders(
        r#"<table class="nhsuk-table nhsuk-table--responsive" role="table">
            <caption class="nhsuk-table__caption">Users</caption>
            <thead class="nhsuk-table__head" role="rowgroup">
                <tr class="nhsuk-table__row" role="row">
                    <th class="nhsuk-table__header" scope="col" role="columnheader">Name</th>
                    <th class="nhsuk-table__header" scope="col" role="columnheader"><span class="nhsuk-u-visually-hidden">Profile</span></th>
                </tr>
            </thead>
            <tbody class="nhsuk-table__body">
                <tr class="nhsuk-table__row" role="row">
                    <td class="nhsuk-table__cell" role="cell"><span class="nhsuk-table__heading" aria-hidden="true">Name </span>Ada</td>
                    <td class="nhsuk-table__cell" role="cell">
                        <span class="nhsuk-table__heading" aria-hidden="true">Profile </span><span><a href="/1">View</a></span>
                    </td>
                </tr>
            </tbody>
        </table>"#,
        || {
            let rows = vec![vec![TableCell::text("Ada"), TableCell::view(view! { <a href="/1">"View"</a> })]];
            view! { <Table caption="Users" responsive=true head=vec!["Name".into(), TableColumn::hidden("Profile")] rows/> }
        },
    )
}
