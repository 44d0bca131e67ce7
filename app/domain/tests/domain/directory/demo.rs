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
async fn the_demo_adds_two_hundred_people_to_an_empty_database_and_refuses_any_other() {
    let world = World::empty().await;
    assert_eq!(demo::fill(&world.domain).await.unwrap(), 200);
    assert_eq!(demo::fill(&world.domain).await.unwrap(), 0);
    assert_eq!(world.count(user::Entity).await, 200);
    assert_eq!(world.count(organisation::Entity).await, 5);
    assert_eq!(world.count(staff_role::Entity).await, 7);
}

#[tokio::test]
async fn the_demo_leaves_real_data_unchanged() {
    let world = World::new().await;
    let known = world.count(user::Entity).await;
    assert_eq!(demo::fill(&world.domain).await.unwrap(), 0);
    assert_eq!(world.count(user::Entity).await, known);
}

#[tokio::test]
async fn the_demo_has_every_role_and_the_person_to_invite_is_an_ra_manager() {
    let world = World::empty().await;
    demo::fill(&world.domain).await.unwrap();
    let manager = directory::find(&world.domain, &demo::RA_MANAGER.parse().unwrap()).await.unwrap().unwrap();
    let granted = staff_role::Entity::find().all(world.domain.db()).await.unwrap();
    let of_manager = granted.iter().filter(|row| row.user_id == manager.id).map(|row| StaffRole::from(row.role));
    assert_eq!(of_manager.collect::<Vec<_>>(), [StaffRole::RaManager]);
    let granted: HashSet<_> = granted.into_iter().map(|row| StaffRole::from(row.role)).collect();
    assert_eq!(granted, StaffRole::VARIANTS.iter().copied().collect());
}

#[tokio::test]
async fn demo_users_have_unreachable_addresses_and_can_be_told_apart() {
    let world = World::empty().await;
    demo::fill(&world.domain).await.unwrap();
    let users = user::Entity::find().all(world.domain.db()).await.unwrap();
    assert!(users.iter().all(|user| user.email.ends_with(".example")));
    // Two users with the same name can be told apart.
    let told_apart: HashSet<_> = users.iter().map(|user| (user.name(), user.date_of_birth)).collect();
    assert_eq!(told_apart.len(), users.len());
}
