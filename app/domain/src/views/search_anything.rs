//! What the one field of *Find an existing user* searches for.

use crate::{Result, directory::normalise};
use model::{Anything, AppError, FieldError, UserSearch};

/// A name has at most so many words before its last name begins, or its first name.
const WORDS: usize = 8;

/// The searches that together find what is in the one field, the most likely one first, or the search itself when that field is
/// empty. Each of them reads its users in the order of an index, whereas a database that looks for all of them at once would have to
/// sort everybody who has a frequent name.
///
/// # Errors
/// [`AppError::Invalid`] with a sentence for each wrong field, for a name without a letter, and for what [`Anything::read`] refuses.
pub(super) fn searches(wanted: &UserSearch) -> Result<Vec<UserSearch>> {
    let invalid = |message: String| AppError::Invalid(vec![FieldError::new("anything", message)]);
    let searches = match Anything::read(&wanted.anything).map_err(invalid)? {
        None => {
            let errors = wanted.field_errors();
            if !errors.is_empty() {
                return Err(AppError::Invalid(errors).into());
            }
            vec![wanted.clone()]
        }
        Some(Anything::Field(search)) => vec![*search],
        Some(Anything::Name(parts)) => by_name(&parts),
    };
    if searches.is_empty() {
        return Err(invalid("Enter at least one letter of the name".to_owned()).into());
    }
    Ok(searches)
}

/// Each way to read a name as a first name and a last name, in either order, or as one of the two alone. With a comma there is only
/// one place to part it.
fn by_name(parts: &[String; 2]) -> Vec<UserSearch> {
    let [before, after] = parts.each_ref().map(|part| words(part));
    let parted: Vec<(String, String)> = match after.is_empty() {
        true => (1..before.len().min(WORDS)).map(|at| (before[..at].concat(), before[at..].concat())).collect(),
        false if before.is_empty() => Vec::new(),
        false => vec![(before.concat(), after.concat())],
    };
    let in_order = parted.iter().map(|(one, other)| of(one, other));
    let swapped = parted.iter().map(|(one, other)| of(other, one));
    let whole = [before, after].concat().concat();
    let alone = [of("", &whole), of(&whole, "")];
    let alone = alone.into_iter().filter(|_| !whole.is_empty());
    in_order.chain(swapped).chain(alone).collect()
}

fn of(first_name: &str, last_name: &str) -> UserSearch {
    UserSearch { first_name: first_name.to_owned(), last_name: last_name.to_owned(), ..UserSearch::default() }
}

/// The words that have a letter.
fn words(text: &str) -> Vec<String> {
    text.split([' ', ',']).map(normalise).filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::by_name;

    fn names(before: &str, after: &str) -> Vec<String> {
        let searches = by_name(&[before.to_owned(), after.to_owned()]);
        searches.into_iter().map(|search| format!("{}/{}", search.first_name, search.last_name)).collect()
    }

    #[test]
    fn a_name_is_read_in_either_order_and_alone() {
        assert_eq!(names("Sarah", ""), ["/sarah", "sarah/"]);
        assert_eq!(names("Sarah  Jones", ""), ["sarah/jones", "jones/sarah", "/sarahjones", "sarahjones/"]);
        assert_eq!(names("Jones", "Sarah"), ["jones/sarah", "sarah/jones", "/jonessarah", "jonessarah/"]);
        let three = ["anna/delacruz", "annade/lacruz"];
        assert_eq!(names("Anna de la Cruz", "")[..2], three);
        assert_eq!(names("de la Cruz", "Anna")[..2], ["delacruz/anna", "anna/delacruz"]);
    }

    #[test]
    fn what_has_no_letter_is_left_out() {
        assert_eq!(names("- '", "."), [""; 0]);
        assert_eq!(names("Jones", "-"), ["/jones", "jones/"]);
        assert_eq!(names("-", "Sarah"), ["/sarah", "sarah/"]);
    }

    #[test]
    fn the_number_of_searches_is_limited() {
        assert_eq!(names(&"x ".repeat(127), "").len(), 16);
    }
}
