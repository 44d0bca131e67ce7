//! *Find an existing user*.

use super::search_anything::searches;
use crate::{
    Domain, Error, Result,
    access::{MaySearch, Reach},
    directory::{normalise, summary},
    entity::{organisation, user},
};
use chrono::NaiveDate;
use model::{AppError, FieldError, SearchResults, UserSearch, pasted};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, SelectTwo};

/// The users who match every filled field, in the order of [`search_query`]. What is in the one field of the page may be looked for
/// in several ways, and then those found in the most likely way come first.
///
/// # Errors
/// [`AppError::Invalid`] with a sentence for each wrong field; when the database fails.
#[tracing::instrument(skip_all)]
pub async fn search(domain: &Domain, permit: &MaySearch<'_>, wanted: &UserSearch) -> Result<SearchResults> {
    let reach = permit.reach(domain).await?;
    let mut rows: Vec<(user::Model, Option<organisation::Model>)> = Vec::new();
    for wanted in searches(wanted)? {
        for found in search_query(&wanted, &reach)?.all(domain.db()).await? {
            if rows.iter().all(|(user, _)| user.id != found.0.id) {
                rows.push(found);
            }
        }
        if rows.len() as u64 > SearchResults::LIMIT {
            break;
        }
    }
    let more = rows.len() as u64 > SearchResults::LIMIT;
    rows.truncate(usize::try_from(SearchResults::LIMIT).unwrap_or(usize::MAX));
    let users = rows.iter().map(|(user, organisation)| {
        let organisation =
            organisation.as_ref().ok_or_else(|| Error::Bug(format!("user {} has no organisation", user.id)))?;
        summary(user, organisation)
    });
    Ok(SearchResults { users: users.collect::<Result<_>>()?, more })
}

/// The query of a search. Everybody who has one first name is more than a database can sort while a person waits, so the results
/// come in the order of the index that finds them: by last name, first name and date of birth, or by first name, last name and
/// date of birth where only a first name is wanted. It is public so that a test can ask both databases for its plan.
///
/// # Errors
/// [`AppError::Invalid`] for a name without a letter, and for an e-mail address with a control character.
pub fn search_query(wanted: &UserSearch, reach: &Reach) -> Result<SelectTwo<user::Entity, organisation::Entity>> {
    let names = match is_by_first_name(wanted) {
        true => [user::Column::FirstNameSearch, user::Column::LastNameSearch],
        false => [user::Column::LastNameSearch, user::Column::FirstNameSearch],
    };
    let query = user::Entity::find().filter(condition(wanted)?).find_also_related(organisation::Entity);
    let query = query.filter(reach.condition());
    Ok(names
        .into_iter()
        .chain([user::Column::DateOfBirth, user::Column::Id])
        .fold(query, QueryOrder::order_by_asc)
        .limit(SearchResults::LIMIT + 1))
}

/// Whether a first name is wanted, and neither a last name nor a date of birth.
fn is_by_first_name(wanted: &UserSearch) -> bool {
    let date_is_wanted = !matches!(wanted.date_of_birth(), Ok(None));
    !wanted.first_name.trim().is_empty() && wanted.last_name.trim().is_empty() && !date_is_wanted
}

fn condition(wanted: &UserSearch) -> Result<Condition> {
    let mut condition = Condition::all();
    if let Some(Ok(unique_user_id)) = wanted.unique_user_id() {
        condition = condition.add(user::Column::UniqueUserId.eq(unique_user_id.as_str()));
    }
    let email = pasted::email(&wanted.email).to_lowercase();
    if email.contains(char::is_control) {
        // PostgreSQL accepts no NUL in a text, and no e-mail address contains a control character.
        let error = FieldError::new("email", "Enter an email address in the correct format, like name@example.nhs.uk");
        return Err(AppError::Invalid(vec![error]).into());
    }
    if !email.is_empty() {
        condition = condition.add(user::Column::EmailSearch.eq(email));
    }
    for (field, column, text) in [
        ("first_name", user::Column::FirstNameSearch, &wanted.first_name),
        ("last_name", user::Column::LastNameSearch, &wanted.last_name),
    ] {
        if text.trim().is_empty() {
            continue;
        }
        let prefix = normalise(text);
        if prefix.is_empty() {
            let error = FieldError::new(field, "Enter at least one letter of the name");
            return Err(AppError::Invalid(vec![error]).into());
        }
        // Use a range instead of LIKE, because a range uses the index on both databases and needs no escaping.
        let end = format!("{prefix}{}", char::MAX);
        condition = condition.add(column.gte(prefix)).add(column.lt(end));
    }
    if let Ok(Some((year, month, day))) = wanted.date_of_birth() {
        let date = NaiveDate::from_ymd_opt(year, month, day);
        condition = condition.add(user::Column::DateOfBirth.eq(date));
    }
    Ok(condition)
}
