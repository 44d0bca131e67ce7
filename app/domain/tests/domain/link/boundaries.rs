//! Boundary cases: an ended link is not locked out, a prompt does not delay the end, and a link without match codes has no wrong
//! codes.

use super::{Link, report, standing};
use crate::support::{SoftAuthenticator, World, told};
use chrono::TimeDelta;
use model::{AppError, AttemptReport, LinkEnd};

#[tokio::test]
async fn a_used_link_is_never_locked_out() {
    let world = World::new().await;
    let link = Link::new(&world).await;
    let (mut browser, late) = (link.joined().await, link.joined().await);
    browser.register(&link.token, &mut SoftAuthenticator::phone()).await.unwrap();
    for _ in 0..20 {
        told(late.finish("{}").await);
    }
    assert_eq!(world.last_audited().await.action, "register");
}

#[tokio::test]
async fn a_link_is_locked_out_once() {
    let world = World::new().await;
    let link = Link::new(&world).await;
    let browser = link.joined().await;
    for _ in 0..20 {
        told(browser.finish("{}").await);
    }
    assert_eq!(world.last_audited().await.action, "lock-link");
    let known = world.last_audited().await.sequence;
    assert_eq!(told(browser.finish("{}").await), AppError::LinkEnded(LinkEnd::LockedOut));
    assert_eq!(world.last_audited().await.sequence, known, "nor is anything else said of it");
}

#[tokio::test]
async fn a_prompt_left_on_the_screen_ends_with_the_message_that_the_link_has_expired() {
    let world = World::new().await;
    let link = Link::new(&world).await;
    let mut browser = link.joined().await;
    browser.options(&link.token).await.unwrap();
    report(&browser, AttemptReport::Prompted).await;
    world.clock.advance(TimeDelta::hours(12));
    assert_eq!(standing(&browser).await.end, Some(LinkEnd::Expired));
}

#[tokio::test]
async fn a_prompt_reported_after_the_end_does_not_reopen_the_link() {
    let world = World::new().await;
    let link = Link::new(&world).await;
    let browser = link.joined().await;
    world.clock.advance(TimeDelta::minutes(30));
    report(&browser, AttemptReport::Prompted).await;
    assert_eq!(standing(&browser).await.end, Some(LinkEnd::Expired));
}

#[tokio::test]
async fn typed_codes_do_not_cancel_a_link_without_match_codes() {
    let world = World::new().await;
    let link = Link::new(&world).await;
    for _ in 0..3 {
        let AppError::Invalid(invalid) = told(link.admit("123456").await) else { panic!("there is no code to type") };
        assert_eq!((invalid.len(), invalid[0].field.as_str()), (1, "code"));
        assert!(invalid[0].message.contains("not use match codes"), "{}", invalid[0].message);
    }
    assert_eq!((link.watch().await.end, link.watch().await.tries_left), (None, 3));
    world.clock.advance(TimeDelta::minutes(30));
    assert_eq!(told(link.admit("123456").await), AppError::LinkEnded(LinkEnd::Expired));
}
