//! *Registration successful*.

use super::parts::{paragraph, success, summary};
use crate::{components::nhs::SummaryRow, kinds, registration::test::testing};
use leptos::prelude::*;
use model::Registered;

const TITLE: &str = "Registration successful";

pub fn done(registered: Registered) -> AnyView {
    let untested = move || {
        let Registered { kind, model } = registered.clone();
        let words = kinds::for_user(kind);
        let mut rows = vec![SummaryRow::new("Authenticator", kind.label())];
        rows.extend(model.map(|model| SummaryRow::new("Saved in", view! { <span translate="no">{model}</span> })));
        vec![success(TITLE, words.yours), summary(rows), paragraph(words.test)]
    };
    testing(TITLE, Box::new(untested))
}
