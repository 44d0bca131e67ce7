//! The one field of *Find an existing user* takes whatever an agent has: a name, a UUID, an email address or a date of birth.

use crate::{
    pasted,
    search::UserSearch,
    user::{NotAUniqueUserId, UniqueUserId},
};

/// What was typed or pasted into the one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Anything {
    /// A search by one of the other fields: a UUID, an email address or a date of birth.
    Field(Box<UserSearch>),
    /// A name of at most two parts. The first part has the words before a comma; without a comma it has all words.
    Name([String; 2]),
}

impl Anything {
    /// Finds out what `text` is; `None` when it is empty. Text with 12 digits in it is a UUID, and text with an `@` in it an email
    /// address, whatever is around them.
    ///
    /// # Errors
    /// A sentence for the agent, when it is too long, or has digits but no letters and is neither a UUID nor a date.
    pub fn read(text: &str) -> Result<Option<Self>, String> {
        if text.chars().count() > UserSearch::MAX_FIELD {
            return Err("This is too long: enter 254 characters or fewer".to_owned());
        }
        // PostgreSQL accepts no NUL in a text, and nothing that an agent looks for has a control character.
        let plain: String = pasted::plain(text).chars().filter(|character| !character.is_control()).collect();
        let field = |search| Ok(Some(Self::Field(Box::new(search))));
        if plain.is_empty() {
            return Ok(None);
        }
        if plain.contains('@') {
            return field(UserSearch { email: plain, ..UserSearch::default() });
        }
        let digits = pasted::digits(&plain);
        if digits.len() == UniqueUserId::DIGITS {
            return field(UserSearch { unique_user_id: digits, ..UserSearch::default() });
        }
        let date = UserSearch { birth_day: plain.clone(), ..UserSearch::default() };
        if matches!(date.date_of_birth(), Ok(Some(_))) {
            return field(date);
        }
        if !digits.is_empty() && !plain.contains(char::is_alphabetic) {
            return Err(NotAUniqueUserId.to_string());
        }
        let (before, after) = plain.split_once(',').unwrap_or((&plain, ""));
        Ok(Some(Self::Name([before, after].map(|part| part.trim().to_owned()))))
    }
}

#[cfg(test)]
mod tests {
    use super::Anything;
    use crate::search::UserSearch;

    fn field(search: UserSearch) -> Option<Anything> {
        Some(Anything::Field(Box::new(search)))
    }

    #[test]
    fn a_uuid_is_found_in_whatever_is_around_it() {
        for text in ["555254242106", " 5552-5424 2106", "UUID: 5552.5424.2106", "Sarah Jones, 555254242106\u{200b}"] {
            let expected = UserSearch { unique_user_id: "555254242106".to_owned(), ..UserSearch::default() };
            assert_eq!(Anything::read(text), Ok(field(expected)), "{text:?}");
        }
        for text in ["5552", "5552 5424 21066", "31 2 1980", &"x".repeat(255)] {
            assert!(Anything::read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn text_with_an_at_sign_is_an_email_address_whatever_digits_it_has() {
        for text in ["jones.008@riverside.example", "Sarah Jones <a555254242106@riverside.example>"] {
            let expected = UserSearch { email: text.to_owned(), ..UserSearch::default() };
            assert_eq!(Anything::read(text), Ok(field(expected)), "{text}");
        }
    }

    #[test]
    fn a_real_date_is_a_date_of_birth() {
        for text in ["17 5 1988", "17/05/1988", "1988-05-17", "17 May 1988"] {
            let expected = UserSearch { birth_day: text.to_owned(), ..UserSearch::default() };
            assert_eq!(Anything::read(text), Ok(field(expected)), "{text}");
        }
    }

    #[test]
    fn everything_else_is_a_name() {
        for (text, parts) in [
            ("  Sarah\u{a0} Jones ", ["Sarah  Jones", ""]),
            ("Jones, Sarah", ["Jones", "Sarah"]),
            ("van der Berg, Sarah, Ms", ["van der Berg", "Sarah, Ms"]),
            ("Anne May Jones", ["Anne May Jones", ""]),
            ("Jones 2", ["Jones 2", ""]),
        ] {
            assert_eq!(Anything::read(text), Ok(Some(Anything::Name(parts.map(str::to_owned)))), "{text:?}");
        }
        assert_eq!(Anything::read(" \u{200b}\u{0}"), Ok(None));
    }
}
