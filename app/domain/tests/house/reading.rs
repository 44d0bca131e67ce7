//! Sentences that users read while they register are short and made of words that a child of eleven knows.

use crate::literals::check;

/// Where these sentences are. Some of them are for agents, who read them out.
const SOURCES: [&str; 6] = [
    "app/src/kinds",
    "app/src/registration",
    "app/model/src/ceremony.rs",
    "app/model/src/link.rs",
    "app/model/src/error.rs",
    "app/domain/src/mail/words",
];

/// The most words in a sentence: the limit of the NHS content guide.
const LONGEST: usize = 20;

/// Words that few children know, each with an easier one.
const HARD: [(&str, &str); 22] = [
    ("additional", "more"),
    ("approximately", "about"),
    ("assistance", "help"),
    ("attestation", "proof"),
    ("attempt to", "try to"),
    ("ceremony", "registration"),
    ("commence", "start"),
    ("credential", "passkey"),
    ("however", "but"),
    ("initiate", "start"),
    ("insufficient", "not enough"),
    ("invalid", "not valid, or say what is wrong"),
    ("obtain", "get"),
    ("permit", "let"),
    ("prior to", "before"),
    ("regarding", "about"),
    ("require", "need"),
    ("requires", "needs"),
    ("subsequently", "then"),
    ("terminate", "end"),
    ("therefore", "so"),
    ("via", "by"),
];

/// The sentences of a text. A name between quotation marks is one word, because people recognise it and do not read it.
fn sentences(text: &str) -> Vec<Vec<String>> {
    let mut sentences = vec![Vec::new()];
    let mut quoted = false;
    for word in text.split_whitespace() {
        let continues = quoted;
        quoted = match (word.contains(['“', '"']), word.contains(['”', '"'])) {
            (true, true) if word.contains('"') => word.matches('"').count() == 1 && !quoted,
            (true, false) => true,
            (_, true) => false,
            (false, false) => quoted,
        };
        if let Some(sentence) = sentences.last_mut().filter(|_| !continues) {
            sentence.push(word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase());
        }
        if !quoted && word.trim_end_matches(['”', '"', ')']).ends_with(['.', '?', '!', ':']) {
            sentences.push(Vec::new());
        }
    }
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

fn faults(text: &str) -> Vec<String> {
    let sentences = sentences(text);
    let long = sentences.iter().filter(|sentence| sentence.len() > LONGEST);
    let mut faults: Vec<_> = long.map(|sentence| format!("{} words in a sentence", sentence.len())).collect();
    for sentence in &sentences {
        let sentence = format!(" {} ", sentence.join(" "));
        let hard = HARD.iter().filter(|(word, _)| sentence.contains(&format!(" {word} ")));
        faults.extend(hard.map(|(word, easier)| format!("“{word}”: {easier}")));
    }
    faults
}

#[test]
fn what_users_read_is_in_short_sentences_of_easy_words() {
    check(&SOURCES, 300, faults);
}

#[test]
fn a_sentence_ends_with_its_mark_and_a_quoted_name_is_one_word() {
    let count = |text: &str| sentences(text).iter().map(Vec::len).collect::<Vec<_>>();
    assert_eq!(count("Select the button. Use your PIN."), [3, 3]);
    assert_eq!(count("When Windows asks, choose “External security key or built-in sensor” and select OK."), [8]);
    assert_eq!(count("Select \"Test your authenticator\". Then wait."), [2, 2]);
    assert_eq!(faults("We require assistance.").len(), 2);
    assert_eq!(faults(&"word ".repeat(21)), ["21 words in a sentence"]);
}
