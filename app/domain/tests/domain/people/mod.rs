//! Creating users, changing their details, closing and reopening their profiles.

mod at_once;
mod change_details;
mod close;
mod closed_duplicates;
mod create;
mod duplicates;
mod email_changed;
mod one_name;
mod reopen;

use crate::support::{Person, World, operator};
use domain::{
    Domain, Result,
    access::{self, Actor, CloseProfile, CreateUser, HeldRole, ReopenProfile, permit},
    directory,
    entity::{not_the_same, organisation, user},
    people::{self, Closing},
};
use model::{ClosedBecause, Creation, LikelyDuplicates, SomeoneElse, StaffRole, UniqueUserId, UserDetails};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

/// What an agent typed about a person whom nobody resembles.
fn typed(first_name: &str, last_name: &str, email: &str) -> UserDetails {
    UserDetails {
        first_name: first_name.to_owned(),
        last_name: last_name.to_owned(),
        email: email.to_owned(),
        birth_day: "7".to_owned(),
        birth_month: "3".to_owned(),
        birth_year: "1991".to_owned(),
        ods_code: "RX1".to_owned(),
    }
}

async fn create_as(domain: &Domain, actor: &Actor, typed: &UserDetails, decided: &SomeoneElse) -> Result<Creation> {
    let permit = access::general_permit::<CreateUser>(domain, actor).await?;
    people::create(domain, &permit, typed, decided).await
}

/// Creates a user as the RA Manager, who has made no decision.
async fn create(world: &World, typed: &UserDetails) -> Result<Creation> {
    create_as(&world.domain, &world.actor(Person::Manager).await, typed, &SomeoneElse::default()).await
}

fn created(creation: Creation) -> UniqueUserId {
    match creation {
        Creation::Created(id) => id,
        Creation::Likely(likely) => panic!("{likely:?}"),
    }
}

fn likely(creation: Creation) -> LikelyDuplicates {
    match creation {
        Creation::Likely(likely) => likely,
        Creation::Created(id) => panic!("{id} was created"),
    }
}

async fn row(world: &World, id: &UniqueUserId) -> user::Model {
    directory::find(&world.domain, id).await.unwrap().unwrap()
}

async fn decisions(world: &World) -> Vec<not_the_same::Model> {
    not_the_same::Entity::find().all(world.domain.db()).await.unwrap()
}

/// Adds an organisation beside that of the test's people, so that their roles do not reach it.
async fn beside(world: &World) -> organisation::Model {
    let mut place = organisation::Entity::find()
        .filter(organisation::Column::OdsCode.eq("RX1"))
        .one(world.domain.db())
        .await
        .unwrap()
        .unwrap();
    place.id = uuid::Uuid::from_u128(77);
    place.ods_code = "RQ4".to_owned();
    place.name = "Northmoor Community Care Trust".to_owned();
    place.lineage = format!("{}/", place.id.simple());
    let row: organisation::ActiveModel = place.clone().into();
    organisation::Entity::insert(row.reset_all()).exec(&world.back_door().await).await.unwrap();
    place
}

/// `person` moves to another organisation.
async fn moved(world: &World, person: Person, place: &organisation::Model) {
    let row = user::ActiveModel {
        id: Set(world.user(person).await.id),
        organisation_id: Set(place.id),
        ..Default::default()
    };
    row.update(&world.back_door().await).await.unwrap();
}

/// An ID checker who holds their role only at this organisation.
async fn checker_at(world: &World, place: &organisation::Model) -> Actor {
    let mut actor = world.actor(Person::IdChecker).await;
    actor.roles = vec![HeldRole { role: StaffRole::IdChecker, organisation_id: place.id }];
    actor
}

const LEFT: Closing<'_> = Closing { because: ClosedBecause::Left, duplicate_of: None, note: "" };

const fn duplicate_of(other: &UniqueUserId) -> Closing<'_> {
    Closing { because: ClosedBecause::Duplicate, duplicate_of: Some(other), note: "" }
}

/// `agent` closes the profile of `person`.
async fn close(world: &World, agent: Person, person: Person, closing: Closing<'_>) -> Result<()> {
    let agent = world.actor(agent).await;
    let permit = permit::<CloseProfile>(&world.domain, &agent, &person.id()).await?;
    people::close(&world.domain, &permit, closing).await
}

/// The operator closes the profile of `person`.
async fn close_as_operator(domain: &Domain, person: Person, closing: Closing<'_>) -> Result<()> {
    let operator = operator();
    let permit = permit::<CloseProfile>(domain, &operator, &person.id()).await?;
    people::close(domain, &permit, closing).await
}

/// The operator reopens the profile of `person`.
async fn reopen(domain: &Domain, person: Person, why: &str) -> Result<()> {
    let operator = operator();
    let permit = permit::<ReopenProfile>(domain, &operator, &person.id()).await?;
    people::reopen(domain, &permit, why).await
}
