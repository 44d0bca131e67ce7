use crate::support::{World, new_user};
use domain::{
    Result, directory,
    entity::{organisation, staff_role, user},
};
use model::StaffRole;
use sea_orm::{EntityTrait, SqlErr};

async fn add(world: &World, number: u8, change: impl FnOnce(&mut directory::NewUser)) -> Result<user::Model> {
    let mut new = new_user(format!("5555222222{number:02}").parse().unwrap(), "Amina", "Okafor");
    change(&mut new);
    directory::add_alone(&world.domain, new).await
}

fn is_taken(result: Result<user::Model>) -> bool {
    match result {
        Err(domain::Error::Database(error)) => matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))),
        _ => false,
    }
}

#[tokio::test]
async fn users_share_one_organisation_however_its_code_is_typed() {
    let world = World::empty().await;
    let first = add(&world, 1, |_| ()).await.unwrap();
    let second = add(&world, 2, |new| new.ods_code = " rx1 ".to_owned()).await.unwrap();
    add(&world, 3, |new| new.ods_code = "RX2".to_owned()).await.unwrap();
    assert_eq!(first.organisation_id, second.organisation_id);
    assert_eq!(world.count(organisation::Entity).await, 2);
}

#[tokio::test]
async fn a_unique_user_id_belongs_to_one_user() {
    let world = World::empty().await;
    add(&world, 1, |_| ()).await.unwrap();
    assert!(is_taken(add(&world, 1, |new| new.email = "other@riverside.example".to_owned()).await));
}

#[tokio::test]
async fn an_email_address_belongs_to_one_user_however_it_is_typed() {
    let world = World::empty().await;
    add(&world, 1, |new| new.email = "amina@riverside.example".to_owned()).await.unwrap();
    assert!(is_taken(add(&world, 2, |new| new.email = " Amina@Riverside.EXAMPLE ".to_owned()).await));
    assert_eq!(world.count(user::Entity).await, 1);
}

#[tokio::test]
async fn a_role_is_granted_once() {
    let world = World::empty().await;
    let user = add(&world, 1, |_| ()).await.unwrap();
    for _ in 0..2 {
        directory::grant_alone(&world.domain, &user, StaffRole::Sponsor).await.unwrap();
    }
    let granted = staff_role::Entity::find().all(world.domain.db()).await.unwrap();
    let granted: Vec<_> = granted.into_iter().map(|row| (row.user_id, StaffRole::from(row.role))).collect();
    assert_eq!(granted, [(user.id, StaffRole::Sponsor)]);
}

#[tokio::test]
async fn a_person_with_one_name_has_no_space_around_it() {
    let world = World::empty().await;
    for (number, first, last, name) in [
        (1, "Suharto", "", "Suharto"),
        (2, "", "Suharto", "Suharto"),
        (3, " Sarah ", " Jones ", "Sarah Jones"),
        (4, "María José", "de la Cruz", "María José de la Cruz"),
    ] {
        let change = |new: &mut directory::NewUser| {
            (new.first_name, new.last_name) = (first.to_owned(), last.to_owned());
            new.email = format!("person{number}@riverside.example");
        };
        assert_eq!(add(&world, number, change).await.unwrap().name(), name);
    }
}
