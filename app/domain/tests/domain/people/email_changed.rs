//! After a change of the email address: both addresses are told, and for a time only an RA Manager may issue.

use super::{LEFT, close};
use crate::support::{Mailbox, Person, SoftAuthenticator, World, checked, token, told};
use chrono::TimeDelta;
use domain::{
    Domain,
    access::{self, ChangeDetails, IssueAuthenticator, ViewHistory},
    entity::{registration_token::State, user},
    link, mail, people, views,
};
use model::{AppError, AuthenticatorKind, CeremonyRefusal, Meeting, Refusal, UserDetails};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};

const NEW: &str = "u.care@elsewhere.example";

/// An ID checker gives [`Person::User`] another address.
async fn change_email(world: &World) {
    let checker = world.actor(Person::IdChecker).await;
    let permit = world.permit::<ChangeDetails>(&checker, Person::User).await;
    let loaded = people::details_to_change(&world.domain, &permit).await.unwrap().details;
    let new = UserDetails { email: NEW.to_owned(), ..loaded.clone() };
    people::change_details(&world.domain, &permit, &loaded, &new, "New account").await.unwrap();
}

async fn refusal(domain: &Domain, world: &World, agent: Person) -> Option<Refusal> {
    let agent = world.actor(agent).await;
    match access::permit::<IssueAuthenticator>(domain, &agent, &Person::User.id()).await {
        Ok(_) => None,
        refused => match told(refused) {
            AppError::Refused(refusal) => Some(refusal),
            other => panic!("{other:?}"),
        },
    }
}

#[tokio::test]
async fn the_old_address_and_the_new_one_are_told_and_neither_names_the_other() {
    let (world, mailbox): (World, Mailbox) = World::with_mailbox().await;
    change_email(&world).await;
    assert_eq!(mail::send_due(&world.domain).await.unwrap().sent, 2);
    let received = mailbox.received();
    let mut addresses: Vec<String> = received.iter().flat_map(|message| message.recipients.clone()).collect();
    addresses.sort();
    assert_eq!(addresses, ["555500000007@riverside.example", NEW]);
    for message in &received {
        assert_eq!(message.subject(), "The email address of your care identity has been changed");
        assert_eq!(
            message.text(),
            "Hello User Care,\n\n\
             The email address of your care identity has been changed. We tell you at the old address and at the new one.\n\n\
             Changed: 22 November 2026 at 2:05pm (UK time)\n\
             Changed by: IdChecker Care\n\n\
             If you were expecting this, you do not need to do anything.\n\n\
             If you were not expecting this, someone may be trying to sign in as you. Get help straight away. \
             Contact: the RA service desk on 0113 496 0000.\n\n\
             We will never ask for your PIN or password, and this email does not contain any links.\n\n\
             This is an automated email from Care Identity Management.\n"
        );
    }
    let manager = world.actor(Person::Manager).await;
    let permit = world.permit::<ViewHistory>(&manager, Person::User).await;
    let line = views::history(&world.domain, &permit, None).await.unwrap().entries.remove(0);
    assert_eq!((&*line.what, &*line.detail), ("Email sent to user", "Email address changed"));
}

#[tokio::test]
async fn the_owner_of_the_addresses_hears_of_the_change_even_if_the_profile_is_closed_before_the_notices_go_out() {
    let (world, mailbox): (World, Mailbox) = World::with_mailbox().await;
    change_email(&world).await;
    close(&world, Person::Advanced, Person::User, LEFT).await.unwrap();
    assert_eq!(mail::send_due(&world.domain).await.unwrap().sent, 2);
    assert_eq!(mailbox.received().len(), 2);
}

#[tokio::test]
async fn for_the_time_that_the_operator_set_only_an_ra_manager_issues() {
    let world = World::new().await;
    change_email(&world).await;
    let wait = |hours| Some(Refusal::EmailChanged { hours });
    assert_eq!(refusal(&world.domain, &world, Person::Advanced).await, wait(24));
    assert_eq!(refusal(&world.domain, &world, Person::Manager).await, None);
    let off = world.with(|settings| settings.email_change_wait = TimeDelta::zero());
    assert_eq!(refusal(&off, &world, Person::Advanced).await, None);
    // The sessions end before the day is over, so the change is moved back instead of the clock.
    for (minutes_ago, expected) in
        [(1, wait(24)), (61, wait(23)), (23 * 60, wait(1)), (24 * 60 - 1, wait(1)), (24 * 60, None)]
    {
        let changed_at = world.domain.now() - TimeDelta::minutes(minutes_ago);
        let id = Set(world.user(Person::User).await.id);
        let change = user::ActiveModel { id, email_changed_at: Set(Some(changed_at)), ..Default::default() };
        change.update(&world.back_door().await).await.unwrap();
        assert_eq!(refusal(&world.domain, &world, Person::Advanced).await, expected, "{minutes_ago}");
    }
    assert_eq!(
        Refusal::EmailChanged { hours: 1 }.to_string(),
        "This user’s email address was changed. Only an RA Manager can do this for the next hour."
    );
}

#[tokio::test]
async fn an_open_link_ends_with_the_change_unless_an_ra_manager_generated_it() {
    for (agent, state) in [(Person::Advanced, State::Cancelled), (Person::OtherManager, State::Open)] {
        let world = World::new().await;
        let agent = world.actor(agent).await;
        let permit = world.permit::<IssueAuthenticator>(&agent, Person::User).await;
        let (kind, meeting) = (AuthenticatorKind::Passkey, Meeting::FaceToFace);
        link::generate(&world.domain, &permit, kind, meeting, None, &checked()).await.unwrap();
        change_email(&world).await;
        assert_eq!(world.links(Person::User).await[0].state, state);
    }
}

#[tokio::test]
async fn a_link_that_was_generated_at_the_same_moment_registers_nothing() {
    let world = World::new().await;
    let agent = world.actor(Person::Advanced).await;
    let permit = world.permit::<IssueAuthenticator>(&agent, Person::User).await;
    change_email(&world).await;
    let (kind, meeting) = (AuthenticatorKind::Passkey, Meeting::FaceToFace);
    let link = link::generate(&world.domain, &permit, kind, meeting, None, &checked()).await.unwrap();
    let refused = world.browser().register(&token(&link.url), &mut SoftAuthenticator::phone()).await;
    assert_eq!(told(refused), AppError::Ceremony(CeremonyRefusal::IssuerMayNot));
}
