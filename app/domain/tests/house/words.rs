//! The words that people never read here, wherever they are in the source. The browser tests look for the same words on the pages
//! (`end2end/support/judges/words.ts`), but a failure that is rare is on no page that a test opens.

use crate::literals::check;

/// Where words for people are.
const SOURCES: [&str; 9] = [
    "app/src",
    "app/model/src",
    "app/domain/src/access",
    "app/domain/src/audit",
    "app/domain/src/authenticators",
    "app/domain/src/link",
    "app/domain/src/mail",
    "app/domain/src/sign_in",
    "app/domain/src/views",
];

/// A word or phrase that is not written, and what is written instead.
#[derive(serde::Deserialize)]
struct Banned {
    not: String,
    but: String,
}

fn banned() -> Vec<Banned> {
    serde_json::from_str(include_str!("../../../../end2end/support/plain-words.json")).unwrap()
}

/// The text in small letters, with one space around each word, so that phrases are found as whole words only.
fn words(text: &str) -> String {
    let part_of_word = |letter: char| letter.is_alphanumeric() || "-'’".contains(letter);
    let words = text.split(|letter| !part_of_word(letter)).filter(|word| !word.is_empty());
    format!(" {} ", words.collect::<Vec<_>>().join(" ").to_lowercase())
}

/// What is wrong with a text, in words.
fn faults(text: &str) -> Vec<String> {
    let words = words(text);
    let found = banned().into_iter().filter(|Banned { not, .. }| words.contains(&format!(" {not} ")));
    let mut faults: Vec<_> = found.map(|Banned { not, but }| format!("“{not}”: {but}")).collect();
    if text.contains('…') || text.contains("...") {
        faults.push("an ellipsis: screen readers read out the dots".to_owned());
    }
    faults
}

#[test]
fn no_page_and_no_email_has_a_word_that_was_decided_against() {
    check(&SOURCES, 1000, faults);
}

#[test]
fn a_word_is_found_whole_and_in_any_place() {
    for (text, found) in [
        ("Press the button.", 1),
        ("Do not press", 1),
        ("under pressure, expressed", 0),
        ("Tell them at once, by e-mail.", 2),
        ("Sending …", 1),
        ("Nobody else has it", 1),
        ("app-sheet", 0),
    ] {
        assert_eq!(faults(text).len(), found, "{text}");
    }
}
