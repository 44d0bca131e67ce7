use super::{Link, begin, code, standing, wrong};
use crate::support::{SoftAuthenticator, World, told};
use model::{AppError, CodeOutcome, LinkEnd};
use std::sync::Arc;
use tokio::sync::Barrier;

#[tokio::test]
async fn two_wrong_codes_are_forgiven() {
    let world = World::new().await;
    let link = Link::with_codes(&world).await;
    let mut browser = link.begun().await;
    let right = code(&browser).await;
    assert_eq!(link.watch().await.tries_left, 3);
    for left in [2, 1] {
        assert_eq!(link.admit(&wrong(&right)).await.unwrap(), CodeOutcome::Wrong(left));
        assert_eq!(link.watch().await.tries_left, left);
        let audited = world.last_audited().await;
        assert_eq!((audited.action.as_str(), audited.outcome.as_str()), ("admit-attempt", "refused"));
        assert!(!audited.detail.contains(&wrong(&right)), "{}", audited.detail);
    }
    assert_eq!(told(browser.start(&link.token).await), AppError::NotAdmitted);
    assert_eq!(link.admit(&right).await.unwrap(), CodeOutcome::Admitted);
    browser.start(&link.token).await.unwrap();
}

#[tokio::test]
async fn the_third_wrong_code_cancels_the_link_even_for_who_is_admitted() {
    let world = World::new().await;
    let link = Link::with_codes(&world).await;
    let mut browser = link.begun().await;
    let right = code(&browser).await;
    link.admit(&right).await.unwrap();
    let options = browser.start(&link.token).await.unwrap();
    for left in [2, 1, 0] {
        assert_eq!(link.admit(&wrong(&right)).await.unwrap(), CodeOutcome::Wrong(left));
    }
    let audited = world.last_audited().await;
    assert_eq!((audited.action.as_str(), audited.outcome.as_str()), ("admit-attempt", "refused"));
    assert!(audited.detail.contains("third time: the link was cancelled"), "{}", audited.detail);

    let cancelled = AppError::LinkEnded(LinkEnd::Cancelled);
    assert_eq!(link.watch().await.end, Some(LinkEnd::Cancelled));
    assert_eq!(standing(&browser).await.end, Some(LinkEnd::Cancelled));
    assert_eq!(told(browser.finish(&SoftAuthenticator::phone().create(&options)).await), cancelled);
    assert_eq!(told(begin(&mut browser, &link.token).await), cancelled);
    assert_eq!(told(link.admit(&right).await), cancelled);
}

#[tokio::test]
async fn what_is_no_code_at_all_is_a_wrong_one() {
    let world = World::new().await;
    let link = Link::with_codes(&world).await;
    let browser = link.begun().await;
    let right = code(&browser).await;
    for (typed, left) in [("", 2), (&*format!("{right}0"), 1), (&right[..5], 0)] {
        assert_eq!(link.admit(typed).await.unwrap(), CodeOutcome::Wrong(left), "{typed:?}");
    }
}

#[tokio::test]
async fn the_code_of_another_link_is_a_wrong_one() {
    let world = World::new().await;
    let replaced = Link::with_codes(&world).await;
    let old = code(&replaced.begun().await).await;
    let link = Link::with_codes(&world).await;
    link.begun().await;
    assert_eq!(link.admit(&old).await.unwrap(), CodeOutcome::Wrong(2));
    assert_eq!(told(replaced.admit(&old).await), AppError::LinkEnded(LinkEnd::Replaced));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn wrong_codes_typed_at_once_all_count() {
    let world = World::new().await;
    let link = Arc::new(Link::with_codes(&world).await);
    let typed = wrong(&code(&link.begun().await).await);
    let barrier = Arc::new(Barrier::new(3));
    let agents: Vec<_> = (0..3)
        .map(|_| {
            let (barrier, link, typed) = (barrier.clone(), link.clone(), typed.clone());
            tokio::spawn(async move {
                barrier.wait().await;
                link.admit(&typed).await.unwrap()
            })
        })
        .collect();
    let mut left = Vec::new();
    for agent in agents {
        let CodeOutcome::Wrong(tries) = agent.await.unwrap() else { panic!("nobody has this code") };
        left.push(tries);
    }
    left.sort_unstable();
    assert_eq!(left, [0, 1, 2]);
}
