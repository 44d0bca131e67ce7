use crate::support::World;
use domain::{
    directory::{self, demo},
    entity::{organisation, staff_role, user},
};
use model::StaffRole;
use sea_orm::EntityTrait;
use std::collections::HashSet;
use strum::VariantArray;

#[tokio::test]
async fn two_hundred_people_fill_an_empty_database_and_no_other() {
    let world = World::empty().await;
    assert_eq!(demo::fill(&world.domain).await.unwrap(), 200);
    assert_eq!(demo::fill(&world.domain).await.unwrap(), 0);
    assert_eq!(world.count(user::Entity).await, 200);
    assert_eq!(world.count(organisation::Entity).await, 5);
    assert_eq!(world.count(staff_role::Entity).await, 7);
}

#[tokio::test]
async fn real_data_is_left_alone() {
    let world = World::new().await;
    let known = world.count(user::Entity).await;
    assert_eq!(demo::fill(&world.domain).await.unwrap(), 0);
    assert_eq!(world.count(user::Entity).await, known);
}

#[tokio::test]
async fn every_role_is_played_and_the_person_to_invite_is_an_ra_manager() {
    let world = World::empty().await;
    demo::fill(&world.domain).await.unwrap();
    let manager = directory::find(&world.domain, &demo::RA_MANAGER.parse().unwrap()).await.unwrap().unwrap();
    assert_eq!(directory::roles(&world.domain, manager.id).await.unwrap(), [StaffRole::RaManager]);
    let granted = staff_role::Entity::find().all(world.domain.db()).await.unwrap();
    let granted: HashSet<_> = granted.into_iter().map(|row| StaffRole::from(row.role)).collect();
    assert_eq!(granted, StaffRole::VARIANTS.iter().copied().collect());
}

#[tokio::test]
async fn nobody_in_it_can_be_reached_or_told_to_be_real() {
    let world = World::empty().await;
    demo::fill(&world.domain).await.unwrap();
    let users = user::Entity::find().all(world.domain.db()).await.unwrap();
    assert!(users.iter().all(|user| user.email.ends_with(".example")));
    // Two people who share a name can be told apart.
    let told_apart: HashSet<_> = users.iter().map(|user| (user.name(), user.date_of_birth)).collect();
    assert_eq!(told_apart.len(), users.len());
}
