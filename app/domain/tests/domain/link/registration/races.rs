//! Simultaneous requests, on real threads, over two connection pools.

use crate::support::{Browser, Person, SoftAuthenticator, World, told};
use domain::{Domain, Result, entity::authenticator, entity::registration_token::State};
use model::{AppError, CeremonyRefusal, LinkEnd, Registered, RegistrationToken};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend};
use std::{sync::Arc, time::Duration};
use tokio::{sync::Barrier, time::timeout};

const ROUNDS: usize = 8;
/// So long that a test whose event never happens fails instead of hanging.
const GUARD: Duration = Duration::from_secs(4);

/// Sends two responses at the same time.
async fn at_once(responses: [(Browser, String); 2]) -> [Result<Registered>; 2] {
    let barrier = Arc::new(Barrier::new(2));
    let [first, second] = responses.map(|(browser, response)| {
        let barrier = barrier.clone();
        tokio::spawn(async move {
            barrier.wait().await;
            browser.finish(&response).await
        })
    });
    [first.await.unwrap(), second.await.unwrap()]
}

/// Returns the error of the loser of the two. Exactly one must have won.
fn loser([first, second]: [Result<Registered>; 2]) -> AppError {
    match (first, second) {
        (Ok(_), lost) | (lost, Ok(_)) => told(lost),
        (Err(first), Err(second)) => panic!("both lost: {first}; {second}"),
    }
}

async fn started(domain: &Domain, token: &RegistrationToken) -> (Browser, String) {
    let (mut browser, mut phone) = (Browser::new(domain), SoftAuthenticator::phone());
    let options = browser.options(token).await.unwrap();
    (browser, phone.create(&options))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_simultaneous_finishes_store_exactly_one_authenticator() {
    let world = World::new().await;
    let second = world.second_process().await;
    for round in 1..=ROUNDS {
        let token = world.link(Person::User).await;
        let responses = [started(&world.domain, &token).await, started(&second, &token).await];
        assert_eq!(loser(at_once(responses).await), AppError::LinkEnded(LinkEnd::Registered), "round {round}");
        assert_eq!(world.authenticators(Person::User).await.len(), round);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_response_sent_twice_at_once_stores_exactly_one_authenticator_and_both_requests_are_told_so() {
    let world = World::new().await;
    let second = world.second_process().await;
    for round in 1..=ROUNDS {
        let (browser, response) = started(&world.domain, &world.link(Person::User).await).await;
        let again = Browser { domain: second.clone(), ..browser.clone() };
        let known = world.last_audited().await.sequence;
        let [one, other] = at_once([(browser, response.clone()), (again, response)]).await;
        assert_eq!(one.unwrap(), other.unwrap(), "round {round}");
        assert_eq!(world.authenticators(Person::User).await.len(), round);
        assert_eq!(world.last_audited().await.sequence, known + 1, "round {round}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_credential_sent_by_two_users_at_once_is_stored_once() {
    let world = World::new().await;
    let second = world.second_process().await;
    for round in 1..=ROUNDS {
        let known = world.count(authenticator::Entity).await;
        let mut phone = SoftAuthenticator::phone();
        let (mut mine, mut theirs) = (world.browser(), Browser::new(&second));
        let my_options = mine.options(&world.link(Person::User).await).await.unwrap();
        let their_options = theirs.options(&world.link(Person::Colleague).await).await.unwrap();
        let responses = [(mine, phone.create(&my_options)), (theirs, phone.create(&their_options))];
        let already = AppError::Ceremony(CeremonyRefusal::AlreadyRegistered);
        assert_eq!(loser(at_once(responses).await), already, "round {round}");
        assert_eq!(world.count(authenticator::Entity).await, known + 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_finish_and_a_newer_link_at_once_store_either_the_authenticator_or_nothing() {
    let world = Arc::new(World::new().await);
    for round in 1..=ROUNDS {
        let known = world.authenticators(Person::User).await.len();
        let (browser, response) = started(&world.second_process().await, &world.link(Person::User).await).await;
        let finish = tokio::spawn(async move { browser.finish(&response).await });
        let replace = tokio::spawn({
            let world = world.clone();
            async move { world.link(Person::User).await }
        });
        let (finished, newer) = (finish.await.unwrap(), replace.await.unwrap());
        let stored = world.authenticators(Person::User).await.len() - known;
        match finished {
            Ok(_) => assert_eq!(stored, 1, "round {round}"),
            lost => {
                assert_eq!(told(lost), AppError::LinkEnded(LinkEnd::Replaced), "round {round}");
                assert_eq!(stored, 0, "round {round}");
            }
        }
        let open = world.links(Person::User).await.into_iter().filter(|link| link.state == State::Open).count();
        assert_eq!(open, 1, "round {round}");
        domain::link::look_up(&world.domain, &newer, None).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_response_that_waits_for_another_request_is_told_what_that_request_changed() {
    let cancelled = "UPDATE registration_token SET state = 'cancelled', ended_at = issued_at WHERE state = 'open'";
    let used = "UPDATE registration_attempt SET challenge_hash = NULL, challenge_expires_at = NULL";
    for (change, expected) in [
        (cancelled, AppError::LinkEnded(LinkEnd::Cancelled)),
        (used, AppError::Ceremony(CeremonyRefusal::ChallengeGone)),
    ] {
        let world = World::new().await;
        let (browser, response) = started(&world.domain, &world.link(Person::User).await).await;
        let other = world.back_door().await;
        let immediately = if is_postgres(&other) { "" } else { "IMMEDIATE" };
        other.execute_unprepared(&format!("BEGIN {immediately}; {change}")).await.unwrap();
        let finish = tokio::spawn(async move { browser.finish(&response).await });
        timeout(GUARD, world.until_a_writer_waits()).await.unwrap();
        other.execute_unprepared("COMMIT").await.unwrap();
        assert_eq!(told(finish.await.unwrap()), expected);
        assert!(world.authenticators(Person::User).await.is_empty());
    }
}

fn is_postgres(db: &DatabaseConnection) -> bool {
    db.get_database_backend() == DbBackend::Postgres
}
