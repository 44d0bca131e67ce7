//! *Create a user*: what is refused, what is assigned, and what is recorded.

use super::{beside, checker_at, create, create_as, created, row, typed};
use crate::support::{Person, World, new_user, operator, told};
use domain::{
    Domain, Random, SystemRandom,
    access::{self, CreateUser},
    directory::NewUser,
    entity::{organisation, user, words::UserStatus},
    people,
};
use model::{AppError, Creation, FieldError, Refusal, SomeoneElse};
use sea_orm::{EntityTrait, sea_query::Expr};
use serde_json::{Value, json};
use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

#[tokio::test]
async fn a_user_gets_a_unique_user_id_and_is_active_and_the_history_says_who_created_them() {
    let world = World::new().await;
    let id = created(create(&world, &typed(" Nia ", "O\u{a0}Brien", "Nia <Nia@Example.nhs.uk>")).await.unwrap());
    let user = row(&world, &id).await;
    assert_eq!((&*user.first_name, &*user.last_name, &*user.email), ("Nia", "O Brien", "Nia@Example.nhs.uk"));
    assert_eq!((&*user.email_search, &*user.last_name_search), ("nia@example.nhs.uk", "obrien"));
    assert_eq!((user.date_of_birth.to_string(), user.status), ("1991-03-07".to_owned(), UserStatus::Active));
    assert!(!id.as_str().starts_with('0'));
    let audited = world.last_audited().await;
    assert_eq!((&*audited.action, audited.subject_id), ("create-user", Some(user.id)));
    assert_eq!(audited.actor_id, Some(world.user(Person::Manager).await.id));
    let detail: Value = serde_json::from_str(&audited.detail).unwrap();
    assert_eq!(detail, json!({ "organisation": "Riverside Hospitals NHS Trust" }));
}

#[tokio::test]
async fn each_wrong_field_is_named_and_nothing_is_created() {
    let world = World::new().await;
    let before = world.count(user::Entity).await;
    let good = || typed("Nia", "Okoro", "nia@example.nhs.uk");
    let wrong = [
        (model::UserDetails { last_name: String::new(), ..good() }, "last_name", "Enter a last name"),
        (
            model::UserDetails { email: "nia@example..uk".to_owned(), ..good() },
            "email",
            "Enter an email address in the correct format, like name@example.nhs.uk",
        ),
        (
            model::UserDetails { email: "User Care <555500000007@RIVERSIDE.example>".to_owned(), ..good() },
            "email",
            "User Care (UUID 555500000007) has this email address",
        ),
        (
            model::UserDetails {
                birth_day: "22".into(),
                birth_month: "11".into(),
                birth_year: "2026".into(),
                ..good()
            },
            "date_of_birth",
            "Date of birth must be in the past",
        ),
        (
            model::UserDetails { ods_code: "NONE".to_owned(), ..good() },
            "ods_code",
            "There is no organisation with this ODS code",
        ),
        (
            model::UserDetails { ods_code: "RX1\0".to_owned(), ..good() },
            "ods_code",
            "There is no organisation with this ODS code",
        ),
    ];
    for (details, field, message) in wrong {
        let error = told(create(&world, &details).await);
        assert_eq!(error, AppError::Invalid(vec![FieldError::new(field, message)]));
    }
    assert_eq!(world.count(user::Entity).await, before);
}

#[tokio::test]
async fn a_user_is_created_only_where_the_role_of_the_agent_reaches() {
    let world = World::new().await;
    let place = beside(&world).await;
    let actor = checker_at(&world, &place).await;
    let here = typed("Nia", "Okoro", "nia@example.nhs.uk");
    let refused = create_as(&world.domain, &actor, &here, &SomeoneElse::default()).await;
    assert_eq!(told(refused), AppError::Refused(Refusal::OutOfReach));
    let audited = world.last_audited().await;
    assert_eq!((&*audited.action, &*audited.outcome), ("create-user", "refused"));
    let there = model::UserDetails { ods_code: "rq4".to_owned(), ..here };
    created(create_as(&world.domain, &actor, &there, &SomeoneElse::default()).await.unwrap());
    let permit = access::general_permit::<CreateUser>(&world.domain, &actor).await.unwrap();
    let places = people::places(&world.domain, &permit).await.unwrap();
    assert_eq!(places.into_iter().map(|place| place.ods_code).collect::<Vec<_>>(), ["RQ4"]);
}

#[tokio::test]
async fn somebody_whose_role_does_not_allow_it_creates_nobody() {
    let world = World::new().await;
    for person in [Person::Sponsor, Person::Lsa, Person::Colleague] {
        let actor = world.actor(person).await;
        let permit = access::general_permit::<CreateUser>(&world.domain, &actor).await;
        assert_eq!(told(permit), AppError::Refused(Refusal::Role(model::Activity::ChangeDetails)));
        assert_eq!(world.last_audited().await.action, "create-user");
    }
}

#[tokio::test]
async fn the_operator_creates_users_under_the_name_of_their_system_user() {
    let (world, operator) = (World::new().await, operator());
    let permit = access::general_permit::<CreateUser>(&world.domain, &operator).await.unwrap();
    let details = typed("Nia", "Okoro", "nia@example.nhs.uk");
    created(people::create(&world.domain, &permit, &details, &SomeoneElse::default()).await.unwrap());
    let audited = world.last_audited().await;
    assert_eq!(audited.actor_id, None);
    assert!(audited.detail.contains(r#""system_user":"alice""#), "{}", audited.detail);
}

/// Draws the same number for every unique user ID until the given draw.
struct Stuck(AtomicU32);

impl Random for Stuck {
    fn fill(&self, bytes: &mut [u8]) {
        if bytes.len() == 8 && self.0.fetch_add(1, Ordering::Relaxed) < 3 {
            bytes.fill(7);
        } else {
            SystemRandom.fill(bytes);
        }
    }
}

#[tokio::test]
async fn a_unique_user_id_that_somebody_has_is_drawn_again() {
    let world = World::new().await;
    let (database, settings) = (world.domain.database().clone(), world.domain.settings().clone());
    let random = Arc::new(Stuck(AtomicU32::new(0)));
    let models = domain::models::Models::default();
    let domain = Domain::new(database, world.clock.clone(), random.clone(), settings, models).unwrap();
    let actor = world.actor(Person::Manager).await;
    let mut ids = Vec::new();
    for (first, last, email) in [("Nia", "Okoro", "nia@example.nhs.uk"), ("Tom", "Baker", "tom@example.nhs.uk")] {
        let details = typed(first, last, email);
        ids.push(created(create_as(&domain, &actor, &details, &SomeoneElse::default()).await.unwrap()));
    }
    assert_ne!(ids[0], ids[1]);
    assert_eq!(random.0.load(Ordering::Relaxed), 4, "the second user needed three draws");
}

#[tokio::test]
async fn two_identical_creations_at_the_same_moment_create_one_user() {
    let world = World::new().await;
    let second = world.second_process().await;
    let before = world.count(user::Entity).await;
    let (one, other) = (world.actor(Person::Manager).await, world.actor(Person::IdChecker).await);
    // The email addresses differ, so only the likeness of the two people can tell.
    let (mine, theirs) = (typed("Nia", "Okoro", "nia@example.nhs.uk"), typed("Nia", "Okoro", "n.okoro@example.nhs.uk"));
    let nothing = SomeoneElse::default();
    let (mine, theirs) =
        tokio::join!(create_as(&world.domain, &one, &mine, &nothing), create_as(&second, &other, &theirs, &nothing));
    let asked = [mine.unwrap(), theirs.unwrap()].into_iter().filter(|answer| matches!(answer, Creation::Likely(_)));
    assert_eq!((asked.count(), world.count(user::Entity).await), (1, before + 1));
    // The same address.
    let same = typed("Ada", "Byron", "ada@example.nhs.uk");
    let elsewhere = model::UserDetails { birth_day: "8".to_owned(), ..same.clone() };
    let (mine, theirs) =
        tokio::join!(create_as(&world.domain, &one, &same, &nothing), create_as(&second, &other, &elsewhere, &nothing));
    let taken = [mine, theirs].into_iter().filter_map(Result::err).map(|error| told::<()>(Err(error)));
    let taken: Vec<AppError> = taken.collect();
    assert!(matches!(&taken[..], [AppError::Invalid(errors)] if errors[0].field == "email"), "{taken:?}");
    assert_eq!(world.count(user::Entity).await, before + 2);
}

#[tokio::test]
async fn somebody_who_is_invited_on_the_command_line_needs_real_details_too() {
    let (world, operator) = (World::new().await, operator());
    let new = || new_user("555500000099".parse().unwrap(), "Nia", "Okoro");
    for (wrong, field) in [
        (NewUser { email: "nobody".to_owned(), ..new() }, "email"),
        (NewUser { email: format!("{}@riverside.example", "x".repeat(250)), ..new() }, "email"),
        (NewUser { last_name: " ".to_owned(), ..new() }, "last_name"),
        (NewUser { date_of_birth: "1899-12-31".parse().unwrap(), ..new() }, "date_of_birth"),
        (NewUser { email: "555500000007@riverside.example".to_owned(), ..new() }, "email"),
    ] {
        let AppError::Invalid(errors) = told(people::add(&world.domain, &operator, wrong).await) else { panic!() };
        assert_eq!(errors.into_iter().map(|error| error.field).collect::<Vec<_>>(), [field]);
    }
    people::add(&world.domain, &operator, new()).await.unwrap();
    let audited = world.last_audited().await;
    assert_eq!(audited.action, "create-user");
    assert!(audited.detail.contains(r#""system_user":"alice""#));
}

#[tokio::test]
async fn an_organisation_that_has_closed_takes_no_new_users() {
    let world = World::new().await;
    let before = world.count(user::Entity).await;
    let closing =
        organisation::Entity::update_many().col_expr(organisation::Column::ClosedAt, Expr::value(world.domain.now()));
    closing.exec(&world.back_door().await).await.unwrap();
    let refused = told(create(&world, &typed("Nia", "Okoro", "nia@example.nhs.uk")).await);
    let closed = FieldError::new("ods_code", "This organisation has closed");
    assert_eq!(refused, AppError::Invalid(vec![closed]));
    assert_eq!(world.count(user::Entity).await, before);
}
