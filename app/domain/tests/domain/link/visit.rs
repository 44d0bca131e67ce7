//! What the agent sees of a browser that visited the link before *Continue* was pressed.

use super::{IPAD, Link};
use crate::support::{Person, SoftAuthenticator, World, client, told};
use chrono::TimeDelta;
use domain::{
    entity::{audit_event, registration_attempt, registration_token::State},
    link,
    live::Change,
};
use model::{AppError, Device, LinkEnd, Preflight, RegistrationToken, Visit};

const TEAMS: Preflight = Preflight {
    device: Device::Android,
    browser: model::Browser::InApp(model::App::Teams),
    secure_context: true,
    webauthn: false,
    platform_authenticator: None,
    hybrid: None,
    cookies: None,
    trouble: None,
};

#[tokio::test]
async fn the_agent_sees_the_browser_of_the_last_visit_and_gets_an_event() {
    let world = World::new().await;
    let link = Link::new(&world).await;
    let mut events = world.domain.events().subscribe();
    link::visit(&world.domain, &link.token, &TEAMS).await.unwrap();
    assert_eq!(events.try_recv().unwrap(), Change::Link(link.id.0));
    world.clock.advance(TimeDelta::minutes(1));
    link::visit(&world.domain, &link.token, &IPAD).await.unwrap();
    assert_eq!(events.try_recv().unwrap(), Change::Link(link.id.0));
    let at = world.domain.now();
    world.clock.advance(TimeDelta::minutes(1));
    let Visit { at: seen, preflight } = link.watch().await.visit.unwrap();
    assert_eq!((seen.utc, preflight), ("2026-11-22T14:06:00.000Z".to_owned(), IPAD));
    assert_eq!(world.links(Person::User).await[0].visited_at, Some(at));
}

#[tokio::test]
async fn an_attempt_of_the_same_device_and_browser_takes_the_place_of_the_visit() {
    let world = World::new().await;
    let link = Link::new(&world).await;
    let (domain, token) = (&world.domain, &link.token);
    let join = async || link::join(domain, token, None, Some(IPAD), &client()).await.unwrap();
    let seen = async || {
        let seen = link.watch().await;
        (seen.visit.map(|visit| visit.preflight), seen.attempts.len())
    };
    link::visit(domain, token, &TEAMS).await.unwrap();
    join().await;
    assert_eq!(seen().await, (Some(TEAMS), 1), "another browser");
    // This holds in whichever order the server learns of the two.
    link::visit(domain, token, &IPAD).await.unwrap();
    assert_eq!(seen().await, (None, 1));
    join().await;
    assert_eq!(seen().await, (None, 2));
}

#[tokio::test]
async fn a_hundred_visits_do_not_lock_out_claim_count_or_audit_anything() {
    let world = World::new().await;
    let link = Link::new(&world).await;
    let (known, before) = (world.count(audit_event::Entity).await, link.watch().await);
    let attempts = world.count(registration_attempt::Entity).await;
    for _ in 0..100 {
        link::visit(&world.domain, &link.token, &TEAMS).await.unwrap();
    }
    let after = link.watch().await;
    assert_eq!(after.visit.as_ref().map(|visit| visit.preflight), Some(TEAMS));
    assert_eq!(model::WatchedLink { visit: None, ..after }, before);
    assert_eq!(world.count(audit_event::Entity).await, known);
    assert_eq!(world.count(registration_attempt::Entity).await, attempts);
    world.browser().register(&link.token, &mut SoftAuthenticator::phone()).await.unwrap();
}

#[tokio::test]
async fn an_ended_or_unknown_link_cannot_be_visited() {
    let world = World::new().await;
    let link = Link::new(&world).await;
    world.clock.advance(TimeDelta::minutes(30));
    let mut events = world.domain.events().subscribe();
    let expired = link::visit(&world.domain, &link.token, &TEAMS).await;
    assert_eq!(told(expired), AppError::LinkEnded(LinkEnd::Expired));
    let unknown = link::visit(&world.domain, &RegistrationToken::new("x"), &TEAMS).await;
    assert_eq!(told(unknown), AppError::LinkUnknown);
    assert!(events.try_recv().is_err(), "nothing changed");
    let row = world.links(Person::User).await.remove(0);
    assert_eq!((row.state, row.visited_at, row.visit), (State::Open, None, None));
}
