//! A browser that got options in time may finish. The browser, the panel and the profile all go by the ceremony and not by what
//! a page reports.

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
async fn a_browser_with_options_may_finish_without_reporting_a_prompt_and_the_agent_sees_it() {
    let world = World::new().await;
    let link = Link::with_life(&world, TimeDelta::minutes(5)).await;
    let (mut started, idle) = (link.joined().await, link.joined().await);
    assert!(!link.watch().await.may_finish);
    world.clock.advance(TimeDelta::minutes(5) - MICROSECOND);
    let options = started.options(&link.token).await.unwrap();
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
    assert_eq!(told(late.options(&link.token).await), AppError::LinkEnded(LinkEnd::Expired));

    world.clock.advance(-MICROSECOND);
    started.finish(&SoftAuthenticator::phone().create(&options)).await.unwrap();
    let watched = link.watch().await;
    assert_eq!((watched.end, watched.may_finish), (Some(LinkEnd::Registered), false));
}

#[tokio::test]
async fn a_page_that_reports_a_prompt_without_options_may_not_finish() {
    let world = World::new().await;
    let link = Link::new(&world).await;
    let browser = link.joined().await;
    world.clock.advance(TimeDelta::minutes(30) - MICROSECOND);
    report(&browser, AttemptReport::Prompted).await;
    world.clock.advance(MICROSECOND);
    assert_eq!(standing(&browser).await.end, Some(LinkEnd::Expired));
    assert!(!link.watch().await.may_finish);
}

#[tokio::test]
async fn after_the_end_a_refused_response_is_the_last_one() {
    let world = World::new().await;
    let link = Link::new(&world).await;
    let (mut browser, mut phone) = (link.joined().await, SoftAuthenticator::phone());
    world.clock.advance(TimeDelta::minutes(29));
    let options = browser.options(&link.token).await.unwrap();
    world.clock.advance(TimeDelta::minutes(2));
    assert_eq!(standing(&browser).await.end, None);
    let wrong = phone.create_with(&options, |response| response.rp_id = "nhs.uk".to_owned());
    assert_eq!(told(browser.finish(&wrong).await), AppError::Ceremony(CeremonyRefusal::WrongOrigin));
    assert_eq!(standing(&browser).await.end, Some(LinkEnd::Expired));
    assert!(!link.watch().await.may_finish);
    assert_eq!(told(browser.finish(&phone.create(&options)).await), AppError::LinkEnded(LinkEnd::Expired));
}

#[tokio::test]
async fn a_ceremony_cannot_finish_when_the_agent_cancels_its_expired_link() {
    let world = World::new().await;
    let link = Link::with_life(&world, TimeDelta::minutes(5)).await;
    let mut browser = link.joined().await;
    let options = browser.options(&link.token).await.unwrap();
    world.clock.advance(TimeDelta::minutes(6));
    link.cancel().await.unwrap();
    let watched = link.watch().await;
    assert_eq!((watched.end, watched.may_finish), (Some(LinkEnd::Cancelled), false));
    let result = browser.finish(&SoftAuthenticator::phone().create(&options)).await;
    assert_eq!(told(result), AppError::LinkEnded(LinkEnd::Cancelled));
}

#[tokio::test]
async fn an_expired_link_is_replaced_only_if_a_ceremony_was_still_under_way() {
    let world = World::new().await;
    let old = Link::with_life(&world, TimeDelta::minutes(5)).await;
    let browser = old.joined().await;
    world.clock.advance(TimeDelta::minutes(5));
    let link = Link::with_life(&world, TimeDelta::minutes(5)).await;
    let expired = AppError::LinkEnded(LinkEnd::Expired);
    assert_eq!(told(domain::link::look_up(&world.domain, &old.token, None).await), expired);
    assert_eq!(told(old.cancel().await), expired);
    assert_eq!((old.watch().await.end, standing(&browser).await.end), (Some(LinkEnd::Expired), Some(LinkEnd::Expired)));

    let mut at_it = link.joined().await;
    at_it.options(&link.token).await.unwrap();
    domain::link::visit(&world.domain, &link.token, &IPAD).await.unwrap();
    world.clock.advance(TimeDelta::minutes(5));
    Link::new(&world).await;
    assert_eq!(
        (link.watch().await.end, standing(&at_it).await.end),
        (Some(LinkEnd::Replaced), Some(LinkEnd::Replaced))
    );
}
