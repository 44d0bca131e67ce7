use super::{Link, refuse, report, standing};
use crate::support::{Person, SoftAuthenticator, World, told};
use chrono::TimeDelta;
use domain::{entity::registration_attempt, link};
use model::{AppError, AttemptFailure, AttemptReport, AttemptState, CeremonyRefusal, DeviceFailure, LinkEnd};

#[tokio::test]
async fn attempts_live_side_by_side_and_the_first_verified_finish_wins() {
    let world = World::new().await;
    let link = Link::new(&world).await;
    let mut computer = link.joined().await;
    world.clock.advance(TimeDelta::seconds(1));
    let mut phone = link.joined().await;
    let options = computer.options(&link.token).await.unwrap();
    phone.register(&link.token, &mut SoftAuthenticator::phone()).await.unwrap();

    assert_eq!(standing(&computer).await.end, Some(LinkEnd::Registered));
    let late = computer.finish(&SoftAuthenticator::computer().create(&options)).await;
    assert_eq!(told(late), AppError::LinkEnded(LinkEnd::Registered));
    assert_eq!(link.stages().await, [AttemptState::Admitted, AttemptState::Registered]);
    let watched = link.watch().await;
    assert_eq!(watched.end, Some(LinkEnd::Registered));
    assert_eq!(watched.registered.unwrap().at.utc, "2026-11-22T14:05:01.000Z");
    assert_eq!(world.authenticators(Person::User).await.len(), 1);
}

#[tokio::test]
async fn a_browser_that_sends_its_cookie_stays_the_same_attempt() {
    let world = World::new().await;
    let link = Link::new(&world).await;
    let mut browser = link.joined().await;
    let cookie = browser.attempt.as_ref().unwrap().reveal();
    world.clock.advance(TimeDelta::minutes(1));
    browser.join(&link.token).await.unwrap();
    browser.options(&link.token).await.unwrap();
    assert_eq!(browser.attempt.as_ref().unwrap().reveal(), cookie);
    let attempts = link.watch().await.attempts;
    assert_eq!(attempts.len(), 1);
    assert_eq!((attempts[0].number, attempts[0].joined.utc.as_str()), (1, "2026-11-22T14:05:00.000Z"));
}

#[tokio::test]
async fn the_cookie_of_another_link_makes_a_new_attempt() {
    let world = World::new().await;
    let replaced = Link::new(&world).await;
    let mut browser = replaced.joined().await;
    let old = browser.clone();
    let (link, known) = (Link::new(&world).await, world.count(registration_attempt::Entity).await);
    browser.join(&link.token).await.unwrap();
    assert_eq!(world.count(registration_attempt::Entity).await, known + 1);
    assert_eq!(standing(&browser).await.end, None);
    assert_eq!(standing(&old).await.end, Some(LinkEnd::Replaced));
    assert_eq!((link.watch().await.attempts.len(), replaced.watch().await.attempts.len()), (1, 1));
}

#[tokio::test]
async fn the_agent_sees_device_failures_and_refusals() {
    let world = World::new().await;
    let link = Link::new(&world).await;
    let mut browser = link.joined().await;
    assert_eq!(link.stages().await, [AttemptState::Admitted]);
    report(&browser, AttemptReport::Prompted).await;
    assert_eq!(link.stages().await, [AttemptState::Prompted]);
    report(&browser, AttemptReport::Failed(DeviceFailure::NotAllowed)).await;
    assert_eq!(link.stages().await, [AttemptState::Failed(AttemptFailure::Device(DeviceFailure::NotAllowed))]);
    browser.options(&link.token).await.unwrap();
    assert_eq!(link.stages().await, [AttemptState::Admitted], "the next try");
    report(&browser, AttemptReport::Prompted).await;
    assert_eq!(link.stages().await, [AttemptState::Prompted]);
    refuse(&mut browser, &link.token).await;
    let refused = AttemptFailure::Refused(CeremonyRefusal::NotVerified);
    assert_eq!(link.stages().await, [AttemptState::Failed(refused)]);
    browser.register(&link.token, &mut SoftAuthenticator::phone()).await.unwrap();
    assert_eq!(link.stages().await, [AttemptState::Registered]);

    report(&browser, AttemptReport::Failed(DeviceFailure::Other)).await;
    assert_eq!(link.stages().await, [AttemptState::Registered], "what comes after the end changes nothing");
}

#[tokio::test]
async fn a_late_report_does_not_hide_a_refusal() {
    let world = World::new().await;
    let link = Link::new(&world).await;
    let mut browser = link.joined().await;
    refuse(&mut browser, &link.token).await;
    let refused = [AttemptState::Failed(AttemptFailure::Refused(CeremonyRefusal::NotVerified))];
    for late in [AttemptReport::Prompted, AttemptReport::Failed(DeviceFailure::NotAllowed)] {
        report(&browser, late).await;
        assert_eq!(link.stages().await, refused, "{late:?}");
    }
    browser.options(&link.token).await.unwrap();
    report(&browser, AttemptReport::Prompted).await;
    assert_eq!(link.stages().await, [AttemptState::Prompted], "the next try");
}

/// On a slow line, the reports of one try may arrive after the options of the next one were sent.
#[tokio::test]
async fn late_reports_of_an_earlier_try_are_corrected_when_the_page_is_ready_again() {
    let world = World::new().await;
    let link = Link::new(&world).await;
    let mut browser = link.joined().await;
    report(&browser, AttemptReport::Ready).await;
    assert_eq!(link.stages().await, [AttemptState::Admitted], "nothing to correct");
    for late in [AttemptReport::Prompted, AttemptReport::Failed(DeviceFailure::NotAllowed)] {
        browser.options(&link.token).await.unwrap();
        report(&browser, late).await;
        assert_ne!(link.stages().await, [AttemptState::Admitted], "{late:?}");
        report(&browser, AttemptReport::Ready).await;
        assert_eq!(link.stages().await, [AttemptState::Admitted], "{late:?}");
    }
    refuse(&mut browser, &link.token).await;
    report(&browser, AttemptReport::Ready).await;
    let refused = AttemptState::Failed(AttemptFailure::Refused(CeremonyRefusal::NotVerified));
    assert_eq!(link.stages().await, [refused], "a refusal is not hidden");
}

#[tokio::test]
async fn a_browser_without_an_attempt_cannot_report_and_learns_nothing() {
    let world = World::new().await;
    let stranger = domain::Secret::new(&domain::SystemRandom);
    for secret in [None, Some(&stranger)] {
        let reported = link::report(&world.domain, secret, AttemptReport::Prompted).await;
        assert_eq!(told(reported), AppError::LinkUnknown);
        assert_eq!(told(link::standing(&world.domain, secret).await), AppError::LinkUnknown);
    }
}
