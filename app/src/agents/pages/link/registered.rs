//! What was registered with a link, and whether its user has tested it.

use super::words::refused_test;
use crate::components::time::Time;
use leptos::prelude::*;
use model::{RefusedTest, RegisteredAuthenticator};

/// Whether everything went well, as far as is known.
pub fn went_well(registered: &RegisteredAuthenticator) -> bool {
    !registered.removed && !registered.suspended && registered.test_refused.is_none()
}

/// What was registered.
#[component]
pub fn Registered(registered: RegisteredAuthenticator) -> impl IntoView {
    let RegisteredAuthenticator { model, at, tested, test_refused, suspended, removed, .. } = registered;
    let model = model.map(|model| view! { " (" <span translate="no">{model}</span> ")" });
    let more = if removed {
        view! { <p>"This authenticator has been removed."</p> }.into_any()
    } else if suspended {
        view! { <p>"This authenticator is suspended."</p> }.into_any()
    } else {
        let tested = match tested {
            Some(at) => view! { <p>"Tested " <Time moment=at/></p> }.into_any(),
            None if test_refused.is_some() => ().into_any(),
            None => view! { <p>"Not tested yet. Ask the user to select “Test your authenticator”."</p> }.into_any(),
        };
        let refused = test_refused.map(|RefusedTest { at, refusal }| {
            view! { <p>"A test was refused " <Time moment=at/> ". " {refused_test(refusal)}</p> }
        });
        view! { {tested} {refused} }.into_any()
    };
    view! {
        <p>"Registered " <Time moment=at/> {model}</p>
        {more}
    }
}
