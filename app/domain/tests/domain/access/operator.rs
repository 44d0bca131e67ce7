//! What the operator does on the command line, and what the audit log says about it.

use crate::support::{Person, World, operator, told};
use domain::{
    access::{self, CloseProfile, IssueAuthenticator, ReopenProfile, ViewHistory, ViewProfile},
    people, views,
};
use model::{AppError, ClosedBecause, Refusal};

#[tokio::test]
async fn the_operator_does_what_a_command_offers_and_the_history_names_who_ran_it() {
    let (world, operator) = (World::new().await, operator());
    let id = Person::Advanced.id();
    let permit = access::permit::<CloseProfile>(&world.domain, &operator, &id).await.unwrap();
    let closing = people::Closing { because: ClosedBecause::Left, duplicate_of: None, note: "Left in May" };
    people::close(&world.domain, &permit, closing).await.unwrap();
    let issue = access::permit::<IssueAuthenticator>(&world.domain, &operator, &id).await;
    assert_eq!(told(issue), AppError::Refused(Refusal::UserInactive));
    let permit = access::permit::<ReopenProfile>(&world.domain, &operator, &id).await.unwrap();
    people::reopen(&world.domain, &permit, "Came back").await.unwrap();
    let permit = access::permit::<ViewHistory>(&world.domain, &operator, &id).await.unwrap();
    let by: Vec<String> =
        views::history(&world.domain, &permit, None).await.unwrap().entries.into_iter().map(|entry| entry.by).collect();
    assert_eq!(by[..2], ["the system operator (alice)", "the system operator (alice)"]);
}

#[tokio::test]
async fn the_operator_sees_the_profile_of_everybody_and_asks_for_unknown_users_in_vain() {
    let (world, operator) = (World::new().await, operator());
    let permit = access::permit::<ViewProfile>(&world.domain, &operator, &Person::Manager.id()).await.unwrap();
    let profile = views::profile(&world.domain, &permit).await.unwrap();
    assert!(!profile.own && profile.issue_refused.is_none());
    let unknown = "999999999999".parse().unwrap();
    let permit = access::permit::<ViewProfile>(&world.domain, &operator, &unknown).await;
    assert_eq!(told(permit), AppError::NotFound);
}
