//! Radios and checkboxes.

use crate::compare::{Outcome, same, same_without};
use app::components::nhs::{Checkbox, Checkboxes, Choice, Radios};
use leptos::prelude::*;

const CONTACT: &str = "How do you want to be contacted about this?";

fn contact(text: &'static str) -> Vec<Choice> {
    vec![Choice::new("email", "Email"), Choice::new("phone", "Phone"), Choice::new(text, "Text message")]
}

#[test]
fn radios() -> Outcome {
    same("radios/default", || {
        view! { <Radios id="example" legend=CONTACT choices=contact("text") page_heading=true /> }
    })?;
    same("radios/without heading", || {
        view! { <Radios id="without-heading" name="example" legend=CONTACT choices=contact("text") /> }
    })?;
    same("radios/with hints on items", || {
        let choices = vec![
            Choice::new("mobile", "Yes, I have a mobile phone with signal")
                .hint("We will text you a 6 digit security code"),
            Choice::new("landline", "No, I want to use my landline")
                .hint("We will call you to give you a 6 digit security code"),
        ];
        let legend = "Do you have a mobile phone with signal?";
        view! { <Radios id="with-hint-item" name="example" legend=legend choices=choices page_heading=true /> }
    })?;
    same("radios/with error message and hint", || {
        view! {
            <Radios
                id="with-hint-error"
                name="example"
                legend=CONTACT
                hint="Select 1 option"
                error="Select how you want to be contacted"
                choices=contact("text")
                page_heading=true
            />
        }
    })
}

#[test]
fn radios_show_the_chosen_answer() -> Outcome {
    let id = "conditional";
    let hint = "Select 1 option";
    same("radios/with pre-checked value", || {
        let choices = contact("text");
        view! { <Radios id=id name="example" legend=CONTACT hint=hint choices=choices page_heading=true value="email" /> }
    })?;
    same("radios/with pre-checked value", || {
        let value = RwSignal::new("email".to_owned());
        let choices = contact("text");
        view! { <Radios id=id name="example" legend=CONTACT hint=hint choices=choices page_heading=true value=value /> }
    })
}

#[test]
fn one_checkbox() -> Outcome {
    let others = ".nhsuk-checkboxes__item:nth-child(n+2)";
    same_without("checkboxes/without fieldset", others, || {
        view! { <Checkbox id="without-fieldset" name="colours" value="red" label="Red" /> }
    })
}

#[test]
fn several_checkboxes() -> Outcome {
    same("checkboxes/with error message and hint", || {
        view! {
            <Checkboxes
                id="with-hint-error"
                name="example"
                legend=CONTACT
                hint="Select all options that are relevant to you"
                error="Select how you want to be contacted"
                choices=contact("text message")
                page_heading=true
            />
        }
    })
}
