//! The people of the tests. All except [`Person::User`] and [`Person::Inactive`] got a link, registered an authenticator and
//! signed in, at [`super::clock::START`].

use super::{Browser, SoftAuthenticator, TestClock, TestDatabase, block_on, domain_over, operator};
use domain::{
    Domain, Secret,
    access::{IssueAuthenticator, permit},
    database,
    directory::{self, NewUser},
    entity::{user, words::UserStatus},
    link::{self, Invitation},
};
use model::{AuthenticatorKind, Meeting, StaffRole, UniqueUserId};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};
use std::{
    collections::HashMap,
    sync::{Arc, LazyLock},
};
use strum::VariantArray;

/// A user in the tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, VariantArray)]
pub enum Person {
    Manager,
    OtherManager,
    Advanced,
    Agent,
    IdChecker,
    Sponsor,
    Lsa,
    /// Holds no role and has no authenticator yet.
    User,
    /// Holds no role and has an authenticator.
    Colleague,
    /// Holds no role, has no authenticator, and has left.
    Inactive,
}

impl Person {
    pub fn id(self) -> UniqueUserId {
        format!("5555000000{:02}", self as u8).parse().unwrap()
    }

    /// Somebody who holds this role. A new role needs somebody here before the tests compile.
    pub fn with(role: StaffRole) -> Self {
        match role {
            StaffRole::RaManager => Self::Manager,
            StaffRole::RaAgentAdvanced => Self::Advanced,
            StaffRole::RaAgent => Self::Agent,
            StaffRole::IdChecker => Self::IdChecker,
            StaffRole::Sponsor => Self::Sponsor,
            StaffRole::LocalSmartcardAdministrator => Self::Lsa,
        }
    }

    fn role(self) -> Option<StaffRole> {
        match self {
            Self::Manager | Self::OtherManager => Some(StaffRole::RaManager),
            Self::Advanced => Some(StaffRole::RaAgentAdvanced),
            Self::Agent => Some(StaffRole::RaAgent),
            Self::IdChecker => Some(StaffRole::IdChecker),
            Self::Sponsor => Some(StaffRole::Sponsor),
            Self::Lsa => Some(StaffRole::LocalSmartcardAdministrator),
            Self::User | Self::Colleague | Self::Inactive => None,
        }
    }
}

/// A user with this name, born on 29 February 1980.
pub fn new_user(unique_user_id: UniqueUserId, first_name: &str, last_name: &str) -> NewUser {
    NewUser {
        email: format!("{unique_user_id}@riverside.example"),
        unique_user_id,
        first_name: first_name.to_owned(),
        last_name: last_name.to_owned(),
        date_of_birth: "1980-02-29".parse().unwrap(),
        organisation_name: "Riverside Hospitals NHS Trust".to_owned(),
        ods_code: "RX1".to_owned(),
    }
}

/// The database that every test starts with, and the authenticators and sessions of its people.
pub struct Template {
    pub database: TestDatabase,
    pub sessions: HashMap<Person, Secret>,
    pub authenticators: HashMap<Person, SoftAuthenticator>,
}

impl Template {
    pub fn get() -> &'static Self {
        static TEMPLATE: LazyLock<Template> = LazyLock::new(|| {
            // This needs a runtime of its own, because the runtime of the first test ends before the other tests.
            std::thread::spawn(|| block_on(Template::make())).join().unwrap()
        });
        &TEMPLATE
    }

    /// A database with tables but no users.
    pub fn empty() -> &'static TestDatabase {
        static EMPTY: LazyLock<TestDatabase> =
            LazyLock::new(|| std::thread::spawn(|| block_on(migrated())).join().unwrap().into_template());
        &EMPTY
    }

    async fn make() -> Self {
        let database = migrated().await;
        let db = database.connect().await;
        let domain = domain_over(db, Arc::new(TestClock::default()));
        let mut template = Self { database, sessions: HashMap::new(), authenticators: HashMap::new() };
        template.people(&domain).await;
        let invitation =
            link::invite(&domain, &operator(), &Person::Manager.id(), AuthenticatorKind::Passkey, false).await.unwrap();
        let Invitation::Link { link, .. } = invitation else { panic!("no user can sign in yet") };
        template.enter(&domain, Person::Manager, &link.url).await;
        for &person in Person::VARIANTS {
            if !matches!(person, Person::Manager | Person::User | Person::Inactive) {
                let url = template.generate(&domain, person).await;
                template.enter(&domain, person, &url).await;
            }
        }
        domain.database().clone().close().await.unwrap();
        template.database = template.database.into_template();
        template
    }

    async fn people(&self, domain: &Domain) {
        let back_door = self.database.back_door().await;
        for &person in Person::VARIANTS {
            let new = new_user(person.id(), &format!("{person:?}"), "Care");
            let user = directory::add_alone(domain, new).await.unwrap();
            if let Some(role) = person.role() {
                directory::grant_alone(domain, &user, role).await.unwrap();
            }
            if person == Person::Inactive {
                let change = user::ActiveModel { status: Set(UserStatus::Inactive), ..user.into_active_model() };
                change.update(&back_door).await.unwrap();
            }
        }
        back_door.close().await.unwrap();
    }

    async fn generate(&self, domain: &Domain, person: Person) -> String {
        let browser = Browser { session: self.sessions.get(&Person::Manager).cloned(), ..Browser::new(domain) };
        let manager = browser.actor().await.unwrap();
        let permit = permit::<IssueAuthenticator>(domain, &manager, &person.id()).await.unwrap();
        link::generate(domain, &permit, AuthenticatorKind::Passkey, Meeting::Video, None, &super::checked())
            .await
            .unwrap()
            .url
    }

    async fn enter(&mut self, domain: &Domain, person: Person, url: &str) {
        let (mut browser, mut authenticator) = (Browser::new(domain), SoftAuthenticator::computer());
        browser.register(&super::token(url), &mut authenticator).await.unwrap();
        browser.sign_in(&mut authenticator).await.unwrap();
        self.sessions.insert(person, browser.session.unwrap());
        self.authenticators.insert(person, authenticator);
    }
}

async fn migrated() -> TestDatabase {
    let database = TestDatabase::blank();
    let db = database.connect().await;
    database::migrate(&db).await.unwrap();
    db.close().await.unwrap();
    database
}
