//! Reads a fixture, applies our differences to it, and compares it with what a component renders.

use crate::outline::{Change, outline};
use leptos::prelude::*;
use scraper::{Html, Selector};
use serde_json::Value;
use std::{collections::HashSet, fmt, fs, sync::LazyLock};
use walkdir::WalkDir;

/// What the tests return.
pub type Outcome = Result<(), DeviceFailure>;

/// Why a test failed, shown as it is written.
pub struct DeviceFailure(String);

impl fmt::Debug for DeviceFailure {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl<T: fmt::Display> From<T> for DeviceFailure {
    fn from(reason: T) -> Self {
        Self(reason.to_string())
    }
}

/// Where we differ from the fixtures on purpose: which of their elements, what becomes of them, and why.
const DIFFERENCES: &[(&str, Change, &str)] = &[
    (
        "[data-module]",
        Change::WithoutAttribute("data-module"),
        "none of the package's JavaScript runs: it would change the page under the application",
    ),
    (".nhsuk-header__logo", Change::Gone, "the NHS logo is for services of the NHS, which this is not"),
    (
        "a.nhsuk-header__service-logo:has(.nhsuk-header__service-name)",
        Change::ReplacedByChild,
        "without the logo, the service's name is the link",
    ),
    (
        "a.nhsuk-header__service-logo:not(:has(.nhsuk-header__service-name))",
        Change::Gone,
        "without the logo, its link has nothing in it",
    ),
    (
        ".nhsuk-header__menu",
        Change::Gone,
        "the items of the navigation are few and wrap: there is no menu to put them in",
    ),
    (".nhsuk-header__search", Change::Gone, "the header has no search"),
    (
        ".nhsuk-radios__conditional, .nhsuk-checkboxes__conditional",
        Change::Gone,
        "a question that depends on an answer gets a page of its own",
    ),
    ("[data-aria-controls]", Change::WithoutAttribute("data-aria-controls"), "refers to such a question"),
];

/// Compares what `view` renders with a fixture: `component/name`, or `component/name#2` for the second of that name.
pub fn same<V: IntoView>(fixture: &str, view: impl FnOnce() -> V) -> Outcome {
    compare(fixture, &load(fixture)?, &render(view), &[])
}

/// The same, without those elements of the fixture which the selector finds: for one that shows more of something.
pub fn same_without<V: IntoView>(fixture: &str, selector: &str, view: impl FnOnce() -> V) -> Outcome {
    compare(fixture, &load(fixture)?, &render(view), &[(selector, Change::Gone, "named by the test")])
}

/// Compares one element of what `view` renders with one of a fixture.
pub fn same_part<V: IntoView>(fixture: &str, selector: &str, view: impl FnOnce() -> V) -> Outcome {
    let selector = selected(selector)?;
    let part = |html: &str| Html::parse_fragment(html).select(&selector).next().map(|element| element.html());
    let expected = part(&load(fixture)?).ok_or("the fixture has no such part")?;
    compare(fixture, &expected, &part(&render(view)).ok_or("no such part is rendered")?, &[])
}

/// Compares what `view` renders with HTML from the test itself, for what no fixture shows.
pub fn renders<V: IntoView>(html: &str, view: impl FnOnce() -> V) -> Outcome {
    compare("what the test says", html, &render(view), &[])
}

fn render<V: IntoView>(view: impl FnOnce() -> V) -> String {
    Owner::new().with(|| view().into_view().to_html())
}

fn compare(fixture: &str, expected: &str, rendered: &str, more: &[(&str, Change, &str)]) -> Outcome {
    let mut changes = Vec::new();
    for (selector, change, _) in DIFFERENCES.iter().chain(more) {
        changes.push((selected(selector)?, *change));
    }
    let expected = outline(Html::parse_fragment(expected).root_element(), &changes);
    let outlined = outline(Html::parse_fragment(rendered).root_element(), &[]);
    if expected == outlined {
        return each_class_is_written_whole(rendered);
    }
    let alike = expected.lines().zip(outlined.lines()).take_while(|(expected, rendered)| expected == rendered).count();
    let line = alike.saturating_add(1);
    Err(format!("differs from {fixture} in line {line}\n--- expected\n{expected}--- rendered\n{outlined}").into())
}

/// The build leaves rules out of the style sheets whose classes it does not find in the code of the pages: one that is put
/// together from pieces would have no style.
fn each_class_is_written_whole(rendered: &str) -> Outcome {
    /// What tests put into a component's content.
    const OF_TESTS: [&str; 2] = ["nhsuk-card__description", "nhsuk-u-nowrap"];
    static CODE: LazyLock<String> = LazyLock::new(|| {
        let files = WalkDir::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")).into_iter().filter_map(Result::ok);
        files.filter_map(|file| fs::read_to_string(file.path()).ok()).collect()
    });
    let words: HashSet<_> =
        CODE.split(|letter: char| !letter.is_ascii_alphanumeric() && !"-_".contains(letter)).collect();
    let html = Html::parse_fragment(rendered);
    for class in html.select(&selected("[class]")?).flat_map(|element| element.value().classes()) {
        if !words.contains(class) && !OF_TESTS.contains(&class) {
            return Err(format!("the class {class} stands nowhere in app/src as a whole").into());
        }
    }
    Ok(())
}

fn selected(selector: &str) -> Result<Selector, DeviceFailure> {
    Ok(Selector::parse(selector).map_err(|error| format!("{selector}: {error:?}"))?)
}

fn load(fixture: &str) -> Result<String, DeviceFailure> {
    let (component, name) = fixture.split_once('/').ok_or("a fixture is component/name")?;
    let (name, number) = name.split_once('#').unwrap_or((name, "1"));
    let package = concat!(env!("CARGO_MANIFEST_DIR"), "/../style/node_modules/nhsuk-frontend");
    let text = fs::read_to_string(format!("{package}/dist/nhsuk/components/{component}/fixtures.json"));
    let text = text.map_err(|error| {
        format!("nhsuk-frontend is not in style/node_modules ({error}): run cargo xtask test, which installs it")
    })?;
    let all: Value = serde_json::from_str(&text)?;
    let mut named = all["fixtures"].as_array().into_iter().flatten().filter(|fixture| fixture["name"] == name);
    let found = named.nth(number.parse::<usize>()?.saturating_sub(1)).and_then(|fixture| fixture["html"].as_str());
    Ok(found.ok_or_else(|| format!("there is no fixture {fixture}"))?.to_owned())
}

#[test]
fn each_difference_occurs_in_a_fixture() -> Outcome {
    for (selector, _, why) in DIFFERENCES {
        let selector = selected(selector)?;
        let fixtures = [
            "button/default",
            "header/with service name (linked)",
            "header/with service name, search, account, navigation",
            "radios/with pre-checked value",
        ];
        let mut found = false;
        for fixture in fixtures {
            found |= Html::parse_fragment(&load(fixture)?).select(&selector).next().is_some();
        }
        assert!(found, "not in the fixtures any more: {why}");
    }
    Ok(())
}
