//! The name of an account, as an authenticator stores and shows it.

use unicode_segmentation::UnicodeSegmentation;

/// How many bytes of a name each authenticator must be able to store (WebAuthn Level 3, section 6.4.1). Some cut a longer name off
/// there, in the middle of a letter.
const STORED: usize = 64;
/// What ends a name that was shortened.
const SHORTENED: &str = "…";

/// `name` in no more bytes than every authenticator stores. It is cut between two letters as people see them. Characters that set
/// the direction of the text are left out: without their counterpart they would also turn what the device writes after the name.
pub(crate) fn account_name(name: &str) -> String {
    let name: String = name.chars().filter(|letter| !sets_direction(*letter)).collect();
    if name.len() <= STORED {
        return name;
    }
    let mut short = String::with_capacity(STORED);
    for letter in name.graphemes(true) {
        if short.len() + letter.len() + SHORTENED.len() > STORED {
            break;
        }
        short.push_str(letter);
    }
    [short.trim_end(), SHORTENED].concat()
}

/// Whether this is the beginning or the end of an embedding, an override or an isolate (Unicode Standard Annex 9).
const fn sets_direction(letter: char) -> bool {
    matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::account_name;
    use unicode_segmentation::UnicodeSegmentation;

    #[test]
    fn a_name_that_every_authenticator_stores_is_not_changed() {
        for name in ["Sarah Jones", "ليلى حداد", "Nguyễn", "李", "", &"é".repeat(32)] {
            assert_eq!(account_name(name), name);
        }
    }

    #[test]
    fn a_long_name_is_cut_between_two_letters() {
        for letter in ["a", "é", "e\u{301}", "李", "ल्ली", "👩‍⚕️", "ﷺ"] {
            for before in 0..8 {
                let name = ["x".repeat(before), letter.repeat(70)].concat();
                let short = account_name(&name);
                let kept = short.strip_suffix('…').unwrap();
                assert!(short.len() <= 64 && short.len() > 64 - letter.len() - 3, "{short}: {}", short.len());
                let all: Vec<_> = name.graphemes(true).collect();
                let whole: Vec<_> = kept.graphemes(true).collect();
                assert_eq!(all[..whole.len()], whole[..], "{short}");
            }
        }
    }

    #[test]
    fn a_name_does_not_turn_what_is_written_after_it() {
        assert_eq!(account_name("\u{202E}Sarah \u{2067}Jones"), "Sarah Jones");
        let long = ["\u{2067}", &"ح".repeat(60), "\u{2069}"].concat();
        assert_eq!(account_name(&long), ["ح".repeat(30).as_str(), "…"].concat());
    }
}
