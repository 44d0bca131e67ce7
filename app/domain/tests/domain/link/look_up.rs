use crate::support::{Person, SoftAuthenticator, World, told};
use domain::{Secret, SystemRandom, entity::registration_token::State, link};
use model::{AppError, AuthenticatorKind, LinkDetails, LinkEnd, RegistrationToken};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};

#[tokio::test]
async fn an_open_link_shows_its_user_its_kind_and_how_long_it_works() {
    let world = World::new().await;
    let token = world.link(Person::User).await;
    assert_eq!(
        link::look_up(&world.domain, &token, None).await.unwrap(),
        LinkDetails {
            name: "User Care".to_owned(),
            kind: AuthenticatorKind::Passkey,
            seconds_left: 30 * 60,
            standing: None,
        }
    );
}

#[tokio::test]
async fn an_unknown_token_is_answered_only_that_the_link_is_not_valid() {
    let world = World::new().await;
    let unknown = RegistrationToken::new(Secret::new(&SystemRandom).reveal());
    assert_eq!(told(link::look_up(&world.domain, &unknown, None).await), AppError::LinkUnknown);
    assert_eq!(told(world.browser().options(&unknown).await), AppError::LinkUnknown);
}

#[tokio::test]
async fn a_malformed_token_is_answered_like_an_unknown_one() {
    let world = World::new().await;
    let token = world.link(Person::User).await;
    let text = token.reveal();
    let wrong = ["", "x", "\u{0}", "' OR 1=1 --", &text[1..], &format!("{text}="), &text.replace(&text[..1], "!")];
    for text in wrong {
        let wrong = RegistrationToken::new(text);
        assert_eq!(told(link::look_up(&world.domain, &wrong, None).await), AppError::LinkUnknown, "{text}");
        assert_eq!(told(world.browser().options(&wrong).await), AppError::LinkUnknown, "{text}");
    }
    link::look_up(&world.domain, &token, None).await.unwrap();
}

#[tokio::test]
async fn an_ended_link_says_how_it_ended() {
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
        assert_eq!(told(link::look_up(&world.domain, &token, None).await), AppError::LinkEnded(end));
        assert_eq!(told(world.browser().options(&token).await), AppError::LinkEnded(end));
    }
}

#[tokio::test]
async fn a_used_link_says_so_even_after_it_would_have_expired() {
    let world = World::new().await;
    let token = world.link(Person::User).await;
    world.browser().register(&token, &mut SoftAuthenticator::phone()).await.unwrap();
    world.clock.advance(chrono::TimeDelta::days(2));
    assert_eq!(told(link::look_up(&world.domain, &token, None).await), AppError::LinkEnded(LinkEnd::Registered));
}
