//! Finding an existing user.

use crate::{
    error::FieldError,
    user::{UniqueUserId, UserSummary},
};
use serde::{Deserialize, Serialize};

/// What an agent typed into *Find an existing user*. At least one field must be filled, and every filled field must match.
/// Names match by their first letters; case, accents and apostrophes are ignored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserSearch {
    /// Unique user ID, 12 digits.
    pub unique_user_id: String,
    /// The whole e-mail address.
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
    /// A field's greatest length, in characters. An e-mail address has at most 254 (RFC 5321).
    pub const MAX_FIELD: usize = 254;

    /// What is wrong with it; empty when nothing is. The field names are those of this struct, and `date_of_birth` for the date
    /// as a whole.
    #[must_use]
    pub fn field_errors(&self) -> Vec<FieldError> {
        let mut errors = Vec::new();
        let fields = [
            ("unique_user_id", &self.unique_user_id),
            ("email", &self.email),
            ("first_name", &self.first_name),
            ("last_name", &self.last_name),
        ];
        let date = [&self.birth_day, &self.birth_month, &self.birth_year];
        if fields.iter().all(|(_, value)| value.trim().is_empty()) && date.iter().all(|part| part.trim().is_empty()) {
            errors
                .push(FieldError::new("unique_user_id", "Enter a UUID, an e-mail address, a name or a date of birth"));
            return errors;
        }
        for (name, value) in fields {
            if value.chars().count() > Self::MAX_FIELD {
                errors.push(FieldError::new(name, "This is too long: enter 254 characters or fewer"));
            }
        }
        let unique_user_id = self.unique_user_id.trim();
        if !unique_user_id.is_empty()
            && let Err(error) = unique_user_id.parse::<UniqueUserId>()
        {
            errors.push(FieldError::new("unique_user_id", error.to_string()));
        }
        if !self.email.trim().is_empty() && !self.email.contains('@') {
            errors.push(FieldError::new("email", "Enter a whole e-mail address, like name@example.nhs.uk"));
        }
        if let Err(message) = self.date_of_birth() {
            errors.push(FieldError::new("date_of_birth", message));
        }
        errors
    }

    /// Year, month and day of birth; `None` when all three fields are empty.
    ///
    /// # Errors
    /// A sentence for the person who typed it, when it is not a valid date.
    pub fn date_of_birth(&self) -> Result<Option<(i32, u32, u32)>, &'static str> {
        const MESSAGE: &str = "Date of birth must be a real date, like 27 3 1980";
        let parts = [&self.birth_day, &self.birth_month, &self.birth_year].map(|part| part.trim());
        if parts.iter().all(|part| part.is_empty()) {
            return Ok(None);
        }
        if parts.iter().any(|part| part.is_empty()) {
            return Err("Date of birth must include a day, a month and a year");
        }
        let number = |text: &str| text.parse::<u32>().map_err(|_| MESSAGE);
        let (day, month, year) = (number(parts[0])?, number(parts[1])?, number(parts[2])?);
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
        assert_eq!(born("", " ", "").date_of_birth(), Ok(None));
    }
}
