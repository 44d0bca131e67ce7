//! The people of the demonstration.

use crate::support::{World, operator};
use domain::{
    access::{ViewHistory, ViewProfile, permit},
    demo, directory,
    entity::{organisation, staff_role, user},
    views,
};
use model::{ClosedBecause, StaffRole, UserProfile};
use sea_orm::EntityTrait;
use std::collections::HashSet;
use strum::VariantArray;

#[tokio::test]
async fn the_demo_adds_its_people_to_an_empty_database_and_refuses_any_other() {
    let world = World::empty().await;
    assert_eq!(demo::fill(&world.domain).await.unwrap(), 210);
    assert_eq!(demo::fill(&world.domain).await.unwrap(), 0);
    assert_eq!(world.count(user::Entity).await, 210);
    assert_eq!(world.count(organisation::Entity).await, 6);
    assert_eq!(world.count(staff_role::Entity).await, 13);
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

async fn profile(world: &World, number: u32) -> UserProfile {
    let (operator, id) = (operator(), format!("5552{number:08}").parse().unwrap());
    let permit = permit::<ViewProfile>(&world.domain, &operator, &id).await.unwrap();
    views::profile(&world.domain, &permit).await.unwrap()
}

#[tokio::test]
async fn the_demo_has_one_person_of_each_role_at_an_organisation_below_the_top() {
    let world = World::empty().await;
    demo::fill(&world.domain).await.unwrap();
    let mut below = HashSet::new();
    for number in 201..=206 {
        let found = profile(&world, number).await;
        let granted = staff_role::Entity::find().all(world.domain.db()).await.unwrap();
        let user = directory::find(&world.domain, &found.user.unique_user_id).await.unwrap().unwrap();
        let held = granted.iter().find(|held| held.user_id == user.id).unwrap();
        assert_eq!(held.organisation_id, user.organisation_id, "{number}");
        below.extend(found.roles);
    }
    assert_eq!(below, StaffRole::VARIANTS.iter().copied().collect());
}

#[tokio::test]
async fn the_demo_has_a_closed_profile_a_suspended_authenticator_and_a_duplicate() {
    let world = World::empty().await;
    demo::fill(&world.domain).await.unwrap();
    let closed = profile(&world, 207).await.closure.unwrap();
    assert_eq!((closed.because, closed.note.as_deref()), (Some(ClosedBecause::Left), Some("Retired")));

    let (operator, id) = (operator(), "555200000208".parse().unwrap());
    let of_owner = permit::<ViewProfile>(&world.domain, &operator, &id).await.unwrap();
    let authenticators = views::authenticators(&world.domain, &of_owner).await.unwrap();
    assert_eq!((authenticators.len(), authenticators[0].suspension.is_some()), (1, true));
    let of_owner = permit::<ViewHistory>(&world.domain, &operator, &id).await.unwrap();
    let history = views::history(&world.domain, &of_owner, None).await.unwrap();
    let what: Vec<_> = history.entries.iter().map(|entry| &*entry.what).collect();
    assert_eq!(what, ["Authenticator suspended", "Authenticator registered"]);
    assert!(history.entries[0].detail.contains("no one has this device"), "{}", history.entries[0].detail);

    let [one, other] = [profile(&world, 209).await.user, profile(&world, 210).await.user];
    assert_eq!(one.date_of_birth, other.date_of_birth);
    assert_ne!((one.name, one.email), (other.name, other.email));
}
