//! Whether two names may be those of the same person.

use crate::directory::normalise;
use rphonetic::DoubleMetaphone;

/// The length of a code of sounds. It keeps long names apart that begin alike.
const SOUNDS: usize = 8;

/// Whether two pairs of a first name and a last name are equal or sound alike, in either order. A person with only one name has no
/// first name; the directory may have both names of the same person, so nothing is compared with the missing one.
pub(super) fn alike([first, last]: [&str; 2], [other_first, other_last]: [&str; 2]) -> bool {
    let both = |one: &str, other: &str| sound_alike(&normalise(one), &normalise(other));
    (both(first, other_first) && both(last, other_last)) || (both(first, other_last) && both(last, other_first))
}

/// The same for two normalised names.
fn sound_alike(one: &str, other: &str) -> bool {
    if one == other || one.is_empty() || other.is_empty() {
        return true;
    }
    // Double Metaphone knows the letters of English. Names in other scripts are alike when they are equal.
    let english = |name: &str| name.bytes().all(|letter| letter.is_ascii_lowercase());
    if !english(one) || !english(other) {
        return false;
    }
    let encoder = DoubleMetaphone::new(Some(SOUNDS));
    let [one, other] = [one, other].map(|name| {
        let code = encoder.double_metaphone(name);
        [code.primary(), code.alternate()]
    });
    one.iter().any(|sound| !sound.is_empty() && other.contains(sound))
}

#[cfg(test)]
mod tests {
    use super::alike;
    use proptest::prelude::*;

    #[test]
    fn names_that_are_written_or_sound_alike_are_alike_in_either_order() {
        for (one, other) in [
            (["Sarah", "Jones"], ["SARAH", "jones"]),
            (["Sarah", "Jones"], ["Jones", "Sarah"]),
            (["Sarah", "Jones"], ["Sara", "Johns"]),
            (["Catherine", "Smith"], ["Katharine", "Smyth"]),
            (["Stephen", "O’Brien"], ["Steven", "OBrien"]),
            (["Zoë", "Núñez"], ["Zoe", "Nunez"]),
            (["Mohammed", "Ahmed"], ["Ahmad", "Muhammad"]),
            (["ليلى", "حداد"], ["حداد", "ليلى"]),
            (["", "Suharto"], ["", "Suharto"]),
            (["", "Suharto"], ["Haji", "Suharto"]),
        ] {
            assert!(alike(one, other) && alike(other, one), "{one:?} {other:?}");
        }
    }

    #[test]
    fn other_names_are_not_alike() {
        for (one, other) in [
            (["Sarah", "Jones"], ["Sarah", "Green"]),
            (["Sarah", "Jones"], ["Grace", "Jones"]),
            (["Sarah", "Jones"], ["Jones", "Jones"]),
            (["ليلى", "حداد"], ["ليلى", "خليل"]),
            (["", "Suharto"], ["Haji", "Patel"]),
            (["Bo", "李"], ["Bo", "Li"]),
        ] {
            assert!(!alike(one, other) && !alike(other, one), "{one:?} {other:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_two_names_can_be_compared_and_a_name_is_like_itself(one in "[a-zA-Z' -]{0,12}|.{0,12}", other in "[a-z]{0,12}") {
            alike([&one, &other], [&other, &one]);
            prop_assert!(alike([&one, &other], [&one, &other]));
        }
    }
}
