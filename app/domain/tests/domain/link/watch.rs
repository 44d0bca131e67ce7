use super::{IPAD, Link, code, report, standing};
use crate::support::{Browser, MICROSECOND, Person, SoftAuthenticator, UV, World, told};
use chrono::TimeDelta;
use domain::link;
use model::{
    AppError, AttemptReport, AttemptState, AuthenticatorId, AuthenticatorKind, CeremonyRefusal, Device, IdentityCheck,
    IdentityProof, IssueReason, LinkEnd, Meeting, Moment, WatchedLink,
};

const IPHONE: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) \
                      Version/18.1 Mobile/15E148 Safari/604.1";
const MAC: &str = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) \
                   Version/18.1 Safari/605.1.15";

#[tokio::test]
async fn a_fresh_link_waits_for_its_user() {
    let world = World::new().await;
    let link = Link::new(&world).await;
    assert_eq!(
        link.watch().await,
        WatchedLink {
            id: link.id,
            kind: AuthenticatorKind::Passkey,
            meeting: Some(Meeting::Video),
            issued_by: Some("Advanced Care".to_owned()),
            own: true,
            identity: Some(IdentityCheck { why: IssueReason::Another, how: vec![IdentityProof::Passport] }),
            expires: Moment { utc: "2026-11-22T14:35:00.000Z".to_owned(), words: "2:35pm today".to_owned() },
            minutes: 30,
            seconds_left: 30 * 60,
            end: None,
            may_finish: false,
            match_code_wanted: false,
            tries_left: 3,
            visit: None,
            attempts: vec![],
            registered: None,
            closed: None,
        }
    );
}

#[tokio::test]
async fn every_stage_is_shown() {
    let world = World::new().await;
    let link = Link::with_codes(&world).await;
    let mut browser = link.joined().await;
    assert_eq!(link.stages().await, [AttemptState::NeedsCode]);
    link.admit(&code(&browser).await).await.unwrap();
    assert_eq!(link.stages().await, [AttemptState::Admitted]);
    report(&browser, AttemptReport::Prompted).await;
    assert_eq!(link.stages().await, [AttemptState::Prompted]);

    let mut phone = SoftAuthenticator::phone();
    browser.register(&link.token, &mut phone).await.unwrap();
    assert_eq!(link.stages().await, [AttemptState::Registered]);
    let registered = link.watch().await.registered.unwrap();
    let row = world.authenticators(Person::User).await.remove(0);
    assert_eq!((registered.id, registered.removed), (AuthenticatorId(row.id), false));
    assert_eq!((registered.model, registered.tested), (world.domain.models().reported(phone.aaguid), None));

    world.clock.advance(TimeDelta::minutes(2));
    world.browser().test(&mut phone).await.unwrap();
    let tested = link.watch().await.registered.unwrap();
    assert_eq!(tested.at, registered.at);
    assert_eq!(tested.tested.unwrap().utc, "2026-11-22T14:07:00.000Z");

    world.remove(Person::User, &phone).await;
    assert!(link.watch().await.registered.unwrap().removed);
}

#[tokio::test]
async fn the_device_comes_from_the_user_agent_and_more_exactly_from_the_page() {
    let world = World::new().await;
    let link = Link::new(&world).await;
    let mut browser = Browser::new(&link.domain);
    browser.client.user_agent = Some(IPHONE.to_owned());
    browser.join(&link.token).await.unwrap();

    world.clock.advance(TimeDelta::seconds(1));
    let mut tablet = Browser::new(&link.domain).client;
    tablet.user_agent = Some(MAC.to_owned());
    let joined = link::join(&link.domain, &link.token, None, None, &tablet).await.unwrap();
    let seen = link.watch().await.attempts;
    assert_eq!((seen[0].device, seen[0].browser), (Device::Iphone, model::Browser::Safari));
    assert_eq!((seen[0].device.noun(), seen[0].browser.name()), ("an iPhone", "Safari"));
    assert_eq!((seen[1].device, seen[1].preflight), (Device::Mac, None));

    let again = link::join(&link.domain, &link.token, Some(&joined.attempt), Some(IPAD), &tablet).await;
    again.unwrap();
    let seen = link.watch().await.attempts;
    assert_eq!((seen.len(), seen[1].number), (2, 2));
    assert_eq!((seen[1].device, seen[1].preflight), (Device::Ipad, Some(IPAD)));
    assert_eq!(seen[0].preflight, None);
}

#[tokio::test]
async fn the_time_left_runs_out_with_the_link() {
    let world = World::new().await;
    let link = Link::new(&world).await;
    let browser = link.joined().await;
    for (advance, left, end) in [
        (TimeDelta::minutes(29), 60, None),
        (TimeDelta::seconds(59), 1, None),
        (TimeDelta::seconds(1) - MICROSECOND, 0, None),
        (MICROSECOND, 0, Some(LinkEnd::Expired)),
        (TimeDelta::hours(1), 0, Some(LinkEnd::Expired)),
    ] {
        world.clock.advance(advance);
        let watched = link.watch().await;
        assert_eq!((watched.seconds_left, watched.end), (left, end));
        let told = standing(&browser).await;
        assert_eq!((told.seconds_left, told.end), (left, end));
    }
}

#[tokio::test]
async fn the_agent_who_watches_the_link_sees_which_test_was_refused_and_why_until_one_works() {
    let world = World::new().await;
    let link = Link::new(&world).await;
    let mut phone = SoftAuthenticator::phone();
    link.joined().await.register(&link.token, &mut phone).await.unwrap();
    let refused = async || link.watch().await.registered.unwrap().test_refused;
    assert_eq!(refused().await, None);

    world.clock.advance(TimeDelta::minutes(2));
    let mut events = world.domain.events().subscribe();
    let verified = phone.flags;
    phone.flags &= !UV;
    assert_eq!(told(world.browser().test(&mut phone).await), AppError::Ceremony(CeremonyRefusal::NotVerified));
    let seen = refused().await.unwrap();
    assert_eq!((seen.refusal, seen.at.utc.as_str()), (CeremonyRefusal::NotVerified, "2026-11-22T14:07:00.000Z"));
    assert!(events.try_recv().unwrap().concerns(link.id.0), "the panel is told at once");

    phone.flags = verified;
    world.browser().test(&mut phone).await.unwrap();
    let registered = link.watch().await.registered.unwrap();
    assert!(registered.tested.is_some() && registered.test_refused.is_none());

    phone.flags &= !UV;
    assert_eq!(told(world.browser().sign_in(&mut phone).await), AppError::Ceremony(CeremonyRefusal::NotVerified));
    assert_eq!(refused().await, None, "a refused sign-in is no refused test");
}
