//! One authenticator, on the *Authenticators* tab.

use crate::components::{
    nhs::{SummaryList, SummaryRow, Tag, TagColour, VisuallyHidden},
    time::Time,
};
use leptos::prelude::*;
use model::{AuthenticatorKind, AuthenticatorSummary, Meeting, Moment, Removal, Suspension};

/// What the viewer can do to an authenticator: a word, and the address of its page.
pub type Action = (&'static str, String);

/// One authenticator, with what the viewer can do to it. `confirm` is the address of its confirmation, for people who may do this.
#[component]
pub fn Card(authenticator: AuthenticatorSummary, actions: Vec<Action>, confirm: Option<String>) -> impl IntoView {
    let title = name(&authenticator);
    let hidden = [" ", &title].concat();
    let (colour, status) = match (&authenticator.removal, &authenticator.suspension) {
        (Some(_), _) => (TagColour::Grey, "Removed"),
        (None, Some(_)) => (TagColour::Orange, "Suspended"),
        (None, None) => (TagColour::Green, "Active"),
    };
    let of_what = hidden.clone();
    let actions: Vec<_> = actions
        .into_iter()
        .map(|(word, href)| {
            let hidden = hidden.clone();
            view! {
                <a class="app-card__action" href=href>
                    {word}
                    <VisuallyHidden>{hidden}</VisuallyHidden>
                </a>
            }
        })
        .collect();
    let actions = (!actions.is_empty()).then(|| view! { <div class="app-card__actions">{actions}</div> });
    let unconfirmed = authenticator.unconfirmed && authenticator.removal.is_none();
    let tag = unconfirmed.then(|| view! { <Tag colour=TagColour::Yellow>"Not confirmed for staff"</Tag> });
    let confirm = confirm.map(|href| {
        view! {
            <a href=href>
                "Confirm"
                <VisuallyHidden>{of_what}</VisuallyHidden>
            </a>
        }
    });
    let why = unconfirmed.then(|| {
        view! { <p>"The user cannot sign in with it until an RA Manager confirms it. " {confirm}</p> }
    });
    view! {
        <li class="app-card">
            <div class="app-card__head">
                <h3 class="nhsuk-heading-s app-card__title">{title} " " <Tag colour>{status}</Tag> " " {tag}</h3>
                {actions}
            </div>
            {why}
            <SummaryList rows=facts(authenticator) no_border=true/>
        </li>
    }
}

/// The name of an authenticator: its kind, and its model if it is known.
pub fn name(authenticator: &AuthenticatorSummary) -> String {
    let kind = authenticator.kind.label();
    authenticator.model.as_ref().map_or_else(|| kind.to_owned(), |model| [kind, ": ", model].concat())
}

/// What is known about an authenticator.
pub fn facts(authenticator: AuthenticatorSummary) -> Vec<SummaryRow> {
    let by = authenticator.registered_by.map(|by| view! { " by " <bdi translate="no">{by}</bdi> });
    let registered = authenticator.registered;
    let meeting = authenticator.meeting.map(|meeting| match meeting {
        Meeting::Video => ", by video call",
        Meeting::FaceToFace => ", face to face",
    });
    let synced = if authenticator.synced { ", synced across the user’s devices" } else { ", stays on one device" };
    let proof = match &authenticator.model {
        Some(_) if authenticator.model_proven => " (verified)",
        Some(_) => " (reported by the device, not verified)",
        None => "Not known",
    };
    let make = if authenticator.kind == AuthenticatorKind::Passkey { "Saved in" } else { "Make and model" };
    let mut rows = vec![
        SummaryRow::new("Assurance level", [&authenticator.assurance.to_string(), synced].concat()),
        SummaryRow::new(
            make,
            view! { <span class="app-breakable" translate="no">{authenticator.model}</span> {proof} },
        ),
        SummaryRow::new("Registered", view! { <Time moment=registered/> {by} {meeting} }),
    ];
    rows.extend(
        authenticator.identity.map(|identity| {
            SummaryRow::new("Identity checked", [identity.why.label(), ": ", &identity.words()].concat())
        }),
    );
    rows.extend([
        SummaryRow::new("Last used", maybe(authenticator.last_used, "Never")),
        SummaryRow::new("Tested", maybe(authenticator.tested, "Not tested")),
    ]);
    rows.extend(
        authenticator
            .confirmed_by
            .map(|by| SummaryRow::new("Confirmed for staff by", view! { <bdi translate="no">{by}</bdi> })),
    );
    if let Some(Suspension { since, by }) = authenticator.suspension.filter(|_| authenticator.removal.is_none()) {
        let by = by.unwrap_or_else(|| "this service".to_owned());
        rows.push(SummaryRow::new("Suspended", view! { <Time moment=since/> " by " <bdi translate="no">{by}</bdi> }));
    }
    if let Some(Removal { at, by, reason, note }) = authenticator.removal {
        rows.push(SummaryRow::new("Removed", view! { <Time moment=at/> " by " <bdi translate="no">{by}</bdi> }));
        rows.extend(reason.map(|reason| SummaryRow::new("Reason", reason.label())));
        rows.extend(note.map(|note| SummaryRow::new("Note", view! { <bdi>{note}</bdi> })));
    }
    rows
}

fn maybe(moment: Option<Moment>, otherwise: &'static str) -> AnyView {
    match moment {
        Some(moment) => view! { <Time moment/> }.into_any(),
        None => otherwise.into_any(),
    }
}
