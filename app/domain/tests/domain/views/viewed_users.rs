use super::own_links::leaves;
use crate::support::{Person, World, new_user, told};
use chrono::TimeDelta;
use domain::{
    access::{ViewProfile, may_search, permit},
    directory,
    entity::viewed_user,
    people, views,
};
use model::{Activity, AppError, Day, Refusal, UniqueUserId, ViewedUser};

async fn view(world: &World, viewer: Person, subject: &UniqueUserId) {
    world.clock.advance(TimeDelta::seconds(1));
    let viewer = world.actor(viewer).await;
    let permit = permit::<ViewProfile>(&world.domain, &viewer, subject).await.unwrap();
    people::note_view(&world.domain, &permit).await.unwrap();
}

async fn viewed(world: &World, viewer: Person) -> Vec<ViewedUser> {
    let viewer = world.actor(viewer).await;
    views::viewed_users(&world.domain, &may_search(&world.domain, &viewer).await.unwrap()).await.unwrap()
}

async fn ids(world: &World, viewer: Person) -> Vec<UniqueUserId> {
    viewed(world, viewer).await.into_iter().map(|user| user.unique_user_id).collect()
}

#[tokio::test]
async fn the_users_whom_a_person_viewed_are_listed_with_the_last_one_first() {
    let world = World::new().await;
    assert_eq!(viewed(&world, Person::Sponsor).await, []);
    for person in [Person::User, Person::Colleague, Person::User] {
        view(&world, Person::Sponsor, &person.id()).await;
    }
    let listed = viewed(&world, Person::Sponsor).await;
    assert_eq!(
        listed[0],
        ViewedUser {
            unique_user_id: Person::User.id(),
            name: "User Care".to_owned(),
            date_of_birth: Day { iso: "1980-02-29".to_owned(), words: "29 February 1980".to_owned() },
        }
    );
    assert_eq!(ids(&world, Person::Sponsor).await, [Person::User.id(), Person::Colleague.id()]);
    assert_eq!(ids(&world, Person::Lsa).await, [], "each person has their own list");
}

#[tokio::test]
async fn ones_own_profile_is_not_listed() {
    let world = World::new().await;
    view(&world, Person::Sponsor, &Person::Sponsor.id()).await;
    assert_eq!(world.count(viewed_user::Entity).await, 0);
}

#[tokio::test]
async fn to_view_the_same_user_again_writes_nothing() {
    let world = World::new().await;
    view(&world, Person::Sponsor, &Person::User.id()).await;
    let before = crate::support::dump(world.domain.db()).await;
    view(&world, Person::Sponsor, &Person::User.id()).await;
    assert_eq!(crate::support::dump(world.domain.db()).await, before);
}

#[tokio::test]
async fn ten_are_listed_and_no_more_than_twenty_are_kept() {
    let world = World::new().await;
    let id = |number: usize| -> UniqueUserId { format!("5555222222{number:02}").parse().unwrap() };
    for number in 0..25 {
        directory::add_alone(&world.domain, new_user(id(number), "Viewed", "Care")).await.unwrap();
        view(&world, Person::Sponsor, &id(number)).await;
    }
    assert_eq!(ids(&world, Person::Sponsor).await, (15..25).rev().map(id).collect::<Vec<_>>());
    assert_eq!(world.count(viewed_user::Entity).await, 20);
}

#[tokio::test]
async fn a_user_whom_the_role_no_longer_reaches_is_not_listed() {
    let world = World::new().await;
    view(&world, Person::Sponsor, &Person::User.id()).await;
    view(&world, Person::Sponsor, &Person::Colleague.id()).await;
    leaves(&world, Person::User).await;
    assert_eq!(ids(&world, Person::Sponsor).await, [Person::Colleague.id()]);
}

#[tokio::test]
async fn a_user_without_a_role_has_no_such_list() {
    let world = World::new().await;
    let colleague = world.actor(Person::Colleague).await;
    let refused = told(may_search(&world.domain, &colleague).await);
    assert_eq!(refused, AppError::Refused(Refusal::Role(Activity::ViewUsers)));
}
