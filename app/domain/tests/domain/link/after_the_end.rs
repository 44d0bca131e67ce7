//! Whoever keeps the cookie of a link that ended fills no log with it, and what is refused before the end counts.

use super::{Link, standing};
use crate::support::{SoftAuthenticator, World, told};
use chrono::TimeDelta;
use domain::{audit::enter_repeated, entity::audit_event};
use model::{AppError, LinkEnd};

#[tokio::test]
async fn an_answer_after_the_links_end_is_told_how_it_ended_and_leaves_no_line() {
    let world = World::new().await;
    for end in [LinkEnd::Expired, LinkEnd::Cancelled, LinkEnd::Registered, LinkEnd::Replaced] {
        let link = Link::new(&world).await;
        let mut browser = link.begun().await;
        let options = browser.start(&link.token).await.unwrap();
        match end {
            LinkEnd::Expired => world.clock.advance(TimeDelta::minutes(30)),
            LinkEnd::Cancelled => link.cancel().await.unwrap(),
            LinkEnd::Registered => {
                link.begun().await.register(&link.token, &mut SoftAuthenticator::phone()).await.unwrap();
            }
            _ => drop(Link::new(&world).await),
        }
        let known = world.count(audit_event::Entity).await;
        let mut events = world.domain.events().subscribe();
        for answer in ["{}", &SoftAuthenticator::phone().create(&options)] {
            for _ in 0..25 {
                assert_eq!(told(browser.finish(answer).await), AppError::LinkEnded(end));
            }
        }
        assert_eq!(world.count(audit_event::Entity).await, known, "{end:?}");
        assert!(events.try_recv().is_err(), "{end:?}");
        assert_eq!(standing(&browser).await.end, Some(end));
        world.clock.set(crate::support::clock::START.parse().unwrap());
    }
}

#[tokio::test]
async fn what_comes_after_the_end_while_a_ceremony_goes_on_is_audited_until_the_link_is_locked() {
    let world = World::new().await;
    let link = Link::new(&world).await;
    let mut browser = link.begun().await;
    world.clock.advance(TimeDelta::minutes(29));
    browser.start(&link.token).await.unwrap();
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
async fn twenty_answers_of_a_browser_that_was_not_let_in_lock_the_link() {
    let world = World::new().await;
    let link = Link::with_codes(&world).await;
    let thief = link.begun().await;
    let options = Link::options_of_another(&world).await;
    let answer = SoftAuthenticator::phone().create(&options);
    let known = world.count(audit_event::Entity).await;
    for _ in 0..20 {
        assert_eq!(link.watch().await.end, None);
        assert_eq!(told(thief.finish(&answer).await), AppError::NotAdmitted);
    }
    assert_eq!(link.watch().await.end, Some(LinkEnd::LockedOut));
    assert_eq!(world.count(audit_event::Entity).await, known + 2, "the first of twenty refusals, and the lock");
    assert_eq!(told(thief.finish(&answer).await), AppError::LinkEnded(LinkEnd::LockedOut));
}
