use super::{Link, code, report, standing};
use crate::support::{MICROSECOND, Person, SoftAuthenticator, World, checked, token, told};
use chrono::TimeDelta;
use domain::{
    Domain, MatchCode, Result, Settings,
    access::{IssueAuthenticator, permit},
    entity::registration_token::State,
    link,
};
use model::{AppError, AttemptReport, AuthenticatorKind, GeneratedLink, LinkEnd, Meeting};

async fn generate(world: &World, domain: &Domain, minutes: Option<u32>) -> Result<GeneratedLink> {
    let agent = world.actor(Person::Advanced).await;
    let permit = permit::<IssueAuthenticator>(domain, &agent, &Person::User.id()).await.unwrap();
    link::generate(domain, &permit, AuthenticatorKind::Passkey, Meeting::FaceToFace, minutes, &checked()).await
}

async fn refused(world: &World, domain: &Domain, minutes: u32) -> String {
    let AppError::Invalid(mut invalid) = told(generate(world, domain, Some(minutes)).await) else {
        panic!("{minutes} minutes are out of bounds")
    };
    assert_eq!((invalid.len(), invalid[0].field.as_str()), (1, "minutes"));
    invalid.remove(0).message
}

/// The service of an operator who requires match codes for every link.
fn with_codes(world: &World) -> Domain {
    world.with(|settings| settings.match_code = MatchCode::Always)
}

#[tokio::test]
async fn an_agent_chooses_a_life_between_five_minutes_and_a_day() {
    let world = World::new().await;
    let domain = with_codes(&world);
    for (minutes, end) in [(5, "22T14:10"), (6, "22T14:11"), (30, "22T14:35"), (24 * 60, "23T14:05")] {
        let link = generate(&world, &domain, Some(minutes)).await.unwrap();
        assert_eq!(world.minutes_of(&link), minutes);
        assert_eq!(link.expires.utc, format!("2026-11-{end}:00.000Z"));
        let detail: serde_json::Value = serde_json::from_str(&world.last_audited().await.detail).unwrap();
        assert_eq!(detail["minutes"], minutes);
    }
    assert_eq!(world.minutes_of(&generate(&world, &domain, None).await.unwrap()), 10);
}

#[tokio::test]
async fn without_a_match_code_an_agent_chooses_a_life_between_five_and_thirty_minutes() {
    let world = World::new().await;
    for minutes in [5, 29, 30] {
        assert_eq!(world.minutes_of(&generate(&world, &world.domain, Some(minutes)).await.unwrap()), minutes);
    }
    for minutes in [4, 31, 60, 24 * 60] {
        assert_eq!(
            refused(&world, &world.domain, minutes).await,
            "Select between 5 and 30 minutes: a link without a match code lasts no longer than that"
        );
    }
    let [kept] =
        &world.links(Person::User).await.into_iter().filter(|link| link.state == State::Open).collect::<Vec<_>>()[..]
    else {
        panic!("one link is open")
    };
    assert_eq!(kept.expires_at - kept.issued_at, TimeDelta::minutes(30), "the one that was generated last");
}

#[tokio::test]
async fn without_a_match_code_no_link_works_longer_than_thirty_minutes_whatever_the_default_is() {
    let world = World::new().await;
    let longer = |settings: &mut Settings| {
        settings.link_life.0 = TimeDelta::minutes(45);
        settings.video_link_life = TimeDelta::minutes(60);
        settings.face_to_face_link_life = TimeDelta::minutes(50);
    };
    for (policy, video, face_to_face) in
        [(MatchCode::Always, 60, 50), (MatchCode::VideoOnly, 60, 30), (MatchCode::Never, 30, 30)]
    {
        let domain = world.with(|settings| {
            longer(settings);
            settings.match_code = policy;
        });
        for (meeting, expected) in [(Meeting::Video, video), (Meeting::FaceToFace, face_to_face)] {
            let agent = world.actor(Person::Advanced).await;
            let permit = permit::<IssueAuthenticator>(&domain, &agent, &Person::User.id()).await.unwrap();
            let link =
                link::generate(&domain, &permit, AuthenticatorKind::Passkey, meeting, None, &checked()).await.unwrap();
            assert_eq!(world.minutes_of(&link), expected, "{policy:?} {meeting:?}");
            let terms = domain.settings().link_terms().of(meeting);
            assert_eq!(terms.match_code, policy.is_wanted(meeting), "{policy:?} {meeting:?}");
            // The server accepts the lives that the page offers.
            assert!(terms.least <= terms.usual && terms.usual <= terms.most, "{policy:?} {meeting:?}");
            for (minutes, sound) in [(terms.least, true), (terms.most, true), (terms.most + 1, false)] {
                let asked = Some(minutes);
                let link =
                    link::generate(&domain, &permit, AuthenticatorKind::Passkey, meeting, asked, &checked()).await;
                assert_eq!(link.is_ok(), sound, "{policy:?} {meeting:?} {minutes}");
            }
        }
    }
}

#[tokio::test]
async fn a_life_out_of_bounds_is_refused_and_replaces_no_link() {
    let world = World::new().await;
    let domain = with_codes(&world);
    let link = generate(&world, &domain, None).await.unwrap();
    for minutes in [0, 4, 24 * 60 + 1, u32::MAX] {
        assert_eq!(refused(&world, &domain, minutes).await, "Select between 5 minutes and 24 hours");
    }
    link::look_up(&world.domain, &token(&link.url), None).await.unwrap();
}

#[tokio::test]
async fn the_operator_narrows_the_bounds() {
    let world = World::new().await;
    let domain = world.with(|settings| {
        settings.link_life = (TimeDelta::minutes(8), TimeDelta::minutes(20));
        settings.video_link_life = TimeDelta::minutes(20);
    });
    for minutes in [8, 20] {
        assert_eq!(world.minutes_of(&generate(&world, &domain, Some(minutes)).await.unwrap()), minutes);
    }
    for minutes in [7, 21] {
        assert_eq!(refused(&world, &domain, minutes).await, "Select between 8 and 20 minutes");
    }
}

#[tokio::test]
async fn a_link_works_until_just_before_its_end() {
    let world = World::new().await;
    let link = Link::with_codes(&world).await;
    let mut browser = link.joined().await;
    let right = code(&browser).await;
    world.clock.advance(TimeDelta::minutes(60) - MICROSECOND);
    browser.join(&link.token).await.unwrap();
    link::look_up(&world.domain, &link.token, None).await.unwrap();
    world.clock.advance(MICROSECOND);
    let expired = AppError::LinkEnded(LinkEnd::Expired);
    assert_eq!(told(link::look_up(&world.domain, &link.token, None).await), expired);
    assert_eq!(told(browser.join(&link.token).await), expired);
    assert_eq!(told(link.admit(&right).await), expired);
    assert_eq!(told(link.admit("").await), expired);
    assert_eq!(link.watch().await.tries_left, 3);
}

#[tokio::test]
async fn a_browser_that_shows_the_prompt_at_the_end_may_still_finish() {
    let world = World::new().await;
    let link = Link::new(&world).await;
    let (mut prompted, idle) = (link.joined().await, link.joined().await);
    world.clock.advance(TimeDelta::minutes(30) - MICROSECOND);
    let options = prompted.options(&link.token).await.unwrap();
    report(&prompted, AttemptReport::Prompted).await;
    world.clock.advance(TimeDelta::minutes(1));
    assert_eq!(standing(&prompted).await.end, None);
    assert_eq!(standing(&idle).await.end, Some(LinkEnd::Expired));
    prompted.finish(&SoftAuthenticator::phone().create(&options)).await.unwrap();
    assert_eq!(standing(&prompted).await.end, Some(LinkEnd::Registered));
}
