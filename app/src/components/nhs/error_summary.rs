//! Error summary.

use super::{Text, skip_link::focus};
use crate::components::{effect::effect, fresh::fresh};
use leptos::{
    ev, html,
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{Element, HtmlElement},
};

/// One error of the summary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The id of the field to correct. For a group this is the id of its first option, and for a date the id of its first wrong
    /// part. `None` if no single field is wrong.
    pub field: Option<Text>,
    /// What is wrong, in the same words as the error next to the field.
    pub message: Text,
}

impl FieldError {
    /// An error in one field, which the summary links to.
    pub fn new(field: impl Into<Text>, message: impl Into<Text>) -> Self {
        Self { field: Some(field.into()), message: message.into() }
    }

    /// An error that is not in any one field.
    pub fn general(message: impl Into<Text>) -> Self {
        Self { field: None, message: message.into() }
    }
}

/// Whether the page has an error summary. Then its title begins with "Error: ", so that people hear it first when the page has
/// changed (WCAG 2.4.2). An application that wants this provides it, and reads it where it puts its titles together. The server does
/// that after the page was rendered, when an `RwSignal` could no longer be read.
#[derive(Clone, Default)]
pub struct ErrorInTitle(ArcRwSignal<bool>);

impl ErrorInTitle {
    /// Provides this to all pages of the document.
    #[must_use]
    pub fn provide() -> Self {
        let this = Self::default();
        provide_context(this.clone());
        this
    }

    /// What the title begins with.
    #[must_use]
    pub fn prefix(&self) -> &'static str {
        if self.0.get() { "Error: " } else { "" }
    }

    /// Follows `any` for as long as its page is shown.
    fn follow(self, any: Memo<bool>) {
        let shown = self.0.clone();
        effect(Box::new(move || shown.set(any.get())));
        on_cleanup(move || self.0.set(false));
    }
}

/// All errors of a page, at its top. Takes the focus whenever the errors change. Renders nothing while there are no errors.
#[component]
pub fn ErrorSummary(
    /// The errors, in the order of their fields.
    #[prop(into)]
    errors: Signal<Vec<FieldError>>,
) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    Effect::new(move || {
        errors.track();
        if let Some(summary) = node.get() {
            focus(&summary);
        }
    });
    let any = Memo::new(move |_| errors.with(|errors| !errors.is_empty()));
    if let Some(title) = use_context::<ErrorInTitle>() {
        title.follow(any);
    }
    let list = move || {
        let item = |FieldError { field, message }| match field {
            Some(field) => {
                let href = ["#", &field].concat();
                let follow = move |event: ev::MouseEvent| {
                    if focus_field(&field) {
                        event.prevent_default();
                    }
                };
                view! { <li><a href=href on:click=follow>{message}</a></li> }.into_any()
            }
            None => view! { <li>{message}</li> }.into_any(),
        };
        fresh(errors.get().into_iter().map(item).collect::<Vec<_>>().into_any())
    };
    move || {
        any.get().then(|| {
            view! {
                <div class="nhsuk-error-summary" node_ref=node>
                    <div role="alert">
                        <h2 class="nhsuk-error-summary__heading">"There is a problem"</h2>
                        <div class="nhsuk-error-summary__body">
                            <ul class="nhsuk-list nhsuk-error-summary__list">{list}</ul>
                        </div>
                    </div>
                </div>
            }
        })
    }
}

/// In a browser, scrolls to the legend or label of a field, so that the user sees the question, and focuses the field. Returns
/// whether there is such a field.
pub fn focus_field(id: &str) -> bool {
    let Some(field) = document().get_element_by_id(id).and_then(|field| field.dyn_into::<HtmlElement>().ok()) else {
        return false;
    };
    let legend = || field.closest("fieldset").ok()??.query_selector("legend").ok()?;
    let label = || document().query_selector(&["label[for='", id, "']"].concat()).ok()?;
    if let Some(question) = legend().or_else(label) {
        Element::scroll_into_view(&question);
    }
    field.focus().is_ok()
}
