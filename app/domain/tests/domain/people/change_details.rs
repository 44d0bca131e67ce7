//! *Change details*: what is stored, recorded and refused.

use super::{LEFT, beside, checker_at, close, moved, row, typed};
use crate::support::{Person, World, checked, told};
use domain::{
    Domain, Result,
    access::{self, Actor, ChangeDetails, IssueAuthenticator, ViewHistory},
    directory,
    entity::{organisation, registration_token::State, user},
    link, people, views,
};
use model::{
    AppError, AuthenticatorKind, Changing, FieldError, Meeting, Refusal, StaffRole, UniqueUserId, UserDetails,
};

/// The details that the form shows of this user.
async fn shown(world: &World, id: &UniqueUserId) -> UserDetails {
    let manager = world.actor(Person::Manager).await;
    let permit = access::permit::<ChangeDetails>(&world.domain, &manager, id).await.unwrap();
    people::details_to_change(&world.domain, &permit).await.unwrap().details
}

/// The RA Manager gets their role at `place` too.
async fn manage(world: &World, place: &organisation::Model) {
    let there = user::Model { organisation_id: place.id, ..world.user(Person::Manager).await };
    directory::grant_alone(&world.domain, &there, StaffRole::RaManager).await.unwrap();
}

async fn change(domain: &Domain, actor: &Actor, loaded: &UserDetails, new: &UserDetails) -> Result<Changing> {
    let permit = access::permit::<ChangeDetails>(domain, actor, &Person::User.id()).await?;
    people::change_details(domain, &permit, loaded, new, "Married").await
}

#[tokio::test]
async fn each_changed_field_is_in_the_history_with_its_old_and_its_new_value() {
    let world = World::new().await;
    let place = beside(&world).await;
    let loaded = shown(&world, &Person::User.id()).await;
    manage(&world, &place).await;
    let manager = world.actor(Person::Manager).await;
    let new = UserDetails { ods_code: "RQ4".into(), ..typed("", "Okoro", "n.okoro@example.nhs.uk") };
    assert_eq!(change(&world.domain, &manager, &loaded, &new).await.unwrap(), Changing::Changed);
    let user = row(&world, &Person::User.id()).await;
    assert_eq!((user.name(), &*user.last_name_search, user.organisation_id), ("Okoro".to_owned(), "okoro", place.id));
    assert_eq!((&*user.email_search, user.email_changed_at), ("n.okoro@example.nhs.uk", Some(world.domain.now())));
    let permit = world.permit::<ViewHistory>(&manager, Person::User).await;
    let entry = views::history(&world.domain, &permit, None).await.unwrap().entries.remove(0);
    assert_eq!((&*entry.what, &*entry.by), ("Details changed", "Manager Care"));
    assert_eq!(
        entry.detail,
        "First name ‘User’ removed, Last name changed from ‘Care’ to ‘Okoro’, Date of birth changed from ‘29 February 1980’ \
         to ‘7 March 1991’, Email address changed from ‘555500000007@riverside.example’ to ‘n.okoro@example.nhs.uk’, \
         Organisation changed from ‘Riverside Hospitals NHS Trust (RX1)’ to ‘Northmoor Community Care Trust (RQ4)’, Married"
    );
}

#[tokio::test]
async fn a_change_needs_a_reason_and_something_that_is_changed_and_all_errors_are_told_together() {
    let world = World::new().await;
    let (manager, loaded) = (world.actor(Person::Manager).await, shown(&world, &Person::User.id()).await);
    let invalid = |error: AppError| match error {
        AppError::Invalid(errors) => errors,
        other => panic!("{other:?}"),
    };
    let nothing = invalid(told(change(&world.domain, &manager, &loaded, &loaded).await));
    assert_eq!(nothing, [FieldError::new("first_name", "Change at least one detail, or cancel")]);
    let permit = world.permit::<ChangeDetails>(&manager, Person::User).await;
    let empty = UserDetails { last_name: String::new(), ..loaded.clone() };
    let errors = invalid(told(people::change_details(&world.domain, &permit, &loaded, &empty, " ").await));
    let fields: Vec<&str> = errors.iter().map(|error| &*error.field).collect();
    assert_eq!(fields, ["last_name", "reason"]);
    let taken = UserDetails { email: "555500000000@Riverside.example".into(), ..loaded.clone() };
    let errors = invalid(told(change(&world.domain, &manager, &loaded, &taken).await));
    assert_eq!(errors, [FieldError::new("email", "Manager Care (UUID 555500000000) has this email address")]);
    assert_eq!(shown(&world, &Person::User.id()).await, loaded);
}

#[tokio::test]
async fn the_second_of_two_agents_is_told_that_the_details_have_changed_and_overwrites_nothing() {
    let world = World::new().await;
    let loaded = shown(&world, &Person::User.id()).await;
    let (one, other) = (world.actor(Person::Manager).await, world.actor(Person::IdChecker).await);
    let second = world.second_process().await;
    let mine = UserDetails { last_name: "Green".into(), ..loaded.clone() };
    let theirs = UserDetails { email: "other@example.nhs.uk".into(), ..loaded.clone() };
    let (mine, theirs) =
        tokio::join!(change(&world.domain, &one, &loaded, &mine), change(&second, &other, &loaded, &theirs));
    let now = shown(&world, &Person::User.id()).await;
    let meanwhile: Vec<_> = [mine.unwrap(), theirs.unwrap()]
        .into_iter()
        .filter_map(|answer| match answer {
            Changing::Meanwhile(new) => Some(new.details),
            Changing::Changed => None,
        })
        .collect();
    assert_eq!(meanwhile, std::slice::from_ref(&now));
    assert!((now.last_name == "Green") != (now.email == "other@example.nhs.uk"), "{now:?}");
}

#[tokio::test]
async fn a_user_is_moved_only_to_where_the_role_of_the_agent_reaches() {
    let world = World::new().await;
    beside(&world).await;
    let (checker, loaded) = (world.actor(Person::IdChecker).await, shown(&world, &Person::User.id()).await);
    let away = UserDetails { ods_code: "RQ4".into(), ..loaded.clone() };
    assert_eq!(told(change(&world.domain, &checker, &loaded, &away).await), AppError::Refused(Refusal::OutOfReach));
    assert_eq!(world.last_audited().await.action, "change-details");
    assert_eq!(shown(&world, &Person::User.id()).await, loaded);
}

#[tokio::test]
async fn nobody_changes_the_details_of_a_user_outside_the_reach() {
    let world = World::new().await;
    let place = beside(&world).await;
    let checker = checker_at(&world, &place).await;
    let refused = access::permit::<ChangeDetails>(&world.domain, &checker, &Person::User.id()).await;
    assert_eq!(told(refused), AppError::Refused(Refusal::OutOfReach));
    moved(&world, Person::User, &place).await;
    access::permit::<ChangeDetails>(&world.domain, &checker, &Person::User.id()).await.unwrap();
}

#[tokio::test]
async fn an_open_link_ends_when_its_agent_no_longer_reaches_the_user_and_otherwise_stays() {
    let world = World::new().await;
    let place = beside(&world).await;
    let (agent, manager) = (world.actor(Person::Advanced).await, world.actor(Person::Manager).await);
    let permit = world.permit::<IssueAuthenticator>(&agent, Person::User).await;
    let (kind, meeting) = (AuthenticatorKind::Passkey, Meeting::FaceToFace);
    link::generate(&world.domain, &permit, kind, meeting, None, &checked()).await.unwrap();
    let loaded = shown(&world, &Person::User.id()).await;
    let renamed = UserDetails { last_name: "Green".into(), ..loaded.clone() };
    change(&world.domain, &manager, &loaded, &renamed).await.unwrap();
    assert_eq!(world.links(Person::User).await[0].state, State::Open);
    manage(&world, &place).await;
    let manager = world.actor(Person::Manager).await;
    let away = UserDetails { ods_code: "RQ4".into(), ..renamed.clone() };
    assert_eq!(change(&world.domain, &manager, &renamed, &away).await.unwrap(), Changing::Changed);
    assert_eq!(world.links(Person::User).await[0].state, State::Cancelled);
    assert_eq!(world.count(user::Entity).await, 10);
}

#[tokio::test]
async fn the_details_of_a_profile_that_was_closed_meanwhile_stay() {
    let world = World::new().await;
    let (manager, loaded) = (world.actor(Person::Manager).await, shown(&world, &Person::User.id()).await);
    let permit = world.permit::<ChangeDetails>(&manager, Person::User).await;
    close(&world, Person::Advanced, Person::User, LEFT).await.unwrap();
    let new = UserDetails { last_name: "Green".into(), ..loaded.clone() };
    let refused = told(people::change_details(&world.domain, &permit, &loaded, &new, "Married").await);
    assert_eq!(refused, AppError::Refused(Refusal::UserInactive));
    assert_eq!(world.user(Person::User).await.last_name, "Care");
}
