use crate::support::{Browser, Person, World, checked, token, told};
use chrono::TimeDelta;
use domain::{
    MatchCode, Secret, SettingsError,
    access::{IssueAuthenticator, permit},
    entity::registration_token::State,
    link,
};
use model::{AppError, AuthenticatorKind, Conflict, GeneratedLink, LinkEnd, Meeting};
use std::sync::Arc;
use strum::VariantArray;
use tokio::sync::Barrier;

async fn generate(
    browser: &Browser,
    person: Person,
    kind: AuthenticatorKind,
    meeting: Meeting,
) -> domain::Result<GeneratedLink> {
    let agent = browser.actor().await.unwrap();
    let permit = permit::<IssueAuthenticator>(&browser.domain, &agent, &person.id()).await?;
    link::generate(&browser.domain, &permit, kind, meeting, None, &checked()).await
}

#[tokio::test]
async fn the_token_is_256_bits_in_the_fragment_of_the_address_and_only_its_hash_is_kept() {
    let world = World::new().await;
    let agent = world.browser_of(Person::Advanced);
    let link = generate(&agent, Person::User, AuthenticatorKind::Passkey, Meeting::Video).await.unwrap();
    let (page, token) = link.url.split_once('#').unwrap();
    assert_eq!(page, "https://care-identity.example.nhs.uk/register");
    let secret = Secret::parse(token).unwrap();
    let row = world.links(Person::User).await.remove(0);
    assert_eq!(row.secret_hash, secret.hash().0);
    assert_eq!((row.issued_by_id, row.issued_at), (Some(world.user(Person::Advanced).await.id), world.domain.now()));
    assert!(!format!("{link:?}").contains(token));
}

#[tokio::test]
async fn a_link_lasts_an_hour_by_video_and_ten_minutes_face_to_face() {
    let world = World::new().await;
    let domain = world.with(|settings| settings.match_code = MatchCode::VideoOnly);
    for (meeting, minutes, end) in
        [(Meeting::Video, 60, "2026-11-22T15:05:00.000Z"), (Meeting::FaceToFace, 10, "2026-11-22T14:15:00.000Z")]
    {
        let agent = Browser { domain: domain.clone(), ..world.browser_of(Person::Manager) };
        let link = generate(&agent, Person::User, AuthenticatorKind::Passkey, meeting).await.unwrap();
        assert_eq!((world.minutes_of(&link), link.expires.utc.as_str()), (minutes, end));
        let audited = world.last_audited().await;
        assert_eq!((audited.action.as_str(), audited.outcome.as_str()), ("generate-link", "done"));
        assert!(audited.detail.contains(meeting.label()), "{}", audited.detail);
    }
}

#[tokio::test]
async fn the_operator_sets_how_long_a_link_lasts_within_bounds() {
    let world = World::new().await;
    let domain = world.with(|settings| settings.face_to_face_link_life = TimeDelta::minutes(5));
    let agent = Browser { domain, ..world.browser_of(Person::Manager) };
    let link = generate(&agent, Person::User, AuthenticatorKind::Passkey, Meeting::FaceToFace).await.unwrap();
    assert_eq!(world.minutes_of(&link), 5);
    let mut settings = world.domain.settings().clone();
    settings.video_link_life = TimeDelta::hours(25);
    let (database, clock) = (world.domain.database().clone(), world.clock.clone());
    let refused = domain::Domain::new(
        database,
        clock,
        Arc::new(domain::SystemRandom),
        settings,
        domain::models::Models::default(),
    );
    assert!(matches!(refused, Err(SettingsError::OutOfBounds { name: "video_link_minutes", .. })));
}

#[tokio::test]
async fn a_link_of_each_kind_names_its_kind() {
    let world = World::new().await;
    let agent = world.browser_of(Person::Manager);
    for &kind in AuthenticatorKind::VARIANTS {
        let link = generate(&agent, Person::User, kind, Meeting::Video).await.unwrap();
        assert_eq!(link::look_up(&world.domain, &token(&link.url), None).await.unwrap().kind, kind);
    }
}

#[tokio::test]
async fn a_new_link_replaces_the_open_link_of_the_same_user_only() {
    let world = World::new().await;
    let (other, first) = (world.link(Person::Colleague).await, world.link(Person::User).await);
    let second = world.link(Person::User).await;
    assert_ne!(first, second);
    let ended = told(link::look_up(&world.domain, &first, None).await);
    assert_eq!(ended, AppError::LinkEnded(LinkEnd::Replaced));
    link::look_up(&world.domain, &second, None).await.unwrap();
    link::look_up(&world.domain, &other, None).await.unwrap();
    let replaced = world.links(Person::User).await.into_iter().find(|link| link.state == State::Replaced).unwrap();
    assert_eq!(replaced.ended_at, Some(world.domain.now()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_simultaneous_links_for_one_user_leave_one_open() {
    let world = World::new().await;
    let second = world.second_process().await;
    for round in 0..8 {
        let barrier = Arc::new(Barrier::new(2));
        let agents = [
            world.browser_of(Person::Manager),
            Browser { domain: second.clone(), ..world.browser_of(Person::Advanced) },
        ];
        let agents = agents.map(|agent| {
            let barrier = barrier.clone();
            tokio::spawn(async move {
                barrier.wait().await;
                generate(&agent, Person::User, AuthenticatorKind::Passkey, Meeting::Video).await
            })
        });
        let mut generated = Vec::new();
        for agent in agents {
            match agent.await.unwrap() {
                Ok(link) => generated.push(link),
                lost => assert_eq!(told(lost), AppError::Conflict(Conflict::LinkGeneratedMeanwhile), "round {round}"),
            }
        }
        let mut working = 0;
        for link in generated {
            working += usize::from(link::look_up(&world.domain, &token(&link.url), None).await.is_ok());
        }
        assert_eq!(working, 1, "round {round}");
        let open = world.links(Person::User).await.into_iter().filter(|link| link.state == State::Open).count();
        assert_eq!(open, 1, "round {round}");
    }
}
