//! Suspending authenticators and reinstating them.

use crate::support::{Browser, Person, SoftAuthenticator, World, checked, told};
use domain::{
    Domain, Result,
    access::{Actor, ReinstateAuthenticator, RemoveAuthenticator, SuspendAuthenticator, ViewProfile, permit},
    authenticators,
    ceremonies::may_be_forgotten,
    entity::authenticator::Status,
    link, mail, views,
};
use model::{
    AppError, AuthenticatorId, AuthenticatorKind, AuthenticatorSummary, CeremonyRefusal, Conflict, FieldError, LinkEnd,
    RemovalReason,
};

const SUSPENDED: AppError = AppError::Ceremony(CeremonyRefusal::Suspended);

/// `actor` suspends this authenticator of `person`.
async fn suspend(domain: &Domain, actor: &Actor, person: Person, id: AuthenticatorId) -> Result<bool> {
    let permit = permit::<SuspendAuthenticator>(domain, actor, &person.id()).await?;
    authenticators::suspend(domain, &permit, id).await
}

async fn reinstate(world: &World, agent: Person, person: Person, why: &str) -> Result<()> {
    let agent = world.actor(agent).await;
    let permit = permit::<ReinstateAuthenticator>(&world.domain, &agent, &person.id()).await?;
    authenticators::reinstate(&world.domain, &permit, first(world, person).await, why).await
}

async fn first(world: &World, person: Person) -> AuthenticatorId {
    AuthenticatorId(world.authenticators(person).await[0].id)
}

async fn list(world: &World, person: Person) -> Vec<AuthenticatorSummary> {
    let viewer = world.actor(Person::Sponsor).await;
    views::authenticators(&world.domain, &world.permit::<ViewProfile>(&viewer, person).await).await.unwrap()
}

#[tokio::test]
async fn a_user_without_a_role_suspends_their_own_and_is_signed_out() {
    let world = World::new().await;
    let colleague = world.actor(Person::Colleague).await;
    let id = first(&world, Person::Colleague).await;
    assert!(suspend(&world.domain, &colleague, Person::Colleague, id).await.unwrap(), "it opened this session");
    assert!(world.browser_of(Person::Colleague).actor().await.is_none());
    let row = world.authenticators(Person::Colleague).await.remove(0);
    assert_eq!((row.status, row.suspended_at), (Status::Suspended, Some(world.domain.now())));
    assert_eq!(row.suspended_by_id, Some(colleague.user_id));
    let audited = world.last_audited().await;
    assert_eq!((&*audited.action, audited.actor_id), ("suspend-authenticator", Some(colleague.user_id)));
}

#[tokio::test]
async fn suspending_another_one_keeps_the_session() {
    let world = World::new().await;
    world.register(Person::Colleague, &mut SoftAuthenticator::phone()).await;
    let (colleague, rows) = (world.actor(Person::Colleague).await, world.authenticators(Person::Colleague).await);
    let phone = rows.iter().find(|row| row.backup_eligible).unwrap().id;
    assert!(!suspend(&world.domain, &colleague, Person::Colleague, AuthenticatorId(phone)).await.unwrap());
    assert!(world.browser_of(Person::Colleague).actor().await.is_some());
}

#[tokio::test]
async fn signing_in_and_testing_with_a_suspended_one_are_refused_and_the_browser_keeps_it() {
    let world = World::new().await;
    let mut computer = world.authenticator_of(Person::Colleague);
    let (mut begun, agent) = (world.browser(), world.actor(Person::Advanced).await);
    let response = computer.get(&begun.load_sign_in_options().await);
    suspend(&world.domain, &agent, Person::Colleague, first(&world, Person::Colleague).await).await.unwrap();
    let refused = told(begun.finish_sign_in(&response).await);
    assert_eq!(refused, SUSPENDED);
    assert_eq!(
        refused.to_string(),
        "This authenticator is suspended. Ask your Registration Authority (RA) to reinstate it."
    );
    assert!(!may_be_forgotten(&world.domain, &refused, &response).await.unwrap());
    assert_eq!(told(world.browser().sign_in(&mut computer).await), SUSPENDED);
    assert_eq!(told(world.browser().test(&mut computer).await), SUSPENDED);
}

#[tokio::test]
async fn a_reinstated_one_signs_in_again() {
    let world = World::new().await;
    let (mut computer, agent) = (world.authenticator_of(Person::Colleague), world.actor(Person::Advanced).await);
    suspend(&world.domain, &agent, Person::Colleague, first(&world, Person::Colleague).await).await.unwrap();
    let without = told(reinstate(&world, Person::Advanced, Person::Colleague, "").await);
    assert_eq!(without, AppError::Invalid(vec![FieldError::new("reason", "Enter a reason")]));
    reinstate(&world, Person::Advanced, Person::Colleague, "It was in their coat").await.unwrap();
    let audited = world.last_audited().await;
    assert!(audited.action == "reinstate-authenticator" && audited.detail.contains("It was in their coat"));
    world.browser().sign_in(&mut computer).await.unwrap();
    assert!(world.browser_of(Person::Colleague).actor().await.is_none(), "the session that had ended stays ended");
    let row = world.authenticators(Person::Colleague).await.remove(0);
    assert_eq!((row.status, row.suspended_at, row.suspended_by_id), (Status::Active, None, None));
}

#[tokio::test]
async fn the_list_shows_since_when_it_is_suspended_and_by_whom() {
    let world = World::new().await;
    let agent = world.actor(Person::Advanced).await;
    suspend(&world.domain, &agent, Person::Colleague, first(&world, Person::Colleague).await).await.unwrap();
    let shown = list(&world, Person::Colleague).await.remove(0);
    let suspension = shown.suspension.clone().unwrap();
    assert_eq!(suspension.since.words, "2:05pm today");
    assert_eq!((suspension.by.as_deref(), shown.is_active()), (Some("Advanced Care"), false));
    let metrics = views::metrics(&world.domain).await.unwrap();
    assert!(metrics.lines().any(|line| line == r#"cim_authenticators{status="suspended"} 1"#), "{metrics}");
}

#[tokio::test]
async fn a_suspended_one_can_be_removed() {
    let world = World::new().await;
    let agent = world.actor(Person::Advanced).await;
    let id = first(&world, Person::Colleague).await;
    suspend(&world.domain, &agent, Person::Colleague, id).await.unwrap();
    let permit = world.permit::<RemoveAuthenticator>(&agent, Person::Colleague).await;
    authenticators::remove(&world.domain, &permit, id, RemovalReason::Lost, "").await.unwrap();
    let shown = list(&world, Person::Colleague).await.remove(0);
    assert!(shown.removal.is_some() && shown.suspension.is_none());
    let late = told(reinstate(&world, Person::Advanced, Person::Colleague, "Found").await);
    assert_eq!(late, AppError::NotFound);
}

#[tokio::test]
async fn the_device_of_a_suspended_one_cannot_be_registered_again() {
    let world = World::new().await;
    let (mut computer, agent) = (world.authenticator_of(Person::Colleague), world.actor(Person::Advanced).await);
    suspend(&world.domain, &agent, Person::Colleague, first(&world, Person::Colleague).await).await.unwrap();
    let (token, mut browser) = (world.link(Person::Colleague).await, world.browser());
    let options: serde_json::Value = serde_json::from_str(&browser.options(&token).await.unwrap()).unwrap();
    assert_eq!(options["publicKey"]["excludeCredentials"].as_array().unwrap().len(), 1);
    let again = browser.register(&token, &mut computer).await;
    assert_eq!(told(again), AppError::Ceremony(CeremonyRefusal::AlreadyRegistered));
}

#[tokio::test]
async fn the_last_ra_manager_who_can_sign_in_cannot_suspend_their_last_authenticator() {
    let world = World::new().await;
    let manager = world.actor(Person::Manager).await;
    let id = first(&world, Person::OtherManager).await;
    suspend(&world.domain, &manager, Person::OtherManager, id).await.unwrap();
    let outcome = suspend(&world.domain, &manager, Person::Manager, first(&world, Person::Manager).await).await;
    assert_eq!(told(outcome), AppError::Conflict(Conflict::LastManager));
    assert!(world.browser_of(Person::Manager).actor().await.is_some());
}

#[tokio::test]
async fn suspending_the_last_authenticator_of_an_agent_cancels_their_links() {
    let world = World::new().await;
    let (agent, manager) = (world.actor(Person::Advanced).await, world.actor(Person::Manager).await);
    let permit = permit::<domain::access::IssueAuthenticator>(&world.domain, &agent, &Person::User.id()).await.unwrap();
    let meeting = model::Meeting::Video;
    let link =
        link::generate(&world.domain, &permit, AuthenticatorKind::Passkey, meeting, None, &checked()).await.unwrap();
    suspend(&world.domain, &manager, Person::Advanced, first(&world, Person::Advanced).await).await.unwrap();
    let ended = told(link::look_up(&world.domain, &link.token, None).await);
    assert_eq!(ended, AppError::LinkEnded(LinkEnd::Cancelled));
}

#[tokio::test]
async fn suspending_again_and_reinstating_an_active_one_write_nothing() {
    let world = World::new().await;
    let agent = world.actor(Person::Advanced).await;
    let id = first(&world, Person::Colleague).await;
    let known = world.last_audited().await;
    reinstate(&world, Person::Advanced, Person::Colleague, "Found").await.unwrap();
    assert_eq!(world.last_audited().await, known);
    suspend(&world.domain, &agent, Person::Colleague, id).await.unwrap();
    let known = world.last_audited().await;
    assert!(!suspend(&world.domain, &agent, Person::Colleague, id).await.unwrap());
    assert_eq!(world.last_audited().await, known);
}

#[tokio::test]
async fn the_owner_gets_a_notice_of_both() {
    let (world, mailbox) = World::with_mailbox().await;
    let colleague = world.actor(Person::Colleague).await;
    suspend(&world.domain, &colleague, Person::Colleague, first(&world, Person::Colleague).await).await.unwrap();
    reinstate(&world, Person::Advanced, Person::Colleague, "Found").await.unwrap();
    mail::send_due(&world.domain).await.unwrap();
    let subjects: Vec<_> = mailbox.received().iter().map(|message| message.subject()).collect();
    assert_eq!(
        subjects,
        ["A passkey has been suspended in your care identity", "A passkey has been reinstated in your care identity"]
    );
    let lines = [
        ["You cannot use it to sign in until an RA agent reinstates it.", "Suspended by: Colleague Care"],
        ["You can use it to sign in again.", "Reinstated by: Advanced Care"],
    ];
    for (message, lines) in mailbox.received().iter().zip(lines) {
        for line in lines {
            assert!(message.text().contains(line), "{}", message.text());
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_simultaneous_sign_in_and_suspension_leave_no_session() {
    let world = World::new().await;
    let (second, agent) = (world.second_process().await, world.actor(Person::Advanced).await);
    for round in 0..8 {
        let (mut phone, mut browser) = (SoftAuthenticator::phone(), Browser::new(&second));
        world.register(Person::User, &mut phone).await;
        let rows = world.authenticators(Person::User).await;
        let id = AuthenticatorId(rows.iter().find(|row| row.credential_id == phone.credential_id).unwrap().id);
        let response = phone.get(&browser.load_sign_in_options().await);
        let suspension = tokio::spawn({
            let (domain, agent) = (world.domain.clone(), agent.clone());
            async move { suspend(&domain, &agent, Person::User, id).await }
        });
        let sign_in = tokio::spawn(async move {
            // Either may come first. Only the final state matters.
            _ = browser.finish_sign_in(&response).await;
            browser
        });
        suspension.await.unwrap().unwrap();
        assert!(sign_in.await.unwrap().actor().await.is_none(), "round {round}");
    }
}
