//! The limits also hold for simultaneous browsers on two processes.

use super::{Link, code};
use crate::support::{Browser, Person, World, told};
use domain::{
    Domain, Error, MatchCode, Random, SystemRandom,
    entity::{audit_event, registration_attempt},
    link::MAX_ATTEMPTS,
    models::Models,
};
use model::{AppError, CodeOutcome, LinkEnd};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};
use tokio::sync::Barrier;

const LOCKED: AppError = AppError::LinkEnded(LinkEnd::LockedOut);

async fn audited(world: &World, action: &str) -> u64 {
    let of_action = audit_event::Column::Action.eq(action);
    audit_event::Entity::find().filter(of_action).count(world.domain.db()).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn thirty_of_forty_simultaneous_browsers_join_and_the_link_is_locked_out_once() {
    let world = World::new().await;
    let (second, link) = (world.second_process().await, Link::new(&world).await);
    let (barrier, known) = (Arc::new(Barrier::new(40)), world.count(registration_attempt::Entity).await);
    let browsers: Vec<_> = (0..40)
        .map(|number| {
            let mut browser = Browser::new(if number % 2 == 0 { &world.domain } else { &second });
            let (barrier, token) = (barrier.clone(), link.token.clone());
            tokio::spawn(async move {
                barrier.wait().await;
                browser.join(&token).await
            })
        })
        .collect();
    let mut joined = 0;
    for browser in browsers {
        match browser.await.unwrap() {
            Ok(_) => joined += 1,
            refused => assert_eq!(told(refused), LOCKED),
        }
    }
    assert_eq!(joined, MAX_ATTEMPTS);
    assert_eq!(world.count(registration_attempt::Entity).await, known + MAX_ATTEMPTS as u64);
    assert_eq!((link.watch().await.end, audited(&world, "lock-link").await), (Some(LinkEnd::LockedOut), 1));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn twenty_simultaneous_refused_responses_lock_the_link_out_once() {
    let world = World::new().await;
    let link = Link::new(&world).await;
    let (browser, barrier) = (link.joined().await, Arc::new(Barrier::new(20)));
    let responses: Vec<_> = (0..20)
        .map(|_| {
            let (barrier, browser) = (barrier.clone(), browser.clone());
            tokio::spawn(async move {
                barrier.wait().await;
                told(browser.finish("{}").await)
            })
        })
        .collect();
    for response in responses {
        assert!(matches!(response.await.unwrap(), AppError::Ceremony(_)));
    }
    assert_eq!((link.watch().await.end, audited(&world, "lock-link").await), (Some(LinkEnd::LockedOut), 1));
    assert_eq!(told(browser.finish("{}").await), LOCKED);
}

/// Takes the secrets of attempts from a list. The last one is repeated for ever.
struct Listed {
    secrets: &'static [u64],
    drawn: AtomicUsize,
}

impl Random for Listed {
    fn fill(&self, bytes: &mut [u8]) {
        if bytes.len() != 32 {
            return SystemRandom.fill(bytes);
        }
        let number = self.drawn.fetch_add(1, Ordering::Relaxed).min(self.secrets.len() - 1);
        bytes.fill(0);
        bytes[24..].copy_from_slice(&self.secrets[number].to_be_bytes());
    }
}

fn drawing(world: &World, secrets: &'static [u64]) -> Domain {
    let mut settings = world.domain.settings().clone();
    settings.match_code = MatchCode::VideoOnly;
    let random = Arc::new(Listed { secrets, drawn: AtomicUsize::new(0) });
    Domain::new(world.domain.database().clone(), world.clock.clone(), random, settings, Models::default()).unwrap()
}

#[tokio::test]
async fn no_two_attempts_of_a_link_have_the_same_code() {
    let world = World::new().await;
    let link = Link::with_codes(&world).await;
    // The first two secrets both give the code 082046.
    let domain = drawing(&world, &[718, 1765, 7]);
    let (mut first, mut second) = (Browser::new(&domain), Browser::new(&domain));
    let codes = [first.join(&link.token).await, second.join(&link.token).await];
    let [theirs, mine] = codes.map(|standing| standing.unwrap().match_code.unwrap());
    assert_eq!(theirs, "082046");
    assert_ne!(mine, theirs);
    assert_eq!(second.attempt.as_ref().unwrap().reveal(), "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAc");
    assert_eq!(link.admit(&mine).await.unwrap(), CodeOutcome::Admitted);
    assert_eq!(code(&first).await, theirs, "only that one was let in");

    // An attempt of another link may have the same code.
    let link = Link::with_codes(&world).await;
    let domain = drawing(&world, &[1765]);
    assert_eq!(Browser::new(&domain).join(&link.token).await.unwrap().match_code.unwrap(), theirs);
    let exhausted = Browser::new(&domain).join(&link.token).await;
    assert!(matches!(exhausted, Err(Error::Bug(_))), "it gives up where the randomness repeats itself");
    assert_eq!(world.links(Person::User).await.len(), 2);
}
