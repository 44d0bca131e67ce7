//! Reads the database without the service.

use super::{Person, World};
use domain::entity::{audit_event, authenticator, notice, registration_attempt, registration_token, user};
use model::LinkId;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, Statement,
};

impl World {
    pub async fn user(&self, person: Person) -> user::Model {
        let by_id = user::Column::UniqueUserId.eq(person.id().as_str());
        user::Entity::find().filter(by_id).one(self.domain.db()).await.unwrap().unwrap()
    }

    /// All authenticators of `person`, including removed ones, the oldest first.
    pub async fn authenticators(&self, person: Person) -> Vec<authenticator::Model> {
        authenticator::Entity::find()
            .filter(authenticator::Column::UserId.eq(self.user(person).await.id))
            .order_by_asc(authenticator::Column::RegisteredAt)
            .all(self.domain.db())
            .await
            .unwrap()
    }

    /// All links that were ever generated for `person`.
    pub async fn links(&self, person: Person) -> Vec<registration_token::Model> {
        registration_token::Entity::find()
            .filter(registration_token::Column::UserId.eq(self.user(person).await.id))
            .all(self.domain.db())
            .await
            .unwrap()
    }

    /// The link with this ID.
    pub async fn link_with(&self, id: LinkId) -> registration_token::Model {
        registration_token::Entity::find_by_id(id.0).one(self.domain.db()).await.unwrap().unwrap()
    }

    /// The notices, the oldest first.
    pub async fn notices(&self) -> Vec<notice::Model> {
        let oldest_first = notice::Entity::find().order_by_asc(notice::Column::CreatedAt);
        oldest_first.all(self.domain.db()).await.unwrap()
    }

    pub async fn count<E>(&self, _entity: E) -> u64
    where
        E: EntityTrait<Model: Sync>,
    {
        E::find().count(self.domain.db()).await.unwrap()
    }

    /// How many registrations have started, and have had no response yet.
    pub async fn ceremonies(&self) -> u64 {
        let started = registration_attempt::Column::ChallengeExpiresAt.is_not_null();
        registration_attempt::Entity::find().filter(started).count(self.domain.db()).await.unwrap()
    }

    /// Returns when a transaction of the service waits for another one: on SQLite for its turn to write, on PostgreSQL for a row.
    pub async fn until_a_writer_waits(&self) {
        let db = self.back_door().await;
        let postgres = db.get_database_backend() == DbBackend::Postgres;
        let waiting = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
        loop {
            let waits = if postgres {
                db.query_one_raw(Statement::from_string(DbBackend::Postgres, waiting)).await.unwrap().is_some()
            } else {
                domain::views::metrics(&self.domain).await.unwrap().lines().any(|line| line == "cim_database_waiting 1")
            };
            if waits {
                return;
            }
            tokio::task::yield_now().await;
        }
    }

    /// The last row of the audit log.
    pub async fn last_audited(&self) -> audit_event::Model {
        let newest_first = audit_event::Entity::find().order_by_desc(audit_event::Column::Sequence);
        newest_first.one(self.domain.db()).await.unwrap().unwrap()
    }

    /// The rows of the audit log that were written after the first `known`.
    pub async fn audited_after(&self, known: u64) -> Vec<audit_event::Model> {
        audit_event::Entity::find()
            .filter(audit_event::Column::Sequence.gt(i64::try_from(known).unwrap()))
            .order_by_asc(audit_event::Column::Sequence)
            .all(self.domain.db())
            .await
            .unwrap()
    }

    /// The definitions of the indexes of the table of users, in order.
    pub async fn indexes_of_users(&self) -> Vec<String> {
        let (db, of_server) = (self.back_door().await, "SELECT indexdef FROM pg_indexes WHERE tablename = 'user'");
        let of_file = "SELECT sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'user' AND sql IS NOT NULL";
        let backend = db.get_database_backend();
        let sql = if backend == DbBackend::Postgres { of_server } else { of_file };
        let rows = db.query_all_raw(Statement::from_string(backend, sql)).await.unwrap();
        let mut indexes: Vec<String> = rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect();
        indexes.sort();
        indexes
    }
}
