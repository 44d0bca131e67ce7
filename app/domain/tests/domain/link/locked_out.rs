use super::{Link, refuse, report, standing};
use crate::support::{Browser, Person, SoftAuthenticator, World, told};
use domain::link::MAX_ATTEMPTS;
use model::{AppError, AttemptReport, DeviceFailure, LinkEnd};

#[tokio::test]
async fn too_many_attempts_lock_the_link_out_and_the_agent_is_told() {
    let world = World::new().await;
    let link = Link::new(&world).await;
    let mut first = link.joined().await;
    let options = first.options(&link.token).await.unwrap();
    for _ in 1..MAX_ATTEMPTS {
        link.joined().await;
    }
    assert_eq!(link.watch().await.end, None);
    first.join(&link.token).await.unwrap();

    let locked = AppError::LinkEnded(LinkEnd::LockedOut);
    assert_eq!(told(Browser::new(&link.domain).join(&link.token).await), locked);
    let audited = world.last_audited().await;
    assert_eq!((audited.action.as_str(), audited.outcome.as_str()), ("lock-link", "done"));
    assert_eq!(audited.subject_id, Some(world.user(Person::User).await.id));
    assert!(audited.detail.contains("Too many attempts"), "{}", audited.detail);
    let watched = link.watch().await;
    assert_eq!((watched.end, watched.attempts.len()), (Some(LinkEnd::LockedOut), MAX_ATTEMPTS));
    assert_eq!(standing(&first).await.end, Some(LinkEnd::LockedOut));
    assert_eq!(told(first.join(&link.token).await), locked);
    assert_eq!(told(first.finish(&SoftAuthenticator::phone().create(&options)).await), locked);
    assert!(world.authenticators(Person::User).await.is_empty());
}

#[tokio::test]
async fn twenty_refused_responses_lock_the_link_out_and_device_failures_do_not() {
    let world = World::new().await;
    let link = Link::new(&world).await;
    let mut browser = link.joined().await;
    for _ in 0..25 {
        report(&browser, AttemptReport::Failed(DeviceFailure::NotAllowed)).await;
    }
    for refused in 1..=20 {
        assert_eq!(link.watch().await.end, None, "after {}", refused - 1);
        refuse(&mut browser, &link.token).await;
    }
    let audited = world.last_audited().await;
    assert_eq!((audited.action.as_str(), audited.outcome.as_str()), ("lock-link", "done"));
    assert_eq!(link.watch().await.end, Some(LinkEnd::LockedOut));
    assert_eq!(told(browser.options(&link.token).await), AppError::LinkEnded(LinkEnd::LockedOut));
}
