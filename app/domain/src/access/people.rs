//! People with what decides about their rights, as it is now.

use super::{HeldRole, enough_for};
use crate::{
    Domain, Error, Result,
    entity::{authenticator, organisation, staff_role, user, words::UserStatus},
};
use model::UniqueUserId;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::SimpleExpr};
use uuid::Uuid;

/// Several people. Every registration needs two, so they are read by one statement.
pub(crate) struct People(Vec<Person>);

/// A person with their organisation, their staff roles, and their authenticators, active and suspended.
#[derive(Debug)]
pub(crate) struct Person {
    pub user: user::Model,
    pub organisation: organisation::Model,
    /// In the order of the permission table.
    pub roles: Vec<HeldRole>,
    /// The lineages of the organisations at which they hold these.
    pub places: Vec<String>,
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
            .find_also_related(organisation::Entity)
            .find_also(user::Entity, staff_role::Entity)
            .find_also(user::Entity, authenticator::Entity)
            .filter(filter)
            .all(db)
            .await?;
        let mut people: Vec<Person> = Vec::new();
        for (user, organisation, role, authenticator) in rows {
            let organisation =
                organisation.ok_or_else(|| Error::Bug(format!("user {} has no organisation", user.id)))?;
            let known = people.iter().position(|person| person.user.id == user.id);
            let index = known.unwrap_or(people.len());
            if known.is_none() {
                let (roles, places, authenticators) = (Vec::new(), Vec::new(), Vec::new());
                people.push(Person { user, organisation, roles, places, authenticators });
            }
            if let Some(person) = people.get_mut(index) {
                person.add(role, authenticator);
            }
        }
        for person in &mut people {
            person.places = person.find_places(db).await?;
        }
        Ok(Self(people))
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Person> {
        self.0.iter()
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
        let held = role.map(|held| HeldRole { role: held.role.into(), organisation_id: held.organisation_id });
        if let Some(held) = held.filter(|held| !self.roles.contains(held)) {
            self.roles.push(held);
            self.roles.sort_unstable();
        }
        if let Some(authenticator) = authenticator
            && self.authenticators.iter().all(|known| known.id != authenticator.id)
        {
            self.authenticators.push(authenticator);
        }
    }

    /// The lineages of the organisations at which they hold roles. Almost everybody holds theirs at their own organisation or at one
    /// above it: that lineage is the beginning of their own, and the database is not asked.
    async fn find_places(&self, db: &impl ConnectionTrait) -> Result<Vec<String>> {
        let own = &self.organisation;
        let (above, elsewhere): (Vec<Uuid>, Vec<Uuid>) =
            self.roles.iter().map(|held| held.organisation_id).partition(|id| own.is_at_or_below(*id));
        let mut places: Vec<String> = above.into_iter().filter_map(|id| own.lineage_down_to(id)).collect();
        if !elsewhere.is_empty() {
            let found = organisation::Entity::find().filter(organisation::Column::Id.is_in(elsewhere)).all(db).await?;
            places.extend(found.into_iter().map(|organisation| organisation.lineage));
        }
        Ok(places)
    }

    /// Whether they may sign in at all, and may be issued an authenticator.
    pub fn is_active(&self) -> bool {
        self.user.status == UserStatus::Active
    }

    /// Whether they have an active authenticator that is enough for their roles. Without one they cannot sign in.
    pub fn has_authenticator(&self, domain: &Domain) -> bool {
        self.authenticators.iter().any(|authenticator| enough_for(domain, &self.roles, authenticator).is_ok())
    }
}
