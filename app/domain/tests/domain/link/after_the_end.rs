//! A browser that keeps the cookie of an ended link cannot fill the audit log, and refusals before the end count.

use super::{Link, standing};
use crate::support::{SoftAuthenticator, World, told};
use chrono::TimeDelta;
use domain::{audit::enter_repeated, entity::audit_event};
use model::{AppError, LinkEnd};

#[tokio::test]
async fn a_response_after_the_end_is_told_how_the_link_ended_and_leaves_no_audit_line() {
    let world = World::new().await;
    for end in [LinkEnd::Expired, LinkEnd::Cancelled, LinkEnd::Registered, LinkEnd::Replaced] {
        let link = Link::new(&world).await;
        let mut browser = link.joined().await;
        let options = browser.options(&link.token).await.unwrap();
        match end {
            LinkEnd::Expired => world.clock.advance(TimeDelta::minutes(30)),
            LinkEnd::Cancelled => link.cancel().await.unwrap(),
            LinkEnd::Registered => {
                link.joined().await.register(&link.token, &mut SoftAuthenticator::phone()).await.unwrap();
            }
            _ => drop(Link::new(&world).await),
        }
        let known = world.count(audit_event::Entity).await;
        let mut events = world.domain.events().subscribe();
        for response in ["{}", &SoftAuthenticator::phone().create(&options)] {
            for _ in 0..25 {
                assert_eq!(told(browser.finish(response).await), AppError::LinkEnded(end));
            }
        }
        assert_eq!(world.count(audit_event::Entity).await, known, "{end:?}");
        assert!(events.try_recv().is_err(), "{end:?}");
        assert_eq!(standing(&browser).await.end, Some(end));
        world.clock.set(crate::support::clock::START.parse().unwrap());
    }
}

#[tokio::test]
async fn responses_to_a_ceremony_that_outlasts_the_link_are_audited_until_the_lockout() {
    let world = World::new().await;
    let link = Link::new(&world).await;
    let mut browser = link.joined().await;
    world.clock.advance(TimeDelta::minutes(29));
    browser.options(&link.token).await.unwrap();
    world.clock.advance(TimeDelta::minutes(2));
    let known = world.count(audit_event::Entity).await;
    for _ in 0..25 {
        told(browser.finish("{}").await);
    }
    assert_eq!(world.count(audit_event::Entity).await, known + 2, "the first of twenty refusals, and the lock");
    assert_eq!(world.last_audited().await.action, "lock-link");
    world.clock.advance(TimeDelta::minutes(1));
    assert_eq!(enter_repeated(&world.domain).await.unwrap(), 1);
    assert!(world.last_audited().await.detail.contains(r#""repeated":19"#));
    assert_eq!(standing(&browser).await.end, Some(LinkEnd::LockedOut));
}

#[tokio::test]
async fn twenty_responses_of_a_browser_that_was_not_admitted_lock_the_link_out() {
    let world = World::new().await;
    let link = Link::with_codes(&world).await;
    let thief = link.joined().await;
    let options = Link::options_of_another(&world).await;
    let response = SoftAuthenticator::phone().create(&options);
    let known = world.count(audit_event::Entity).await;
    for _ in 0..20 {
        assert_eq!(link.watch().await.end, None);
        assert_eq!(told(thief.finish(&response).await), AppError::NotAdmitted);
    }
    assert_eq!(link.watch().await.end, Some(LinkEnd::LockedOut));
    assert_eq!(world.count(audit_event::Entity).await, known + 2, "the first of twenty refusals, and the lock");
    assert_eq!(told(thief.finish(&response).await), AppError::LinkEnded(LinkEnd::LockedOut));
}
