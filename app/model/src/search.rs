//! Finding an existing user.

use crate::{
    error::FieldError,
    pasted,
    user::{NotAUniqueUserId, UniqueUserId, UserSummary},
};
use serde::{Deserialize, Serialize};

/// What an agent typed into *Find an existing user*. At least one field must be filled, and every filled field must match.
/// Names match by their first letters; case, accents and apostrophes are ignored. The other fields are read as [`pasted`] says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserSearch {
    /// A name in either order, or what [`Anything`](crate::Anything) makes of it. When it is filled, the other fields are not read.
    #[serde(default)]
    pub anything: String,
    /// Unique user ID, 12 digits.
    pub unique_user_id: String,
    /// The whole email address.
    pub email: String,
    /// Beginning of the first name.
    pub first_name: String,
    /// Beginning of the last name.
    pub last_name: String,
    /// Day of birth, 1 to 31.
    pub birth_day: String,
    /// Month of birth, 1 to 12.
    pub birth_month: String,
    /// Year of birth, four digits.
    pub birth_year: String,
}

impl UserSearch {
    /// A field's greatest length, in characters. An email address has at most 254 (RFC 5321).
    pub const MAX_FIELD: usize = 254;

    /// What is wrong with the fields of the details; empty when nothing is. The field names are those of this struct, and
    /// `date_of_birth` for the date as a whole.
    #[must_use]
    pub fn field_errors(&self) -> Vec<FieldError> {
        let mut errors = Vec::new();
        let fields = [
            ("unique_user_id", "UUID", &self.unique_user_id),
            ("email", "Email address", &self.email),
            ("first_name", "First name", &self.first_name),
            ("last_name", "Last name", &self.last_name),
        ];
        let date = [&self.birth_day, &self.birth_month, &self.birth_year];
        if fields.iter().map(|(_, _, value)| value).chain(&date).all(|value| pasted::plain(value).is_empty()) {
            errors.push(FieldError::new("unique_user_id", "Enter a UUID, email address, name or date of birth"));
            return errors;
        }
        for (name, label, value) in fields {
            if value.chars().count() > Self::MAX_FIELD {
                let message = format!("{label} must be {} characters or fewer", Self::MAX_FIELD);
                errors.push(FieldError::new(name, message));
            }
        }
        if let Some(Err(error)) = self.unique_user_id() {
            errors.push(FieldError::new("unique_user_id", error.to_string()));
        }
        let email = pasted::email(&self.email);
        if !email.is_empty() && !email.contains('@') {
            errors.push(FieldError::new(
                "email",
                "Enter an email address in the correct format, like name@example.nhs.uk",
            ));
        }
        if let Err(message) = self.date_of_birth() {
            errors.push(FieldError::new("date_of_birth", message));
        }
        errors
    }

    /// The unique user ID; `None` when the field is empty.
    #[must_use]
    pub fn unique_user_id(&self) -> Option<Result<UniqueUserId, NotAUniqueUserId>> {
        (!pasted::plain(&self.unique_user_id).is_empty()).then(|| self.unique_user_id.parse())
    }

    /// Year, month and day of birth; `None` when all three fields are empty. A whole date in one of the fields is taken apart, if
    /// the others are empty.
    ///
    /// # Errors
    /// A sentence for the person who typed it, when it is not a valid date.
    pub fn date_of_birth(&self) -> Result<Option<(i32, u32, u32)>, &'static str> {
        const MESSAGE: &str = "Date of birth must be a real date";
        let fields = [&self.birth_day, &self.birth_month, &self.birth_year].map(|part| pasted::plain(part));
        let mut filled = fields.iter().filter(|field| !field.is_empty());
        let parts = match (filled.next(), filled.next()) {
            (None, _) => return Ok(None),
            (Some(only), None) => pasted::date(only).unwrap_or_else(|| fields.clone()),
            _ => fields,
        };
        if let Some(message) = missing_part(parts.each_ref().map(|part| part.is_empty())) {
            return Err(message);
        }
        let number = |text: &str| text.parse::<u32>().map_err(|_| MESSAGE);
        let month = pasted::month(&parts[1]).ok_or(MESSAGE)?;
        let (day, year) = (number(&parts[0])?, number(&parts[2])?);
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => 31,
        };
        if !(1..=12).contains(&month) || !(1..=days).contains(&day) || !(1800..=9999).contains(&year) {
            return Err(MESSAGE);
        }
        let year = i32::try_from(year).map_err(|_| MESSAGE)?;
        Ok(Some((year, month, day)))
    }
}

/// What to say about a date when its day, its month or its year is missing.
const fn missing_part(missing: [bool; 3]) -> Option<&'static str> {
    match missing {
        [false, false, false] => None,
        [true, false, false] => Some("Date of birth must include a day"),
        [false, true, false] => Some("Date of birth must include a month"),
        [false, false, true] => Some("Date of birth must include a year"),
        [true, true, false] => Some("Date of birth must include a day and month"),
        [true, false, true] => Some("Date of birth must include a day and year"),
        [false, true, true] => Some("Date of birth must include a month and year"),
        [true, true, true] => Some("Date of birth must include a day, month and year"),
    }
}

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchResults {
    /// Sorted by last name, first name and date of birth, or by first name, last name and date of birth where only a first name
    /// was wanted; [`SearchResults::LIMIT`] at most.
    pub users: Vec<UserSummary>,
    /// Whether more users match than are listed.
    pub more: bool,
}

impl SearchResults {
    /// The greatest number of users in a response, because people do not read longer lists.
    pub const LIMIT: u64 = 50;
}

#[cfg(test)]
mod tests {
    use super::UserSearch;

    fn invalid_fields(search: &UserSearch) -> Vec<String> {
        search.field_errors().into_iter().map(|error| error.field).collect()
    }

    #[test]
    fn an_empty_search_is_refused_with_a_message() {
        assert_eq!(
            invalid_fields(&UserSearch { first_name: "  ".into(), ..UserSearch::default() }),
            ["unique_user_id"]
        );
    }

    #[test]
    fn each_validation_message_names_its_field() {
        let search = UserSearch {
            unique_user_id: "12".into(),
            email: "nobody".into(),
            last_name: "x".repeat(255),
            birth_day: "31".into(),
            birth_month: "2".into(),
            birth_year: "1980".into(),
            ..UserSearch::default()
        };
        assert_eq!(invalid_fields(&search), ["last_name", "unique_user_id", "email", "date_of_birth"]);
    }

    #[test]
    fn the_29th_of_february_is_valid_only_in_a_leap_year() {
        let born = |day: &str, month: &str, year: &str| UserSearch {
            birth_day: day.into(),
            birth_month: month.into(),
            birth_year: year.into(),
            ..UserSearch::default()
        };
        assert_eq!(born("29", "2", "2000").date_of_birth(), Ok(Some((2000, 2, 29))));
        assert!(born("29", "2", "1900").date_of_birth().is_err());
        assert!(born("29", "2", "").date_of_birth().is_err());
        assert!(born("29", "x", "2000").date_of_birth().is_err());
        assert_eq!(born("", " ", "").date_of_birth(), Ok(None));
    }

    #[test]
    fn a_date_without_a_part_names_the_part() {
        for (day, month, year, missing) in [
            ("", "3", "1980", "a day"),
            ("27", "", "1980", "a month"),
            ("27", "3", "", "a year"),
            ("", "", "1980", "a day and month"),
            ("", "3", "", "a day and year"),
            ("27", "", "", "a month and year"),
        ] {
            let [birth_day, birth_month, birth_year] = [day, month, year].map(str::to_owned);
            let search = UserSearch { birth_day, birth_month, birth_year, ..UserSearch::default() };
            let message = search.field_errors().remove(0).message;
            assert_eq!(message, format!("Date of birth must include {missing}"));
        }
    }

    #[test]
    fn a_field_that_is_too_long_is_named() {
        let search = UserSearch { first_name: "x".repeat(255), ..UserSearch::default() };
        assert_eq!(search.field_errors().remove(0).message, "First name must be 254 characters or fewer");
    }

    #[test]
    fn a_whole_date_may_be_pasted_into_one_of_its_fields() {
        let search = UserSearch::default;
        for text in [
            "1.2.1990",
            "1/2/1990",
            "01-02-1990",
            "1990-02-01",
            "1\u{a0}Feb 1990",
            "１．２．１９９０",
            " 1 February 1990",
        ] {
            for wanted in [
                UserSearch { birth_day: text.into(), ..search() },
                UserSearch { birth_month: text.into(), ..search() },
                UserSearch { birth_year: text.into(), ..search() },
            ] {
                assert_eq!(wanted.date_of_birth(), Ok(Some((1990, 2, 1))), "{wanted:?}");
            }
        }
        let apart = UserSearch {
            birth_day: "\u{200b}1".into(),
            birth_month: "Feb".into(),
            birth_year: "1990 ".into(),
            ..search()
        };
        assert_eq!(apart.date_of_birth(), Ok(Some((1990, 2, 1))));
        let twice = UserSearch { birth_day: "1.2.1990".into(), birth_year: "1990".into(), ..search() };
        assert!(twice.date_of_birth().is_err());
        let short = UserSearch { birth_day: "1.2.90".into(), ..search() };
        assert!(short.date_of_birth().is_err(), "which century is not known");
    }

    #[test]
    fn a_field_with_nothing_to_see_is_empty() {
        let nothing = UserSearch { unique_user_id: "\u{200b}".into(), email: "\u{a0}".into(), ..UserSearch::default() };
        assert_eq!(invalid_fields(&nothing), ["unique_user_id"]);
    }
}
