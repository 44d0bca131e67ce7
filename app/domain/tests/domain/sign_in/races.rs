//! Simultaneous responses, on real threads, over two connection pools.

use crate::support::{Browser, Person, World, told};
use domain::entity::session;
use model::{AppError, CeremonyRefusal};
use std::sync::Arc;
use tokio::sync::Barrier;

/// Sends two responses at the same time. Returns how many opened a session, and the errors of the others.
async fn at_once(responses: [(Browser, String); 2]) -> (usize, Vec<AppError>) {
    let barrier = Arc::new(Barrier::new(2));
    let responses = responses.map(|(mut browser, response)| {
        let barrier = barrier.clone();
        tokio::spawn(async move {
            barrier.wait().await;
            browser.finish_sign_in(&response).await
        })
    });
    let (mut opened, mut refusals) = (0, Vec::new());
    for response in responses {
        match response.await.unwrap() {
            Ok(_) => opened += 1,
            refused => refusals.push(told(refused)),
        }
    }
    (opened, refusals)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_response_sent_twice_at_once_opens_one_session() {
    let world = World::new().await;
    let (second, mut computer) = (world.second_process().await, world.authenticator_of(Person::Colleague));
    for round in 1..=8 {
        let known = world.count(session::Entity).await;
        let mut browser = world.browser();
        let response = computer.get(&browser.load_sign_in_options().await);
        let again = Browser { domain: second.clone(), ..browser.clone() };
        let (opened, refusals) = at_once([(browser, response.clone()), (again, response)]).await;
        assert_eq!((opened, refusals), (1, vec![AppError::Ceremony(CeremonyRefusal::ChallengeGone)]), "round {round}");
        assert_eq!(world.count(session::Entity).await, known + 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_of_two_key_copies_used_at_once_with_the_same_counter_is_refused() {
    let world = World::new().await;
    let (second, mut computer) = (world.second_process().await, world.authenticator_of(Person::Colleague));
    for round in 1..=8 {
        let (mut mine, mut theirs, mut copy) = (world.browser(), Browser::new(&second), computer.clone());
        let my_answer = computer.get(&mine.load_sign_in_options().await);
        let their_answer = copy.get(&theirs.load_sign_in_options().await);
        let (opened, refusals) = at_once([(mine, my_answer), (theirs, their_answer)]).await;
        assert_eq!(
            (opened, refusals),
            (1, vec![AppError::Ceremony(CeremonyRefusal::CounterWentBack)]),
            "round {round}"
        );
    }
}
