//! *Registration successful*.

use super::parts::{link, paragraph, summary};
use crate::{
    agents::paths::SIGN_IN,
    components::{
        focus::focused,
        nhs::{Panel, SummaryRow},
    },
    kinds,
    registration::test::test,
};
use leptos::{html, prelude::*};
use model::Registered;

pub fn done(registered: Registered) -> AnyView {
    let mut rows = vec![SummaryRow::new("Authenticator", registered.kind.label())];
    rows.extend(registered.model.map(|model| SummaryRow::new("Saved in", model)));
    let panel = focused::<html::Div>();
    let success = view! {
        <div class="app-focused-heading" tabindex="-1" node_ref=panel>
            <Panel heading="Registration successful">{kinds::for_user(registered.kind).yours}</Panel>
        </div>
    };
    vec![
        success.into_any(),
        summary(rows),
        paragraph("Tell your RA agent. Before you close this page, test it while they are with you."),
        test(),
        link("Sign in to see your profile", SIGN_IN),
    ]
    .into_any()
}
