//! Likely duplicates, and the decision that somebody is someone else.

use super::{beside, checker_at, create, create_as, created, decisions, likely, moved, row, typed};
use crate::support::{Person, World, told};
use domain::{entity::user, people};
use model::{AppError, FieldError, SomeoneElse, UserDetails};
use sea_orm::{ConnectionTrait, DbBackend, QueryTrait, Statement};
use serde_json::{Value, json};

/// Details that are like those of [`Person::User`]: User Care, born on 29 February 1980.
fn like_user() -> UserDetails {
    let details = typed("Kare", "User", "another.care@example.nhs.uk");
    UserDetails { birth_day: "29".into(), birth_month: "2".into(), birth_year: "1980".into(), ..details }
}

#[tokio::test]
async fn a_user_with_the_same_date_of_birth_and_a_similar_name_is_shown_before_anything_is_created() {
    let world = World::new().await;
    let before = world.count(user::Entity).await;
    let found = likely(create(&world, &like_user()).await.unwrap());
    let ids: Vec<_> = found.users.iter().map(|user| user.unique_user_id.clone()).collect();
    assert_eq!((ids, found.beyond), (vec![Person::User.id()], None));
    assert_eq!(world.count(user::Entity).await, before);
    // On another day nobody is like them.
    created(create(&world, &UserDetails { birth_day: "28".into(), ..like_user() }).await.unwrap());
}

#[tokio::test]
async fn the_decision_that_it_is_someone_else_is_kept_with_the_user_and_audited() {
    let world = World::new().await;
    let manager = world.actor(Person::Manager).await;
    let found = likely(create(&world, &like_user()).await.unwrap());
    let decided = SomeoneElse::from(&found);
    let id = created(create_as(&world.domain, &manager, &like_user(), &decided).await.unwrap());
    let kept = decisions(&world).await.remove(0);
    assert_eq!((kept.user_id, kept.other_id), (row(&world, &id).await.id, world.user(Person::User).await.id));
    assert_eq!((kept.decided_by_id, kept.decided_at), (Some(manager.user_id), world.domain.now()));
    let detail: Value = serde_json::from_str(&world.last_audited().await.detail).unwrap();
    assert_eq!(detail["not_the_same"], json!([Person::User.id().as_str()]));
}

#[tokio::test]
async fn a_duplicate_that_appeared_after_the_question_is_asked_about_too() {
    let world = World::new().await;
    let manager = world.actor(Person::Manager).await;
    let decided = SomeoneElse::from(&likely(create(&world, &like_user()).await.unwrap()));
    let other = UserDetails { email: "meanwhile@example.nhs.uk".into(), ..like_user() };
    let meanwhile = created(create_as(&world.domain, &manager, &other, &decided).await.unwrap());
    let found = likely(create_as(&world.domain, &manager, &like_user(), &decided).await.unwrap());
    assert_eq!(found.users.len(), 2);
    assert!(found.users.iter().any(|user| user.unique_user_id == meanwhile));
    let decided = SomeoneElse::from(&found);
    created(create_as(&world.domain, &manager, &like_user(), &decided).await.unwrap());
    assert_eq!(decisions(&world).await.len(), 3);
}

#[tokio::test]
async fn of_a_duplicate_outside_the_reach_the_agent_learns_only_that_there_is_one() {
    let world = World::new().await;
    let place = beside(&world).await;
    let actor = checker_at(&world, &place).await;
    let details = UserDetails { ods_code: "RQ4".into(), ..like_user() };
    let found = likely(create_as(&world.domain, &actor, &details, &SomeoneElse::default()).await.unwrap());
    let beyond = found.beyond.clone().unwrap();
    assert_eq!((found.users.len(), beyond.users), (0, 1));
    let id = world.user(Person::User).await.id;
    assert!(!format!("{found:?}").contains(&id.simple().to_string()));
    // A seal of other people is no decision about these.
    let invented = SomeoneElse { users: vec![Person::User.id()], beyond: Some("invented".to_owned()) };
    likely(create_as(&world.domain, &actor, &details, &invented).await.unwrap());
    let decided = SomeoneElse::from(&found);
    // Another one has come to that organisation since.
    moved(&world, Person::User, &place).await;
    assert_eq!(likely(create_as(&world.domain, &actor, &details, &decided).await.unwrap()).users.len(), 1);
    let decided = SomeoneElse { users: vec![Person::User.id()], beyond: None };
    created(create_as(&world.domain, &actor, &details, &decided).await.unwrap());
}

#[tokio::test]
async fn an_address_of_a_user_outside_the_reach_is_refused_without_their_name() {
    let world = World::new().await;
    let place = beside(&world).await;
    let actor = checker_at(&world, &place).await;
    let taken = typed("Nia", "Okoro", "555500000007@riverside.example");
    let details = UserDetails { ods_code: "RQ4".into(), ..taken };
    let message = "A user of an organisation that your role does not cover has this email address. Ask an RA Manager.";
    let refused = told(create_as(&world.domain, &actor, &details, &SomeoneElse::default()).await);
    assert_eq!(refused, AppError::Invalid(vec![FieldError::new("email", message)]));
}

#[tokio::test]
async fn candidates_are_found_by_an_index_on_the_date_of_birth() {
    let world = World::new().await;
    let db = world.back_door().await;
    let backend = db.get_database_backend();
    let Statement { sql, values, .. } = people::born_on("1980-02-29".parse().unwrap()).build(backend);
    let (explain, column) = match backend {
        DbBackend::Postgres => ("EXPLAIN (COSTS OFF)", "QUERY PLAN"),
        _ => ("EXPLAIN QUERY PLAN", "detail"),
    };
    if backend == DbBackend::Postgres {
        db.execute_unprepared("SET enable_seqscan = off").await.unwrap();
    }
    let explain = Statement { sql: format!("{explain} {sql}"), values, db_backend: backend };
    let rows = db.query_all_raw(explain).await.unwrap();
    let plan: Vec<String> = rows.iter().map(|row| row.try_get("", column).unwrap()).collect();
    assert!(plan.iter().any(|line| line.contains("user_by_date_of_birth")), "{plan:#?}");
}
