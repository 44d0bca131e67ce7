//! Selects.

use crate::compare::{Outcome, same, same_without};
use app::components::nhs::{Choice, Select};
use leptos::prelude::*;

#[test]
fn selects() -> Outcome {
    let choices = || {
        vec![
            Choice::new("published", "Recently published"),
            Choice::new("updated", "Recently updated"),
            Choice::new("views", "Most views"),
            Choice::new("comments", "Most comments"),
        ]
    };
    same("select/default", || view! { <Select id="example" label="Sort by" choices=choices() page_heading=true /> })?;
    same("select/without heading", || {
        view! { <Select id="without-heading" name="example" label="Sort by" choices=choices() /> }
    })?;
    same("select/with selected value", || {
        view! { <Select id="with-value" name="example" label="Sort by" choices=choices() page_heading=true value="updated" /> }
    })?;
    let others = "option:nth-child(n+3)";
    same_without("select/with error message and hint, without heading", others, || {
        let choices = vec![Choice::new("choose", "Choose location"), Choice::new("eastmidlands", "East Midlands")];
        view! {
            <Select
                id="with-hint-error"
                name="example"
                label="Choose location"
                hint="This can be different to where you went before"
                error="Select a location"
                choices=choices
            />
        }
    })
}
