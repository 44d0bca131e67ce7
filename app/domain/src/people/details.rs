//! The details of a person, as an agent typed them, and as the directory stores them.

use crate::{
    Domain, Result,
    directory::find_organisation,
    entity::{organisation, user},
    mail,
};
use chrono::{Datelike, NaiveDate};
use model::{AppError, DetailsToChange, FieldError, Organisation, UserDetails};
use sea_orm::ConnectionTrait;

/// Details that may be stored.
#[derive(Clone, Debug)]
pub(super) struct Details {
    pub first_name: String,
    pub last_name: String,
    pub email: String,
    pub date_of_birth: NaiveDate,
    pub ods_code: String,
}

/// Checks what an agent typed.
///
/// # Errors
/// [`AppError::Invalid`] with a sentence for each wrong field.
pub(super) fn check(domain: &Domain, typed: &UserDetails) -> Result<Details> {
    let mut errors = typed.field_errors();
    let mut wrong = |field: &str, message: &str| {
        if errors.iter().all(|error| error.field != field) {
            errors.push(FieldError::new(field, message));
        }
    };
    let (email, [first_name, last_name]) = (typed.email(), typed.names());
    // What the mail server could not send to is no address.
    if email.parse::<lettre::Address>().is_err() {
        wrong("email", UserDetails::EMAIL_FORMAT);
    }
    let today = domain.now().with_timezone(&domain.settings().time_zone).date_naive();
    let born = typed.date_of_birth().ok().and_then(|(year, month, day)| NaiveDate::from_ymd_opt(year, month, day));
    if born.is_some_and(|born| born >= today) {
        wrong("date_of_birth", "Date of birth must be in the past");
    }
    match born {
        Some(date_of_birth) if errors.is_empty() => {
            Ok(Details { first_name, last_name, email, date_of_birth, ods_code: typed.ods_code() })
        }
        _ => Err(AppError::Invalid(errors).into()),
    }
}

/// The open organisation with this ODS code.
///
/// # Errors
/// [`AppError::Invalid`] when there is none, or it has closed; when the database fails.
pub(super) async fn open_organisation(db: &impl ConnectionTrait, ods_code: &str) -> Result<organisation::Model> {
    let invalid = |message| AppError::Invalid(vec![FieldError::new("ods_code", message)]);
    let found = match ods_code.contains(char::is_control) {
        // PostgreSQL accepts no NUL in a text.
        true => None,
        false => find_organisation(db, ods_code).await?,
    };
    let found = found.ok_or_else(|| invalid("There is no organisation with this ODS code"))?;
    match found.closed_at {
        Some(_) => Err(invalid("This organisation has closed").into()),
        None => Ok(found),
    }
}

/// The details of a user as the form shows them.
pub(super) fn shown(domain: &Domain, user: &user::Model, organisation: &organisation::Model) -> DetailsToChange {
    let born = user.date_of_birth;
    DetailsToChange {
        details: UserDetails {
            first_name: user.first_name.clone(),
            last_name: user.last_name.clone(),
            email: user.email.clone(),
            birth_day: born.day().to_string(),
            birth_month: born.month().to_string(),
            birth_year: born.year().to_string(),
            ods_code: organisation.ods_code.clone(),
        },
        organisation: Organisation { name: organisation.name.clone(), ods_code: organisation.ods_code.clone() },
        born: crate::moment::day(born),
        tells: mail::is_configured(domain),
    }
}
