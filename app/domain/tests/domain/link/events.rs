use super::{Link, begin, code, report, wrong};
use crate::support::{Browser, Person, SoftAuthenticator, UV, World, told};
use chrono::TimeDelta;
use domain::{
    access::{RemoveAuthenticator, permit},
    authenticators, link,
    live::Change,
};
use model::{
    AttemptFailure, AttemptReport, AttemptState, AuthenticatorKind, DeviceFailure, LinkEnd, Meeting, RegistrationToken,
};
use tokio::sync::broadcast::Receiver;

/// What was heard since the last call.
fn heard(events: &mut Receiver<Change>) -> Vec<Change> {
    std::iter::from_fn(|| events.try_recv().ok()).collect()
}

#[tokio::test]
async fn every_change_of_a_link_is_heard() {
    let world = World::new().await;
    let link = Link::with_codes(&world).await;
    let mut events = link.domain.events().subscribe();
    let changed = [Change::Link(link.id.0)];

    let mut browser = link.begun().await;
    assert_eq!(heard(&mut events), changed, "begin");
    let right = code(&browser).await;
    link.admit(&wrong(&right)).await.unwrap();
    assert_eq!(heard(&mut events), changed, "a wrong code");
    link.admit(&right).await.unwrap();
    assert_eq!(heard(&mut events), changed, "the right code");
    report(&browser, AttemptReport::Prompted).await;
    assert_eq!(heard(&mut events), changed, "a prompt");
    report(&browser, AttemptReport::Failed(DeviceFailure::NotAllowed)).await;
    assert_eq!(heard(&mut events), changed, "a failure on the device");

    let mut phone = SoftAuthenticator::phone();
    let options = browser.start(&link.token).await.unwrap();
    assert_eq!(heard(&mut events), changed, "the next try");
    let unverified = phone.create_with(&options, |answer| answer.flags &= !UV);
    told(browser.finish(&unverified).await);
    assert_eq!(heard(&mut events), changed, "a refused answer, which the agent sees");
    browser.start(&link.token).await.unwrap();
    assert_eq!(heard(&mut events), changed, "and the next");
    let options = browser.start(&link.token).await.unwrap();
    assert_eq!(heard(&mut events), [], "options that are loaded anew");
    browser.finish(&phone.create(&options)).await.unwrap();
    assert_eq!(heard(&mut events), changed, "the finish");
    browser.test(&mut phone).await.unwrap();
    assert_eq!(heard(&mut events), changed, "the test");
    let manager = world.actor(Person::Manager).await;
    let permit = permit::<RemoveAuthenticator>(&link.domain, &manager, &Person::User.id()).await.unwrap();
    let id = link.watch().await.registered.unwrap().id;
    authenticators::remove(&link.domain, &permit, id).await.unwrap();
    assert_eq!(heard(&mut events), changed, "the removal");
}

#[tokio::test]
async fn what_a_page_reports_when_the_time_is_up_is_heard_and_seen() {
    let world = World::new().await;
    let link = Link::new(&world).await;
    let mut browser = link.begun().await;
    browser.start(&link.token).await.unwrap();
    world.clock.advance(TimeDelta::hours(12));
    let mut events = link.domain.events().subscribe();
    let failure = DeviceFailure::NotAllowed;
    for (report_of, stage) in [
        (AttemptReport::Prompted, AttemptState::Prompted),
        (AttemptReport::Failed(failure), AttemptState::Failed(AttemptFailure::Device(failure))),
    ] {
        report(&browser, report_of).await;
        assert_eq!(heard(&mut events), [Change::Link(link.id.0)], "{report_of:?}");
        let seen = link.watch().await;
        assert_eq!((seen.end, seen.attempts[0].state), (Some(LinkEnd::Expired), stage));
    }
}

#[tokio::test]
async fn a_replaced_and_a_cancelled_link_are_heard() {
    let world = World::new().await;
    let mut events = world.domain.events().subscribe();
    let old = Link::new(&world).await;
    assert_eq!(heard(&mut events), [Change::Link(old.id.0)]);
    let link = Link::new(&world).await;
    assert_eq!(heard(&mut events), [Change::Link(old.id.0), Change::Link(link.id.0)]);
    link.cancel().await.unwrap();
    assert_eq!(heard(&mut events), [Change::Link(link.id.0)]);
}

#[tokio::test]
async fn what_was_refused_or_rolled_back_is_not_heard() {
    let world = World::new().await;
    let link = Link::generate(&world.domain, world.actor(Person::Manager).await, Meeting::Video).await;
    let other = link.of(&world, Person::Advanced).await;
    let (mut browser, mut late) = (link.begun().await, link.begun().await);
    let options = late.start(&link.token).await.unwrap();
    let mut events = world.domain.events().subscribe();

    told(other.cancel().await);
    told(other.admit("123456").await);
    told(other.try_to_watch().await);
    let (kind, permit) = (AuthenticatorKind::Passkey, link.permit().await);
    told(link::generate(&world.domain, &permit, kind, Meeting::Video, Some(1441)).await);
    told(begin(&mut Browser::new(&world.domain), &RegistrationToken::new("x")).await);
    link::look_up(&world.domain, &link.token).await.unwrap();
    link.watch().await;
    assert_eq!(heard(&mut events), []);

    browser.register(&link.token, &mut SoftAuthenticator::phone()).await.unwrap();
    assert_eq!(heard(&mut events), [Change::Link(link.id.0)]);
    told(late.finish(&SoftAuthenticator::phone().create(&options)).await);
    told(link.cancel().await);
    told(late.start(&link.token).await);
    report(&late, AttemptReport::Prompted).await;
    assert_eq!(heard(&mut events), []);
}
