//! Somebody closes a profile while its owner does something, on real threads, over two connection pools.

use super::{LEFT, close_as_operator, reopen};
use crate::support::{Browser, Person, SoftAuthenticator, World, checked, told};
use domain::{
    Domain, Result,
    access::{IssueAuthenticator, permit},
    entity::{registration_token::State, session},
    link,
};
use model::{AppError, AuthenticatorKind, CeremonyRefusal, LinkEnd, Meeting, Refusal};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use std::sync::Arc;
use tokio::sync::Barrier;

const ROUNDS: usize = 8;

/// Closes the profile of the user on `domain`, and does `other` at the same time. Returns the result of the latter.
async fn while_closing<T: Send + 'static>(
    domain: &Domain,
    other: impl Future<Output = Result<T>> + Send + 'static,
) -> Result<T> {
    let (barrier, domain) = (Arc::new(Barrier::new(2)), domain.clone());
    let closing = tokio::spawn({
        let barrier = barrier.clone();
        async move {
            barrier.wait().await;
            close_as_operator(&domain, Person::User, LEFT).await
        }
    });
    let other = tokio::spawn(async move {
        barrier.wait().await;
        other.await
    });
    closing.await.unwrap().unwrap();
    other.await.unwrap()
}

async fn sessions(world: &World) -> u64 {
    let of_user = session::Column::UserId.eq(world.user(Person::User).await.id);
    session::Entity::find().filter(of_user).count(world.domain.db()).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sign_in_during_the_closing_leaves_no_session() {
    let world = World::new().await;
    let second = world.second_process().await;
    for round in 0..ROUNDS {
        let mut phone = SoftAuthenticator::phone();
        world.register(Person::User, &mut phone).await;
        let mut browser = Browser::new(&second);
        let response = phone.get(&browser.load_sign_in_options().await);
        let signed_in = while_closing(&world.domain, async move { browser.finish_sign_in(&response).await }).await;
        if signed_in.is_err() {
            let refused = told(signed_in);
            assert_eq!(refused, AppError::Ceremony(CeremonyRefusal::UserInactive), "round {round}");
        }
        assert_eq!(sessions(&world).await, 0, "round {round}");
        reopen(&world.domain, Person::User, "The next round").await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_registration_during_the_closing_is_either_before_it_or_is_refused() {
    let world = World::new().await;
    let second = world.second_process().await;
    for round in 0..ROUNDS {
        let known = world.authenticators(Person::User).await.len();
        let (mut phone, mut browser) = (SoftAuthenticator::phone(), Browser::new(&second));
        let options = browser.options(&world.link(Person::User).await).await.unwrap();
        let response = phone.create(&options);
        let registered = while_closing(&world.domain, async move { browser.finish(&response).await }).await;
        let stored = world.authenticators(Person::User).await.len() - known;
        assert_eq!(stored, usize::from(registered.is_ok()), "round {round}");
        if registered.is_err() {
            let refused = told(registered);
            let closed = AppError::Ceremony(CeremonyRefusal::UserInactive);
            assert!([AppError::LinkEnded(LinkEnd::Cancelled), closed].contains(&refused), "round {round}: {refused}");
        }
        // Whichever was first, the profile is closed, and its owner has nothing with which they could sign in.
        assert!(world.browser().sign_in(&mut phone).await.is_err(), "round {round}");
        reopen(&world.domain, Person::User, "The next round").await.unwrap();
        assert!(world.browser().sign_in(&mut phone).await.is_err(), "round {round}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_that_is_generated_during_the_closing_does_not_stay_open() {
    let world = World::new().await;
    let second = world.second_process().await;
    let manager = Arc::new(world.actor(Person::Manager).await);
    for round in 0..ROUNDS {
        let (domain, manager) = (second.clone(), manager.clone());
        let generated = while_closing(&world.domain, async move {
            let permit = permit::<IssueAuthenticator>(&domain, &*manager, &Person::User.id()).await?;
            link::generate(&domain, &permit, AuthenticatorKind::Passkey, Meeting::Video, None, &checked()).await
        })
        .await;
        if generated.is_err() {
            assert_eq!(told(generated), AppError::Refused(Refusal::UserInactive), "round {round}");
        }
        let links = world.links(Person::User).await;
        assert!(links.iter().all(|link| link.state != State::Open), "round {round}");
        reopen(&world.domain, Person::User, "The next round").await.unwrap();
    }
}
