//! What is around the fields of a form.

use crate::compare::{Outcome, renders, same};
use app::components::nhs::{ErrorMessage, ErrorSummary, FieldError, Fieldset, Hint, Label, Size};
use leptos::prelude::*;

#[test]
fn labels_hints_and_errors() -> Outcome {
    same("label/default", || view! { <Label page_heading=true>"What is your full name?"</Label> })?;
    for (number, size) in (1..).zip([Size::S, Size::M, Size::L, Size::Xl]) {
        same(&format!("label/text#{number}"), || {
            view! { <Label size=Some(size) page_heading=true>"What is your full name?"</Label> }
        })?;
    }
    same("label/without heading", || view! { <Label>"What is your full name?"</Label> })?;
    same("hint/default", || {
        view! { <Hint>"Do not include personal information like your name, date of birth or NHS number"</Hint> }
    })?;
    same("error-message/default", || view! { <ErrorMessage message="Enter your full name" /> })?;
    let none: Option<String> = None;
    renders("", || view! { <ErrorMessage message=none /> })
}

#[test]
fn fieldsets() -> Outcome {
    let fields = || ();
    same(
        "fieldset/default",
        || view! { <Fieldset legend="What is your address?" page_heading=true>{fields()}</Fieldset> },
    )?;
    same("fieldset/without legend heading", || {
        view! { <Fieldset legend="What is your address?">{fields()}</Fieldset> }
    })
}

#[test]
fn error_summaries() -> Outcome {
    same("error-summary/default", || {
        view! { <ErrorSummary errors=vec![FieldError::new("example-day", "Date of birth must be in the past")] /> }
    })?;
    same("error-summary/with multiple errors", || {
        let errors = RwSignal::new(vec![
            FieldError::new("example-first-name", "Enter your first name"),
            FieldError::new("example-last-name", "Enter your last name"),
        ]);
        view! { <ErrorSummary errors=errors /> }
    })?;
    same("error-summary/without error link (mixed)", || {
        let errors = vec![
            FieldError::general("Invalid username or password"),
            FieldError::new("example-terms-of-service", "Agree to the terms of service to log in"),
        ];
        view! { <ErrorSummary errors=errors /> }
    })?;
    renders("", || view! { <ErrorSummary errors=Vec::new() /> })
}
