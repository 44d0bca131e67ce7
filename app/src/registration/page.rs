//! The pages of this entry point in the browser: the registration page, and the test page.

use super::{TEST_PATH, test::test_page, view::registration_page};
use crate::browser;
use leptos::prelude::*;

/// The page that has the present address.
#[component]
pub fn Page() -> impl IntoView {
    if browser::path() == TEST_PATH { test_page() } else { registration_page() }
}
