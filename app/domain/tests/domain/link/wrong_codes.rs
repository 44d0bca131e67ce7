use super::{Link, code, standing, wrong};
use crate::support::{SoftAuthenticator, World, told};
use model::{AppError, CodeOutcome, LinkEnd};
use std::sync::Arc;
use tokio::sync::Barrier;

#[tokio::test]
async fn two_wrong_codes_leave_the_link_open() {
    let world = World::new().await;
    let link = Link::with_codes(&world).await;
    let mut browser = link.joined().await;
    let right = code(&browser).await;
    assert_eq!(link.watch().await.tries_left, 3);
    for left in [2, 1] {
        assert_eq!(link.admit(&wrong(&right)).await.unwrap(), CodeOutcome::Wrong(left));
        assert_eq!(link.watch().await.tries_left, left);
        let audited = world.last_audited().await;
        assert_eq!((audited.action.as_str(), audited.outcome.as_str()), ("admit-attempt", "refused"));
        assert!(!audited.detail.contains(&wrong(&right)), "{}", audited.detail);
    }
    assert_eq!(told(browser.options(&link.token).await), AppError::NotAdmitted);
    assert_eq!(link.admit(&right).await.unwrap(), CodeOutcome::Admitted);
    browser.options(&link.token).await.unwrap();
}

#[tokio::test]
async fn the_third_wrong_code_cancels_the_link_even_for_an_admitted_attempt() {
    let world = World::new().await;
    let link = Link::with_codes(&world).await;
    let mut browser = link.joined().await;
    let right = code(&browser).await;
    link.admit(&right).await.unwrap();
    let options = browser.options(&link.token).await.unwrap();
    for left in [2, 1, 0] {
        assert_eq!(link.admit(&wrong(&right)).await.unwrap(), CodeOutcome::Wrong(left));
    }
    let audited = world.last_audited().await;
    assert_eq!((audited.action.as_str(), audited.outcome.as_str()), ("admit-attempt", "refused"));
    assert!(audited.detail.contains("Third wrong match code. Link cancelled"), "{}", audited.detail);

    let cancelled = AppError::LinkEnded(LinkEnd::Cancelled);
    assert_eq!(link.watch().await.end, Some(LinkEnd::Cancelled));
    assert_eq!(standing(&browser).await.end, Some(LinkEnd::Cancelled));
    assert_eq!(told(browser.finish(&SoftAuthenticator::phone().create(&options)).await), cancelled);
    assert_eq!(told(browser.join(&link.token).await), cancelled);
    assert_eq!(told(link.admit(&right).await), cancelled);
}

#[tokio::test]
async fn a_malformed_code_counts_as_wrong() {
    let world = World::new().await;
    let link = Link::with_codes(&world).await;
    let browser = link.joined().await;
    let right = code(&browser).await;
    for (typed, left) in [("", 2), (&*format!("{right}0"), 1), (&right[..5], 0)] {
        assert_eq!(link.admit(typed).await.unwrap(), CodeOutcome::Wrong(left), "{typed:?}");
    }
}

#[tokio::test]
async fn the_code_of_another_link_counts_as_wrong() {
    let world = World::new().await;
    let replaced = Link::with_codes(&world).await;
    let old = code(&replaced.joined().await).await;
    let link = Link::with_codes(&world).await;
    link.joined().await;
    assert_eq!(link.admit(&old).await.unwrap(), CodeOutcome::Wrong(2));
    assert_eq!(told(replaced.admit(&old).await), AppError::LinkEnded(LinkEnd::Replaced));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn simultaneous_wrong_codes_all_count() {
    let world = World::new().await;
    let link = Arc::new(Link::with_codes(&world).await);
    let typed = wrong(&code(&link.joined().await).await);
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
        let CodeOutcome::Wrong(tries) = agent.await.unwrap() else { panic!("no attempt has this code") };
        left.push(tries);
    }
    left.sort_unstable();
    assert_eq!(left, [0, 1, 2]);
}
