//! Fields that take text.

use crate::compare::{Outcome, renders, same};
use app::components::nhs::{DateInput, DatePart, DateText, Input, InputMode, InputWidth};
use leptos::prelude::*;

#[test]
fn inputs() -> Outcome {
    let name = "What is your full name?";
    same("input/default", || view! { <Input id="example" label=name page_heading=true /> })?;
    same("input/example address line 1", || {
        view! { <Input id="address-line1" label="Address line 1" autocomplete="address-line1" /> }
    })?;
    // In the order of the fixtures, which have other widths too.
    let widths = [(5, 10, InputWidth::Ten), (6, 20, InputWidth::Twenty)];
    for (number, characters, width) in widths {
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
    same("input/without heading", || input("without-heading", None, false))
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
