use super::{Link, code, report, wrong};
use crate::support::{Browser, Person, SoftAuthenticator, UV, World, checked, told};
use chrono::TimeDelta;
use domain::{
    access::{RemoveAuthenticator, permit},
    authenticators,
    entity::audit_event,
    link,
    live::Change,
};
use model::{
    AttemptFailure, AttemptReport, AttemptState, AuthenticatorKind, DeviceFailure, LinkEnd, Meeting, RegistrationToken,
};
use strum::VariantArray;
use tokio::sync::broadcast::Receiver;

/// The events since the last call.
fn heard(events: &mut Receiver<Change>) -> Vec<Change> {
    std::iter::from_fn(|| events.try_recv().ok()).collect()
}

#[tokio::test]
async fn every_change_of_a_link_sends_an_event() {
    let world = World::new().await;
    let link = Link::with_codes(&world).await;
    let mut events = link.domain.events().subscribe();
    let changed = [Change::Link(link.id.0)];

    let mut browser = link.joined().await;
    assert_eq!(heard(&mut events), changed, "join");
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
    let options = browser.options(&link.token).await.unwrap();
    assert_eq!(heard(&mut events), changed, "the next try");
    let unverified = phone.create_with(&options, |response| response.flags &= !UV);
    told(browser.finish(&unverified).await);
    assert_eq!(heard(&mut events), changed, "a refused response, which the agent sees");
    browser.options(&link.token).await.unwrap();
    assert_eq!(heard(&mut events), changed, "and the next");
    let options = browser.options(&link.token).await.unwrap();
    assert_eq!(heard(&mut events), [], "options that are loaded anew");
    browser.finish(&phone.create(&options)).await.unwrap();
    assert_eq!(heard(&mut events), changed, "the finish");
    browser.test(&mut phone).await.unwrap();
    assert_eq!(heard(&mut events), changed, "the test");
    let manager = world.actor(Person::Manager).await;
    let permit = permit::<RemoveAuthenticator>(&link.domain, &manager, &Person::User.id()).await.unwrap();
    let id = link.watch().await.registered.unwrap().id;
    authenticators::remove(&link.domain, &permit, id, model::RemovalReason::Lost, "").await.unwrap();
    assert_eq!(heard(&mut events), changed, "the removal");
}

#[tokio::test]
async fn a_report_after_the_end_sends_an_event_and_is_shown() {
    let world = World::new().await;
    let link = Link::new(&world).await;
    let mut browser = link.joined().await;
    browser.options(&link.token).await.unwrap();
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
async fn replacing_and_cancelling_a_link_send_events() {
    let world = World::new().await;
    let mut events = world.domain.events().subscribe();
    let old = Link::new(&world).await;
    // A page that watches all links of the agent does not know the new one yet.
    let new = Change::LinksOf(world.user(Person::Advanced).await.id);
    assert_eq!(heard(&mut events), [Change::Link(old.id.0), new]);
    let link = Link::new(&world).await;
    assert_eq!(heard(&mut events), [Change::Link(old.id.0), Change::Link(link.id.0), new]);
    link.cancel().await.unwrap();
    assert_eq!(heard(&mut events), [Change::Link(link.id.0)]);
}

#[tokio::test]
async fn refused_and_rolled_back_changes_send_no_event() {
    let world = World::new().await;
    let link = Link::generate(&world.domain, world.actor(Person::Manager).await, Meeting::Video).await;
    let other = link.of(&world, Person::Advanced).await;
    let (mut browser, mut late) = (link.joined().await, link.joined().await);
    let options = late.options(&link.token).await.unwrap();
    let mut events = world.domain.events().subscribe();

    told(other.cancel().await);
    told(other.admit("123456").await);
    told(other.try_to_watch().await);
    let (kind, permit) = (AuthenticatorKind::Passkey, link.permit().await);
    told(link::generate(&world.domain, &permit, kind, Meeting::Video, Some(1441), &checked()).await);
    told(Browser::new(&world.domain).join(&RegistrationToken::new("x")).await);
    link::look_up(&world.domain, &link.token, None).await.unwrap();
    link.watch().await;
    assert_eq!(heard(&mut events), []);

    browser.register(&link.token, &mut SoftAuthenticator::phone()).await.unwrap();
    assert_eq!(heard(&mut events), [Change::Link(link.id.0)]);
    told(late.finish(&SoftAuthenticator::phone().create(&options)).await);
    told(link.cancel().await);
    told(late.options(&link.token).await);
    report(&late, AttemptReport::Prompted).await;
    assert_eq!(heard(&mut events), []);
}

#[tokio::test]
async fn what_did_not_work_on_a_device_is_shown_audited_and_kept_under_the_name_of_its_exception() {
    let world = World::new().await;
    let link = Link::new(&world).await;
    let mut browser = link.joined().await;
    for &failure in DeviceFailure::VARIANTS {
        let before = world.count(audit_event::Entity).await;
        browser.options(&link.token).await.unwrap();
        report(&browser, AttemptReport::Prompted).await;
        report(&browser, AttemptReport::Failed(failure)).await;
        assert_eq!(link.stages().await, [AttemptState::Failed(AttemptFailure::Device(failure))]);
        let Some(exception) = failure.exception().filter(|_| failure.is_of_the_device()) else {
            assert_eq!(world.count(audit_event::Entity).await, before, "{failure:?} is not audited");
            continue;
        };
        let audited = world.last_audited().await;
        assert_eq!((audited.action.as_str(), audited.outcome.as_str()), ("device-failure", "refused"), "{failure:?}");
        let detail: serde_json::Value = serde_json::from_str(&audited.detail).unwrap();
        assert_eq!(detail, serde_json::json!({ "kind": "Passkey", "reason": exception }));
        // It is counted when it happens again, and does not fill the log.
        browser.options(&link.token).await.unwrap();
        report(&browser, AttemptReport::Failed(failure)).await;
        assert_eq!(world.count(audit_event::Entity).await, before + 1, "{failure:?}");
    }
}

#[tokio::test]
async fn failures_of_a_device_lock_no_link() {
    let world = World::new().await;
    let link = Link::new(&world).await;
    let mut browser = link.joined().await;
    for failure in [DeviceFailure::Unknown, DeviceFailure::NotAllowed].into_iter().cycle().take(60) {
        browser.options(&link.token).await.unwrap();
        report(&browser, AttemptReport::Failed(failure)).await;
    }
    assert_eq!(link.watch().await.end, None);
    browser.register(&link.token, &mut SoftAuthenticator::phone()).await.unwrap();
}
