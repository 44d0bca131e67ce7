//! One authenticator, on the *Authenticators* tab.

use crate::components::{
    nhs::{SummaryList, SummaryRow, Tag, TagColour, VisuallyHidden},
    time::Time,
};
use leptos::prelude::*;
use model::{AuthenticatorSummary, Meeting, Moment, Removal};

/// One authenticator. `remove` is the address of its removal, for people who may remove it. Removed authenticators are below a
/// heading of their own, so the level of their headings is one lower.
#[component]
pub fn Card(authenticator: AuthenticatorSummary, remove: Option<String>) -> impl IntoView {
    let title = name(&authenticator);
    let hidden = [" ", &title].concat();
    let heading = match authenticator.removal {
        None => view! {
            <h3 class="nhsuk-heading-s app-card__title">{title} " " <Tag colour=TagColour::Green>"Active"</Tag></h3>
        }
        .into_any(),
        Some(_) => view! {
            <h4 class="nhsuk-heading-s app-card__title">{title} " " <Tag colour=TagColour::Grey>"Removed"</Tag></h4>
        }
        .into_any(),
    };
    let remove = remove.map(|href| {
        view! {
            <a class="app-card__action" href=href>
                "Remove"
                <VisuallyHidden>{hidden}</VisuallyHidden>
            </a>
        }
    });
    view! {
        <li class="app-card">
            <div class="app-card__head">
                {heading}
                {remove}
            </div>
            <SummaryList rows=facts(authenticator) no_border=true/>
        </li>
    }
}

/// The name of an authenticator: its kind, and its model if it is known.
fn name(authenticator: &AuthenticatorSummary) -> String {
    let kind = authenticator.kind.label();
    authenticator.model.as_ref().map_or_else(|| kind.to_owned(), |model| [kind, ": ", model].concat())
}

/// What is known about an authenticator.
pub fn facts(authenticator: AuthenticatorSummary) -> Vec<SummaryRow> {
    let by = authenticator.registered_by.map(|by| view! { ", issued by " <bdi>{by}</bdi> });
    let registered = authenticator.registered;
    let meeting = authenticator.meeting.map(|meeting| match meeting {
        Meeting::Video => " in a video call",
        Meeting::FaceToFace => " face to face",
    });
    let synced = if authenticator.synced { "Synced between devices" } else { "Bound to one device" };
    let proof = match &authenticator.model {
        Some(_) if authenticator.model_proven => " (proven)",
        Some(_) => " (as the device reported it)",
        None => "Not reported",
    };
    let mut rows = vec![
        SummaryRow::new("Assurance", [&authenticator.assurance.to_string(), ". ", synced].concat()),
        SummaryRow::new(
            "Provider or model",
            view! { <span class="app-breakable">{authenticator.model}</span> {proof} },
        ),
        SummaryRow::new("Registered", view! { <Time moment=registered/> {by} {meeting} }),
        SummaryRow::new("Last used", maybe(authenticator.last_used, "Not yet")),
        SummaryRow::new("Tested", maybe(authenticator.tested, "Not yet")),
    ];
    if let Some(Removal { at, by }) = authenticator.removal {
        rows.push(SummaryRow::new("Removed", view! { <Time moment=at/> " by " <bdi>{by}</bdi> }));
    }
    rows
}

fn maybe(moment: Option<Moment>, otherwise: &'static str) -> AnyView {
    match moment {
        Some(moment) => view! { <Time moment/> }.into_any(),
        None => otherwise.into_any(),
    }
}
