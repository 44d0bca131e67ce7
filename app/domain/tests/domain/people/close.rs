use super::{LEFT, close, close_as_operator};
use crate::support::{Browser, Person, SoftAuthenticator, World, checked, told};
use domain::{
    access::{IssueAuthenticator, RemoveAuthenticator, ViewHistory, WatchLink, permit},
    authenticators,
    ceremonies::may_be_forgotten,
    entity::{registration_token::State, words::UserStatus},
    link, live, mail,
    people::Closing,
    views,
};
use model::{
    AppError, AuthenticatorId, AuthenticatorKind, CeremonyRefusal, ClosedBecause, Conflict, FieldError, LinkEnd,
    LinkId, Meeting, Refusal, RegistrationToken, RemovalReason,
};

const CLOSED: AppError = AppError::Ceremony(CeremonyRefusal::UserInactive);
const CANCELLED: AppError = AppError::LinkEnded(LinkEnd::Cancelled);

/// A link that `agent` generated for `person`, and its token.
async fn link(world: &World, agent: Person, person: Person) -> (LinkId, RegistrationToken) {
    let agent = world.actor(agent).await;
    let permit = permit::<IssueAuthenticator>(&world.domain, &agent, &person.id()).await.unwrap();
    let (kind, meeting) = (AuthenticatorKind::Passkey, Meeting::Video);
    let link = link::generate(&world.domain, &permit, kind, meeting, None, &checked()).await.unwrap();
    (link.id, link.token)
}

#[tokio::test]
async fn the_sessions_of_a_closed_person_end_on_every_process() {
    let world = World::new().await;
    let second = world.second_process().await;
    let open = Browser { domain: second, ..world.browser_of(Person::Colleague) };
    assert!(open.actor().await.is_some());
    close(&world, Person::Advanced, Person::Colleague, LEFT).await.unwrap();
    assert!(open.actor().await.is_none(), "the next request is refused");
    assert!(world.browser_of(Person::Lsa).actor().await.is_some(), "nobody else is signed out");
}

#[tokio::test]
async fn the_open_links_to_a_closed_person_and_those_that_they_generated_end() {
    let world = World::new().await;
    let (to_them, token) = link(&world, Person::Manager, Person::Advanced).await;
    let (by_them, of_user) = link(&world, Person::Advanced, Person::User).await;
    let (_, anothers) = link(&world, Person::Manager, Person::Lsa).await;
    let mut browser = world.browser();
    let options = browser.options(&token).await.unwrap();
    let mut events = world.domain.events().subscribe();

    close(&world, Person::Manager, Person::Advanced, LEFT).await.unwrap();

    assert_eq!(world.ceremonies().await, 0);
    assert_eq!(told(browser.finish(&SoftAuthenticator::phone().create(&options)).await), CANCELLED);
    for token in [&token, &of_user] {
        assert_eq!(told(link::look_up(&world.domain, token, None).await), CANCELLED);
    }
    link::look_up(&world.domain, &anothers, None).await.unwrap();
    let mut heard = Vec::new();
    while let Ok(event) = events.try_recv() {
        heard.push(event);
    }
    for id in [to_them, by_them] {
        assert!(heard.contains(&live::Change::Link(id.0)), "{heard:?}");
    }
}

#[tokio::test]
async fn the_panel_of_a_link_says_that_the_profile_was_closed_and_by_whom() {
    let world = World::new().await;
    let (id, _) = link(&world, Person::Manager, Person::User).await;
    let manager = world.actor(Person::Manager).await;
    let seen = async || {
        let permit = world.permit::<WatchLink>(&manager, Person::User).await;
        views::link(&world.domain, &permit, id).await.unwrap()
    };
    assert_eq!(seen().await.closed, None);
    close(&world, Person::Advanced, Person::User, LEFT).await.unwrap();
    let (end, closed) = (seen().await.end, seen().await.closed.unwrap());
    assert_eq!((end, closed.by.as_deref()), (Some(LinkEnd::Cancelled), Some("Advanced Care")));
    assert_eq!((closed.because, &*closed.at.unwrap().words), (Some(ClosedBecause::Left), "2:05pm today"));
}

#[tokio::test]
async fn every_sign_in_and_test_of_a_closed_person_is_refused_and_says_why() {
    let world = World::new().await;
    let mut computer = world.authenticator_of(Person::Colleague);
    let (mut signing_in, mut testing) = (world.browser(), world.browser());
    let begun = computer.get(&signing_in.load_sign_in_options().await);
    let tested = computer.get(&testing.load_test_options().await);
    close(&world, Person::Advanced, Person::Colleague, LEFT).await.unwrap();

    let refused = told(signing_in.finish_sign_in(&begun).await);
    assert_eq!(refused, CLOSED);
    assert_eq!(refused.to_string(), "Your profile is closed. Contact your Registration Authority (RA).");
    assert!(!may_be_forgotten(&world.domain, &refused, &begun).await.unwrap(), "the profile may be reopened");
    let audited = world.last_audited().await;
    assert_eq!((&*audited.action, &*audited.outcome), ("sign-in", "refused"));
    assert_eq!(told(testing.finish_test(&tested).await), CLOSED);
    assert_eq!(told(world.browser().sign_in(&mut computer).await), CLOSED);
    assert_eq!(told(world.browser().test(&mut computer).await), CLOSED);
}

#[tokio::test]
async fn nothing_can_be_issued_to_a_closed_person() {
    let world = World::new().await;
    close(&world, Person::Advanced, Person::User, LEFT).await.unwrap();
    let manager = world.actor(Person::Manager).await;
    let refused = told(permit::<IssueAuthenticator>(&world.domain, &manager, &Person::User.id()).await);
    assert_eq!(refused, AppError::Refused(Refusal::UserInactive));
    assert_eq!(refused.to_string(), "You cannot do this because this user’s profile is closed.");
}

#[tokio::test]
async fn a_permit_from_before_the_closing_generates_no_link() {
    let world = World::new().await;
    let manager = world.actor(Person::Manager).await;
    let permit = permit::<IssueAuthenticator>(&world.domain, &manager, &Person::User.id()).await.unwrap();
    close(&world, Person::Advanced, Person::User, LEFT).await.unwrap();
    let late =
        link::generate(&world.domain, &permit, AuthenticatorKind::Passkey, Meeting::Video, None, &checked()).await;
    assert_eq!(told(late), AppError::Refused(Refusal::UserInactive));
    assert!(world.links(Person::User).await.is_empty());
}

#[tokio::test]
async fn notices_to_a_closed_person_wait_no_longer_and_none_follow() {
    let (world, mailbox) = World::with_mailbox().await;
    world.register(Person::User, &mut SoftAuthenticator::phone()).await;
    world.register(Person::Colleague, &mut SoftAuthenticator::phone()).await;
    close(&world, Person::Advanced, Person::User, LEFT).await.unwrap();
    let agent = world.actor(Person::Advanced).await;
    let id = AuthenticatorId(world.authenticators(Person::User).await[0].id);
    let permit = world.permit::<RemoveAuthenticator>(&agent, Person::User).await;
    authenticators::remove(&world.domain, &permit, id, RemovalReason::Left, "").await.unwrap();
    mail::send_due(&world.domain).await.unwrap();
    assert_eq!(mailbox.only().recipients, ["555500000008@riverside.example"], "only the notice to somebody else");
}

#[tokio::test]
async fn the_closing_is_on_record_with_its_reason_and_a_second_one_is_refused() {
    let world = World::new().await;
    let closing = Closing { because: ClosedBecause::Security, duplicate_of: None, note: " INC0012345:\tstolen " };
    close(&world, Person::Advanced, Person::User, closing).await.unwrap();
    let (row, agent) = (world.user(Person::User).await, world.user(Person::Advanced).await.id);
    assert_eq!((row.status, row.closed_at), (UserStatus::Inactive, Some(world.domain.now())));
    assert_eq!((row.closed_by_id, row.closed_note.as_deref()), (Some(agent), Some("INC0012345: stolen")));
    assert_eq!(row.closed_because.map(ClosedBecause::from), Some(ClosedBecause::Security));
    let manager = world.actor(Person::Manager).await;
    let permit = world.permit::<ViewHistory>(&manager, Person::User).await;
    let line = views::history(&world.domain, &permit, None).await.unwrap().entries.remove(0);
    assert_eq!((&*line.what, &*line.detail), ("Profile closed", "Security, INC0012345: stolen"));
    let again = close(&world, Person::Manager, Person::User, LEFT).await;
    assert_eq!(told(again), AppError::Refused(Refusal::UserInactive));
}

#[tokio::test]
async fn a_note_that_is_too_long_closes_nothing() {
    let world = World::new().await;
    let long = "x".repeat(201);
    let outcome = close(&world, Person::Advanced, Person::User, Closing { note: &long, ..LEFT }).await;
    let message = FieldError::new("note", "Note must be 200 characters or fewer");
    assert_eq!(told(outcome), AppError::Invalid(vec![message]));
    assert_eq!(world.user(Person::User).await.status, UserStatus::Active);
}

#[tokio::test]
async fn the_last_ra_manager_who_can_sign_in_is_not_closed_by_anybody() {
    let world = World::new().await;
    close(&world, Person::Manager, Person::OtherManager, LEFT).await.unwrap();
    let outcome = close_as_operator(&world.domain, Person::Manager, LEFT).await;
    assert_eq!(told(outcome), AppError::Conflict(Conflict::LastManager));
    assert_eq!(world.user(Person::Manager).await.status, UserStatus::Active);
    assert!(world.browser_of(Person::Manager).actor().await.is_some(), "nothing of it was done");
}

#[tokio::test]
async fn a_link_that_had_ended_keeps_its_end_when_its_user_is_closed() {
    let world = World::new().await;
    world.register(Person::User, &mut SoftAuthenticator::phone()).await;
    close(&world, Person::Advanced, Person::User, LEFT).await.unwrap();
    assert_eq!(world.links(Person::User).await[0].state, State::Registered);
}
