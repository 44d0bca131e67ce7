//! What pages say outside of forms.

use crate::compare::{Outcome, renders, same};
use app::components::nhs::{
    Details, HeadingLevel, InsetText, NotificationBanner, Panel, Size, SummaryList, SummaryRow, Table, TableCell,
    TableColumn, TableHeader, TableRow, Tag, TagColour, VisuallyHidden, WarningCallout,
};
use leptos::prelude::*;

#[test]
fn inset_text() -> Outcome {
    let report = "You can report any suspected side effect using the Yellow Card safety scheme";
    same("inset-text/default", || view! { <InsetText><p>{report}</p></InsetText> })?;
    same("inset-text/with HTML", || {
        view! {
            <InsetText>
                <p>"You can report any suspected side effect using the " <a href="#">"Yellow Card safety scheme"</a>"."</p>
            </InsetText>
        }
    })
}

#[test]
fn warning_callout() -> Outcome {
    let text = "For safety, tell your doctor or pharmacist if you're taking any other medicines, including herbal \
                medicines, vitamins or supplements.";
    same("warning-callout/default", || {
        view! { <WarningCallout><p class="nhsuk-card__description">{text}</p></WarningCallout> }
    })?;
    let stay = "Stay away from school, nursery or work until all the spots have crusted over. This is usually 5 days \
                after the spots first appeared.";
    same("warning-callout/with custom heading", || {
        view! {
            <WarningCallout heading="School, nursery or work">
                <p class="nhsuk-card__description">{stay}</p>
            </WarningCallout>
        }
    })
}

#[test]
fn notification_banner() -> Outcome {
    same("notification-banner/default", || view! { <NotificationBanner heading="The patient record was updated." /> })?;
    same("notification-banner/with custom title", || {
        view! { <NotificationBanner title="Important information" heading="The patient record was updated." /> }
    })?;
    same("notification-banner/with success variant", || {
        view! { <NotificationBanner success=true heading="Email sent to example@email.com" /> }
    })?;
    same("notification-banner/with HTML", || {
        view! {
            <NotificationBanner heading="The patient record was updated">
                <p class="nhsuk-body">
                    "Contact " <a class="nhsuk-notification-banner__link" href="#">"example@nhs.uk"</a>
                    " if you think there's a problem."
                </p>
            </NotificationBanner>
        }
    })
}

#[test]
fn panel() -> Outcome {
    let body = "We have sent you a confirmation email";
    same("panel/default", || view! { <Panel heading="Booking complete">{body}</Panel> })?;
    same("panel/heading#2", || view! { <Panel heading="Booking complete" size=Size::L>{body}</Panel> })?;
    same("panel/with heading level 2", || {
        view! { <Panel heading="Booking complete" level=HeadingLevel::H2>{body}</Panel> }
    })
}

#[test]
fn details() -> Outcome {
    let text = "You can find your NHS number by logging in to the NHS App or on any document the NHS has sent you.";
    same("details/default", || view! { <Details summary="How to find your NHS number">{text}</Details> })?;
    same("details/open", || view! { <Details summary="How to find your NHS number" open=true>{text}</Details> })
}

#[test]
fn tags() -> Outcome {
    let colours = [
        (TagColour::Default, "Active"),
        (TagColour::White, "In progress"),
        (TagColour::Grey, "Inactive"),
        (TagColour::Green, "New"),
        (TagColour::AquaGreen, "Active"),
        (TagColour::Blue, "Pending"),
        (TagColour::Purple, "Received"),
        (TagColour::Pink, "Sent"),
        (TagColour::Red, "Rejected"),
        (TagColour::Orange, "Declined"),
        (TagColour::Yellow, "Delayed"),
    ];
    for (number, (colour, text)) in (1..).zip(colours) {
        same(&format!("tag/default#{number}"), || view! { <Tag colour=colour>{text}</Tag> })?;
    }
    Ok(())
}

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
