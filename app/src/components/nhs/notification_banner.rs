//! Notification banner.

use super::{Text, skip_link::focus};
use leptos::{html, prelude::*};

/// Tells the user something that is not part of the page's own task: that something has just succeeded, or something important.
#[component]
pub fn NotificationBanner(
    /// Whether it says that something has succeeded. It then takes the focus.
    #[prop(optional)]
    success: bool,
    /// Its title: "Success" or "Important" if this is not given.
    #[prop(optional, into)]
    title: Option<Text>,
    /// What it says first.
    #[prop(optional, into)]
    heading: Option<Text>,
    /// What it says: paragraphs of class `nhsuk-body`, links of class `nhsuk-notification-banner__link`.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    Effect::new(move || {
        if let Some(banner) = node.get().filter(|_| success) {
            focus(&banner);
        }
    });
    let (class, role, usual) = if success {
        ("nhsuk-notification-banner nhsuk-notification-banner--success", "alert", "Success")
    } else {
        ("nhsuk-notification-banner", "region", "Important")
    };
    // If nothing follows the heading, it is a paragraph.
    let heading = heading.map(|heading| match &children {
        Some(_) => view! { <h3 class="nhsuk-notification-banner__heading">{heading}</h3> }.into_any(),
        None => view! { <p class="nhsuk-notification-banner__heading">{heading}</p> }.into_any(),
    });
    view! {
        <div class=class role=role aria-labelledby="nhsuk-notification-banner-title" node_ref=node>
            <div class="nhsuk-notification-banner__header">
                <h2 class="nhsuk-notification-banner__title" id="nhsuk-notification-banner-title">
                    {title.unwrap_or_else(|| Text::from(usual))}
                </h2>
            </div>
            <div class="nhsuk-notification-banner__content">{heading} {children.map(|children| children())}</div>
        </div>
    }
}
