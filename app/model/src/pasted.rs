//! Reads what people paste. Text that was copied from a mail, a chat or a table brings things along that nobody sees or means.

/// Leaves out characters that have no width, such as those that some programs put into long words and around addresses. Writes
/// full-width characters, as keyboards for East Asian languages type them, in their usual width. Any white space becomes a space,
/// and what is at both ends is cut off.
#[must_use]
pub fn plain(text: &str) -> String {
    let plain: String = text.chars().filter_map(plain_char).collect();
    plain.trim().to_owned()
}

fn plain_char(character: char) -> Option<char> {
    match character {
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' => None,
        // The printable characters of ASCII, in full width.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0),
        white if white.is_whitespace() => Some(' '),
        other => Some(other),
    }
}

/// The digits of a code. People type and copy codes in groups, so any other character is left out.
#[must_use]
pub fn digits(text: &str) -> String {
    text.chars().filter_map(plain_char).filter(char::is_ascii_digit).collect()
}

/// The email address in a text such as `Sarah Jones <sarah.jones@example.nhs.uk>`, `mailto:sarah.jones@example.nhs.uk` or
/// `sarah.jones@example.nhs.uk;`. A text without an address stays as it is.
#[must_use]
pub fn email(text: &str) -> String {
    let plain = plain(text);
    let around = |character: char| character.is_whitespace() || "<>()[],;\"".contains(character);
    let Some(address) = plain.split(around).find(|word| word.contains('@')) else { return plain };
    let address = match address.get(..7) {
        Some(scheme) if scheme.eq_ignore_ascii_case("mailto:") => &address[7..],
        _ => address,
    };
    // After a question mark, a link says what the message is about.
    let address = address.split('?').next().unwrap_or_default();
    address.trim_matches(['.', ':', '\'', '‘', '’']).to_owned()
}

/// Day, month and year of a whole date such as `27.3.1980`, `27/03/1980`, `27 March 1980` or `1980-03-27`. `None` for any other
/// text.
#[must_use]
pub fn date(text: &str) -> Option<[String; 3]> {
    let plain = plain(text);
    let mut parts = plain.split(|character: char| !character.is_alphanumeric()).filter(|part| !part.is_empty());
    let [first, month, last] = [parts.next()?, parts.next()?, parts.next()?].map(str::to_owned);
    if parts.next().is_some() {
        return None;
    }
    Some(if first.len() == 4 { [last, month, first] } else { [first, month, last] })
}

/// The number of a month, which may be written as a number or as an English word of at least three letters.
#[must_use]
pub fn month(text: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = text.to_lowercase();
    let by_name = (1..).zip(MONTHS).find(|(_, name)| word.len() >= 3 && name.starts_with(&word));
    text.parse().ok().or_else(|| by_name.map(|(number, _)| number))
}

#[cfg(test)]
mod tests {
    use super::{date, digits, email, month, plain};

    #[test]
    fn what_nobody_sees_is_left_out() {
        assert_eq!(plain("\u{feff} 5552\u{a0}5424\u{200b}2106\u{2029}"), "5552 54242106");
        assert_eq!(plain("Ｓarah＠example．nhs．uk"), "Sarah@example.nhs.uk");
        assert_eq!(plain("soft\u{ad}hyphen \u{202a}left\u{202c} O’Brien"), "softhyphen left O’Brien");
    }

    #[test]
    fn a_code_is_its_digits() {
        assert_eq!(digits(" 123-456\u{a0}"), "123456");
        assert_eq!(digits("code: １２３ ４５６."), "123456");
        assert_eq!(digits("12\u{200b}34\u{feff}56"), "123456");
        assert_eq!(digits("١٢٣٤٥٦"), "", "no other digits are taken for these");
    }

    #[test]
    fn an_address_is_taken_out_of_what_is_around_it() {
        for text in [
            "sarah.o'neill@example.nhs.uk",
            "  sarah.o'neill@example.nhs.uk\u{a0}",
            "mailto:sarah.o'neill@example.nhs.uk",
            "MAILTO:sarah.o'neill@example.nhs.uk?subject=Hello",
            "<sarah.o'neill@example.nhs.uk>",
            "<mailto:sarah.o'neill@example.nhs.uk>;",
            "Sarah O'Neill <sarah.o'neill@example.nhs.uk>",
            "\"O'Neill, Sarah\" <sarah.o'neill@example.nhs.uk>, ",
            "Sarah O'Neill (sarah.o'neill@example.nhs.uk)",
            "'sarah.o'neill@example.nhs.uk'.",
            "sarah.o'neill@\u{200b}example.nhs.uk",
        ] {
            assert_eq!(email(text), "sarah.o'neill@example.nhs.uk", "{text:?}");
        }
        assert_eq!(email(" nobody "), "nobody");
        assert_eq!(email(""), "");
    }

    #[test]
    fn a_whole_date_has_three_parts_in_either_order() {
        for text in [
            "27.3.1980",
            "27/3/1980",
            " 27 - 3 - 1980",
            "1980-3-27",
            "27\u{a0}3\u{200b}\u{a0}1980",
            "２７／３／１９８０",
        ] {
            assert_eq!(date(text), Some(["27", "3", "1980"].map(str::to_owned)), "{text:?}");
        }
        assert_eq!(date("27 March 1980"), Some(["27", "March", "1980"].map(str::to_owned)));
        for text in ["", "27", "27.3", "27.3.1980 10:00"] {
            assert_eq!(date(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_month_is_a_number_or_a_word() {
        for (text, number) in [("3", 3), ("03", 3), ("March", 3), ("mar", 3), ("Sept", 9), ("DECEMBER", 12), ("13", 13)]
        {
            assert_eq!(month(text), Some(number), "{text}");
        }
        for text in ["", "ma", "Marz", "x"] {
            assert_eq!(month(text), None, "{text}");
        }
    }
}
