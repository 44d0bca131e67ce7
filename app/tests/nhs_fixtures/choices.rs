//! Radios and checkboxes.

use crate::compare::{Outcome, same, same_without};
use app::components::nhs::{Checkbox, Checkboxes, Choice, Radios, Size};
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
    same("radios/default#2", || {
        let size = Size::M;
        view! { <Radios id="example" legend=CONTACT choices=contact("text") page_heading=true legend_size=size small=true /> }
    })?;
    same("radios/inline", || {
        let choices = vec![Choice::new("yes", "Yes"), Choice::new("no", "No")];
        let legend = "Are you 18 or over?";
        view! { <Radios id="inline" name="example" legend=legend choices=choices page_heading=true inline=true /> }
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
fn checkboxes() -> Outcome {
    same("checkboxes/default#2", || {
        view! {
            <Checkboxes
                id="example"
                legend=CONTACT
                hint="Select all options that are relevant to you"
                choices=contact("text")
                page_heading=true
                legend_size=Size::M
                small=true
            />
        }
    })?;
    same("checkboxes/with hints on items", || {
        let choices = vec![
            Choice::new("alzheimers", "Alzheimer's disease or dementia"),
            Choice::new("asthma", "Asthma"),
            Choice::new("cancer", "Cancer"),
            Choice::new("diabetes", "Diabetes").hint("including type 1, type 2, and gestational diabetes"),
        ];
        view! {
            <Checkboxes
                id="with-hint-item"
                name="example"
                legend="What medical conditions do you have?"
                hint="Select 1 or more"
                choices=choices
                page_heading=true
            />
        }
    })?;
    same("checkboxes/with error message and hint, without heading", || {
        view! {
            <Checkboxes
                id="with-hint-error"
                name="example"
                legend=CONTACT
                hint="Select all options that are relevant to you"
                error=|| Some("Select how you want to be contacted".to_owned())
                choices=contact("text message")
            />
        }
    })?;
    same("checkboxes/with pre-checked values", || {
        view! {
            <Checkboxes
                id="conditional"
                name="contact"
                legend=CONTACT
                hint="Select all options that are relevant to you"
                choices=contact("text")
                page_heading=true
                value=RwSignal::new(vec!["text".to_owned(), "email".to_owned()])
            />
        }
    })
}

#[test]
fn one_checkbox() -> Outcome {
    let others = ".nhsuk-checkboxes__item:nth-child(n+2)";
    same_without("checkboxes/without fieldset", others, || {
        view! { <Checkbox id="without-fieldset" name="colours" value="red" label="Red" /> }
    })
}
