//! People with what decides about their rights, as it is now.

use super::assures_enough;
use crate::{
    Domain, Error, Result,
    entity::{authenticator, staff_role, user, words::UserStatus},
};
use model::{StaffRole, UniqueUserId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::SimpleExpr};
use uuid::Uuid;

/// Several people. Every registration needs two, so they are read by one statement.
pub(crate) struct People(Vec<Person>);

/// A person with their staff roles and their active authenticators.
pub(crate) struct Person {
    pub user: user::Model,
    /// In the order of the permission table.
    pub roles: Vec<StaffRole>,
    pub authenticators: Vec<authenticator::Model>,
}

impl People {
    /// Reads the people with these IDs.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn load(db: &impl ConnectionTrait, ids: impl IntoIterator<Item = Uuid>) -> Result<Self> {
        Self::which(db, user::Column::Id.is_in(ids)).await
    }

    async fn which(db: &impl ConnectionTrait, filter: SimpleExpr) -> Result<Self> {
        let rows = user::Entity::find()
            .find_also_related(staff_role::Entity)
            .find_also_related(authenticator::Entity)
            .filter(filter)
            .all(db)
            .await?;
        let mut people: Vec<Person> = Vec::new();
        for (user, role, authenticator) in rows {
            let known = people.iter().position(|person| person.user.id == user.id);
            let index = known.unwrap_or(people.len());
            if known.is_none() {
                people.push(Person { user, roles: Vec::new(), authenticators: Vec::new() });
            }
            if let Some(person) = people.get_mut(index) {
                person.add(role, authenticator);
            }
        }
        Ok(Self(people))
    }

    /// The person with this ID.
    ///
    /// # Errors
    /// [`Error::Bug`] when this ID was not among those that were read, or no user has it.
    pub fn get(&self, id: Uuid) -> Result<&Person> {
        self.0.iter().find(|person| person.user.id == id).ok_or_else(|| Error::Bug(format!("user {id} is gone")))
    }
}

impl Person {
    /// Reads the person with this unique user ID; `None` when there is no such user.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find(domain: &Domain, unique_user_id: &UniqueUserId) -> Result<Option<Self>> {
        let has_id = user::Column::UniqueUserId.eq(unique_user_id.as_str());
        let People(people) = People::which(domain.db(), has_id).await?;
        Ok(people.into_iter().next())
    }

    /// Reads the person with this ID.
    ///
    /// # Errors
    /// [`Error::Bug`] when no user has it; when the database fails.
    pub async fn load(db: &impl ConnectionTrait, id: Uuid) -> Result<Self> {
        let People(people) = People::load(db, [id]).await?;
        people.into_iter().next().ok_or_else(|| Error::Bug(format!("user {id} is gone")))
    }

    /// Adds what a row has. The rows of a person are all pairs of a role and an authenticator, so either may come again.
    fn add(&mut self, role: Option<staff_role::Model>, authenticator: Option<authenticator::Model>) {
        if let Some(role) = role.map(|role| StaffRole::from(role.role))
            && !self.roles.contains(&role)
        {
            self.roles.push(role);
            self.roles.sort_unstable();
        }
        if let Some(authenticator) = authenticator
            && self.authenticators.iter().all(|known| known.id != authenticator.id)
        {
            self.authenticators.push(authenticator);
        }
    }

    /// Whether they may sign in at all, and may be issued an authenticator.
    pub fn is_active(&self) -> bool {
        self.user.status == UserStatus::Active
    }

    /// Whether they have an active authenticator whose assurance level is high enough for their roles. Without one they cannot
    /// sign in.
    pub fn has_authenticator(&self, domain: &Domain) -> bool {
        self.authenticators.iter().any(|authenticator| assures_enough(domain, &self.roles, authenticator.kind.into()))
    }
}
