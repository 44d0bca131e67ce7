//! The form with the details of a user: *Create a user* and *Change details*.

use crate::{
    error::FieldError,
    moment::Day,
    pasted,
    search::UserSearch,
    user::{Organisation, UniqueUserId, UserSummary},
};
use serde::{Deserialize, Serialize};

/// What an agent typed. People with only one name have an empty first name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserDetails {
    /// First name; may be empty.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Email address.
    pub email: String,
    /// Day of birth, 1 to 31.
    pub birth_day: String,
    /// Month of birth, 1 to 12.
    pub birth_month: String,
    /// Year of birth, four digits.
    pub birth_year: String,
    /// ODS code of the organisation.
    pub ods_code: String,
}

impl UserDetails {
    /// The greatest length of each name, in characters.
    pub const MAX_NAME: usize = 100;
    /// The greatest length of an email address, in bytes (RFC 5321).
    pub const MAX_EMAIL: usize = 254;
    /// The first year in which somebody who works today may have been born.
    pub const FIRST_YEAR: i32 = 1900;
    /// What to say about an email address that is none.
    pub const EMAIL_FORMAT: &'static str = "Enter an email address in the correct format, like name@example.nhs.uk";

    /// What is wrong with the fields, as far as it can be known without the directory and without a clock. The field names are
    /// those of this struct, in the order of the page, and `date_of_birth` for the date as a whole.
    #[must_use]
    pub fn field_errors(&self) -> Vec<FieldError> {
        let mut errors = Vec::new();
        let mut wrong = |field, message: &str| errors.push(FieldError::new(field, message));
        for (field, label, name) in
            [("first_name", "First name", &self.first_name), ("last_name", "Last name", &self.last_name)]
        {
            let name = one_line(name);
            if name.is_empty() {
                if field == "last_name" {
                    wrong(field, "Enter a last name");
                }
            } else if name.chars().count() > Self::MAX_NAME {
                wrong(field, &format!("{label} must be {} characters or fewer", Self::MAX_NAME));
            } else if !name.chars().any(char::is_alphabetic) {
                wrong(field, &format!("{label} must include at least one letter"));
            }
        }
        if let Err(message) = self.date_of_birth() {
            wrong("date_of_birth", message);
        }
        let email = self.email();
        if email.is_empty() {
            wrong("email", "Enter an email address");
        } else if email.len() > Self::MAX_EMAIL {
            wrong("email", "Email address must be 254 characters or fewer");
        } else if !email.contains('@') {
            wrong("email", Self::EMAIL_FORMAT);
        }
        if self.ods_code().is_empty() {
            wrong("ods_code", "Select or enter an organisation");
        }
        errors
    }

    /// First name and last name, each on one line.
    #[must_use]
    pub fn names(&self) -> [String; 2] {
        [one_line(&self.first_name), one_line(&self.last_name)]
    }

    /// The email address, without what was pasted around it.
    #[must_use]
    pub fn email(&self) -> String {
        pasted::email(&self.email)
    }

    /// The ODS code, upper case.
    #[must_use]
    pub fn ods_code(&self) -> String {
        pasted::plain(&self.ods_code).to_uppercase()
    }

    /// Year, month and day of birth.
    ///
    /// # Errors
    /// A sentence for the person who typed it, when it is missing or not a date of birth.
    pub fn date_of_birth(&self) -> Result<(i32, u32, u32), &'static str> {
        let [birth_day, birth_month, birth_year] =
            [&self.birth_day, &self.birth_month, &self.birth_year].map(Clone::clone);
        let date = UserSearch { birth_day, birth_month, birth_year, ..UserSearch::default() }.date_of_birth()?;
        match date {
            None => Err("Enter a date of birth"),
            Some((year, ..)) if year < Self::FIRST_YEAR => Err("Date of birth must be in 1900 or later"),
            Some(date) => Ok(date),
        }
    }
}

/// A name on one line, without characters that control or turn the text around them. Characters that join or part the letters of a
/// word stay, because some languages write names with them.
fn one_line(name: &str) -> String {
    let turns =
        |letter: char| matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let plain: String = name
        .chars()
        .filter(|letter| {
            letter.is_whitespace()
                || !(letter.is_control() || turns(*letter) || "\u{200b}\u{feff}\u{ad}".contains(*letter))
        })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Users who may be the person whom an agent wants to create.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LikelyDuplicates {
    /// Those whom the agent may see.
    pub users: Vec<UserSummary>,
    /// Those who belong to organisations that the role of the agent does not cover.
    pub beyond: Option<BeyondReach>,
}

/// Likely duplicates whom the agent may not see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BeyondReach {
    /// How many they are.
    pub users: u32,
    /// Stands for exactly these users, and says nothing about them.
    pub seal: String,
}

/// The likely duplicates about whom an agent decided that the person is someone else.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SomeoneElse {
    /// Those whom they saw.
    pub users: Vec<UniqueUserId>,
    /// The seal of those whom they did not see.
    pub beyond: Option<String>,
}

impl From<&LikelyDuplicates> for SomeoneElse {
    fn from(likely: &LikelyDuplicates) -> Self {
        Self {
            users: likely.users.iter().map(|user| user.unique_user_id.clone()).collect(),
            beyond: likely.beyond.as_ref().map(|beyond| beyond.seal.clone()),
        }
    }
}

/// The answer to *Create user*.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Creation {
    /// The user was created.
    Created(UniqueUserId),
    /// Nothing was created. The agent decides first whether the person is one of these.
    Likely(LikelyDuplicates),
}

/// The details of a user, to be changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DetailsToChange {
    /// As they are now.
    pub details: UserDetails,
    /// The organisation as it is now.
    pub organisation: Organisation,
    /// The date of birth as it is now, in words.
    pub born: Day,
    /// Whether the user is told of a new email address, at the old one and at the new one.
    pub tells: bool,
}

/// The answer to *Change details*.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Changing {
    /// The details were changed.
    Changed,
    /// Nothing was changed, because somebody else has changed the details since the agent loaded them. These are the new ones.
    Meanwhile(Box<DetailsToChange>),
}

#[cfg(test)]
mod tests {
    use super::UserDetails;

    fn sound() -> UserDetails {
        UserDetails {
            first_name: "Sarah".into(),
            last_name: "Jones".into(),
            email: "sarah.jones@example.nhs.uk".into(),
            birth_day: "17".into(),
            birth_month: "5".into(),
            birth_year: "1988".into(),
            ods_code: "RX1".into(),
        }
    }

    fn errors(change: impl FnOnce(&mut UserDetails)) -> Vec<(String, String)> {
        let mut details = sound();
        change(&mut details);
        details.field_errors().into_iter().map(|error| (error.field, error.message)).collect()
    }

    #[test]
    fn a_person_may_have_only_one_name() {
        assert_eq!(errors(|details| details.first_name = " ".into()), []);
        assert_eq!(
            errors(|details| details.last_name = "\u{200b}".into()),
            [("last_name".into(), "Enter a last name".into())]
        );
    }

    #[test]
    fn an_empty_form_names_every_field_that_is_needed_in_the_order_of_the_page() {
        let messages: Vec<String> =
            UserDetails::default().field_errors().into_iter().map(|error| error.message).collect();
        assert_eq!(
            messages,
            ["Enter a last name", "Enter a date of birth", "Enter an email address", "Select or enter an organisation"]
        );
    }

    #[test]
    fn each_wrong_field_says_what_is_wrong() {
        let one = |field: &str, message: &str| vec![(field.to_owned(), message.to_owned())];
        let long = "é".repeat(UserDetails::MAX_NAME);
        assert_eq!(errors(|details| details.first_name = long.clone()), []);
        assert_eq!(
            errors(|details| details.first_name = long + "é"),
            one("first_name", "First name must be 100 characters or fewer")
        );
        assert_eq!(
            errors(|details| details.last_name = "--- 7".into()),
            one("last_name", "Last name must include at least one letter")
        );
        assert_eq!(
            errors(|details| details.birth_year = "1899".into()),
            one("date_of_birth", "Date of birth must be in 1900 or later")
        );
        assert_eq!(errors(|details| details.email = "sarah".into()), one("email", UserDetails::EMAIL_FORMAT));
        let host = "@example.nhs.uk";
        let local = "x".repeat(UserDetails::MAX_EMAIL - host.len());
        assert_eq!(errors(|details| details.email = [&local, host].concat()), []);
        assert_eq!(
            errors(|details| details.email = ["é", &local[1..], host].concat()),
            one("email", "Email address must be 254 characters or fewer")
        );
    }

    #[test]
    fn names_are_one_line_and_turn_nothing_around_them() {
        let details = UserDetails {
            first_name: " Mary\u{a0}\n Ann\u{202e} ".into(),
            last_name: "حسین\u{200c}زاده\u{0}".into(),
            ..sound()
        };
        assert_eq!(details.names(), ["Mary Ann", "حسین\u{200c}زاده"]);
    }
}
