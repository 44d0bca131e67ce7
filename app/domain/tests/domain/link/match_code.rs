use super::{Link, code, standing, wrong};
use crate::support::{Browser, Person, SoftAuthenticator, World, dump, token, told};
use domain::{
    MatchCode,
    link::{self, Invitation},
};
use model::{AppError, AttemptState, AuthenticatorKind, CodeOutcome, LinkEnd, Meeting};

#[tokio::test]
async fn the_operators_policy_and_the_meeting_decide_whether_a_code_is_needed() {
    let world = World::new().await;
    for (policy, video, face_to_face) in
        [(MatchCode::Always, true, true), (MatchCode::VideoOnly, true, false), (MatchCode::Never, false, false)]
    {
        let domain = world.with(|settings| settings.match_code = policy);
        for (meeting, wanted) in [(Meeting::Video, video), (Meeting::FaceToFace, face_to_face)] {
            let link = Link::generate(&domain, world.actor(Person::Advanced).await, meeting).await;
            let mut browser = Browser::new(&domain);
            let standing = browser.join(&link.token).await.unwrap();
            assert_eq!(standing.match_code.is_some(), wanted, "{policy:?} {meeting:?}");
            assert_eq!(link.watch().await.match_code_wanted, wanted, "{policy:?} {meeting:?}");
            assert_eq!(browser.options(&link.token).await.is_ok(), !wanted, "{policy:?} {meeting:?}");
        }
    }
}

#[tokio::test]
async fn a_ceremony_starts_only_after_the_code_was_typed() {
    let world = World::new().await;
    let link = Link::with_codes(&world).await;
    let mut browser = link.joined().await;
    assert_eq!(told(browser.options(&link.token).await), AppError::NotAdmitted);
    assert_eq!(told(Browser::new(&link.domain).options(&link.token).await), AppError::NotAdmitted);

    world.clock.advance(chrono::TimeDelta::minutes(1));
    assert_eq!(link.admit(&code(&browser).await).await.unwrap(), CodeOutcome::Admitted);
    let audited = world.last_audited().await;
    assert_eq!((audited.action.as_str(), audited.outcome.as_str()), ("admit-attempt", "done"));
    assert_eq!(audited.actor_id, Some(link.agent.user_id));
    assert_eq!(audited.subject_id, Some(world.user(Person::User).await.id));
    assert_eq!(standing(&browser).await.match_code, None);
    browser.register(&link.token, &mut SoftAuthenticator::phone()).await.unwrap();
}

#[tokio::test]
async fn a_code_admits_only_its_own_attempt_and_not_a_link_thief() {
    let world = World::new().await;
    let link = Link::with_codes(&world).await;
    let mut thief = link.joined().await;
    world.clock.advance(chrono::TimeDelta::seconds(1));
    let mut user = link.joined().await;
    let (stolen, read_out) = (code(&thief).await, code(&user).await);
    assert_ne!(stolen, read_out);
    link.admit(&read_out).await.unwrap();
    assert_eq!(link.stages().await, [AttemptState::NeedsCode, AttemptState::Admitted]);
    assert_eq!(standing(&thief).await.match_code, Some(stolen));

    let options = user.options(&link.token).await.unwrap();
    assert_eq!(told(thief.options(&link.token).await), AppError::NotAdmitted);
    let response = SoftAuthenticator::phone().create(&options);
    assert_eq!(told(thief.finish(&response).await), AppError::NotAdmitted);
    assert!(world.authenticators(Person::User).await.is_empty());
    user.finish(&response).await.unwrap();
    assert_eq!(told(thief.options(&link.token).await), AppError::LinkEnded(LinkEnd::Registered));
    assert_eq!(standing(&thief).await.end, Some(LinkEnd::Registered));
}

#[tokio::test]
async fn a_code_may_be_typed_in_groups() {
    let world = World::new().await;
    for group in [" ", "-", "\u{a0}"] {
        let link = Link::with_codes(&world).await;
        let code = code(&link.joined().await).await;
        let typed = format!(" {}{group}{} ", &code[..3], &code[3..]);
        assert_eq!(link.admit(&typed).await.unwrap(), CodeOutcome::Admitted, "{typed:?}");
    }
}

#[tokio::test]
async fn the_code_stays_the_same_when_the_page_is_reloaded() {
    let world = World::new().await;
    let link = Link::with_codes(&world).await;
    let mut browser = link.joined().await;
    let before = code(&browser).await;
    let again = browser.join(&link.token).await.unwrap();
    assert_eq!(again.match_code, Some(before.clone()));
    told(browser.options(&link.token).await);
    assert_eq!(code(&browser).await, before);
    link.admit(&before).await.unwrap();
    assert_eq!(browser.join(&link.token).await.unwrap().match_code, None);
    assert_eq!(link.watch().await.attempts.len(), 1);
}

#[tokio::test]
async fn neither_the_code_nor_the_cookie_is_in_the_database() {
    let world = World::new().await;
    let link = Link::with_codes(&world).await;
    let browsers = [link.joined().await, link.joined().await, link.joined().await];
    let mut codes = Vec::new();
    for browser in &browsers {
        codes.push(code(browser).await);
    }
    link.admit(&codes[0]).await.unwrap();
    link.admit(&wrong(&codes[1])).await.unwrap();
    let dump = dump(world.domain.db()).await;
    assert!(dump.contains("admit-attempt"), "this is no dump");
    for browser in &browsers {
        assert!(!dump.contains(&browser.attempt.as_ref().unwrap().reveal()), "the cookie is in the database");
    }
    // Six digits may occur within a hash by chance, so only a value that is exactly the code would be wrong.
    for (word, code) in
        dump.split(|c: char| !c.is_ascii_alphanumeric()).flat_map(|word| codes.iter().map(move |code| (word, code)))
    {
        assert_ne!(word, code, "the code is in the database");
    }
}

#[tokio::test]
async fn an_operators_invitation_needs_no_code_because_no_agent_could_type_it() {
    let world = World::new().await;
    let domain = world.with(|settings| settings.match_code = MatchCode::Always);
    let invited = link::invite(&domain, &Person::User.id(), AuthenticatorKind::Passkey, true).await.unwrap();
    let Invitation::Link { link, .. } = invited else { panic!("this was wanted anyway") };
    let mut browser = Browser::new(&domain);
    assert_eq!(browser.join(&token(&link.url)).await.unwrap().match_code, None);
    browser.register(&token(&link.url), &mut SoftAuthenticator::phone()).await.unwrap();
}
