//! Normalises names, so that they can be compared.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A name to search and sort by: lower case, without accents, apostrophes, hyphens or spaces, in compatibility decomposition
/// (NFKD). `O’Brien-Núñez` becomes `obriennunez`; `Łukasz` becomes `lukasz`. Letters of other scripts are kept.
#[must_use]
pub fn normalise(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    for character in text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match character {
            // Letters without a decomposition become what people type when their keyboard does not have them.
            'ø' => normal.push('o'),
            'ł' => normal.push('l'),
            'đ' | 'ð' => normal.push('d'),
            'ħ' => normal.push('h'),
            'ı' => normal.push('i'),
            'æ' => normal.push_str("ae"),
            'œ' => normal.push_str("oe"),
            'ß' => normal.push_str("ss"),
            'þ' => normal.push_str("th"),
            c if c.is_alphanumeric() => normal.push(c),
            _ => {}
        }
    }
    normal
}

#[cfg(test)]
mod tests {
    use super::normalise;

    #[test]
    fn case_accents_apostrophes_hyphens_and_spaces_make_no_difference() {
        for (name, normal) in [
            ("O'Brien", "obrien"),
            ("O’BRIEN", "obrien"),
            ("Núñez-García", "nunezgarcia"),
            ("Nu\u{301}n\u{303}ez", "nunez"),
            ("van der Berg", "vanderberg"),
            ("Łukasz", "lukasz"),
            ("Strauß", "strauss"),
            ("Bjørn", "bjorn"),
            ("İpek", "ipek"),
            ("ليلى", "ليلى"),
            ("  ", ""),
        ] {
            assert_eq!(normalise(name), normal, "{name}");
        }
    }
}
