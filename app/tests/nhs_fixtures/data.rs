//! What is known about things: summary lists and tables.

use crate::compare::{Outcome, renders, same};
use app::components::nhs::{
    Size, SummaryList, SummaryRow, Table, TableCell, TableColumn, TableHeader, TableRow, VisuallyHidden,
};
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

#[test]
fn tables() -> Outcome {
    let table = |compact| {
        let rows = [
            ("Blisters on lips or around the mouth", "Cold sores"),
            ("Itchy, dry, cracked, sore", "Eczema"),
            ("Itchy blisters", "Shingles, chickenpox"),
        ];
        let row = |(symptoms, cause)| {
            view! { <TableRow><TableHeader>{symptoms}</TableHeader><TableCell>{cause}</TableCell></TableRow> }
        };
        let head = vec!["Skin symptoms".into(), "Possible cause".into()];
        let caption = "Impetigo can look similar to other skin conditions";
        view! {
            <Table caption=caption caption_size=Size::M head=head compact=compact>
                {rows.map(row).into_iter().collect_view()}
            </Table>
        }
    };
    same("tables/default", || table(false))?;
    same("tables/default#2", || table(true))
}

#[test]
fn tables_with_numbers() -> Outcome {
    same("tables/with numeric format", || {
        let rows = [
            ("3-month", true, "£31.25", "£32.05"),
            ("12-month", true, "£111.60", "£114.50"),
            ("HRT", false, "£19.30", "£19.80"),
        ];
        let row = |(item, nowrap, now, new)| {
            view! {
                <TableRow>
                    <TableHeader {..} class:nhsuk-u-nowrap=nowrap>{item}</TableHeader>
                    <TableCell numeric=true>{now}</TableCell>
                    <TableCell numeric=true>{new}</TableCell>
                </TableRow>
            }
        };
        let head = vec!["Item".into(), TableColumn::numeric("Current charge"), TableColumn::numeric("New charge")];
        view! {
            <Table caption="Prescription prepayment certificate (PPC) charges" caption_size=Size::M head=head>
                {rows.map(row).into_iter().collect_view()}
            </Table>
        }
    })
}

#[test]
fn table_heads_can_be_hidden() -> Outcome {
    renders(
        r#"<table class="nhsuk-table">
            <thead class="nhsuk-table__head">
                <tr class="nhsuk-table__row">
                    <th class="nhsuk-table__header" scope="col"><span class="nhsuk-u-visually-hidden">Actions</span></th>
                </tr>
            </thead>
            <tbody class="nhsuk-table__body"><tr class="nhsuk-table__row"><td class="nhsuk-table__cell">x</td></tr></tbody>
        </table>"#,
        || {
            let head = vec![TableColumn::hidden("Actions")];
            view! { <Table head=head><TableRow><TableCell>"x"</TableCell></TableRow></Table> }
        },
    )
}
