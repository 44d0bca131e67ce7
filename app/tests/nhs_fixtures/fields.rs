//! Fields that take text.

use crate::compare::{Outcome, renders, same};
use app::components::nhs::{DateInput, DatePart, DateText, Input, InputMode, InputType, InputWidth, Textarea};
use leptos::prelude::*;

#[test]
fn inputs() -> Outcome {
    let name = "What is your full name?";
    same("input/default", || view! { <Input id="example" label=name page_heading=true /> })?;
    same("input/example address line 1", || {
        view! { <Input id="address-line1" label="Address line 1" autocomplete="address-line1" /> }
    })?;
    same("input/example email address", || {
        view! { <Input id="contact-by-email" label="Email address" spellcheck=false width=InputWidth::TwoThirds /> }
    })?;
    same("input/example phone number with error message", || {
        view! {
            <Input
                id="contact-by-phone"
                label="Phone number"
                error="Enter your phone number"
                input_type=InputType::Tel
                width=InputWidth::TwoThirds
            />
        }
    })?;
    let widths = [
        (2, InputWidth::Two),
        (3, InputWidth::Three),
        (4, InputWidth::Four),
        (5, InputWidth::Five),
        (10, InputWidth::Ten),
        (20, InputWidth::Twenty),
        (30, InputWidth::Thirty),
    ];
    for (number, (characters, width)) in (1..).zip(widths) {
        let label = format!("{characters} character width");
        same(&format!("input/width#{number}"), || {
            view! { <Input id="input-width" name="example" label=label width=width /> }
        })?;
    }
    Ok(())
}

#[test]
fn inputs_with_hints_and_errors() -> Outcome {
    let label = "What is your NHS number?";
    let input = |id: &'static str, error: Option<String>, page_heading| {
        view! {
            <Input
                id=id
                name="example"
                label=label
                error=error
                page_heading=page_heading
                spellcheck=false
                inputmode=InputMode::Numeric
                code=true
                width=InputWidth::Ten
            />
        }
    };
    let error = || Some("Enter NHS number".to_owned());
    same("input/with error message", || input("with-error-message", error(), true))?;
    same("input/with error message, without heading", || input("with-error-message", error(), false))?;
    same("input/without heading", || input("without-heading", None, false))?;
    same("textarea/with error message and hint, without heading", || {
        view! {
            <Textarea
                id="with-hint-error"
                name="example"
                label="Can you provide more detail?"
                hint="Do not include personal information like your name, date of birth or NHS number"
                error="You must provide an explanation"
            />
        }
    })
}

#[test]
fn inputs_show_the_value_of_their_signal() -> Outcome {
    let html = r#"<div class="nhsuk-form-group"><label class="nhsuk-label" for="a">A</label>
        <input class="nhsuk-input" id="a" name="a" type="text" value="x &quot;y&quot;"></div>"#;
    renders(html, || view! { <Input id="a" label="A" value="x \"y\"" /> })?;
    renders(html, || view! { <Input id="a" label="A" value=RwSignal::new("x \"y\"".to_owned()) /> })?;
    renders(html, || view! { <Input id="a" label="A" value=Signal::derive(|| "x \"y\"".to_owned()) /> })
}

#[test]
fn textareas() -> Outcome {
    let hint = "Do not include personal information like your name, date of birth or NHS number";
    same("textarea/default", || {
        view! { <Textarea id="example" label="Can you provide more detail?" hint=hint page_heading=true /> }
    })?;
    same("textarea/without heading", || {
        view! { <Textarea id="without-heading" name="example" label="Can you provide more detail?" hint=hint /> }
    })?;
    renders(
        r#"<div class="nhsuk-form-group"><label class="nhsuk-label" for="a">A</label>
        <textarea class="nhsuk-textarea" id="a" name="a" rows="3">one &lt; two</textarea></div>"#,
        || view! { <Textarea id="a" label="A" rows=3 value="one < two" /> },
    )
}

#[test]
fn date_inputs() -> Outcome {
    let legend = "What is your date of birth?";
    let hint = "For example, 31 3 1980";
    same("date-input/default", || view! { <DateInput id="example" legend=legend hint=hint page_heading=true /> })?;
    same("date-input/with custom name prefix", || {
        view! { <DateInput id="example" name="example" legend=legend hint=hint page_heading=true /> }
    })?;
    same("date-input/with autocomplete values", || {
        view! { <DateInput id="example" legend=legend hint=hint page_heading=true birthday=true /> }
    })?;
    same("date-input/without heading", || view! { <DateInput id="example" legend=legend /> })?;
    let date = |day: &str, month: &str, year: &str| {
        RwSignal::new(DateText { day: day.to_owned(), month: month.to_owned(), year: year.to_owned() })
    };
    same("date-input/with values", || {
        view! { <DateInput id="example" legend=legend hint=hint page_heading=true value=date("5", "8", "2024") /> }
    })?;
    same("date-input/with error message", || {
        view! { <DateInput id="example" legend=legend page_heading=true error="Enter your date of birth" /> }
    })?;
    same("date-input/with error on day input", || {
        view! {
            <DateInput
                id="example"
                legend=legend
                hint=hint
                page_heading=true
                value=date("", "3", "1980")
                error="Date of birth must include a day"
                error_parts=vec![DatePart::Day]
            />
        }
    })
}
