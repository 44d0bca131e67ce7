//! Points in time.

use leptos::prelude::*;
use model::Moment;

/// A point in time, in words for people and in a format for machines.
#[component]
pub fn Time(
    /// When.
    moment: Moment,
) -> impl IntoView {
    view! { <time datetime=moment.utc>{moment.words}</time> }
}
