//! What the tests share: every test has its own world.

mod authenticator;
mod browser;
mod cast;
pub mod cbor;
pub mod clock;
mod database;
mod database_failures;
mod dump;
mod lost_answer;
mod mailbox;
mod maker;
mod postgres;
mod received;
mod rows;
mod silencer;
mod tree;
mod way;

pub use authenticator::{AT, Assertion, BE, BS, Creation, ED, ORIGIN, SoftAuthenticator, UP, UV};
pub use browser::{Browser, client, operator, told};
pub use cast::{Person, new_user};
pub use clock::{MICROSECOND, TestClock};
pub use database::TestDatabase;
pub use database_failures::DatabaseFailures;
pub use dump::dump;
pub use lost_answer::LostAnswer;
pub use mailbox::{Mailbox, Mood};
pub use maker::{Listed, Maker, VALID, metadata};
pub use received::Received;
pub use silencer::Silencer;
pub use tree::Place;

use cast::Template;
use chrono::{DateTime, Utc};
use domain::{
    Domain, MatchCode, Settings, SystemRandom,
    access::{Act, Actor, IssueAuthenticator, Permit, RemoveAuthenticator, permit},
    authenticators,
    database::Database,
    link,
    models::Models,
};
use model::{
    AuthenticatorId, AuthenticatorKind, GeneratedLink, IdentityAnswers, IdentityProof, IssueReason, Meeting,
    RegistrationToken,
};
use sea_orm::{DatabaseConnection, DbBackend};
use std::sync::Arc;

/// The service over its own database, with the [`Person`]s in it.
pub struct World {
    pub domain: Domain,
    pub clock: Arc<TestClock>,
    pub database: TestDatabase,
}

impl World {
    pub async fn new() -> Self {
        Self::over(Template::get().database.copy()).await
    }

    /// Whether the database is PostgreSQL.
    pub fn is_postgres(&self) -> bool {
        self.domain.db().get_database_backend() == DbBackend::Postgres
    }

    /// A database with tables but no users.
    pub async fn empty() -> Self {
        Self::over(Template::empty().copy()).await
    }

    /// The same people, in this SQLite file.
    pub async fn at(file: &std::path::Path) -> Self {
        Self::over(Template::get().database.copy_to(file)).await
    }

    /// A database without tables.
    pub async fn blank() -> Self {
        Self::over(TestDatabase::blank()).await
    }

    async fn over(database: TestDatabase) -> Self {
        let clock = Arc::new(TestClock::default());
        Self { domain: domain_over(database.connect().await, clock.clone()), clock, database }
    }

    /// Another process of the service over the same database. It shares no memory and no connection with the first.
    pub async fn second_process(&self) -> Domain {
        domain_over(self.database.connect().await, self.clock.clone())
    }

    /// The same through another address of the database.
    pub async fn second_process_at(&self, url: &str) -> Domain {
        domain_over(domain::database::connect(url).await.unwrap(), self.clock.clone())
    }

    /// A connection that bypasses the service and may write anything.
    pub async fn back_door(&self) -> DatabaseConnection {
        self.database.back_door().await
    }

    /// The service of an operator with other settings.
    pub fn with(&self, decide: impl FnOnce(&mut Settings)) -> Domain {
        let mut settings = self.domain.settings().clone();
        decide(&mut settings);
        let (database, random) = (self.domain.database().clone(), Arc::new(SystemRandom));
        Domain::new(database, self.clock.clone(), random, settings, Models::default()).unwrap()
    }

    /// The service of an operator who accepts other models or uses other names.
    pub fn with_models(&self, models: Models) -> Domain {
        let (database, random) = (self.domain.database().clone(), Arc::new(SystemRandom));
        Domain::new(database, self.clock.clone(), random, self.domain.settings().clone(), models).unwrap()
    }

    /// The browser in which `person` signed in.
    pub fn browser_of(&self, person: Person) -> Browser {
        Browser { session: Template::get().sessions.get(&person).cloned(), ..self.browser() }
    }

    /// `person`, signed in.
    pub async fn actor(&self, person: Person) -> Actor {
        self.browser_of(person).actor().await.unwrap()
    }

    /// The authenticator that `person` signed in with.
    pub fn authenticator_of(&self, person: Person) -> SoftAuthenticator {
        Template::get().authenticators[&person].clone()
    }

    /// The permit of an actor who is allowed to do this.
    pub async fn permit<'a, A: Act>(&self, actor: &'a Actor, person: Person) -> Permit<'a, A> {
        permit(&self.domain, actor, &person.id()).await.unwrap()
    }

    /// For how many minutes from now `link` works.
    pub fn minutes_of(&self, link: &GeneratedLink) -> u32 {
        let end: DateTime<Utc> = link.expires.utc.parse().unwrap();
        u32::try_from((end - self.domain.now()).num_minutes()).unwrap()
    }

    /// The token of a link for a passkey that the RA Manager generated in a video call.
    pub async fn link(&self, person: Person) -> RegistrationToken {
        self.link_for(person, AuthenticatorKind::Passkey).await
    }

    /// The same for any kind.
    pub async fn link_for(&self, person: Person, kind: AuthenticatorKind) -> RegistrationToken {
        let manager = self.actor(Person::Manager).await;
        let permit = self.permit::<IssueAuthenticator>(&manager, person).await;
        let link = link::generate(&self.domain, &permit, kind, Meeting::Video, None, &checked()).await.unwrap();
        link.token
    }

    /// Registers `authenticator` as a passkey of `person` with a new link.
    pub async fn register(&self, person: Person, authenticator: &mut SoftAuthenticator) {
        self.register_as(AuthenticatorKind::Passkey, person, authenticator).await;
    }

    /// The same for any kind.
    pub async fn register_as(&self, kind: AuthenticatorKind, person: Person, authenticator: &mut SoftAuthenticator) {
        let token = self.link_for(person, kind).await;
        self.browser().register(&token, authenticator).await.unwrap();
    }

    /// An authenticator of `kind` that is registered for `person`.
    pub async fn registered(&self, kind: AuthenticatorKind, person: Person) -> SoftAuthenticator {
        let mut authenticator = SoftAuthenticator::of(kind);
        self.register_as(kind, person, &mut authenticator).await;
        authenticator
    }

    /// The RA Manager removes `authenticator` of `person`.
    pub async fn remove(&self, person: Person, authenticator: &SoftAuthenticator) {
        let rows = self.authenticators(person).await;
        let row = rows.iter().find(|row| row.credential_id == authenticator.credential_id).unwrap();
        let manager = self.actor(Person::Manager).await;
        let permit = self.permit::<RemoveAuthenticator>(&manager, person).await;
        authenticators::remove(&self.domain, &permit, AuthenticatorId(row.id), model::RemovalReason::Lost, "")
            .await
            .unwrap();
    }
}

/// What the agents of the tests state about the identity of a user, where it does not matter.
pub fn checked() -> IdentityAnswers {
    IdentityAnswers { why: Some(IssueReason::Another), how: vec![IdentityProof::Passport] }
}

/// The token in the fragment of a link.
pub fn token(url: &str) -> RegistrationToken {
    RegistrationToken::new(url.split_once('#').unwrap().1)
}

fn domain_over(database: Database, clock: Arc<TestClock>) -> Domain {
    // Match codes are off, because only the tests about them need them.
    let settings = Settings { match_code: MatchCode::Never, ..Settings::for_origin(ORIGIN.parse().unwrap()) };
    Domain::new(database, clock, Arc::new(SystemRandom), settings, Models::default()).unwrap()
}

/// Runs `future` to its end on a new runtime.
fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}
