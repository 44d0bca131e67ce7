use crate::support::{Person, SoftAuthenticator, World, told};
use domain::{Secret, SystemRandom, entity::registration_token::State, link};
use model::{AppError, AuthenticatorKind, LinkDetails, LinkEnd, Moment, RegistrationToken};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};

#[tokio::test]
async fn an_open_link_says_for_whom_and_for_what_it_is_and_until_when() {
    let world = World::new().await;
    let token = world.link(Person::User).await;
    assert_eq!(
        link::look_up(&world.domain, &token).await.unwrap(),
        LinkDetails {
            name: "User Care".to_owned(),
            kind: AuthenticatorKind::Passkey,
            expires: Moment {
                utc: "2026-11-22T14:35:00.000Z".to_owned(),
                words: "22 November 2026, 2:35pm".to_owned()
            },
            seconds_left: 30 * 60,
        }
    );
}

#[tokio::test]
async fn an_unknown_token_is_told_only_that_the_link_is_not_valid() {
    let world = World::new().await;
    let unknown = RegistrationToken::new(Secret::new(&SystemRandom).reveal());
    assert_eq!(told(link::look_up(&world.domain, &unknown).await), AppError::LinkUnknown);
    assert_eq!(told(world.browser().start(&unknown).await), AppError::LinkUnknown);
}

#[tokio::test]
async fn what_is_no_token_at_all_is_told_the_same() {
    let world = World::new().await;
    let token = world.link(Person::User).await;
    let text = token.reveal();
    let wrong = ["", "x", "\u{0}", "' OR 1=1 --", &text[1..], &format!("{text}="), &text.replace(&text[..1], "!")];
    for text in wrong {
        let wrong = RegistrationToken::new(text);
        assert_eq!(told(link::look_up(&world.domain, &wrong).await), AppError::LinkUnknown, "{text}");
        assert_eq!(told(world.browser().start(&wrong).await), AppError::LinkUnknown, "{text}");
    }
    link::look_up(&world.domain, &token).await.unwrap();
}

#[tokio::test]
async fn a_link_that_has_ended_says_which_way() {
    let world = World::new().await;
    for (state, end) in [
        (State::Cancelled, LinkEnd::Cancelled),
        (State::LockedOut, LinkEnd::LockedOut),
        (State::Replaced, LinkEnd::Replaced),
        (State::Registered, LinkEnd::Registered),
    ] {
        let token = world.link(Person::User).await;
        let mut links = world.links(Person::User).await;
        links.retain(|link| link.state == State::Open);
        let mut link = links.remove(0).into_active_model();
        link.state = Set(state);
        link.update(&world.back_door().await).await.unwrap();
        assert_eq!(told(link::look_up(&world.domain, &token).await), AppError::LinkEnded(end));
        assert_eq!(told(world.browser().start(&token).await), AppError::LinkEnded(end));
    }
}

#[tokio::test]
async fn a_link_that_was_used_says_so_even_after_its_time() {
    let world = World::new().await;
    let token = world.link(Person::User).await;
    world.browser().register(&token, &mut SoftAuthenticator::phone()).await.unwrap();
    world.clock.advance(chrono::TimeDelta::days(2));
    assert_eq!(told(link::look_up(&world.domain, &token).await), AppError::LinkEnded(LinkEnd::Registered));
}
