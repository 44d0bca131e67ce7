//! What an agent states about the identity of the user is asked for, checked, and kept.

use crate::support::{Person, SoftAuthenticator, World, operator, told};
use domain::{
    Result,
    access::{IssueAuthenticator, ViewHistory, ViewProfile},
    authenticators,
    entity::words,
    link::{self, Invitation},
    views,
};
use model::{
    AppError, AuthenticatorId, AuthenticatorKind, GeneratedLink, IdentityAnswers, IdentityCheck, IdentityProof,
    IssueReason, Meeting,
};

async fn generate(world: &World, subject: Person, identity: &IdentityAnswers) -> Result<GeneratedLink> {
    let agent = world.actor(Person::Manager).await;
    let permit = world.permit::<IssueAuthenticator>(&agent, subject).await;
    link::generate(&world.domain, &permit, AuthenticatorKind::Passkey, Meeting::Video, None, identity).await
}

fn answers(why: IssueReason, how: &[IdentityProof]) -> IdentityAnswers {
    IdentityAnswers { why: Some(why), how: how.to_vec() }
}

/// The fields that are wrong with these answers.
async fn wrong(world: &World, subject: Person, identity: &IdentityAnswers) -> Vec<String> {
    match told(generate(world, subject, identity).await) {
        AppError::Invalid(wrong) => wrong.into_iter().map(|error| error.field).collect(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn no_link_is_generated_before_the_agent_has_said_why_and_how_they_checked_the_identity() {
    let world = World::new().await;
    assert_eq!(wrong(&world, Person::User, &IdentityAnswers::default()).await, ["why", "how"]);
    assert_eq!(wrong(&world, Person::User, &answers(IssueReason::First, &[])).await, ["how"]);
    // Only the operator answers for somebody without having checked who they are.
    assert_eq!(wrong(&world, Person::User, &answers(IssueReason::First, &[IdentityProof::Operator])).await, ["how"]);
    assert!(world.links(Person::User).await.is_empty());
    generate(&world, Person::User, &answers(IssueReason::First, &[IdentityProof::KnownToAgent])).await.unwrap();
}

#[tokio::test]
async fn the_answers_may_not_contradict_what_the_user_has() {
    let world = World::new().await;
    let (passport, still_have) = ([IdentityProof::Passport], [IdentityProof::Authenticator]);
    assert_eq!(wrong(&world, Person::Colleague, &answers(IssueReason::First, &passport)).await, ["why"]);
    assert_eq!(wrong(&world, Person::User, &answers(IssueReason::Lost, &still_have)).await, ["how"]);
    generate(&world, Person::Colleague, &answers(IssueReason::Lost, &still_have)).await.unwrap();
    // When it has been removed, they have none, and the next one is the first again.
    let row = world.authenticators(Person::Colleague).await.remove(0);
    let manager = world.actor(Person::Manager).await;
    let permit = world.permit::<domain::access::RemoveAuthenticator>(&manager, Person::Colleague).await;
    authenticators::remove(&world.domain, &permit, AuthenticatorId(row.id), model::RemovalReason::Mistake, "")
        .await
        .unwrap();
    assert_eq!(wrong(&world, Person::Colleague, &answers(IssueReason::Lost, &still_have)).await, ["how"]);
    generate(&world, Person::Colleague, &answers(IssueReason::First, &passport)).await.unwrap();
}

#[tokio::test]
async fn the_statement_is_kept_with_the_link_and_shown_with_the_authenticator() {
    let world = World::new().await;
    let how = [IdentityProof::DrivingLicence, IdentityProof::Passport];
    let link = generate(&world, Person::User, &answers(IssueReason::First, &how)).await.unwrap();
    let row = world.links(Person::User).await.remove(0);
    assert_eq!(row.issue_reason, Some(words::IssueReason::First));
    assert_eq!(row.identity_proofs.as_deref(), Some(r#"["passport","driving_licence"]"#));
    let audited = world.last_audited().await;
    assert_eq!(audited.action, "generate-link");
    for words in [r#""why":"First authenticator""#, r#""identity":"identity checked: passport, driving licence""#] {
        assert!(audited.detail.contains(words), "{}", audited.detail);
    }

    world.browser().register(&link.token, &mut SoftAuthenticator::phone()).await.unwrap();
    let manager = world.actor(Person::Manager).await;
    let permit = world.permit::<ViewProfile>(&manager, Person::User).await;
    let shown = views::authenticators(&world.domain, &permit).await.unwrap().remove(0).identity;
    let kept =
        IdentityCheck { why: IssueReason::First, how: vec![IdentityProof::Passport, IdentityProof::DrivingLicence] };
    assert_eq!(shown, Some(kept));
    let permit = world.permit::<ViewHistory>(&manager, Person::User).await;
    let history = views::history(&world.domain, &permit, None).await.unwrap();
    let generated = history.entries.iter().find(|entry| entry.what == "Registration link generated").unwrap();
    assert_eq!(
        generated.detail,
        "Passkey, Video call, First authenticator, identity checked: passport, driving licence"
    );
}

#[tokio::test]
async fn the_operator_answers_for_the_identity_of_those_whom_they_invite() {
    let world = World::new().await;
    for (person, why) in [(Person::User, IssueReason::First), (Person::Colleague, IssueReason::Another)] {
        let invited =
            link::invite(&world.domain, &operator(), &person.id(), AuthenticatorKind::Passkey, true).await.unwrap();
        assert!(matches!(invited, Invitation::Link { .. }));
        let link = world.links(person).await.into_iter().find(|link| link.meeting.is_none()).unwrap();
        assert_eq!(link.identity(), Some(IdentityCheck { why, how: vec![IdentityProof::Operator] }));
    }
    let audited = world.last_audited().await;
    assert!(audited.detail.contains("identity checked: by the system operator"), "{}", audited.detail);
}
