//! Adds a person on the command line, while the directory may still be empty.

use super::details;
use crate::{
    Change, Domain, Error, Result,
    access::Operator,
    audit::{self, Event, EventKind, Outcome},
    directory::{self, NewUser},
    entity::user,
};
use chrono::Datelike;
use model::{AppError, FieldError, UserDetails};
use sea_orm::SqlErr;
use serde_json::json;

/// Adds an active user with the unique user ID that the operator gives, and the organisation when its code is not in the directory
/// yet. Likely duplicates are not looked for, because the operator gives the ID of the person.
///
/// # Errors
/// [`AppError::Invalid`] with a sentence for each wrong field, also when another user has the email address; when the database
/// fails.
#[tracing::instrument(skip_all)]
pub async fn add(domain: &Domain, operator: &Operator, new: NewUser) -> Result<user::Model> {
    let born = new.date_of_birth;
    let typed = UserDetails {
        first_name: new.first_name.clone(),
        last_name: new.last_name.clone(),
        email: new.email.clone(),
        birth_day: born.day().to_string(),
        birth_month: born.month().to_string(),
        birth_year: born.year().to_string(),
        ods_code: new.ods_code.clone(),
    };
    let details = details::check(domain, &typed)?;
    let new = NewUser {
        first_name: details.first_name,
        last_name: details.last_name,
        email: details.email,
        ods_code: details.ods_code,
        ..new
    };
    let add = async |change: &mut Change<'_>| {
        let organisation = new.organisation_name.clone();
        let user = directory::add(change, new).await?;
        let event = Event {
            kind: EventKind::UserCreated,
            outcome: Outcome::Done,
            actor_id: None,
            subject_id: Some(user.id),
            detail: json!({ "organisation": organisation }),
            client: operator.client(),
        };
        audit::record(change, event);
        Ok(user)
    };
    domain.change(add).await.map_err(|error| match error {
        Error::Database(database) if matches!(database.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => {
            AppError::Invalid(vec![FieldError::new("email", "Another user has this email address")]).into()
        }
        error => error,
    })
}
