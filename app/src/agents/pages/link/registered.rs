//! What was registered with a link.

use crate::{
    agents::paths,
    components::{nhs::InsetText, time::Time},
};
use leptos::prelude::*;
use model::{RegisteredAuthenticator, UniqueUserId};

/// What was registered. `may_remove` is its user if the agent may remove it, and otherwise `None`.
#[component]
pub fn Registered(registered: RegisteredAuthenticator, may_remove: Option<UniqueUserId>) -> impl IntoView {
    let RegisteredAuthenticator { id, model, at, tested, removed } = registered;
    let model = model.map(|model| view! { " " {model} ", " });
    let more = if removed {
        view! { <p>"This authenticator was removed."</p> }.into_any()
    } else {
        let tested = match tested {
            Some(at) => view! { <p>"Tested " <Time moment=at/> "."</p> }.into_any(),
            None => view! { <p>"Not tested yet: ask the user to press Test your authenticator."</p> }.into_any(),
        };
        let remove =
            may_remove.map(|user| view! { <p><a href=paths::removal(&user, id)>"Remove this authenticator"</a></p> });
        view! { {tested} {remove} }.into_any()
    };
    view! {
        <InsetText>
            <p>"The authenticator is registered:" {model} " " <Time moment=at/> "."</p>
            {more}
        </InsetText>
    }
}
