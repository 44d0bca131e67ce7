use super::{Link, code, standing, wrong};
use crate::support::{Browser, Person, SoftAuthenticator, World, dump, operator, token, told};
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
async fn a_page_that_is_loaded_again_learns_how_far_its_own_browser_has_come() {
    let world = World::new().await;
    let other = Link::with_codes(&world).await.joined().await;
    let link = Link::with_codes(&world).await;
    let browser = link.joined().await;
    let looked_up = async |attempt| link::look_up(&link.domain, &link.token, attempt).await.unwrap().standing;
    assert_eq!(looked_up(browser.attempt.as_ref()).await, Some(standing(&browser).await));
    assert_eq!(looked_up(None).await, None, "a browser without the cookie");
    assert_eq!(looked_up(other.attempt.as_ref()).await, None, "a browser that has joined an earlier link of this user");
    link.admit(&code(&browser).await).await.unwrap();
    assert_eq!(looked_up(browser.attempt.as_ref()).await.unwrap().match_code, None);
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
    for group in [" ", "-", "\u{a0}", "\u{200b}", " \u{2013} ", "."] {
        let link = Link::with_codes(&world).await;
        let code = code(&link.joined().await).await;
        let typed = format!(" {}{group}{} ", &code[..3], &code[3..]);
        assert_eq!(link.admit(&typed).await.unwrap(), CodeOutcome::Admitted, "{typed:?}");
    }
    let link = Link::with_codes(&world).await;
    let code = code(&link.joined().await).await;
    // As keyboards for East Asian languages type digits.
    let wide: String = code.chars().filter_map(|digit| char::from_u32(digit as u32 + 0xfee0)).collect();
    assert_eq!(link.admit(&wide).await.unwrap(), CodeOutcome::Admitted, "{wide:?}");
}

#[tokio::test]
async fn a_code_that_is_sent_again_after_the_answer_was_lost_admits_and_writes_nothing() {
    let world = World::new().await;
    let link = Link::with_codes(&world).await;
    let mut browser = link.joined().await;
    let code = code(&browser).await;
    assert_eq!(link.admit(&code).await.unwrap(), CodeOutcome::Admitted);
    let options = browser.options(&link.token).await.unwrap();
    let (audited, stages) = (world.last_audited().await, link.stages().await);
    assert_eq!(audited.action, "admit-attempt");
    let mut events = world.domain.events().subscribe();
    assert_eq!(link.admit(&code).await.unwrap(), CodeOutcome::Admitted);
    assert_eq!((world.last_audited().await, link.stages().await), (audited, stages));
    assert!(events.try_recv().is_err(), "nothing changed");
    assert_eq!(link.watch().await.tries_left, 3);
    browser.finish(&SoftAuthenticator::phone().create(&options)).await.unwrap();
    assert_eq!(told(link.admit(&code).await), AppError::LinkEnded(LinkEnd::Registered));
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
    let invited =
        link::invite(&domain, &operator(), &Person::User.id(), AuthenticatorKind::Passkey, true).await.unwrap();
    let Invitation::Link { link, .. } = invited else { panic!("this was wanted anyway") };
    let mut browser = Browser::new(&domain);
    assert_eq!(browser.join(&token(&link.url)).await.unwrap().match_code, None);
    browser.register(&token(&link.url), &mut SoftAuthenticator::phone()).await.unwrap();
}
