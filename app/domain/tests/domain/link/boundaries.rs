//! What lies at the boundaries: a link that ended is not locked, a prompt does not hold off its end, and where no code is wanted
//! none is wrong.

use super::{Link, report, standing};
use crate::support::{SoftAuthenticator, World, told};
use chrono::TimeDelta;
use model::{AppError, AttemptReport, LinkEnd};

#[tokio::test]
async fn a_used_link_is_never_said_to_be_locked() {
    let world = World::new().await;
    let link = Link::new(&world).await;
    let (mut browser, late) = (link.begun().await, link.begun().await);
    browser.register(&link.token, &mut SoftAuthenticator::phone()).await.unwrap();
    for _ in 0..20 {
        told(late.finish("{}").await);
    }
    assert_eq!(world.last_audited().await.action, "register");
}

#[tokio::test]
async fn a_link_is_locked_once() {
    let world = World::new().await;
    let link = Link::new(&world).await;
    let browser = link.begun().await;
    for _ in 0..20 {
        told(browser.finish("{}").await);
    }
    assert_eq!(world.last_audited().await.action, "lock-link");
    let known = world.last_audited().await.sequence;
    assert_eq!(told(browser.finish("{}").await), AppError::LinkEnded(LinkEnd::LockedOut));
    assert_eq!(world.last_audited().await.sequence, known, "nor is anything else said of it");
}

#[tokio::test]
async fn who_let_the_prompt_lie_is_told_in_the_end_that_the_time_is_up() {
    let world = World::new().await;
    let link = Link::new(&world).await;
    let mut browser = link.begun().await;
    browser.start(&link.token).await.unwrap();
    report(&browser, AttemptReport::Prompted).await;
    world.clock.advance(TimeDelta::hours(12));
    assert_eq!(standing(&browser).await.end, Some(LinkEnd::Expired));
}

#[tokio::test]
async fn a_prompt_reported_after_the_end_brings_no_link_back() {
    let world = World::new().await;
    let link = Link::new(&world).await;
    let browser = link.begun().await;
    world.clock.advance(TimeDelta::minutes(30));
    report(&browser, AttemptReport::Prompted).await;
    assert_eq!(standing(&browser).await.end, Some(LinkEnd::Expired));
}

#[tokio::test]
async fn a_link_without_codes_is_not_cancelled_by_codes() {
    let world = World::new().await;
    let link = Link::new(&world).await;
    for _ in 0..3 {
        let AppError::Invalid(faults) = told(link.admit("123456").await) else { panic!("there is no code to type") };
        assert_eq!((faults.len(), faults[0].field.as_str()), (1, "code"));
        assert!(faults[0].message.contains("no match codes"), "{}", faults[0].message);
    }
    assert_eq!((link.watch().await.end, link.watch().await.tries_left), (None, 3));
    world.clock.advance(TimeDelta::minutes(30));
    assert_eq!(told(link.admit("123456").await), AppError::LinkEnded(LinkEnd::Expired));
}
