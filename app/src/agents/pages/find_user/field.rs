//! The one field that takes what the agent has. It is on the home page, and on *Find an existing user*.

use super::SearchMemory;
use crate::{
    browser,
    components::{effect::effect, form_errors::FormErrors, live_button::LiveButton, nhs::Input},
};
use leptos::{html, prelude::*};
use model::{FieldError, UserSearch, pasted};

const NOTHING: &str = "Enter a name, UUID or email address";

/// The field with its button. `submit` is called with the search, and with what is wrong with it.
#[component]
pub fn SearchField(
    errors: FormErrors,
    busy: RwSignal<bool>,
    submit: Callback<(UserSearch, Vec<FieldError>)>,
) -> impl IntoView {
    let memory = use_context::<SearchMemory>().unwrap_or_default();
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let wanted = UserSearch { anything: memory.anything.get_untracked(), ..UserSearch::default() };
        // The server finds out what it is.
        let nothing = pasted::plain(&wanted.anything).is_empty().then(|| FieldError::new("anything", NOTHING));
        submit.run((wanted, nothing.into_iter().collect()));
    };
    let field = first_field();
    view! {
        <form role="search" method="post" novalidate on:submit=send>
            <Input
                id="anything"
                label="Name, UUID or email address"
                hint="For example, Sarah Jones, Jones or 5552 5424 2106"
                error=errors.of("anything")
                value=memory.anything
                autocomplete="off"
                spellcheck=false
                node_ref=field
            />
            <LiveButton busy>"Search"</LiveButton>
        </form>
    }
}

/// The reference for the first field. When the page appears, the field takes the focus, and whatever the last search left in it is
/// selected, so that the agent can type the next one. The page does not scroll: an agent who comes back sees what they saw before.
fn first_field() -> NodeRef<html::Input> {
    let node = NodeRef::<html::Input>::new();
    effect(Box::new(move || {
        let Some(field) = node.get() else { return };
        request_animation_frame(move || {
            // A person who did something while the page was loading is not interrupted.
            let free =
                document().active_element().is_none_or(|active| ["BODY", "MAIN"].contains(&active.tag_name().as_str()));
            if free {
                browser::focus_in_place(&field);
                field.select();
            }
        });
    }));
    node
}
