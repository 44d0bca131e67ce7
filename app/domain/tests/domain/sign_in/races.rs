//! Answers that arrive at once, on real threads, over two connection pools.

use crate::support::{Browser, Person, World, told};
use domain::entity::session;
use model::{AppError, CeremonyRefusal};
use std::sync::Arc;
use tokio::sync::Barrier;

/// Sends two answers at the same moment. Gives how many opened a session, and what the others were told.
async fn at_once(answers: [(Browser, String); 2]) -> (usize, Vec<AppError>) {
    let barrier = Arc::new(Barrier::new(2));
    let answers = answers.map(|(mut browser, answer)| {
        let barrier = barrier.clone();
        tokio::spawn(async move {
            barrier.wait().await;
            browser.finish_sign_in(&answer).await
        })
    });
    let (mut opened, mut refusals) = (0, Vec::new());
    for answer in answers {
        match answer.await.unwrap() {
            Ok(_) => opened += 1,
            refused => refusals.push(told(refused)),
        }
    }
    (opened, refusals)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_answer_sent_twice_at_once_opens_one_session() {
    let world = World::new().await;
    let (second, mut computer) = (world.second_process().await, world.authenticator_of(Person::Colleague));
    for round in 1..=8 {
        let known = world.count(session::Entity).await;
        let mut browser = world.browser();
        let answer = computer.get(&browser.load_sign_in_options().await);
        let again = Browser { domain: second.clone(), ..browser.clone() };
        let (opened, refusals) = at_once([(browser, answer.clone()), (again, answer)]).await;
        assert_eq!((opened, refusals), (1, vec![AppError::Ceremony(CeremonyRefusal::ChallengeGone)]), "round {round}");
        assert_eq!(world.count(session::Entity).await, known + 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_copies_of_a_key_that_answer_at_once_with_one_counter_one_is_refused() {
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
