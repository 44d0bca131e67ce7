use super::{Link, standing};
use crate::support::{Person, SoftAuthenticator, World, told};
use domain::{
    access::ViewProfile,
    entity::{registration_token::State, words::UserStatus},
    link, views,
};
use model::{AppError, Conflict, LinkEnd, Meeting, Refusal};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};

const CANCELLED: AppError = AppError::LinkEnded(LinkEnd::Cancelled);

#[tokio::test]
async fn a_cancelled_link_registers_nothing_even_if_the_prompt_is_on_the_screen() {
    let world = World::new().await;
    let link = Link::new(&world).await;
    let mut browser = link.joined().await;
    let options = browser.options(&link.token).await.unwrap();
    link.cancel().await.unwrap();
    let audited = world.last_audited().await;
    assert_eq!((audited.action.as_str(), audited.outcome.as_str()), ("cancel-link", "done"));
    assert_eq!(audited.actor_id, Some(link.agent.user_id));
    assert_eq!(audited.subject_id, Some(world.user(Person::User).await.id));

    assert_eq!(told(browser.finish(&SoftAuthenticator::phone().create(&options)).await), CANCELLED);
    assert_eq!(told(browser.options(&link.token).await), CANCELLED);
    assert_eq!(told(browser.join(&link.token).await), CANCELLED);
    assert_eq!(told(link::look_up(&world.domain, &link.token, None).await), CANCELLED);
    assert_eq!(standing(&browser).await.end, Some(LinkEnd::Cancelled));
    assert_eq!(link.watch().await.end, Some(LinkEnd::Cancelled));
    let row = world.links(Person::User).await.remove(0);
    assert_eq!((row.state, row.ended_at), (State::Cancelled, Some(world.domain.now())));
    assert!(world.authenticators(Person::User).await.is_empty());
}

#[tokio::test]
async fn a_link_that_was_used_cannot_be_cancelled() {
    let world = World::new().await;
    let link = Link::new(&world).await;
    world.browser().register(&link.token, &mut SoftAuthenticator::phone()).await.unwrap();
    assert_eq!(told(link.cancel().await), AppError::Conflict(Conflict::LinkRegistered));
    assert_eq!(link.watch().await.end, Some(LinkEnd::Registered));
    assert_eq!(world.authenticators(Person::User).await.len(), 1);
}

#[tokio::test]
async fn cancelling_an_ended_link_says_how_it_ended() {
    let world = World::new().await;
    let replaced = Link::new(&world).await;
    let link = Link::new(&world).await;
    assert_eq!(told(replaced.cancel().await), AppError::LinkEnded(LinkEnd::Replaced));
    assert_eq!(link.watch().await.end, None, "the newer one goes on");
}

#[tokio::test]
async fn cancelling_again_after_the_answer_was_lost_succeeds_and_writes_nothing() {
    let world = World::new().await;
    let link = Link::new(&world).await;
    link.cancel().await.unwrap();
    let (row, audited) = (world.links(Person::User).await.remove(0), world.last_audited().await);
    world.clock.advance(chrono::TimeDelta::seconds(10));
    let mut events = world.domain.events().subscribe();
    link.cancel().await.unwrap();
    assert_eq!((world.links(Person::User).await.remove(0), world.last_audited().await), (row, audited));
    assert!(events.try_recv().is_err(), "nothing changed");
}

#[tokio::test]
async fn another_agent_cannot_cancel_and_an_ra_manager_can() {
    let world = World::new().await;
    let link = Link::generate(&world.domain, world.actor(Person::Manager).await, Meeting::Video).await;
    let other = link.of(&world, Person::Advanced).await;
    assert_eq!(told(other.cancel().await), AppError::Refused(Refusal::AnothersLink));
    let audited = world.last_audited().await;
    assert_eq!((audited.action.as_str(), audited.outcome.as_str()), ("cancel-link", "refused"));
    assert_eq!(link.watch().await.end, None);
    link.of(&world, Person::OtherManager).await.cancel().await.unwrap();
    assert_eq!(link.watch().await.end, Some(LinkEnd::Cancelled));
}

#[tokio::test]
async fn the_link_of_a_user_who_has_left_is_still_visible_and_can_be_cancelled() {
    let world = World::new().await;
    let link = Link::new(&world).await;
    let mut user = world.user(Person::User).await.into_active_model();
    user.status = Set(UserStatus::Inactive);
    user.update(&world.back_door().await).await.unwrap();
    let permit = world.permit::<ViewProfile>(&link.agent, Person::User).await;
    let profile = views::profile(&world.domain, &permit).await.unwrap();
    assert_eq!(profile.open_link.map(|open| open.id), Some(link.id), "the profile leads there");
    assert_eq!(link.watch().await.end, None);
    link.cancel().await.unwrap();
    assert_eq!(link.watch().await.end, Some(LinkEnd::Cancelled));
}

#[tokio::test]
async fn a_new_link_can_be_generated_after_a_cancelled_one() {
    let world = World::new().await;
    let cancelled = Link::new(&world).await;
    let mut browser = cancelled.joined().await;
    cancelled.cancel().await.unwrap();
    let link = Link::new(&world).await;
    browser.register(&link.token, &mut SoftAuthenticator::phone()).await.unwrap();
    assert_eq!(cancelled.watch().await.end, Some(LinkEnd::Cancelled), "it stays what it was");
}
