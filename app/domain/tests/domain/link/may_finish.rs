//! Who started in time may finish: the browser, the panel and the profile all go by the ceremony, whatever a page reports.

use super::{IPAD, Link, report, standing};
use crate::support::{MICROSECOND, Person, SoftAuthenticator, World, told};
use chrono::TimeDelta;
use domain::{Settings, access::ViewProfile, views};
use model::{AppError, AttemptReport, CeremonyRefusal, LinkEnd};

/// Whether the profile lists the link, and if so, as expired.
async fn listed_as_expired(world: &World, link: &Link) -> Option<bool> {
    let manager = world.actor(Person::Manager).await;
    let permit = world.permit::<ViewProfile>(&manager, Person::User).await;
    let open = views::profile(&world.domain, &permit).await.unwrap().open_link;
    open.filter(|open| open.id == link.id).map(|open| open.expired)
}

#[tokio::test]
async fn whoever_has_options_may_finish_though_no_prompt_was_reported_and_the_agent_sees_it() {
    let world = World::new().await;
    let link = Link::with_life(&world, TimeDelta::minutes(5)).await;
    let (mut started, idle) = (link.begun().await, link.begun().await);
    assert!(!link.watch().await.may_finish);
    world.clock.advance(TimeDelta::minutes(5) - MICROSECOND);
    let options = started.start(&link.token).await.unwrap();
    assert!(link.watch().await.may_finish);
    assert_eq!(listed_as_expired(&world, &link).await, Some(false));
    world.clock.advance(Settings::CEREMONY_LIFE - MICROSECOND);
    let watched = link.watch().await;
    assert_eq!((watched.end, watched.may_finish), (Some(LinkEnd::Expired), true));
    assert_eq!((standing(&started).await.end, standing(&idle).await.end), (None, Some(LinkEnd::Expired)));
    assert_eq!(listed_as_expired(&world, &link).await, Some(true));

    let mut late = started.clone();
    world.clock.advance(MICROSECOND);
    let watched = link.watch().await;
    assert_eq!((watched.end, watched.may_finish), (Some(LinkEnd::Expired), false));
    assert_eq!(standing(&late).await.end, Some(LinkEnd::Expired));
    assert_eq!(listed_as_expired(&world, &link).await, None);
    assert_eq!(told(late.start(&link.token).await), AppError::LinkEnded(LinkEnd::Expired));

    world.clock.advance(-MICROSECOND);
    started.finish(&SoftAuthenticator::phone().create(&options)).await.unwrap();
    let watched = link.watch().await;
    assert_eq!((watched.end, watched.may_finish), (Some(LinkEnd::Registered), false));
}

#[tokio::test]
async fn a_page_that_only_says_that_it_shows_the_prompt_may_not_finish() {
    let world = World::new().await;
    let link = Link::new(&world).await;
    let browser = link.begun().await;
    world.clock.advance(TimeDelta::minutes(30) - MICROSECOND);
    report(&browser, AttemptReport::Prompted).await;
    world.clock.advance(MICROSECOND);
    assert_eq!(standing(&browser).await.end, Some(LinkEnd::Expired));
    assert!(!link.watch().await.may_finish);
}

#[tokio::test]
async fn an_answer_that_was_refused_after_the_end_was_the_last() {
    let world = World::new().await;
    let link = Link::new(&world).await;
    let (mut browser, mut phone) = (link.begun().await, SoftAuthenticator::phone());
    world.clock.advance(TimeDelta::minutes(29));
    let options = browser.start(&link.token).await.unwrap();
    world.clock.advance(TimeDelta::minutes(2));
    assert_eq!(standing(&browser).await.end, None);
    let wrong = phone.create_with(&options, |answer| answer.rp_id = "nhs.uk".to_owned());
    assert_eq!(told(browser.finish(&wrong).await), AppError::Ceremony(CeremonyRefusal::WrongOrigin));
    assert_eq!(standing(&browser).await.end, Some(LinkEnd::Expired));
    assert!(!link.watch().await.may_finish);
    assert_eq!(told(browser.finish(&phone.create(&options)).await), AppError::LinkEnded(LinkEnd::Expired));
}

#[tokio::test]
async fn what_the_agent_cancels_after_its_end_cannot_be_finished() {
    let world = World::new().await;
    let link = Link::with_life(&world, TimeDelta::minutes(5)).await;
    let mut browser = link.begun().await;
    let options = browser.start(&link.token).await.unwrap();
    world.clock.advance(TimeDelta::minutes(6));
    link.cancel().await.unwrap();
    let watched = link.watch().await;
    assert_eq!((watched.end, watched.may_finish), (Some(LinkEnd::Cancelled), false));
    let answer = browser.finish(&SoftAuthenticator::phone().create(&options)).await;
    assert_eq!(told(answer), AppError::LinkEnded(LinkEnd::Cancelled));
}

#[tokio::test]
async fn a_link_that_expired_is_not_said_to_be_replaced_unless_its_user_was_still_at_it() {
    let world = World::new().await;
    let old = Link::with_life(&world, TimeDelta::minutes(5)).await;
    let browser = old.begun().await;
    world.clock.advance(TimeDelta::minutes(5));
    let link = Link::with_life(&world, TimeDelta::minutes(5)).await;
    let expired = AppError::LinkEnded(LinkEnd::Expired);
    assert_eq!(told(domain::link::look_up(&world.domain, &old.token).await), expired);
    assert_eq!(told(old.cancel().await), expired);
    assert_eq!((old.watch().await.end, standing(&browser).await.end), (Some(LinkEnd::Expired), Some(LinkEnd::Expired)));

    let mut at_it = link.begun().await;
    at_it.start(&link.token).await.unwrap();
    domain::link::visit(&world.domain, &link.token, &IPAD).await.unwrap();
    world.clock.advance(TimeDelta::minutes(5));
    Link::new(&world).await;
    assert_eq!(
        (link.watch().await.end, standing(&at_it).await.end),
        (Some(LinkEnd::Replaced), Some(LinkEnd::Replaced))
    );
}
